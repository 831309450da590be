// The official SARIF 2.1.0 schema, as @microsoft/jest-sarif ships it, compiled.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';

const file = createRequire(import.meta.url).resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
// It is written in draft 4, of which it uses nothing that later drafts read otherwise but the spelling of its own id.
const { $schema: _, id: __, ...schema } = JSON.parse(readFileSync(file, 'utf8'));
// One of its patterns is no regular expression under the `u` flag.
const ajv = new Ajv({ allErrors: true, strict: false, unicodeRegExp: false });
addFormats(ajv);
const validate = ajv.compile(schema);

/** What is wrong with a parsed SARIF log; empty when nothing is. */
export function sarifFlaws(log: unknown): unknown[] {
  return validate(log) ? [] : (validate.errors ?? []);
}
