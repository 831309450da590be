// YAML with places, good and hostile.

import { describe, expect, test } from 'vitest';
import { parseYaml } from '../../src/inputs/yaml/parse-yaml.ts';
import { keySpanAt, nodeAt, plainValue, spanAt } from '../../src/inputs/yaml/yaml-node.ts';
import { positionAt } from '../../src/text/source-file.ts';

/** `line:column message` of every problem. */
async function complaints(text: string): Promise<string[]> {
  const { root, problems } = await parseYaml(text);
  if (problems.length > 0) expect(root).toBeUndefined();
  return problems.map(({ message, span }) => {
    const { line, column } = positionAt({ path: 'x.yaml', text }, span.start);
    return `${line}:${column} ${message}`;
  });
}

describe('what cannot be read is said at its own place', () => {
  test.each([
    ['a:\n\tb: 1\n', '2:1 a tab is used as indentation'],
    ['a: 1\n---\nb: 2\n', '2:1 a second YAML document begins here'],
    ['a: 1\nb: 2\na: 3\n', "3:1 key 'a' is given twice"],
    ['a: {b: 1, b: 2}\n', "1:11 key 'b' is given twice"],
    ['__proto__: 1\n', "1:1 key '__proto__' cannot be used"],
    ['include:\n  - **/*.ts\n', "2:5 '**/*.ts' is an alias to nothing"],
    ['include: [*.ts]\n', "1:11 '*.ts' is an alias to nothing"],
    ['a: !foo x\n', "1:4 '!foo' is read as a YAML tag, and there is no such tag"],
    ['a: @scope/x\n', "1:4 an unquoted text cannot begin with '@'"],
    ['reason: frozen: see below\n', "1:9 a second ': ' on one line, or a list beside a key"],
    ['a: [1, 2\nb: 3\n', "2:1 the closing ']' is missing or indented too little"],
    ['a: {x: 1', "1:9 the closing '}' is missing or indented too little"],
    ['a: "q"\nb: "x\nc: 2\n', '2:4 a quote is opened and never closed'],
    ["a: 'it's'\n", "1:8 's'' is out of place here"],
    ['a:\n   b: 1\n  c: 2\n', '3:1 the indentation of this line fits none of the lines above'],
    ['a\nb: 1\n', "1:1 this is not written as 'key: value'"],
    ['? [a]\n: 1\n', '1:3 a list or map is used as a key'],
    ['a: "\\q"\n', '1:5 an unknown escape in a double-quoted text'],
    ['a: ["x" "y"]\n', '1:9 a comma is missing here'],
    ['a: b\0c\n', '1:5 a NUL character stands here'],
    ['a: &x [*x]\n', "1:8 '*x' stands for something that contains it"],
    ['x: 1\n<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> theirs\n', '2:1 a merge conflict begins here'],
  ])('%j', async (text, expected) => {
    expect((await complaints(text))[0]).toBe(expected);
  });

  test('several at once, in the order of the text', async () => {
    expect(await complaints('a: @x\nb: `y`\nc: %z\n')).toEqual([
      "1:4 an unquoted text cannot begin with '@'",
      "2:4 an unquoted text cannot begin with '`'",
      "3:4 an unquoted text cannot begin with '%'",
    ]);
  });

  test('every problem says what to do', async () => {
    for (const text of ['a: [1', 'a:\n\tb: 1', 'a: *x', '- a\nb', 'a: 1\na: 2', '%foo\n---\na: 1', '&x &y a: 1']) {
      const { problems } = await parseYaml(text);
      expect(problems.length).toBeGreaterThan(0);
      for (const problem of problems) expect(problem.hint).toMatch(/\w/);
    }
  });
});

