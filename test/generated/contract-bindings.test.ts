// contracts/generated/ is what the pinned generator makes of the contracts, and today's sources would print the same: where
// they would not, `npm run generate:contracts` builds the generator anew and renews the code.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { generateBindings } from '../../src/bindings/generate-bindings.ts';
import { readGeneratedHeader } from '../../src/model/generated-header.ts';
import { leyline, REPOSITORY } from '../e2e/leyline.ts';

const ROOT = join(REPOSITORY, 'contracts');
const OUT = join(ROOT, 'generated');

const paths = ['v1', 'v2'].flatMap((version) =>
  readdirSync(join(ROOT, version))
    .filter((name) => name.endsWith('.proto'))
    .map((name) => `${version}/${name}`),
);
const read = (path: string) => (paths.includes(path) ? readFileSync(join(ROOT, path), 'utf8') : undefined);
const bindings = generateBindings(paths, read);

it('nothing is missing, and nothing is left of what is gone', () => {
  const there = readdirSync(OUT, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  expect(there.map((name) => name.replaceAll('\\', '/')).sort()).toEqual([...bindings.keys()].sort());
});

it.each([...bindings])('%s is what the sources print', (path, text) => {
  const committed = readFileSync(join(OUT, path), 'utf8');
  expect(readGeneratedHeader(committed)).toMatchObject({ isIntact: true });
  expect(committed.slice(committed.indexOf('\n') + 1)).toBe(text);
});

it('contracts with a flaw are refused by their place', () => {
  expect(() => generateBindings(['v1/a.proto'], () => 'syntax = "proto3";\nmessage A { B b = 1; }')).toThrow(
    "v1/a.proto:2:13: no message or enum 'B'",
  );
});

describe('the pinned generator', () => {
  it('makes what is committed', () => {
    const { stdout, stderr, code } = leyline(REPOSITORY, ['generate', '--check']);
    expect([stdout, stderr, code]).toEqual([`${bindings.size} generated files, all up to date\n`, '', 0]);
  });

  it('is a gate of this repository', () => {
    const { stdout, code } = leyline(REPOSITORY, ['check', '--only', 'generate']);
    expect([code, stdout.split('\n').find((line) => line.startsWith('generate'))]).toEqual([
      0,
      `generate  passed  ${bindings.size} generated files`,
    ]);
  });
});
