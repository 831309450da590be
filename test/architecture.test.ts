// The walls of the house: every import goes down the layer table, every package has one home, nothing runs in circles.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cyclesOf, type Import, importsOf, runningCode, sourceFiles, typeImports } from './architecture/imports.ts';
import {
  BARRELS,
  DEFAULT_EXPORTS,
  EMPTY_NAMES,
  isAmong,
  LAYERS,
  type Layer,
  PACKAGE_HOMES,
  type PackageHome,
  SURROUNDINGS,
  TYPE_CIRCLES,
} from './architecture/layers.ts';

const ROOT = posix.join(import.meta.dirname.replaceAll('\\', '/'), '..');
const FILES = ['src', 'rules', 'contracts', 'bench'].flatMap((folder) => sourceFiles(ROOT, folder));
const TESTS = sourceFiles(ROOT, 'test');
// The examples are texts that import, and import nothing themselves.
const IMPORTS = await importsOf(
  ROOT,
  FILES.filter((path) => path !== 'rules/examples.ts'),
);

function textOf(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

function layerOf(path: string): Layer | undefined {
  return LAYERS.find(({ home }) => isAmong(path, [home]));
}

function brokenWall({ from, to, isPackage }: Import): string | undefined {
  if (isPackage) return undefined;
  const layer = layerOf(from);
  if (!layer) return `${from} lies in no layer`;
  if (isAmong(to, layer.mayImport) || (layer === layerOf(to) && !layer.filesStandAlone)) return undefined;
  return `${from} imports ${to}: ${layer.says}`;
}

function strayPackage({ from, to, isPackage, isType }: Import): string | undefined {
  if (!isPackage) return undefined;
  const homes = PACKAGE_HOMES.filter(({ packages }) => packages.includes(to));
  const isAtHome = ({ at, typesAt = [] }: PackageHome) => isAmong(from, at) || (isType && isAmong(from, typesAt));
  if (homes.some(isAtHome)) return undefined;
  return `${from} imports ${to}: ${homes[0]?.says ?? 'it has no home; give it a row in test/architecture/layers.ts'}`;
}

function all(check: (one: Import) => string | undefined): string[] {
  return IMPORTS.flatMap((one) => check(one) ?? []).sort();
}

describe('layers', () => {
  it.each(LAYERS)('$home: $says', ({ home }) => {
    expect(all((one) => (isAmong(one.from, [home]) ? brokenWall(one) : undefined))).toEqual([]);
  });

  it('hold every file', () => {
    expect(FILES.filter((path) => !layerOf(path))).toEqual([]);
  });

  it('are described in ARCHITECTURE.md', () => {
    const folders = LAYERS.map(({ home }) => home).filter((home) => home.endsWith('/'));
    const described = [...textOf('ARCHITECTURE.md').matchAll(/^\| `([^`]+)` +\|/gm)].map(([, folder]) => folder);
    expect(folders.filter((home) => !described.includes(home))).toEqual([]);
  });

  it('are there', () => {
    expect(LAYERS.filter(({ home }) => !existsSync(join(ROOT, home)))).toEqual([]);
  });

  it('are seen in imports of all kinds', () => {
    const text =
      "import type { A } from '../model/a.ts';\nexport type {\n  B,\n} from '../model/b.ts';\n" +
      "let c: import('../model/c.ts').C;\nimport { d } from './d.ts';";
    const imports = typeImports('src/text/x.ts', text);
    expect(imports.map(({ to }) => to)).toEqual(['src/model/a.ts', 'src/model/b.ts', 'src/model/c.ts']);
    for (const one of imports) expect(brokenWall(one)).toContain('everything else stands on it');
    const between = IMPORTS.map(({ from, to, isType }) => `${from} ${isType ? 'names' : 'loads'} ${to}`);
    expect(between).toContain('src/cli/program.ts names src/commands/io.ts');
    expect(between).toContain('src/cli/main.ts loads src/commands/io.ts');
    expect(between).toContain('src/cli/lint-command.ts loads src/commands/lint.ts');
  });

  it('say what a broken wall is for', () => {
    const wall = (from: string, to: string) => brokenWall({ from, to, isPackage: false, isType: true });
    expect(wall('src/model/a.ts', 'src/engine/b.ts')).toMatch(
      /^src\/model\/a\.ts imports src\/engine\/b\.ts: the model /,
    );
    expect(wall('src/model/a.ts', 'src/model/proto/b.ts')).toBeUndefined();
    expect(wall('rules/a/b.ts', 'rules/a/c.ts')).toContain('src/model/');
    expect(wall('src/new/a.ts', 'src/text/b.ts')).toBe('src/new/a.ts lies in no layer');
    expect(wall('contracts/index.ts', 'src/text/b.ts')).toContain('neither imports the other');
    expect(wall('src/commands/lint.ts', 'contracts/index.ts')).toContain('but the command line and the contracts');
  });
});

describe('packages', () => {
  it.each(PACKAGE_HOMES)('$packages: $says', ({ packages }) => {
    expect(all((one) => (packages.includes(one.to) ? strayPackage(one) : undefined))).toEqual([]);
  });

  it('have a home, all of them', () => {
    expect(all(strayPackage)).toEqual([]);
    const stray = (to: string) => strayPackage({ from: 'src/model/a.ts', to, isPackage: true, isType: false });
    expect(stray('left-pad')).toContain('it has no home');
    expect(stray('zod')).toContain('it has no home');
    expect(stray('node:fs')).toContain('is handed it');
  });

  it('are told by where files come from, not by what a home has forgotten', () => {
    const homes = [...PACKAGE_HOMES.flatMap(({ at, typesAt = [] }) => [...at, ...typesAt])];
    expect(homes.filter((home) => !existsSync(join(ROOT, home)))).toEqual([]);
  });

  it("zod comes as 'import * as z', of which only what is used is bundled", () => {
    const named = FILES.filter((path) => /^import (?!\* as z |type ).* from 'zod\/mini'/m.test(textOf(path)));
    expect(named).toEqual([]);
  });
});

describe('surroundings', () => {
  const codes = new Map(FILES.map((path) => [path, runningCode(textOf(path))] as const));

  it.each(SURROUNDINGS)('$name: $says', ({ seenBy, at }) => {
    const strays = FILES.filter((path) => !isAmong(path, at) && seenBy.test(codes.get(path) ?? ''));
    expect(strays).toEqual([]);
  });

  it('are seen in code, not in comments or types', () => {
    const code = runningCode('// process.env\nlet a: typeof process.env;\nexport const b = process.env;');
    expect(code.match(/process\.env/g)).toHaveLength(1);
  });
});

describe('files', () => {
  it('import each other in one direction', () => {
    const isRecursiveData = ({ from, to, isType }: Import) =>
      isType && TYPE_CIRCLES.some(({ files }) => isAmong(from, files) && isAmong(to, files));
    expect(cyclesOf(IMPORTS.filter((one) => !isRecursiveData(one)))).toEqual([]);
    expect(cyclesOf(IMPORTS.filter(isRecursiveData))).toHaveLength(TYPE_CIRCLES.length);
    const circle = (from: string, to: string): Import => ({ from, to, isPackage: false, isType: true });
    expect(cyclesOf([circle('a', 'b'), circle('b', 'c'), circle('c', 'b')])).toEqual([['b', 'c']]);
  });

  it('lie in a layer, never loose in src/', () => {
    const entries = readdirSync(join(ROOT, 'src'), { withFileTypes: true });
    expect(entries.filter((entry) => !entry.isDirectory()).map(({ name }) => name)).toEqual([]);
  });

  it('have names that say what is inside', () => {
    const isEmpty = (path: string) => path.split(/[/.]/).some((part) => EMPTY_NAMES.test(part));
    expect([...FILES, ...TESTS].filter(isEmpty)).toEqual([]);
    expect(
      [...FILES, ...TESTS].filter((path) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.test|\.config)?\.ts$/.test(basename(path))),
    ).toEqual([]);
  });

  it('open with a comment: what they own, what they must never do', () => {
    expect(FILES.filter((path) => !textOf(path).startsWith('// '))).toEqual([]);
  });

  it('export by name, but for rules and configurations of tools', () => {
    const isDefault = (path: string) => /^export default\b|^export \{[^}]*\bas default\b/m.test(textOf(path));
    expect([...FILES, ...TESTS].filter((path) => isDefault(path) && !DEFAULT_EXPORTS.test(path))).toEqual([]);
  });

  it('do not pass on what other files export', () => {
    const passesOn = (path: string) => /^export (?:type )?(?:\*|\{[^}]*\})[^;]* from '\./m.test(textOf(path));
    expect(
      FILES.filter((path) => !isAmong(path, BARRELS) && (passesOn(path) || basename(path) === 'index.ts')),
    ).toEqual([]);
  });
});
