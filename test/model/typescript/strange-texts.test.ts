// Texts that nobody writes: nested without end, cut off, mutated. Reading gives a module, with flaws or without.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nestingFlaw } from '../../../src/model/typescript/nesting.ts';
import { loadTypeScriptReader } from '../../../src/model/typescript/read-module.ts';

const reader = await loadTypeScriptReader();
const FIXTURES = join(import.meta.dirname, '../../../fixtures/projects');
const TEXTS = [
  'ts-proto/src/wrong.ts',
  'google-protobuf/src/wrong.ts',
  'protobufjs/src/wrong.ts',
  'innocents/src/own.ts',
].map((path) => readFileSync(join(FIXTURES, path), 'utf8'));

describe('nesting', () => {
  const MANY = 30_000;
  it.each<[what: string, open: string, close?: string]>([
    ['parentheses', '(', ')'],
    ['lists', '[', ']'],
    ['blocks', '{', '}'],
    ['templates', '`${', '}`'],
    ['negations', '!'],
    ['arrows', 'a=>'],
    ['conditions', 'a?b:'],
    ['assignments', 'a='],
    ['sums', 'a+'],
    ['powers', 'a**'],
    ['constructors', 'new '],
    ['labels', 'a:'],
    ['calls', 'a()()'],
    ['loops', 'for(;;)'],
    ['loops with labels', 'for(;;) a: '],
    ['else if', 'if(a){}else '],
    ['else if with blocks inside', 'if(a){{}}else '],
    ['else if with statements', 'if(a)b;else '],
    ['type arguments', 'let x: A<', '>'],
    ['types of functions', 'type x = () =>'],
    ['conditional types', 'type x = a extends b ? c : '],
    ['elements', '<a>', '</a>'],
    ['do', 'do '],
  ])('of %s is refused before it is parsed', (_, open, close = '') => {
    const text = `${open.repeat(MANY)}1${close.repeat(MANY)}`;
    expect(nestingFlaw(text)?.message).toBe('the file looks nested too deeply to be read');
    expect(reader({ path: 'a.tsx', text }).flaws).toHaveLength(1);
  });

  it.each<[what: string, text: string]>([
    ['many statements', 'if (a) { b(c[0]); } else { d = e ? f : g; }\n'.repeat(MANY)],
    ['a long list', `const a = [${'1, '.repeat(MANY)}];`],
    ['many comparisons', 'if (a < b) c(d < e);\n'.repeat(MANY)],
    ['brackets in texts and comments', "a('(('); // [[[\n/* {{{ */\n".repeat(MANY)],
    ['generic calls', 'const a = new Map<string, B<C>>();\n'.repeat(MANY)],
    ['many comparisons without a semicolon', 'function f(a,b){return a<b||a<=b}'.repeat(MANY)],
    ['many shifts without a semicolon', `x=[${'a<<8|b<<c,'.repeat(900)}];${'y=(a<<b|1<<3),'.repeat(MANY)}0`],
    ['a regular expression of many escapes', `const a = /[${'\\u16A8\\u16A9\\['.repeat(MANY)}]/;`],
    ['a long chain of conditions', 'if (a) b(); else if (c) d(); else e();\n'.repeat(MANY)],
  ])('is not seen in %s', (_, text) => {
    expect(nestingFlaw(text)).toBeUndefined();
  });
});

describe('reading', () => {
  it.each([
    ['an expression that is missing', 'const x = ;'],
    ['a bracket that is never opened', 'if (a) { b(); } }'],
    ['words in a row', 'this is no code'],
    ['a type that is cut off', 'let y: A<;'],
    ['several mistakes', 'const x = ;\nconst = 5;\n)'],
  ])('goes on behind %s', (_, mistake) => {
    const text = `import { a } from 'x';\r\n${mistake}\r\nexport const b = a.encode({});\r\n`;
    const module = reader({ path: 'a.ts', text });
    expect(module.flaws.length).toBeGreaterThan(0);
    expect(module.imports.map(({ specifier }) => specifier)).toEqual(['x']);
    expect(module.calls.map(({ start, end }) => text.slice(start, end))).toContain('a.encode({})');
  });

  it('takes what nests as deeply as is allowed', () => {
    for (const [open, close] of ['()', '[]', '{}'].map((pair) => [...pair])) {
      const text = `${open?.repeat(990)}${close?.repeat(990)};`;
      expect(reader({ path: 'a.ts', text }).source.text).toBe(text);
    }
    const sum = `const a = ${'b() + '.repeat(1200)}1;`;
    expect(reader({ path: 'a.ts', text: sum }).calls).toHaveLength(1200);
  });

  it('never fails, whatever a text has become', () => {
    const mutated = fc.tuple(
      fc.constantFrom(...TEXTS),
      fc.array(
        fc.tuple(
          fc.nat(6000),
          fc.nat(60),
          fc.constantFrom('', '(', '}', '`', "'", '<', '/*', 'class ', '\u2028', '😀', '@', '=>'),
        ),
        {
          minLength: 1,
          maxLength: 6,
        },
      ),
    );
    fc.assert(
      fc.property(mutated, fc.constantFrom('a.ts', 'a.tsx', 'a.js', 'a.cjs', 'a.d.ts'), ([text, cuts], path) => {
        let changed = text;
        for (const [at, length, put] of cuts) changed = changed.slice(0, at) + put + changed.slice(at + length);
        const module = reader({ path, text: changed });
        const spans = [...module.flaws, ...module.calls, ...module.bindings, ...module.types, ...module.imports];
        for (const { start, end } of spans) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThanOrEqual(start);
          expect(end).toBeLessThanOrEqual(changed.length);
        }
        for (const { scope } of [...module.calls, ...module.bindings]) expect(module.scopes[scope]).toBeDefined();
      }),
      { numRuns: 150 },
    );
  });
});
