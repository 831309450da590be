// What every reporter is: a pure function from a report to text. No I/O, no environment, no clock.

import type { Finding } from '../diagnostics/finding.ts';
import type { Report } from '../diagnostics/report.ts';

export interface ReporterOptions {
  /** ANSI colours in `text`; the other formats have none. */
  readonly color: boolean;
  /** The formats that people read show errors only. */
  readonly quiet: boolean;
  /** `text` adds why a rule exists, once per rule, and what the baseline excuses; `compact` adds excused findings. */
  readonly verbose: boolean;
  /** Where the rule pages are; a rule's page is this, a slash, and its id. */
  readonly docsBase?: string;
  /** The tool's own page, for formats that name one. */
  readonly homepage?: string;
}

export type Reporter = (report: Report, options: ReporterOptions) => string;

/** The findings that are not excused, errors only when quiet. Formats that machines read show all, whatever the options. */
export function shownFindings(report: Report, options: ReporterOptions): Finding[] {
  return report.findings.filter((finding) => !finding.excused && (!options.quiet || finding.severity === 'error'));
}

/** The page about a rule; nothing for checks that are no rules, such as `syntax-error`. */
export function rulePage(rule: string, report: Report, options: ReporterOptions): string | undefined {
  if (options.docsBase === undefined || !report.rules.has(rule)) return undefined;
  return `${options.docsBase.replace(/\/+$/, '')}/${encodeURIComponent(rule)}`;
}
