// The work tree as a file tree: what is listed, read, and never read.

import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/diagnostics/user-error.ts';
import type { TreeLimits } from '../../src/inputs/files/file-tree.ts';
import { workTree } from '../../src/inputs/files/work-tree.ts';
import { temporaryFolder, writeInto } from './temporary-folder.ts';

async function read(root: string, path: string, limits?: TreeLimits) {
  return (await workTree(root, limits).readMany([path])).get(path);
}

describe('listing', () => {
  const files = {
    'b.proto': '',
    'a.proto': '',
    'a/z.proto': '',
    'a-b/x.proto': '',
    'a/b/y.proto': '',
    'a/b/y.yaml': '',
    'é/ü.proto': '',
    'node_modules/pkg/n.proto': '',
    'a/node_modules/n.proto': '',
    '.hidden/h.proto': '',
    '.dot.proto': '',
    proto: '',
  };

  test('gives every file below a folder, sorted by code unit', async () => {
    const tree = workTree(temporaryFolder(files));
    expect(await tree.list('', ['.proto'])).toEqual([
      '.dot.proto',
      'a-b/x.proto',
      'a.proto',
      'a/b/y.proto',
      'a/z.proto',
      'b.proto',
      'é/ü.proto',
    ]);
    expect(await tree.list('a', ['.proto', '.yaml'])).toEqual(['a/b/y.proto', 'a/b/y.yaml', 'a/z.proto']);
  });

  test('of a file gives the file, of a folder named outright what it passes over elsewhere', async () => {
    const tree = workTree(temporaryFolder(files));
    expect(await tree.list('a/z.proto', ['.proto'])).toEqual(['a/z.proto']);
    expect(await tree.list('a/b/y.yaml', ['.proto'])).toEqual([]);
    expect(await tree.list('node_modules/pkg', ['.proto'])).toEqual(['node_modules/pkg/n.proto']);
    expect(await tree.list('.hidden', ['.proto'])).toEqual(['.hidden/h.proto']);
    expect(await tree.list('nowhere', ['.proto'])).toEqual([]);
    expect(tree.failures.size).toBe(0);
  });

  test('does not follow links on the way, but does one that it is given', async () => {
    const root = temporaryFolder({ 'real/a.proto': '' });
    symlinkSync('real', join(root, 'link'));
    symlinkSync('.', join(root, 'real/loop'));
    symlinkSync('a.proto', join(root, 'real/b.proto'));
    const tree = workTree(root);
    expect(await tree.list('', ['.proto'])).toEqual(['real/a.proto']);
    expect(await tree.list('link', ['.proto'])).toEqual(['link/a.proto']);
    expect(await tree.list('real/b.proto', ['.proto'])).toEqual(['real/b.proto']);
  });

  test('tells of folders that it had to leave out, and goes on', async () => {
    const outside = temporaryFolder({ 'secret.proto': '' });
    const root = temporaryFolder({ 'a.proto': '' });
    symlinkSync(outside, join(root, 'out'));
    const tree = workTree(root);
    expect(await tree.list('out', ['.proto'])).toEqual([]);
    expect(await tree.list('../x', ['.proto'])).toEqual([]);
    expect([...tree.failures.values()].map(({ message }) => message)).toEqual([
      'out leads out of the project and is not read',
      '../x leads out of the project and is not read',
    ]);
  });

  test('survives a folder that vanishes or turns into a file while it is read', async () => {
    const root = temporaryFolder({ 'a/x.proto': '' });
    const tree = workTree(root);
    expect(tree.kind('a')).toBe('folder');
    execFileSync('rm', ['-r', join(root, 'a')]);
    writeFileSync(join(root, 'a'), '');
    expect(await tree.list('', ['.proto'])).toEqual([]);
    expect([...tree.failures]).toEqual([
      ['a', { kind: 'unreadable', message: 'a cannot be read: a part of its path is a file, not a folder' }],
    ]);
  });
});

