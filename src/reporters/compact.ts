// One line per finding, as gcc writes them, so that editors jump: `path:line:column: severity: message [rule]`.

import type { Finding } from '../diagnostics/finding.ts';
import type { Report } from '../diagnostics/report.ts';
import { excuseSentence } from './excuse-sentence.ts';
import { locate } from './location.ts';
import { type ReporterOptions, shownFindings } from './reporter.ts';
import { visible } from './visible.ts';

export function renderCompact(report: Report, options: ReporterOptions): string {
  let text = '';
  for (const finding of shownFindings(report, options)) text += line(finding, finding.severity, report);
  if (!options.verbose || options.quiet) return text;
  for (const finding of report.findings) {
    if (finding.excused) text += line(finding, 'excused', report, ` (${excuseSentence(finding.excused)})`);
  }
  return text;
}

function line(finding: Finding, label: string, report: Report, ending = ''): string {
  const { start } = locate(finding, report.sources);
  const place = `${finding.path}:${start.line}:${start.column}`;
  return `${visible(`${place}: ${label}: ${finding.message} [${finding.rule}]${ending}`)}\n`;
}
