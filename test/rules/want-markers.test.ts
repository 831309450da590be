// The markers of fixtures: what they say, what they leave of the text, and how they are paired with findings.

import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/diagnostics/finding.ts';
import { readMarkers, unpaired } from './want-markers.ts';

const PATH = 'seed.proto';

function wants(text: string): string[] {
  return readMarkers(PATH, text).wants.map(({ line, rule, part }) => `${line} ${rule} ${part}`.trim());
}

describe('a marker', () => {
  it.each([
    ['int32 a = 1; // want: no-map-fields', ['1 no-map-fields']],
    ['int32 a = 1; // want: no-map-fields "map field \'a\'"', ["1 no-map-fields map field 'a'"]],
    ['// want: no-map-fields\nint32 a = 1;', ['2 no-map-fields']],
    ['// want: one\n  // want: two "2"\nint32 a = 1; // want: three', ['3 one', '3 two 2', '3 three']],
    ['int32 a = 1; // want: one "1" // want: two', ['1 one 1', '1 two']],
    ['int32 a = 1; // want: one want: two "2"', ['1 one', '1 two 2']],
    ['int32 a = 1; // seconds // want: one\r\nint32 b = 2;\r\n', ['1 one']],
    ['image: x # want: unpinned-toolchain', ['1 unpinned-toolchain']],
    ['// what we want: nothing', []],
  ])('%j', (text, expected) => {
    expect(wants(text)).toEqual(expected);
  });

  it.each(['// want: \nint32 a = 1;', 'a // want: One', 'a // want: one two', 'a // want: one "open', '// want: one'])(
    'that cannot be read is an error: %j',
    (text) => {
      expect(() => readMarkers(PATH, text)).toThrow(/^seed\.proto.*: a marker /);
    },
  );

  it('is blanked out, so that all else stays where it is, or left out', () => {
    const text = '// want: one\nint32 a = 1; // want: two "2"\r\nint32 b = 2;  // kept // want: three\n';
    const { blanked, stripped } = readMarkers(PATH, text);
    expect(blanked).toBe(
      `${' '.repeat(12)}\nint32 a = 1;${' '.repeat(17)}\r\nint32 b = 2;  // kept${' '.repeat(15)}\n`,
    );
    expect(blanked.length).toBe(text.length);
    expect(stripped).toBe('int32 a = 1;\r\nint32 b = 2;  // kept\n');
  });
});

describe('pairing', () => {
  const text = 'one\ntwo\n';
  const sources = new Map([[PATH, { path: PATH, text }]]);
  const finding = (line: 1 | 2, rule: string, message: string): Finding => {
    const start = line === 1 ? 0 : 4;
    return { rule, severity: 'error', path: PATH, start, end: start + 1, message };
  };
  const pair = (marked: string, findings: readonly Finding[]) =>
    unpaired(readMarkers(PATH, marked).wants, findings, sources);

  it.each([
    ['one to one', 'one // want: a\ntwo // want: a', [finding(1, 'a', 'x'), finding(2, 'a', 'x')], []],
    [
      'of two on a line, the one that says more first',
      'one // want: a // want: a "xy"',
      [finding(1, 'a', 'xy'), finding(1, 'a', 'x')],
      [],
    ],
    ['no finding twice', 'one // want: a // want: a', [finding(1, 'a', 'x')], ['seed.proto:1 - a']],
    ['no marker twice', 'one // want: a', [finding(1, 'a', 'x'), finding(1, 'a', 'y')], ['seed.proto:1 + a "y"']],
    ['the same rule', 'one // want: a', [finding(1, 'b', 'x')], ['seed.proto:1 + b "x"', 'seed.proto:1 - a']],
    ['the same line', 'one // want: a', [finding(2, 'a', 'x')], ['seed.proto:1 - a', 'seed.proto:2 + a "x"']],
    [
      'the part of the message',
      'one // want: a "z"',
      [finding(1, 'a', 'x')],
      ['seed.proto:1 + a "x"', 'seed.proto:1 - a "z"'],
    ],
  ] as const)('is by %s', (_, marked, findings, expected) => {
    expect(pair(marked, findings)).toEqual(expected);
  });
});
