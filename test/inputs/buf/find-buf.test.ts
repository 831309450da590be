// From which folder which configuration of Buf's is found.

import { mkdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, it } from 'vitest';
import { findBuf } from '../../../src/inputs/buf/find-buf.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const V1 = 'version: v1\n';

it.each<[what: string, files: Record<string, string>, from: string, found: string | undefined]>([
  ['in the folder itself', { 'buf.yaml': V1 }, '', 'buf.yaml'],
  ['further up', { 'buf.yaml': V1 }, 'a/b', 'buf.yaml'],
  ['nothing', { 'buf.gen.yaml': V1, 'buf.yml': V1 }, 'a', undefined],
  ['the nearest', { 'buf.yaml': V1, 'a/buf.yaml': V1 }, 'a/b', 'a/buf.yaml'],
  ['not above the repository', { 'buf.yaml': V1, 'a/.git/HEAD': '' }, 'a/b', undefined],
  ['at the top of the repository', { 'a/buf.yaml': V1, 'a/.git/HEAD': '' }, 'a/b', 'a/buf.yaml'],
  ['a workspace', { 'buf.work.yaml': 'directories: [a]' }, 'a', 'buf.work.yaml'],
  [
    'a workspace before its module',
    { 'buf.work.yaml': 'directories: [x, ./a/]', 'a/buf.yaml': V1 },
    'a/b',
    'buf.work.yaml',
  ],
  ['no workspace of others', { 'buf.work.yaml': 'directories: [x]', 'a/buf.yaml': V1 }, 'a', 'a/buf.yaml'],
  ['a workspace of version 2', { 'buf.yaml': 'modules: [{ path: a/b }]', 'a/b/buf.yaml': V1 }, 'a/b', 'buf.yaml'],
  ['no broken workspace', { 'buf.work.yaml': 'directories: [', 'a/buf.yaml': V1 }, 'a', 'a/buf.yaml'],
  [
    'a workspace that has a module beside it',
    { 'buf.work.yaml': 'directories: [a]', 'buf.yaml': V1 },
    '',
    'buf.work.yaml',
  ],
])('%s', async (_, files, from, found) => {
  const root = temporaryFolder({ ...files, '.git/HEAD': '' });
  const folder = join(root, from);
  mkdirSync(folder, { recursive: true });
  const location = await findBuf(folder);
  expect(location && relative(root, join(location.root, location.name))).toEqual(found);
});
