// Specifiers told from a text alone: all that a parser finds are among them.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scriptSpecifiers } from '../../../src/model/source-graph/specifiers.ts';
import type { TypeReference } from '../../../src/model/source-module.ts';
import { loadTypeScriptReader } from '../../../src/model/typescript/read-module.ts';

const ROOT = join(import.meta.dirname, '../../..');
const read = await loadTypeScriptReader();

describe('specifiers', () => {
  it.each([
    ["import a from './a';", './a'],
    ["import'./a'", './a'],
    ['import * as a from\n  "./a.js"', './a.js'],
    ["export * from './a';", './a'],
    ["export type { A } from './a' with { type: 'json' };", './a'],
    ["import a = require('./a');", './a'],
    ['const a = require( /* the old one */ "./a" );', './a'],
    ["const a = require // why\n  ('./a');", './a'],
    ["const a = (await import('./a')).b;", './a'],
    ['const a = import(`./a`);', './a'],
    ["let a: import('./a').A;", './a'],
    ["const a = require?.('./a');", './a'],
    [`const text = "import '";import a from './a';`, './a'],
  ])('of %s', (text, specifier) => {
    expect(scriptSpecifiers(text)).toContain(specifier);
  });

  it('cannot be told where they are written with escapes', () => {
    expect(scriptSpecifiers("import a from '.\\u002fa';")).toBeUndefined();
  });

  it('are all that the parser finds in our own code', () => {
    const paths = ['src', 'rules', 'test', 'bench'].flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
        .filter((path) => path.endsWith('.ts'))
        .map((path) => join(ROOT, folder, path)),
    );
    // every tenth: the others are much the same
    for (const path of paths.filter((_, i) => i % 10 === 0)) expectAll(readFileSync(path, 'utf8'));
  });

  it('are all that the parser finds in whatever is put together', () => {
    const pieces = [
      ...["import a from './a';", "export * from './b';", "require('./c')", "import('./d')", "let e: import('./e').E;"],
      ...['`', '"', "'", '/*', '*/', '//', '\n', ' ', ';', '(', ')', '{', '}', 'x', '=', 'import', 'from', 'require'],
      ...["'./f'", '"./g"', '`./h`', 'import type { I } from', 'export {}', '/', '\\'],
    ];
    const texts = fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((parts) => parts.join(''));
    fc.assert(fc.property(texts, expectAll), { numRuns: 2000 });
  });
});

function expectAll(text: string): void {
  const told = scriptSpecifiers(text);
  if (!told) return;
  const { imports, bindings } = read({ path: 'a.ts', text });
  const named = bindings.flatMap(({ type }) => specifierOf(type));
  for (const specifier of [...imports.map((each) => each.specifier), ...named]) expect(told).toContain(specifier);
}

function specifierOf(type: TypeReference | undefined): string[] {
  return type?.kind === 'import' ? [type.specifier] : [];
}
