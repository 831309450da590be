// The README of the contracts says what is so: its code runs, and it lists every error code and every setting.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, describe, expect, it } from 'vitest';
import * as door from '../../../contracts/index.ts';
import * as node from '../../../contracts/runtime/node.ts';

const contracts = join(import.meta.dirname, '../../../contracts');
const readme = readFileSync(join(contracts, 'README.md'), 'utf8');
const blocks = [...readme.matchAll(/```ts\n(.*?)```/gs)].map(([, code]) => code ?? '');
const folder = mkdtempSync(join(tmpdir(), 'leyline-readme-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function run(code: string): Promise<string> {
  const outfile = join(folder, 'block.mjs');
  await build({
    stdin: { contents: code, loader: 'ts', resolveDir: contracts },
    alias: {
      'leyline/contracts/node': join(contracts, 'runtime/node.ts'),
      'leyline/contracts': join(contracts, 'index.ts'),
    },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  });
  return execFileSync(process.execPath, [outfile], { cwd: folder, encoding: 'utf8' });
}

describe('contracts/README.md', () => {
  it('has a quick start that runs', async () => expect(await run(blocks[0] ?? '')).toBe('0.25\n'));

  it('has a bus whose breaker lets a message through', async () => expect(await run(blocks[1] ?? '')).toBe('6 1n\n'));

  it('has a write-ahead log that goes on where it ended', async () => {
    expect(await run(blocks[2] ?? '')).toBe('');
    expect(await run(blocks[2] ?? '')).toBe('0 seed.state 3\n');
  });

  it('lists every error code, and no other', () => {
    const errors = readFileSync(join(contracts, 'runtime/errors.ts'), 'utf8');
    const codes = [...errors.matchAll(/^ {2}\| '([a-z0-9-]+)'/gm)].map(([, code]) => code);
    const section = readme.slice(readme.indexOf('## Error codes'));
    const listed = [...section.matchAll(/^\| `([a-z0-9-]+)`/gm)].map(([, code]) => code);
    expect(listed.sort()).toEqual(codes.sort());
  });

  it('names exports that there are', () => {
    const table = readme.slice(readme.indexOf('## What there is'), readme.indexOf('### Bus'));
    const uses = [...table.matchAll(/^\| [a-z ]+ +\| (.*?) +\|/gm)].map(([, use]) => use ?? '');
    const names = uses.flatMap((use) => [...use.matchAll(/`(\w+)`/g)].map(([, name]) => name ?? ''));
    const types = ['MetricsSink'];
    // What follows a class or a function and a colon are its members.
    const members = ['run', 'runAsync', 'admit', 'snapshot', 'view', 'apply', 'get', 'byBlueprint', 'byTag', 'query'];
    const strays = names.filter((name) => !(name in door) && !(name in node) && ![...types, ...members].includes(name));
    expect(uses.length).toBe(15);
    expect(strays).toEqual([]);
  });

  it('names every setting of the bus', () => {
    const source = readFileSync(join(contracts, 'runtime/bus-config.ts'), 'utf8');
    const keys = [...source.matchAll(/(?:integer|number|text|duration)In\(\w+, '([a-z_]+)'/g)].map(
      ([, key]) => key ?? '',
    );
    expect(keys.length).toBeGreaterThan(25);
    expect(keys.filter((key) => !readme.includes(key))).toEqual([]);
  });
});
