// Git's index as a file tree.

import { rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { UserError } from '../../src/diagnostics/user-error.ts';
import { type FileTree, isReadFailure, type TreeLimits } from '../../src/inputs/files/file-tree.ts';
import { gitIndex } from '../../src/inputs/files/git-index.ts';
import { workTree } from '../../src/inputs/files/work-tree.ts';
import { useCleanGit } from './clean-git.ts';
import { commitAll, git, repository, temporaryFolder, writeInto } from './temporary-folder.ts';

useCleanGit();

async function open(root: string, limits?: TreeLimits): Promise<FileTree> {
  const tree = await gitIndex(root, limits);
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

describe("git's index", () => {
  test('gives what is staged, whatever the work tree looks like', async () => {
    const root = staged({ 'a.proto': 'staged', 'gone.proto': 'still staged' });
    writeInto(root, { 'a.proto': 'edited since', 'new.proto': 'not staged' });
    rmSync(join(root, 'gone.proto'));
    const tree = await open(root);
    expect(await tree.list('', ['.proto'])).toEqual(['a.proto', 'gone.proto']);
    expect(await read(tree, 'a.proto')).toEqual({ path: 'a.proto', text: 'staged' });
    expect(await read(tree, 'gone.proto')).toEqual({ path: 'gone.proto', text: 'still staged' });
    expect(await read(tree, 'new.proto')).toEqual({ kind: 'missing', message: "new.proto is not in git's index" });
    expect([tree.has('a.proto'), tree.has('new.proto')]).toEqual([true, false]);
  });

  test('is seen from the project, which may be a folder of the repository', async () => {
    const root = staged({ 'contracts/v1/a.proto': 'a', 'contracts/b.proto': 'b', 'c.proto': 'c' });
    const tree = await open(join(root, 'contracts'));
    expect(await tree.list('', ['.proto'])).toEqual(['b.proto', 'v1/a.proto']);
    expect(await read(tree, 'v1/a.proto')).toEqual({ path: 'v1/a.proto', text: 'a' });
    for (const path of ['../c.proto', '/etc/passwd']) {
      expect(await read(tree, path)).toEqual({
        kind: 'outside',
        message: `${path} leads out of the project and is not read`,
      });
    }
  });

  test('lists and answers as the work tree does', async () => {
    const root = staged({
      'a/z.proto': 'z',
      'a-b/x.proto': 'x',
      'a.proto': 'a',
      'a/node_modules/n.proto': 'n',
      '.hidden/h.proto': 'h',
      '😀/ﬀ.proto': 'f',
      'ﬀ.proto': 'f',
    });
    symlinkSync('a', join(root, 'link'));
    symlinkSync('a/z.proto', join(root, 'file.proto'));
    symlinkSync('link/../a.proto', join(root, 'round.proto'));
    symlinkSync('nowhere', join(root, 'dangling.proto'));
    symlinkSync('/etc', join(root, 'etc'));
    symlinkSync('..', join(root, 'up'));
    git(root, 'add', '--all');
    const index = await open(root);
    const disk = workTree(root);
    for (const dir of ['', 'a', 'link', '.hidden', 'a/node_modules', 'a.proto', 'nowhere']) {
      expect(await index.list(dir, ['.proto'])).toEqual(await disk.list(dir, ['.proto']));
    }
    const paths = [
      'a/z.proto',
      'link/z.proto',
      'file.proto',
      'round.proto',
      'link',
      'a',
      '',
      'dangling.proto',
      'etc/passwd',
      'up/x',
      'A.proto',
      './a.proto',
      'a//z.proto',
    ];
    for (const path of paths) {
      expect([path, index.has(path), index.kind(path)]).toEqual([path, disk.has(path), disk.kind(path)]);
      const [staged, onDisk] = [await read(index, path), await read(disk, path)];
      if (staged && onDisk && isReadFailure(onDisk)) expect(staged).toHaveProperty('kind', onDisk.kind);
      else expect(staged).toEqual(onDisk);
    }
  });

  test('follows links within bounds', async () => {
    const root = staged({ 'a.proto': 'a' });
    symlinkSync('circle.proto', join(root, 'circle.proto'));
    symlinkSync('q', join(root, 'p'));
    symlinkSync('p', join(root, 'q'));
    git(root, 'add', '--all');
    const tree = await open(root);
    for (const path of ['circle.proto', 'p', 'p/x.proto']) {
      expect(await read(tree, path)).toEqual({
        kind: 'missing',
        message: `${path} is a symbolic link that leads nowhere`,
      });
    }
  });

  test('tells folders, submodules and conflicts from files', async () => {
    const inner = repository({ 'i.proto': '' });
    const root = repository({ 'a.proto': 'base', 'folder/b.proto': '' });
    git(root, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', pathToFileURL(inner).href, 'sub');
    commitAll(root, 'sub');
    for (const branch of ['one', 'two']) {
      git(root, 'switch', '--quiet', '--create', branch, 'main');
      writeInto(root, { 'a.proto': branch });
      commitAll(root, branch);
    }
    expect(() => git(root, 'merge', 'one')).toThrow();
    const tree = await open(root);
    expect(await tree.list('', ['.proto'])).toEqual(['a.proto', 'folder/b.proto']);
    expect(await read(tree, 'a.proto')).toEqual({
      kind: 'unreadable',
      message: "a.proto has an unresolved merge conflict; resolve it, then run 'git add a.proto'",
    });
    expect(await read(tree, 'folder')).toEqual({ kind: 'not-a-file', message: 'folder is a folder, not a file' });
    expect(await read(tree, 'sub')).toEqual({ kind: 'not-a-file', message: 'sub is a git submodule, not a file' });
    expect(await read(tree, 'sub/i.proto')).toEqual({
      kind: 'missing',
      message: "sub/i.proto is not in git's index: its folder 'sub' is a submodule with an index of its own",
    });
    expect([tree.kind('sub'), tree.kind('sub/i.proto'), tree.kind('folder')]).toEqual([undefined, undefined, 'folder']);
  });

  test('gives bytes as they were added: any size, no text conversion, invalid UTF-8 told', async () => {
    const big = 'message M {}\n'.repeat(400_000);
    const root = staged({
      '.gitattributes': '*.proto text eol=crlf\n',
      'big.proto': big,
      'lines.proto': 'a\nb\n',
      'empty.proto': '',
      'latin.proto': Uint8Array.of(0x61, 0xe9),
      'newline.proto': '\n',
    });
    const tree = await open(root);
    const texts = await tree.readMany(await tree.list('', ['.proto']));
    expect([...texts.values()].map((text) => (isReadFailure(text) ? text.message : text.text.length))).toEqual([
      big.length,
      0,
      'latin.proto is not UTF-8 text: byte 0xe9 at offset 1',
      4,
      1,
    ]);
    expect(texts.get('big.proto')).toEqual({ path: 'big.proto', text: big });
  });

  test('passes over files beyond the limit and still gives those after them', async () => {
    const root = staged({
      'a.proto': 'x'.repeat(2_000_000),
      'b.proto': 'b',
      'c.proto': 'x'.repeat(101),
      'd.proto': 'd',
    });
    const tree = await open(root, { largestFile: 100 });
    const texts = await tree.readMany(['a.proto', 'b.proto', 'c.proto', 'd.proto']);
    expect([...texts.values()]).toEqual([
      { kind: 'too-large', message: 'a.proto has 2 MiB; files over 100 bytes are not read' },
      { path: 'b.proto', text: 'b' },
      { kind: 'too-large', message: 'c.proto has 101 bytes; files over 100 bytes are not read' },
      { path: 'd.proto', text: 'd' },
    ]);
  });

  test('holds files by any name', async () => {
    const names = ['-rf.proto', 'a b.proto', 'a\nb.proto', 'é "q".proto', ':(top)x.proto', '*.proto', 'a\tb.proto'];
    const root = staged(Object.fromEntries(names.map((name) => [name, name])));
    const tree = await open(root);
    expect(await tree.list('', ['.proto'])).toEqual([...names].sort());
    expect([...(await tree.readMany(names)).values()]).toEqual(names.map((path) => ({ path, text: path })));
  });

  test('is read by thousands of requests, many at a time', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 3000 }, (_, i) => [`d${i % 50}/f${i}.proto`, `${i}\n`.repeat(i)]),
    );
    const tree = await open(staged(files));
    const paths = Object.keys(files);
    const halves = await Promise.all([tree.readMany(paths.slice(0, 1500)), tree.readMany(paths.slice(1500))]);
    for (const texts of halves) for (const [path, text] of texts) expect(text).toEqual({ path, text: files[path] });
    expect(halves.map(({ size }) => size)).toEqual([1500, 1500]);
  });

  test('may be empty', async () => {
    const tree = await open(repository());
    expect(await tree.list('', ['.proto'])).toEqual([]);
    expect(tree.kind('')).toBe('folder');
  });

  test('needs a repository', async () => {
    const root = temporaryFolder();
    vi.stubEnv('GIT_CEILING_DIRECTORIES', join(root, '..'));
    await expect(gitIndex(root)).rejects.toThrow(UserError);
    await expect(gitIndex(root)).rejects.toThrow(`${root} is not in a git repository`);
  });

  test('works with SHA-256 objects', async () => {
    const root = temporaryFolder({ 'a.proto': 'a' });
    git(root, 'init', '--quiet', '--object-format=sha256');
    git(root, 'add', '--all');
    expect(await read(await open(root), 'a.proto')).toEqual({ path: 'a.proto', text: 'a' });
  });
});
