// CPython as an oracle: what its own parser finds in its own library, ours finds too: imports, classes, calls. No flaws.

import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readPythonModule } from '../../../src/model/python/read-module.ts';
import { positionAt } from '../../../src/text/source-file.ts';

const MOST_FILES = 40;
const LARGEST_FILE = 60_000;

const ORACLE = `
import ast, json, sys
for path in json.load(sys.stdin):
    text = open(path, encoding="utf8", newline="").read()
    nodes = list(ast.walk(ast.parse(text)))
    plain = [[a.name, "*", a.asname or a.name.split(".")[0]] for n in nodes if isinstance(n, ast.Import) for a in n.names]
    named = [
        ["." * n.level + (n.module or ""), a.name, None if a.name == "*" else a.asname or a.name]
        for n in nodes if isinstance(n, ast.ImportFrom) for a in n.names
    ]
    classes = [[n.name, n.lineno] for n in nodes if isinstance(n, ast.ClassDef)]
    calls = [[n.lineno, n.end_lineno] for n in nodes if isinstance(n, ast.Call)]
    print(json.dumps({"path": path, "imports": plain + named, "classes": classes, "calls": calls}))
`;

interface Told {
  readonly path: string;
  readonly imports: readonly (readonly (string | null)[])[];
  readonly classes: readonly (readonly (string | number)[])[];
  readonly calls: readonly (readonly number[])[];
}

function libraryFolder(): string | undefined {
  const code = 'import os, sys; print(os.path.dirname(os.__file__)) if sys.version_info >= (3, 8) else None';
  const { status, stdout } = spawnSync('python3', ['-c', code], { encoding: 'utf8' });
  return status === 0 && stdout.startsWith('/') ? stdout.trim() : undefined;
}

const sorted = (rows: readonly (readonly unknown[])[]) => rows.map((row) => JSON.stringify(row)).sort();

it("reads Python's own library as CPython does", (context) => {
  const folder = libraryFolder();
  if (folder === undefined) {
    if ((process.env['LEYLINE_REQUIRE_TOOLS'] ?? '').includes('python')) throw new Error('python3 is not installed');
    context.skip('python3 is not installed');
    return;
  }
  const paths = readdirSync(folder)
    .filter((name) => name.endsWith('.py') && !/[A-Z]/.test(name))
    .sort()
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).size < LARGEST_FILE)
    .slice(0, MOST_FILES);
  const run = spawnSync('python3', ['-W', 'ignore', '-c', ORACLE], {
    input: JSON.stringify(paths),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  expect(run.stderr).toBe('');
  const told = run.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Told);
  expect(told.length).toBe(paths.length);
  for (const { path, imports, classes, calls } of told) {
    const source = { path, text: readFileSync(path, 'utf8') };
    const module = readPythonModule(source);
    const lineAt = (offset: number) => positionAt(source, offset).line;
    const ours = {
      path,
      flaws: module.flaws,
      imports: sorted(module.imports.map(({ specifier, imported, local }) => [specifier, imported, local ?? null])),
      classes: sorted(module.types.flatMap(({ name, start, value }) => (value ? [] : [[name, lineAt(start)]]))),
      calls: sorted(module.calls.map(({ start, end }) => [lineAt(start), lineAt(end)])),
    };
    expect(ours).toEqual({
      path,
      flaws: [],
      imports: sorted(imports),
      classes: sorted(classes),
      calls: sorted(calls),
    });
  }
});
