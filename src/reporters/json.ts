// The whole report as one JSON document; docs/schemas/report.schema.json describes it.

import type { Report } from '../diagnostics/report.ts';
import { findingRecord } from './finding-record.ts';

export function renderJson(report: Report): string {
  const document = {
    version: 1,
    tool: { name: 'leyline', version: report.toolVersion },
    findings: report.findings.map((finding) => findingRecord(finding, report.sources)),
    summary: report.summary,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
