// Whatever is done to a Python file, it is read to its end: no exception, and every place lies inside.

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readPythonModule } from '../../../src/model/python/read-module.ts';

const FIXTURES = join(import.meta.dirname, '../../../fixtures/projects');

const files = ['python-protobuf', 'python-register'].flatMap((project) =>
  readdirSync(join(FIXTURES, project), { recursive: true, encoding: 'utf8' })
    .map((path) => join(FIXTURES, project, path))
    .filter((path) => path.endsWith('.py') && statSync(path).size > 0),
);

const PIECES = [
  ...[
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    '"',
    "'",
    '"""',
    'f"{',
    '}',
    ':',
    ',',
    '=',
    '\n',
    '\n    ',
    '\\\n',
    '\t',
    '\r',
    '#',
    '@',
  ],
  ...[
    'def ',
    'class ',
    'lambda ',
    'import ',
    'from . ',
    ' as ',
    ' if ',
    ' else ',
    ' for ',
    ' in ',
    'match ',
    'case ',
    '*',
    '**',
  ],
  ...[
    '->',
    ':=',
    '...',
    '\0',
    'é',
    '😀',
    '\ud800',
    'x',
    '0x',
    '1.',
    ' | ',
    '<< 3 | ',
    'type X = ',
    'async ',
    'yield ',
    'global ',
  ],
];

type Mutation = readonly [at: number, removed: number, piece: string];

const mutations = fc.array(
  fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat({ max: 30 }), fc.constantFrom('', ...PIECES)),
  { minLength: 1, maxLength: 6 },
);

function mutated(text: string, changes: readonly Mutation[]): string {
  let result = text;
  for (const [share, removed, piece] of changes) {
    const at = Math.floor(share * result.length);
    result = result.slice(0, at) + piece + result.slice(at + removed);
  }
  return result;
}

/** Every object with a start and an end, however deep. */
function* spansIn(value: unknown, seen = new Set<unknown>()): Iterable<{ start: number; end: number }> {
  if (typeof value !== 'object' || value === null || seen.has(value)) return;
  seen.add(value);
  if ('start' in value && 'end' in value) yield value as { start: number; end: number };
  for (const part of Object.values(value)) yield* spansIn(part, seen);
}

function expectSound(text: string): void {
  const { source: _, ...module } = readPythonModule({ path: 'a.py', text });
  const outside = [...spansIn(module)].filter(({ start, end }) => !(start >= 0 && start <= end && end <= text.length));
  expect(outside).toEqual([]);
  const { scopes, bindings, types, imports } = module;
  for (const { scope, kind, refersTo } of bindings) {
    expect(scopes[scope]).toBeDefined();
    if (kind === 'import') expect(imports[refersTo ?? -1]).toBeDefined();
    if (kind === 'type') expect(types[refersTo ?? -1]).toBeDefined();
  }
}

it('mutated files', () => {
  fc.assert(
    fc.property(fc.constantFrom(...files), mutations, (file, changes) => {
      expectSound(mutated(readFileSync(file, 'utf8'), changes));
    }),
    { numRuns: 150 },
  );
});

it('pieces of Python in any order', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }), (pieces) => expectSound(pieces.join(''))),
    { numRuns: 500 },
  );
});

it('every beginning of a file', () => {
  for (const file of files) {
    const text = readFileSync(file, 'utf8');
    for (let length = 0; length < text.length; length += 41) expectSound(text.slice(0, length));
  }
});
