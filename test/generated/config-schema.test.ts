// Writes docs/schemas/config.schema.json, by which editors check `leyline.yaml` while it is typed, from the schema that
// the tool itself checks it by. `npm run generate` renews it.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { rules } from '../../rules/index.ts';
import { knownRules } from '../../src/commands/open-project.ts';
import { ENGINE_CHECKS } from '../../src/engine/engine-checks.ts';
import { configJsonSchema } from '../../src/inputs/config/json-schema.ts';

const ROOT = join(import.meta.dirname, '../..');
const PUBLISHED = join(ROOT, 'docs/schemas/config.schema.json');

const summaries = new Map([...rules, ...ENGINE_CHECKS].map(({ id, summary }) => [id, summary] as const));
const schema = configJsonSchema({ ...knownRules(), summaries });

it('the schema for editors is up to date', async () => {
  await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(PUBLISHED);
});

describe('the schema for editors', () => {
  const ajv = new Ajv2020({ strict: true, strictTypes: false, strictTuples: false, formats: { date: true } });
  const validate = ajv.compile(schema);
  const config = readFileSync(join(ROOT, 'leyline.yaml'), 'utf8');

  it("takes this repository's configuration", () => {
    expect(validate(parse(config)), ajv.errorsText(validate.errors)).toBe(true);
  });

  it('is the one that the configuration names for editors', () => {
    const named = /^# yaml-language-server: \$schema=(.+)$/m.exec(config)?.[1] ?? '';
    expect(join(ROOT, named)).toBe(PUBLISHED);
  });

  it.each([
    ['contracts:\n  rot: contracts', 'an unknown key'],
    ['contracts: contracts', 'text where keys are wanted'],
    ['rules:\n  extends: recomended', 'an unknown preset'],
    ['rules:\n  no-map-feilds: error', 'an unknown rule'],
    ['rules:\n  no-map-fields: fatal', 'an unknown severity'],
    ['rules:\n  no-map-fields: [error, { words: [count] }]', 'options of a rule that takes none'],
    ['rules:\n  no-float-counters: [error, { words: count }]', 'an option of the wrong type'],
    ['exceptions:\n  - { rule: no-map-fields, path: contracts/v1/**, reason: frozen }', 'an exception without owner'],
    ['budgets:\n  max-message-size: small', 'a size that is no number'],
  ])('refuses %j: %s', (text) => {
    expect(validate(parse(text))).toBe(false);
  });
});
