// One finding per line, each a `finding` of docs/schemas/report.schema.json, for pipes that read as they go.

import type { Report } from '../diagnostics/report.ts';
import { findingRecord } from './finding-record.ts';

export function renderJsonl(report: Report): string {
  let text = '';
  for (const finding of report.findings) text += `${JSON.stringify(findingRecord(finding, report.sources))}\n`;
  return text;
}
