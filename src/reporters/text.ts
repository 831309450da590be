// The format for people at a terminal: each finding with its code, its help and its fix; then the excused; then a sum.

import type { Finding } from '../diagnostics/finding.ts';
import type { Report } from '../diagnostics/report.ts';
import { excuseSentence } from './excuse-sentence.ts';
import { locate } from './location.ts';
import { type ReporterOptions, shownFindings } from './reporter.ts';
import { fixSentence, summarySentence } from './summary-sentence.ts';
import { findingBlock } from './text-finding.ts';
import { type Palette, palette } from './text-palette.ts';
import { visible } from './visible.ts';

export function renderText(report: Report, options: ReporterOptions): string {
  const colors = palette(options.color);
  const findings = shownFindings(report, options);
  if (options.quiet && findings.length === 0) return '';
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