describe('hostile texts end quickly', () => {
  const bomb = ['a: &a [x,x,x,x,x,x,x,x,x,x]'];
  for (const [name, before] of [...'bcdefghi'].map((letter, i) => [letter, 'abcdefgh'[i]])) {
    bomb.push(`${name}: &${name} [${Array(10).fill(`*${before}`).join(',')}]`);
  }
  const manyKeys = Array.from({ length: 60_000 }, (_, i) => `k${i}: 1`).join('\n');
  const manyAnchors = Array.from({ length: 15_000 }, (_, i) => `a${i}: &x${i} 1\nb${i}: *x${i}`).join('\n');

  test.each([
    ['an alias bomb', bomb.join('\n'), 'aliases repeat more than 10000 values'],
    ['brackets', '['.repeat(200_000), 'this is nested more than 100 levels deep'],
    ['dashes', '- '.repeat(150_000), 'this is nested more than 100 levels deep'],
    ['question marks', '? '.repeat(150_000), 'this is nested more than 100 levels deep'],
    ['braces', '{a: '.repeat(100_000), 'this is nested more than 100 levels deep'],
    ['stairs', Array.from({ length: 1400 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'), 'this is nested more than 100'],
    ['a mebibyte and a half', 'a'.repeat(1_200_000), 'this file is larger than 1 MiB'],
    ['the same in bytes', 'é'.repeat(600_000), 'this file is larger than 1 MiB'],
    ['many keys', `${manyKeys}\nk0: 2`, "key 'k0' is given twice"],
    ['many aliases', manyAnchors, 'aliases repeat more than 10000 values'],
  ])('%s', async (_name, text, expected) => {
    const start = performance.now();
    const { problems } = await parseYaml(text);
    expect(problems[0]?.message).toContain(expected);
    expect(performance.now() - start).toBeLessThan(20_000);
  });

  test('a bomb is reported where it is set off, not inside', async () => {
    expect(await complaints(bomb.join('\n'))).toEqual(['4:29 aliases repeat more than 10000 values']);
  });
});

describe('values', () => {
  const text = '\ufeffa: x\nb: [1, true, ~]\r\nc:\n  d: "q"\n  e:\n\nf: &f {g: 1.0}\nh: *f\n';

  test('are those of YAML 1.2', async () => {
    const { root } = await parseYaml(text);
    expect(root && plainValue(root)).toEqual({
      a: 'x',
      b: [1, true, null],
      c: { d: 'q', e: null },
      f: { g: 1 },
      h: { g: 1 },
    });
    const { root: words } = await parseYaml('%YAML 1.1\n---\na: yes\nb: off\nc: 2027-01-31\n1: x\n<<: {k: 1}\n');
    expect(words && plainValue(words)).toEqual({ a: 'yes', b: 'off', c: '2027-01-31', 1: 'x', '<<': { k: 1 } });
  });

  test.each([
    [['a'], 'x', 'a'],
    [['b'], '[1, true, ~]', 'b'],
    [['b', 1], 'true', 'true'],
    [['c'], 'd: "q"\n  e:', 'c'],
    [['c', 'd'], '"q"', 'd'],
    [['c', 'e'], 'e', 'e'],
    [['c', 'absent'], 'd: "q"\n  e:', 'd: "q"\n  e:'],
    [['h', 'g'], '1.0', 'g'],
    [['b', 7], '[1, true, ~]', '[1, true, ~]'],
  ])('%j stands at %j', async (path, value, key) => {
    const { root } = await parseYaml(text);
    const slice = ({ start, end }: { start: number; end: number }) => text.slice(start, end);
    expect(slice(spanAt(root, path))).toBe(value);
    expect(slice(keySpanAt(root, path))).toBe(key);
  });

  test('a number keeps its spelling', async () => {
    const { root } = await parseYaml('version: 31.10');
    expect(nodeAt(root, ['version'])).toMatchObject({ value: 31.1, written: '31.10' });
  });

  test.each(['', ' \n', '# only a comment\n', '---\n', '---\n...\n'])('%j holds nothing', async (empty) => {
    expect(await parseYaml(empty)).toEqual({ root: undefined, problems: [] });
  });
});
