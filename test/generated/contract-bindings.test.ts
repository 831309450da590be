// Writes contracts/generated/: the code that makes, writes and reads every message of the shipped contracts.
// `npm run generate:contracts` renews it.

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { printBindings } from '../../src/bindings/print-bindings.ts';
import { linkTree } from '../model/proto/link-tree.ts';

const ROOT = join(import.meta.dirname, '../../contracts');
const OUT = join(ROOT, 'generated');

const paths = ['v1', 'v2'].flatMap((version) =>
  readdirSync(join(ROOT, version))
    .filter((name) => name.endsWith('.proto'))
    .sort()
    .map((name) => `${version}/${name}`),
);
const schema = linkTree([ROOT], paths);
const bindings = printBindings([...schema.files.values()]);

it('the contracts have no flaw', () => {
  expect(schema.findings).toEqual([]);
});

it.each([...bindings])('%s is up to date', async (path, text) => {
  await expect(text).toMatchFileSnapshot(join(OUT, path));
});

it('nothing is left of what is gone', () => {
  const there = readdirSync(OUT, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  expect(there.map((name) => name.replaceAll('\\', '/')).filter((name) => !bindings.has(name))).toEqual([]);
});
