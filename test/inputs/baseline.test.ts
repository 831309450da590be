// The baseline file, there and back.

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/diagnostics/user-error.ts';
import { type BaselineEntry, parseBaseline, readBaseline, serializeBaseline } from '../../src/inputs/baseline.ts';
import { workTree } from '../../src/inputs/files/work-tree.ts';
import { temporaryFolder } from './temporary-folder.ts';

const entry = (digit: string, more: Partial<BaselineEntry> = {}): BaselineEntry => ({
  fingerprint: digit.repeat(32),
  rule: 'no-map-fields',
  path: 'v1/a.proto',
  message: "map field 'x'",
  ...more,
});

async function refusal(text: string): Promise<UserError> {
  const error = await parseBaseline(text, 'b.json').then(
    () => expect.fail('accepted'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof UserError)) throw error;
  return error;
}

describe('a baseline', () => {
  test('is written one finding to a line, sorted, each once', () => {
    const entries = [entry('b'), entry('a', { path: 'v2/a.proto' }), entry('c', { path: 'v1/"q".proto' }), entry('b')];
    expect(serializeBaseline(entries)).toBe(`{
  "version": 1,
  "findings": [
    { "fingerprint": "${'c'.repeat(32)}", "rule": "no-map-fields", "path": "v1/\\"q\\".proto", "message": "map field 'x'" },
    { "fingerprint": "${'b'.repeat(32)}", "rule": "no-map-fields", "path": "v1/a.proto", "message": "map field 'x'" },
    { "fingerprint": "${'a'.repeat(32)}", "rule": "no-map-fields", "path": "v2/a.proto", "message": "map field 'x'" }
  ]
}
`);
    expect(serializeBaseline([])).toBe('{\n  "version": 1,\n  "findings": []\n}\n');
  });

  test('comes back as it was, in the same bytes whatever the order', async () => {
    const anyEntry = fc.record({
      fingerprint: fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 32, maxLength: 32 }),
      rule: fc.string(),
      path: fc.string(),
      message: fc.string({ unit: 'grapheme' }),
    });
    const entries = fc.uniqueArray(anyEntry, { selector: ({ fingerprint }) => fingerprint });
    await fc.assert(
      fc.asyncProperty(entries, async (list) => {
        const text = serializeBaseline(list);
        expect(serializeBaseline([...list].reverse())).toBe(text);
        const parsed = await parseBaseline(text, 'b.json');
        expect(new Set(parsed)).toEqual(new Set(list));
        expect(serializeBaseline(parsed)).toBe(text);
      }),
    );
  });

  test.each([
    ['', 'b.json:1:1', 'the baseline cannot be read: this is not valid JSON'],
    ['{\n  "version": 1,\n  "findings": [}\n', 'b.json:3:16', 'the baseline cannot be read: this is not valid JSON'],
    ['{ "version": 1, "findings": [', 'b.json:1:30', 'the baseline cannot be read: this is not valid JSON'],
    ['{\n<<<<<<< HEAD\n', 'b.json:2:1', 'the baseline cannot be read: a merge conflict begins here'],
    ['[]', 'b.json:1:1', "this is not a baseline: this file must be a map ('key: value' lines), not a list"],
    ['{ "version": 1 }', 'b.json:1:3', "this is not a baseline: 'findings' is missing"],
    ['{ "version": "1", "findings": [] }', 'b.json:1:14', "this is not a baseline: 'version' cannot be '1'"],
    ['{ "version": 0, "findings": [] }', 'b.json:1:14', "this is not a baseline: 'version' cannot be 0"],
    [
      '{ "findings": [],\n "version": 2 }',
      'b.json:2:2',
      'the baseline b.json has format 2; this Leyline knows format 1',
    ],
    [
      `{ "version": 1,\n"findings": [${JSON.stringify(entry('g'))}] }`,
      'b.json:2:29',
      'this is not a baseline: a fingerprint has 32 hexadecimal digits',
    ],
    ['{ "version": 1, "findings": [], "x": 1 }', 'b.json:1:33', "this is not a baseline: unknown key 'x'"],
  ])('that cannot be used says where and why: %j', async (text, place, message) => {
    const error = await refusal(text);
    expect([error.place, error.message]).toEqual([place, message]);
    expect(error.hint).toContain("write it anew with 'leyline lint --update-baseline'");
  });

  test('is read from the project, and has to be there', async () => {
    const root = temporaryFolder({ 'b.json': serializeBaseline([entry('a')]) });
    expect(await readBaseline(workTree(root), 'b.json')).toEqual([entry('a')]);
    await expect(readBaseline(workTree(root), 'c.json')).rejects.toThrow(
      'the baseline cannot be read: c.json does not exist',
    );
  });

  test('never fails otherwise', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), fc.json()), async (text) => {
        await parseBaseline(text, 'b.json').catch((error: unknown) => expect(error).toBeInstanceOf(UserError));
      }),
    );
  });
});
