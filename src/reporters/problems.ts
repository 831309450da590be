// What is wrong in a file that a run needs before it can check anything, shown as the text format shows findings.

import type { Finding } from '../diagnostics/finding.ts';
import { type Report, summarize } from '../diagnostics/report.ts';
import type { SourceFile, Span } from '../text/source-file.ts';
import { findingBlock } from './text-finding.ts';
import { palette } from './text-palette.ts';

export interface ProblemAt {
  readonly message: string;
  readonly hint?: string;
  readonly span: Span;
}

export function renderProblems(source: SourceFile, problems: readonly ProblemAt[], color: boolean): string {
  const findings = problems.map(
    ({ message, hint, span }): Finding => ({
      rule: 'invalid-config',
      severity: 'error',
      message,
      path: source.path,
      start: span.start,
      end: span.end,
      ...(hint !== undefined && { help: hint }),
    }),
  );
  const report: Report = {
    toolVersion: '',
    findings,
    sources: new Map([[source.path, source]]),
    rules: new Map(),
    summary: summarize(findings, 1),
  };
  const options = { color, quiet: false, verbose: false };
  const blocks = findings.map((finding) => findingBlock(finding, report, options, palette(color)).join('\n'));
  return `${blocks.join('\n\n')}\n`;
}
