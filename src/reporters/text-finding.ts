// One finding of the text format: header, place, code frame, help, fix, related places.

import type { Finding, Fix, Place } from '../diagnostics/finding.ts';
import type { Report } from '../diagnostics/report.ts';
import { locate, type Sources } from './location.ts';
import { type ReporterOptions, rulePage } from './reporter.ts';
import { counted } from './summary-sentence.ts';
import { codeFrame, type Gutter, gutterFor, lastLineOf, type Mark } from './text-frame.ts';
import { showLine } from './text-line.ts';
import type { Palette } from './text-palette.ts';
import { type Preview, type PreviewRow, previewOf } from './text-preview.ts';
import { visible } from './visible.ts';

const MAX_RELATED = 5;

/** The block's lines, without line breaks. `verbose` adds why the rule exists. */
export function findingBlock(finding: Finding, report: Report, options: ReporterOptions, palette: Palette): string[] {
  const { sources } = report;
  const related = (finding.related ?? []).slice(0, MAX_RELATED);
  const preview = finding.fix?.kind === 'suggestion' ? previewOf(finding.fix, sources) : undefined;
  const rows = preview?.rows.map((row) => row.line) ?? [];
  const greatest = Math.max(1, ...rows, ...[finding, ...related].map((place) => greatestLine(place, sources)));
  const sheet: Sheet = { gutter: gutterFor(greatest, palette), indent: ' '.repeat(String(greatest).length), palette };
  const paint = palette[finding.severity];
  const block = [
    `${paint(`${finding.severity}[${visible(finding.rule)}]`)}${palette.strong(`: ${visible(finding.message)}`)}`,
  ];
  block.push(...placeLines(finding, sources, sheet, { character: '^', paint }));
  const notes = [...remarks(finding, report, options), ...(finding.fix ? [fixRemark(finding.fix)] : [])];
  if (notes.length > 0) block.push(sheet.gutter(undefined, ''));
  for (const [label, text] of notes) {
    block.push(`${sheet.indent} ${palette.frame('=')} ${palette.strong(`${label}:`)} ${visible(text)}`);
  }
  if (preview) block.push(...previewLines(preview, finding.path, sheet));
  for (const place of related) {
    block.push(`${palette.label('note')}${palette.strong(`: ${visible(place.message)}`)}`);
    block.push(...placeLines(place, sources, sheet, { character: '-', paint: palette.label }));
  }
  const more = (finding.related?.length ?? 0) - related.length;
  if (more > 0) block.push(`${palette.label('note')}: and ${counted(more, 'more place')}`);
  return block;
}

/** What the lines of one block have in common. */
interface Sheet {
  readonly gutter: Gutter;
  readonly indent: string;
  readonly palette: Palette;
}

function greatestLine(place: Place, sources: Sources): number {
  const source = sources.get(place.path);
  return source ? lastLineOf(source, place) : 1;
}

function placeLines(place: Place, sources: Sources, sheet: Sheet, mark: Mark): string[] {
  const { source, start } = locate(place, sources);
  const arrow = `${sheet.indent}${sheet.palette.frame('-->')}`;
  if (!source) return [`${arrow} ${visible(place.path)}`];
  return [
    `${arrow} ${visible(place.path)}:${start.line}:${start.column}`,
    ...codeFrame(source, place, sheet.gutter, mark),
  ];
}

function remarks(finding: Finding, report: Report, options: ReporterOptions): [string, string][] {
  const notes: [string, string][] = [];
  if (finding.help !== undefined) notes.push(['help', finding.help]);
  if (!options.verbose) return notes;
  const why = report.rules.get(finding.rule)?.why;
  if (why !== undefined) notes.push(['why', why]);
  const page = rulePage(finding.rule, report, options);
  if (page !== undefined) notes.push(['see', page]);
  return notes;
}

function fixRemark(fix: Fix): [string, string] {
  return [fix.kind === 'safe' ? 'fix' : 'suggestion', fix.title];
}

function previewLines(preview: Preview, path: string, sheet: Sheet): string[] {
  const { gutter, indent, palette } = sheet;
  const lines: string[] = [];
  if (preview.path !== path) lines.push(`${indent}${palette.frame(':::')} ${visible(preview.path)}`);
  lines.push(gutter(undefined, ''));
  let previous: PreviewRow | undefined;
  for (const row of preview.rows) {
    if (previous && row.line > previous.line + 1) lines.push(palette.frame('...'));
    lines.push(previewRow(row, sheet));
    previous = row;
  }
  const more = [
    ...(preview.moreRows > 0 ? [counted(preview.moreRows, 'more line')] : []),
    ...(preview.moreFiles > 0 ? [counted(preview.moreFiles, 'more file')] : []),
  ];
  if (more.length > 0) lines.push(gutter(undefined, `... ${more.join(' and ')}`));
  return lines;
}

function previewRow(row: PreviewRow, { indent, palette }: Sheet): string {
  const paint = row.sign === '-' ? palette.removed : palette.added;
  const { text } = showLine(row.text, { start: 0, end: row.text.length }, { start: row.at, end: row.at });
  const number = palette.frame(String(row.line).padStart(indent.length));
  return `${number} ${paint(`${row.sign} ${text}`.trimEnd())}`;
}
