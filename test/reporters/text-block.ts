// The text of a single finding, for tests that expect it at the margin of a template string.

import type { Finding } from '../../src/diagnostics/finding.ts';
import { renderText } from '../../src/reporters/text.ts';
import { placeOf, plain, type ReportParts, reportOf } from './sample-report.ts';

/** Output as it is read, with a line break before and after it so that expectations stand at the margin. */
export const read = (output: string) => `\n${output}`;

export const finding = { rule: 'no-map-fields', severity: 'error', message: "map field 'labels'" } as const;

/** The report of one finding on `needle`, without the summary. */
export function block(text: string, needle: string, more: Partial<Finding> = {}): string {
  const files = { 'a.proto': text };
  return blockOf({ files, findings: [{ ...finding, ...placeOf(files, 'a.proto', needle), ...more }] });
}

export function blockOf(parts: ReportParts): string {
  return read(renderText(reportOf(parts), plain).replace(/\n\n[^\n]*\n$/, '\n'));
}
