// Which fixes are made together, and what the texts are after them.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FileEdit, Finding, Fix } from '../../src/diagnostics/finding.ts';
import { planFixes } from '../../src/engine/fix.ts';
import { editsOverlap } from '../../src/text/edit.ts';

const A = 'aaaa bbbb cccc';
const SOURCES = new Map([
  ['a.proto', { path: 'a.proto', text: A }],
  ['b.proto', { path: 'b.proto', text: 'xxxx' }],
]);

/** `[path, start, end, text]` */
type Edit = readonly [path: string, start: number, end: number, text: string];

function finding(
  name: string,
  edits: readonly Edit[],
  over: Partial<Finding> = {},
  kind: Fix['kind'] = 'safe',
): Finding {
  const fix: Fix = { title: name, kind, edits: edits.map(([path, start, end, text]) => ({ path, start, end, text })) };
  return { rule: name, severity: 'error', path: 'a.proto', start: 0, end: 1, message: name, fix, ...over };
}

function plan(findings: readonly Finding[], suggestions = false) {
  const { files, applied, postponed } = planFixes(findings, SOURCES, { suggestions });
  return {
    texts: Object.fromEntries(files.map(({ path, after }) => [path, after])),
    applied: applied.map(({ rule }) => rule),
    postponed: postponed.map(({ rule }) => rule),
  };
}

describe('fixes', () => {
  it('that do not touch each other are made together, over several files', () => {
    const two = finding('two', [
      ['a.proto', 5, 9, 'B'],
      ['b.proto', 0, 0, '-'],
    ]);
    expect(plan([finding('one', [['a.proto', 10, 14, 'C']]), two])).toEqual({
      texts: { 'a.proto': 'aaaa B C', 'b.proto': '-xxxx' },
      applied: ['one', 'two'],
      postponed: [],
    });
  });

  it('that overlap wait for the next round as a whole', () => {
    const second = finding('second', [
      ['b.proto', 0, 4, 'y'],
      ['a.proto', 3, 6, '-'],
    ]);
    const third = finding('third', [['b.proto', 2, 3, 'z']]);
    expect(plan([finding('first', [['a.proto', 0, 4, 'A']]), second, third])).toEqual({
      texts: { 'a.proto': 'A bbbb cccc', 'b.proto': 'xxzx' },
      applied: ['first', 'third'],
      postponed: ['second'],
    });
  });

  it.each([
    ['two insertions at one place', [['a.proto', 4, 4, '1']], [['a.proto', 4, 4, '2']], ['second']],
    ['an insertion before a replaced word', [['a.proto', 5, 9, 'B']], [['a.proto', 5, 5, '+']], []],
    ['an insertion after a replaced word', [['a.proto', 5, 9, 'B']], [['a.proto', 9, 9, '+']], []],
    ['an insertion inside a replaced word', [['a.proto', 5, 9, 'B']], [['a.proto', 6, 6, '+']], ['second']],
    ['neighbouring words', [['a.proto', 0, 5, 'A']], [['a.proto', 5, 9, 'B']], []],
    ['a word around another', [['a.proto', 6, 7, '-']], [['a.proto', 5, 9, 'B']], ['second']],
  ] as const)('%s', (_, first, second, postponed) => {
    expect(plan([finding('first', first), finding('second', second)]).postponed).toEqual(postponed);
  });

  it.each([
    ['a suggestion, unless wanted', finding('it', [['a.proto', 0, 4, 'A']], {}, 'suggestion')],
    ['of an excused finding', finding('it', [['a.proto', 0, 4, 'A']], { excused: { by: 'comment', reason: 'kept' } })],
    ['without edits', finding('it', [])],
  ])('are not made: %s', (_, one) => {
    expect(plan([one])).toEqual({ texts: {}, applied: [], postponed: [] });
  });

  it('that are suggestions are made when wanted', () => {
    expect(plan([finding('it', [['a.proto', 0, 4, 'A']], {}, 'suggestion')], true).applied).toEqual(['it']);
  });

  it.each([
    ['past the end', [['a.proto', 10, 15, '']]],
    ['before the beginning', [['a.proto', -1, 2, '']]],
    ['backwards', [['a.proto', 5, 2, '']]],
    ['in an unknown file', [['c.proto', 0, 0, '']]],
    [
      'into each other',
      [
        ['a.proto', 0, 4, ''],
        ['a.proto', 2, 6, ''],
      ],
    ],
  ] as const)('whose edits reach %s are never made', (_, edits) => {
    expect(plan([finding('it', [['b.proto', 0, 1, ''], ...edits])])).toEqual({
      texts: {},
      applied: [],
      postponed: ['it'],
    });
  });

  it('never overlap, and leave what they do not touch', () => {
    const edit = fc
      .tuple(fc.constantFrom('a.proto', 'b.proto'), fc.nat(14), fc.nat(4), fc.string({ maxLength: 3 }))
      .map(([path, start, length, text]): Edit => [path, start, start + length, text]);
    const findings = fc.array(
      fc.array(edit, { maxLength: 4 }).map((edits) => finding('any', edits)),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(findings, (all) => {
        const { applied, postponed, files } = planFixes(all, SOURCES, { suggestions: true });
        const edits: FileEdit[] = applied.flatMap(({ fix }) => fix?.edits ?? []);
        edits.forEach((one, i) => {
          for (const other of edits.slice(i + 1))
            expect(one.path === other.path && editsOverlap(one, other)).toBe(false);
        });
        expect(applied.length + postponed.length).toBe(all.filter(({ fix }) => fix && fix.edits.length > 0).length);
        for (const { path, before, after } of files) {
          const own = edits.filter((each) => each.path === path);
          const growth = own.reduce((sum, { start, end, text }) => sum + text.length - (end - start), 0);
          expect(after.length).toBe(before.length + growth);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
