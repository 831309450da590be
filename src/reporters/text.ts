// The format for people at a terminal: each finding with its code, its help and its fix; then the excused; then a sum.

import type { Finding } from '../diagnostics/finding.ts';
import type { Report } from '../diagnostics/report.ts';
import { excuseSentence } from './excuse-sentence.ts';
import { gateCells, gateSentence } from './gate-rows.ts';
import { locate } from './location.ts';
import { type ReporterOptions, shownFindings } from './reporter.ts';
import { fixSentence, summarySentence } from './summary-sentence.ts';
import { findingBlock } from './text-finding.ts';
import { type Palette, palette } from './text-palette.ts';
import { visible } from './visible.ts';

export function renderText(report: Report, options: ReporterOptions): string {
  const colors = palette(options.color);
  const findings = shownFindings(report, options);
  if (options.quiet && findings.length === 0) return gateTable(report, options, colors);
  const explained = new Set<string>();
  const parts: string[] = [];
  for (const finding of findings) {
    const explain = options.verbose && !explained.has(finding.rule);
    explained.add(finding.rule);
    parts.push(findingBlock(finding, report, { ...options, verbose: explain }, colors).join('\n'), '\n\n');
  }
  const excused = options.quiet ? [] : report.findings.filter((finding) => isExcuseShown(finding, options));
  for (const finding of excused) parts.push(colors.faint(excusedLine(finding, report)), '\n');
  if (excused.length > 0) parts.push('\n');
  parts.push(summaryLine(report, colors), '\n');
  const gates = gateTable(report, options, colors);
  if (gates !== '') parts.push('\n', gates);
  return parts.join('');
}

/** A baseline may hold hundreds that nobody chose one by one; the sum counts them. */
function isExcuseShown({ excused }: Finding, { verbose }: ReporterOptions): boolean {
  return excused !== undefined && (verbose || excused.by !== 'baseline');
}

function excusedLine(finding: Finding, report: Report): string {
  const { start } = locate(finding, report.sources);
  const excuse = finding.excused ? ` (${excuseSentence(finding.excused)})` : '';
  return visible(`excused ${finding.path}:${start.line}:${start.column} ${finding.rule}: ${finding.message}${excuse}`);
}

function summaryLine(report: Report, colors: Palette): string {
  const { summary } = report;
  const paint =
    summary.errors > 0
      ? colors.error
      : summary.warnings > 0
        ? colors.warning
        : summary.infos > 0
          ? colors.info
          : colors.clean;
  const fixes = fixSentence(summary);
  return `${paint(summarySentence(summary))}${fixes ? `; ${fixes}` : ''}`;
}

function gateTable({ gates = [] }: Report, { quiet }: ReporterOptions, colors: Palette): string {
  const cells = gateCells(gates, quiet);
  if (cells.length === 0) return '';
  const [first, second] = [0, 1].map((column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const rows = cells.map(([name, outcome, detail]) => {
    const paint = GATE_PAINT[outcome]?.(colors) ?? colors.faint;
    return `${name.padEnd(first ?? 0)}  ${paint(outcome.padEnd(second ?? 0))}  ${visible(detail)}`.trimEnd();
  });
  return `${[...rows, ...(quiet ? [] : [gateSentence(gates)])].join('\n')}\n`;
}

const GATE_PAINT: Readonly<Record<string, (colors: Palette) => Palette['clean']>> = {
  passed: ({ clean }) => clean,
  failed: ({ error }) => error,
  'could not run': ({ error }) => error,
};