describe('what lies outside the project', () => {
  test('is never read, whatever the path or the links', async () => {
    const base = temporaryFolder({ 'secret.proto': 'secret', 'project/a/x.proto': 'x', 'project-b/y.proto': 'y' });
    const root = join(base, 'project');
    symlinkSync('../secret.proto', join(root, 'file.proto'));
    symlinkSync('..', join(root, 'up'));
    symlinkSync('../project-b', join(root, 'sibling'));
    symlinkSync('/etc', join(root, 'etc'));
    const paths = [
      'file.proto',
      'up/secret.proto',
      'sibling/y.proto',
      'etc/passwd',
      '../secret.proto',
      'a/../../secret.proto',
      '/etc/passwd',
      join(base, 'secret.proto'),
    ];
    const tree = workTree(root);
    const results = await tree.readMany(paths);
    for (const path of paths) {
      expect(results.get(path)).toMatchObject({
        kind: 'outside',
        message: `${path} leads out of the project and is not read`,
      });
      expect(tree.has(path)).toBe(false);
    }
    expect(await read(root, 'up/project/a/x.proto')).toMatchObject({ kind: 'outside' });
  });

  test('is told from what a link inside the project leads to', async () => {
    const root = temporaryFolder({ 'a/x.proto': 'x' });
    symlinkSync('a', join(root, 'b'));
    symlinkSync('a/x.proto', join(root, 'c.proto'));
    symlinkSync(join(root, 'b'), join(root, 'd'));
    const texts = await workTree(root).readMany(['b/x.proto', 'c.proto', 'd/x.proto']);
    expect([...texts]).toEqual(['b/x.proto', 'c.proto', 'd/x.proto'].map((path) => [path, { path, text: 'x' }]));
  });

  test('is also meant when the project is reached through a link', async () => {
    const base = temporaryFolder({ 'real/a.proto': 'a' });
    symlinkSync('real', join(base, 'link'));
    expect(await read(join(base, 'link'), 'a.proto')).toEqual({ path: 'a.proto', text: 'a' });
  });
});

describe('names', () => {
  test('must be written as they are', async () => {
    const root = temporaryFolder({ 'a/X.proto': 'x' });
    const tree = workTree(root);
    expect(tree.has('a/X.proto')).toBe(true);
    const others = [
      'a/x.proto',
      'A/X.proto',
      'a//X.proto',
      './a/X.proto',
      'a/./X.proto',
      'a/X.proto/',
      'a',
      '',
      'a\0',
      'X',
    ];
    for (const path of others) expect([path, tree.has(path)]).toEqual([path, false]);
    expect(['', 'a', 'a/X.proto', 'b'].map((path) => tree.kind(path))).toEqual(['folder', 'folder', 'file', undefined]);
  });

  test.each([
    ['nope.proto', 'missing', 'nope.proto does not exist'],
    ['no/such/file.proto', 'missing', 'no/such/file.proto does not exist'],
    ['a.proto/b.proto', 'missing', 'a.proto/b.proto does not exist'],
    ['a\0b', 'missing', 'a\0b does not exist'],
    ['dangling.proto', 'missing', 'dangling.proto is a symbolic link to nothing'],
    ['circle.proto', 'unreadable', 'circle.proto cannot be read: its symbolic links lead in a circle'],
    ['n'.repeat(300), 'missing', `${'n'.repeat(300)} does not exist`],
  ])('that lead to nothing: %s', async (path, kind, message) => {
    const root = temporaryFolder({ 'a.proto': '' });
    symlinkSync('gone.proto', join(root, 'dangling.proto'));
    symlinkSync('circle.proto', join(root, 'circle.proto'));
    expect(await read(root, path)).toEqual({ kind, message });
  });

  test('may hold anything that a file system takes', async () => {
    const names = ['a b.proto', '-x.proto', 'a\nb.proto', '[id].proto', 'a\\b.proto', '*.proto', 'é.proto', '😀.proto'];
    const root = temporaryFolder(Object.fromEntries(names.map((name) => [name, name])));
    const tree = workTree(root);
    expect(await tree.list('', ['.proto'])).toEqual([...names].sort());
    expect([...(await tree.readMany(names)).values()]).toEqual(names.map((path) => ({ path, text: path })));
  });
});

test('a project folder that does not exist is a UserError', () => {
  const root = join(temporaryFolder(), 'gone');
  expect(() => workTree(root)).toThrow(UserError);
  expect(() => workTree(root)).toThrow('the project folder cannot be opened: it does not exist');
});

test('thousands of lookups cost next to nothing', async () => {
  const root = temporaryFolder();
  mkdirSync(join(root, 'google/api'), { recursive: true });
  writeInto(root, Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`google/api/f${i}.proto`, ''])));
  const tree = workTree(root);
  const start = performance.now();
  let found = 0;
  for (let i = 0; i < 100_000; i++) if (tree.has(`google/api/f${i % 400}.proto`)) found += 1;
  expect(found).toBe(50_000);
  expect(performance.now() - start).toBeLessThan(5000);
});
