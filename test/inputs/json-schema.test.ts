// The published schema against the parser.

import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { configJsonSchema, type JsonSchema } from '../../src/inputs/config/json-schema.ts';
import { parseConfig } from '../../src/inputs/config/parse-config.ts';
import { KNOWN } from './known-rules.ts';

const schema = configJsonSchema({ ...KNOWN, summaries: new Map([['no-map-fields', 'map fields make bytes differ']]) });
const ajv = new Ajv2020({ strict: true, strictTypes: false, strictTuples: false, formats: { date: true } });
const validate = ajv.compile(schema);

/** What JSON Schema cannot say, or says only at the price of an unreadable schema: those are left to the parser. */
const DOCUMENTS: [unknown, boolean][] = [
  [{}, true],
  [{ contracts: { root: 'a', imports: ['b'] } }, true],
  [{ contracts: { root: ['a', 'b'] } }, true],
  [{ contracts: { root: [] } }, false],
  [{ contracts: { rot: 'a' } }, false],
  [{ contracts: [] }, false],
  [{ planes: { a: { packages: ['x.*'], subsystems: ['k'], internal: [] } } }, true],
  [{ planes: { a: { pakages: [] } } }, false],
  [{ sources: [{ language: 'python', include: ['a'] }] }, true],
  [{ sources: [{ language: 'ruby', include: ['a'] }] }, false],
  [{ sources: [{ language: 'python', include: [] }] }, false],
  [{ sources: [{ language: 'python' }] }, false],
  [{ rules: { extends: 'strict', 'no-map-fields': 'off' } }, true],
  [{ rules: { extends: ['strict', 'all'], 'no-map-fields': ['warning'] } }, true],
  [{ rules: { extends: 'nope' } }, false],
  [{ rules: { nope: 'off' } }, false],
  [{ rules: { 'no-map-fields': 'fatal' } }, false],
  [{ rules: { 'no-map-fields': ['error', {}] } }, false],
  [{ rules: { 'no-map-fields': [] } }, false],
  [{ rules: { 'no-float-counters': ['error', { limit: 3, words: ['a'] }] } }, true],
  [{ rules: { 'no-float-counters': ['error', { limit: 99 }] } }, false],
  [{ rules: { 'no-float-counters': ['error', { limits: 3 }] } }, false],
  [{ rules: { 'no-float-counters': ['error', {}, 1] } }, false],
  [{ overrides: [{ paths: ['a'], rules: { 'no-map-fields': 'off' } }] }, true],
  [{ overrides: [{ paths: ['a'], rules: { extends: 'all' } }] }, false],
  [{ overrides: [{ paths: [], rules: {} }] }, false],
  [{ exceptions: [{ rule: 'no-map-fields', path: 'a', owner: 'o', reason: 'r', expires: '2028-02-29' }] }, true],
  [{ exceptions: [{ rule: 'no-map-fields', path: 'a', owner: 'o', reason: 'r', expires: '2027-02-29' }] }, false],
  [{ exceptions: [{ rule: 'nope', path: 'a', owner: 'o', reason: 'r' }] }, false],
  [{ exceptions: [{ rule: 'no-map-fields', path: 'a', owner: '', reason: 'r' }] }, false],
  [{ exceptions: [{ rule: 'no-map-fields', path: 'a', reason: 'r' }] }, false],
  [{ baseline: 'b.json', budgets: { 'max-message-size': 280 } }, true],
  [{ budgets: { 'max-message-size': 0 } }, false],
  [{ budgets: { 'max-message-size': 2 ** 31 } }, false],
  [{ unknown: 1 }, false],
];

describe('the schema for editors', () => {
  test.each(DOCUMENTS)('judges %j as the parser does: %j', async (document, isGood) => {
    expect(validate(document)).toBe(isGood);
    const parsed = await parseConfig(JSON.stringify(document), 'leyline.yaml', KNOWN).then(
      () => true,
      () => false,
    );
    expect(parsed).toBe(isGood);
  });

  test('is draft 2020-12 and says what it is for', () => {
    expect(schema).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      title: 'leyline.yaml',
      type: 'object',
    });
  });

  test('describes every key and every rule that has a summary', () => {
    const undescribed: string[] = [];
    const visit = (node: unknown, way: string): void => {
      if (typeof node !== 'object' || node === null) return;
      for (const [key, value] of Object.entries(node)) visit(value, `${way}/${key}`);
      const properties = (node as JsonSchema)['properties'];
      if (way.includes('$defs') || typeof properties !== 'object' || properties === null) return;
      for (const [key, property] of Object.entries(properties)) {
        if (!('description' in property)) undescribed.push(`${way}/${key}`);
      }
    };
    visit(schema, '');
    expect(undescribed).toEqual([]);
    expect(schema).toHaveProperty('$defs.rules.properties.no-map-fields.description', 'map fields make bytes differ');
  });

  test('is the same each time, and plain JSON', () => {
    expect(configJsonSchema(KNOWN)).toEqual(configJsonSchema(KNOWN));
    expect(JSON.parse(JSON.stringify(schema))).toEqual(schema);
  });
});
