// Git's index when objects are lost, git dies, or reading ends early.

import { chmodSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { openBlobReader } from '../../src/inputs/files/blob-reader.ts';
import { type FileTree, isReadFailure } from '../../src/inputs/files/file-tree.ts';
import { gitIndex } from '../../src/inputs/files/git-index.ts';
import { useCleanGit } from './clean-git.ts';
import { git, repository, temporaryFolder, writeInto } from './temporary-folder.ts';

useCleanGit();

async function open(root: string): Promise<FileTree> {
  const tree = await gitIndex(root);
  onTestFinished(() => tree.close());
  return tree;
}

async function read(tree: FileTree, path: string) {
  return (await tree.readMany([path])).get(path);
}

function staged(files: Readonly<Record<string, string | Uint8Array>>): string {
  const root = repository();
  writeInto(root, files);
  git(root, 'add', '--all');
  return root;
}

describe('when things break', () => {
  function objectFile(root: string, path: string): string {
    const id = git(root, 'rev-parse', `:${path}`).trim();
    return join(root, '.git/objects', id.slice(0, 2), id.slice(2));
  }

  test('a lost object is told, and what comes after it is still read', async () => {
    const root = staged({ 'a.proto': 'a', 'b.proto': 'b' });
    const id = git(root, 'rev-parse', ':a.proto').trim();
    rmSync(objectFile(root, 'a.proto'));
    const tree = await open(root);
    const texts = await tree.readMany(['a.proto', 'b.proto']);
    expect([...texts.values()]).toEqual([
      {
        kind: 'unreadable',
        message: `a.proto cannot be read from git: object ${id} is missing; 'git fsck' tells more`,
      },
      { path: 'b.proto', text: 'b' },
    ]);
  });

  test('a broken object ends git, and every request is answered all the same', async () => {
    const root = staged({ 'a.proto': 'a', 'b.proto': 'b' });
    const file = objectFile(root, 'a.proto');
    chmodSync(file, 0o644);
    writeFileSync(file, 'garbage');
    const tree = await open(root);
    const texts = await tree.readMany(['a.proto', 'b.proto']);
    expect([...texts.values()].map((text) => isReadFailure(text) && text.kind)).toContain('unreadable');
    expect(texts.size).toBe(2);
  });

  test('git dying at any moment leaves nothing waiting', async () => {
    const stub = temporaryFolder();
    for (const script of [
      'exit 3',
      'read id; exit 3',
      'read id; printf "%s blob 10\\nabc" "$id"; exit 3',
      'read id; printf "%s blob 3\\nabc\\n" "$id"; exit 3',
      'read id; printf nonsense; kill -9 $$',
      'exec 0<&-; sleep 0.1; exit 3',
    ]) {
      writeInto(stub, { git: `#!/bin/sh\n${script}\n` });
      chmodSync(join(stub, 'git'), 0o755);
      vi.stubEnv('PATH', `${stub}:${process.env['PATH']}`);
      const reader = await openBlobReader(stub, 100);
      const blobs = await Promise.all(Array.from({ length: 3000 }, () => reader.read('0'.repeat(40))));
      expect(blobs.at(-1)?.kind).toBe('failed');
      expect(await reader.read('0'.repeat(40))).toMatchObject({ kind: 'failed', reason: expect.stringMatching(/\w/) });
      await reader.close();
      vi.unstubAllEnvs();
    }
  });

  test('closing ends git, also with requests under way, and twice does no harm', async () => {
    const tree = await gitIndex(staged({ 'a.proto': 'x'.repeat(50_000_000) }));
    const reading = tree.readMany(['a.proto']);
    await new Promise((resolve) => setTimeout(resolve, 20));
    await tree.close();
    expect((await reading).size).toBe(1);
    await tree.close();
    expect(await read(tree, 'a.proto')).toMatchObject({ kind: 'unreadable' });
    const children = readdirSync('/proc').filter((pid) => {
      if (!/^\d+$/.test(pid)) return false;
      try {
        const [, parent] = / \S (\d+) /.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
        return Number(parent) === process.pid && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('cat-file');
      } catch {
        return false;
      }
    });
    expect(children).toEqual([]);
  });
});
