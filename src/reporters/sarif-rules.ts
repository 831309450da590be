// The rules of a SARIF run: all that ran, in order of id, then the ids that only findings know, such as `syntax-error`.

import { compareText, type Severity } from '../diagnostics/finding.ts';
import type { Report } from '../diagnostics/report.ts';
import { type ReporterOptions, rulePage } from './reporter.ts';

export const levels: Record<Severity, 'error' | 'warning' | 'note'> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
};

export function ruleIds(report: Report): string[] {
  const known = [...report.rules.keys()].sort(compareText);
  const others = new Set<string>();
  for (const finding of report.findings) if (!report.rules.has(finding.rule)) others.add(finding.rule);
  return [...known, ...[...others].sort(compareText)];
}

export function ruleDescriptor(id: string, report: Report, options: ReporterOptions) {
  const rule = report.rules.get(id);
  if (!rule) return { id, shortDescription: { text: id } };
  const page = rulePage(id, report, options);
  return {
    id,
    shortDescription: { text: rule.summary },
    fullDescription: { text: rule.why },
    // Code scanning shows this text beside an alert, and asks for it.
    help: { text: rule.why },
    ...(page === undefined ? {} : { helpUri: page }),
    defaultConfiguration: { level: levels[rule.severity] },
    properties: { tags: [rule.group] },
  };
}
