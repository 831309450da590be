// The whole report as one JSON document; docs/schemas/report.schema.json describes it.

import type { GateRow, Report } from '../diagnostics/report.ts';
import { findingRecord } from './finding-record.ts';

export function renderJson(report: Report): string {
  const document = {
    version: 1,
    tool: { name: 'leyline', version: report.toolVersion },
    findings: report.findings.map((finding) => findingRecord(finding, report.sources)),
    summary: report.summary,
    ...(report.gates && { gates: report.gates.map(gateRecord) }),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** Without times: the same input makes the same document. */
function gateRecord({ name, outcome, errors, warnings, infos, note }: GateRow) {
  return { name, outcome, errors, warnings, infos, note };
}
