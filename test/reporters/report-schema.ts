// The published schema of `json` and `jsonl`, compiled.

import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';

const schema: unknown = JSON.parse(
  readFileSync(new URL('../../docs/schemas/report.schema.json', import.meta.url), 'utf8'),
);
const ajv = new Ajv2020({ allErrors: true });
const validateReport = ajv.compile(schema as object);
const validateFinding = ajv.compile({ $ref: 'urn:leyline:report:1#/$defs/finding' });

/** What is wrong with a parsed report; empty when nothing is. */
export function reportFlaws(document: unknown): unknown[] {
  return validateReport(document) ? [] : (validateReport.errors ?? []);
}

export function findingFlaws(document: unknown): unknown[] {
  return validateFinding(document) ? [] : (validateFinding.errors ?? []);
}
