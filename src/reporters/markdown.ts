// A report for pull request comments and step summaries: counts, a table per file, excused findings folded away.
// Bounded, because hosts refuse long comments; all text of strangers is escaped.

import type { Finding } from '../diagnostics/finding.ts';
import type { Report } from '../diagnostics/report.ts';
import { excuseSentence } from './excuse-sentence.ts';
import { gateCells, gateSentence } from './gate-rows.ts';
import { locate } from './location.ts';
import { markdownText } from './markdown-text.ts';
import { type ReporterOptions, rulePage, shownFindings } from './reporter.ts';
import { counted, fixSentence, summarySentence } from './summary-sentence.ts';

const MAX_FINDINGS = 200;
/** GitHub refuses a comment of more than 65,536 characters. */
const MAX_CHARACTERS = 60_000;

export function renderMarkdown(report: Report, options: ReporterOptions): string {
  const excused = options.quiet ? [] : report.findings.filter((finding) => finding.excused);
  const fixes = fixSentence(report.summary);
  const heading = `## Leyline: ${summarySentence(report.summary)}\n${fixes ? `\n${fixes}\n` : ''}${gateTable(report, options)}`;
  const tables = findingTables(report, options, MAX_CHARACTERS - heading.length);
  return `${heading}${tables}${excusedTable(excused, report, options, MAX_CHARACTERS - heading.length - tables.length)}`;
}

function gateTable({ gates = [] }: Report, { quiet }: ReporterOptions): string {
  const rows = gateCells(gates, quiet).map((cells) => `| ${cells.map(markdownText).join(' | ')} |\n`);
  if (rows.length === 0) return '';
  return `\n${gateSentence(gates)}\n\n| Gate | Outcome | |\n| --- | --- | --- |\n${rows.join('')}`;
}

function findingTables(report: Report, options: ReporterOptions, room: number): string {
  const findings = shownFindings(report, options);
  let text = '';
  let path: string | undefined;
  let shown = 0;
  for (const finding of findings.slice(0, MAX_FINDINGS)) {
    let row = findingRow(finding, report, options);
    if (finding.path !== path) {
      row = `\n### ${markdownText(finding.path)}\n\n| Severity | Place | Rule | Message |\n| --- | --- | --- | --- |\n${row}`;
    }
    if (text.length + row.length > room) break;
    path = finding.path;
    text += row;
    shown += 1;
  }
  return text + rest(findings.length - shown, 'finding');
}

function findingRow(finding: Finding, report: Report, options: ReporterOptions): string {
  const message = markdownText(finding.message);
  const help = finding.help === undefined ? '' : `<br>help: ${markdownText(finding.help)}`;
  return `| ${finding.severity} | ${place(finding, report)} | ${rule(finding, report, options)} | ${message}${help} |\n`;
}

function excusedTable(excused: readonly Finding[], report: Report, options: ReporterOptions, room: number): string {
  if (excused.length === 0) return '';
  const title = `${counted(excused.length, 'excused finding')}`;
  let text = `\n<details><summary>${title}</summary>\n\n| Place | Rule | Message | Excuse |\n| --- | --- | --- | --- |\n`;
  let shown = 0;
  for (const finding of excused.slice(0, MAX_FINDINGS)) {
    const where = `${markdownText(finding.path)}:${place(finding, report)}`;
    const why = finding.excused ? markdownText(excuseSentence(finding.excused)) : '';
    const row = `| ${where} | ${rule(finding, report, options)} | ${markdownText(finding.message)} | ${why} |\n`;
    if (text.length + row.length > room) break;
    text += row;
    shown += 1;
  }
  return `${text}${rest(excused.length - shown, 'excused finding')}\n</details>\n`;
}

function rest(count: number, noun: string): string {
  return count > 0 ? `\nand ${counted(count, `more ${noun}`)}\n` : '';
}

function place(finding: Finding, report: Report): string {
  const { start } = locate(finding, report.sources);
  return `${start.line}:${start.column}`;
}

function rule(finding: Finding, report: Report, options: ReporterOptions): string {
  const name = markdownText(finding.rule);
  const page = rulePage(finding.rule, report, options);
  return page === undefined ? name : `[${name}](${page})`;
}
