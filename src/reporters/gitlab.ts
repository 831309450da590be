// GitLab's Code Quality report: a JSON array of issues that the merge request widget compares with the target branch.

import type { Finding, Severity } from '../diagnostics/finding.ts';
import { fingerprints } from '../diagnostics/fingerprint.ts';
import type { Report } from '../diagnostics/report.ts';
import { locate } from './location.ts';

const severities: Record<Severity, string> = { error: 'major', warning: 'minor', info: 'info' };

export function renderGitlab(report: Report): string {
  // Fingerprints are taken over all findings: excusing one must not rename its twins.
  const names = fingerprints(report.findings, report.sources);
  const issues = report.findings.flatMap((finding, i) =>
    finding.excused ? [] : [issue(finding, names[i] ?? '', report)],
  );
  return `${JSON.stringify(issues, null, 2)}\n`;
}

function issue(finding: Finding, fingerprint: string, report: Report) {
  const { start, end } = locate(finding, report.sources);
  return {
    description: finding.help === undefined ? finding.message : `${finding.message} (help: ${finding.help})`,
    check_name: finding.rule,
    fingerprint,
    severity: severities[finding.severity],
    location: { path: finding.path, lines: { begin: start.line, end: end.line } },
  };
}
