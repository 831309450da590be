// The part of YAML that configurations are written in, held against a full reader of YAML.

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { readYamlSubset } from '../../../contracts/runtime/yaml-subset.ts';

describe('YAML', () => {
  it.each([
    ['nothing', ''],
    ['comments only', '# a\n\n  # b\n'],
    ['a mapping', "---\na: 1\nb: two # comment\nc: \"th#ree\"\nd: 'it''s'\n"],
    ['kinds of scalars', 'a: true\nb: null\nc: ~\nd: 1.5e3\ne: -7\nf: yes\ng: 1.2.3\nh: redis://oona:6379/0\ni:\n'],
    ['nesting', 'a:\n  b:\n    c: 1\n  d: 2\ne: 3\n'],
    ['a list below its key', 'a:\n- 1\n- 2\nb: 3\n'],
    ['an indented list', 'a:\n  - 1\n  - b\n'],
    ['a list of mappings', '- a: 1\n  b:\n    - 2\n- a: 3\n-\n  a: 4\n- - 5\n  - 6\n'],
    ['empty collections', 'a: []\nb: {}\n'],
    ['quoted keys', '"a b": 1\n\'c: d\': 2\n'],
    ['Windows line ends', 'a: 1\r\nb:\r\n  - 2\r\n'],
    ['a plain text', 'hello world\n'],
    ['versions.yaml', readFileSync('contracts/build/versions.yaml', 'utf8')],
  ])('of %s is read as others read it', (_what, text) => expect(readYamlSubset(text)).toEqual(parse(text)));

  it('that others write is read', () => {
    const scalar = fc.oneof(fc.boolean(), fc.integer(), fc.constant(null), fc.stringMatching(/^[ -~]*$/));
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof({ maxDepth: 4 }, scalar, tie('list'), tie('mapping')),
      list: fc.array(tie('value'), { maxLength: 4 }),
      mapping: fc.dictionary(fc.stringMatching(/^[a-z_]{1,8}$/), tie('value'), { maxKeys: 4, noNullPrototype: true }),
    }));
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[a-z_]{1,8}$/), value, { noNullPrototype: true }), (config) => {
        const text = stringify(config, { lineWidth: 0, blockQuote: false });
        expect(readYamlSubset(text)).toEqual(Object.keys(config).length === 0 ? {} : config);
      }),
    );
  });

  it.each([
    ['an anchor', 'a: &x 1', 1],
    ['an alias', 'a: 1\nb: *x', 2],
    ['a tag', 'a: !!str 1', 1],
    ['a flow list', 'a: [1, 2]', 1],
    ['a flow mapping', 'a: { b: 1 }', 1],
    ['a block scalar', 'a: |\n  text', 1],
    ['a second document', 'a: 1\n---\nb: 2', 2],
    ['a tab', 'a:\n\tb: 1', 2],
    ['a key twice', 'a: 1\na: 2', 2],
    ['what is no mapping', 'a: 1\nb', 2],
    ['a line that is indented unlike the others', 'a: 1\n  b: 2', 2],
    ['a text over two lines', 'a: one\n  two', 2],
    ['a colon in a text', 'a: b: c', 1],
    ['a quote that does not end', 'a: "b', 1],
    ['an unknown escape', 'a: "\\q"', 1],
    [
      'a deep nesting',
      `${Array.from({ length: 40 }, (_, at) => `${' '.repeat(at)}a:`).join('\n')}\n${' '.repeat(40)}b: 1`,
      34,
    ],
  ])('with %s is refused with its line', (_what, text, line) => {
    expect(() => readYamlSubset(text)).toThrow(
      expect.objectContaining({
        code: 'invalid-config',
        message: expect.stringMatching(new RegExp(`^line ${line}: `)),
      }),
    );
  });

  it('that is long is read in time, or refused', () => {
    const text = 'a:\n'.concat('- b: 1\n'.repeat(140_000));
    expect(readYamlSubset(text)).toMatchObject({ a: expect.objectContaining({ length: 140_000 }) });
    expect(() => readYamlSubset('a'.repeat(2 ** 21))).toThrow(expect.objectContaining({ code: 'invalid-config' }));
  });

  it('is read or refused, whatever the text', () => {
    const piece = fc.constantFrom(
      'a',
      'b:',
      ': ',
      '- ',
      '\n',
      '  ',
      '"',
      "'",
      '#',
      '[]',
      '{',
      '1',
      '\t',
      '__proto__: ',
    );
    fc.assert(
      fc.property(
        fc.array(piece).map((pieces) => pieces.join('')),
        (text) => {
          try {
            readYamlSubset(text);
          } catch (error) {
            expect(error).toMatchObject({ code: 'invalid-config' });
          }
        },
      ),
      { numRuns: 1000 },
    );
  });
});
