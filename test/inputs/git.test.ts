// Where the repository is, what is staged, and what hooks hand on.

import { execFileSync } from 'node:child_process';
import { chmodSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test, vi } from 'vitest';
import { UserError } from '../../src/diagnostics/user-error.ts';
import { changedPaths, repositoryRoot, stagedPaths } from '../../src/inputs/files/git.ts';
import { useCleanGit } from './clean-git.ts';
import { git, repository, temporaryFolder, writeInto } from './temporary-folder.ts';

useCleanGit();

async function refusal(promise: Promise<unknown>): Promise<UserError> {
  const error = await promise.then(
    (value) => expect.fail(`answered ${JSON.stringify(value)}`),
    (reason: unknown) => reason,
  );
  if (!(error instanceof UserError)) throw error;
  return error;
}

describe('the repository', () => {
  test('is found from any folder in it', async () => {
    const root = repository({ 'a/b/x.proto': '' });
    expect(await repositoryRoot(root)).toBe(root);
    expect(await repositoryRoot(join(root, 'a/b'))).toBe(root);
  });

  test('has to be there', async () => {
    const root = temporaryFolder();
    vi.stubEnv('GIT_CEILING_DIRECTORIES', join(root, '..'));
    for (const ask of [repositoryRoot, stagedPaths, changedPaths]) {
      const error = await refusal(ask(root));
      expect(error.message).toBe(`${root} is not in a git repository`);
      expect(error.hint).toContain("'git init'");
    }
  });

  test('has to have a work tree', async () => {
    const root = temporaryFolder();
    git(root, 'init', '--quiet', '--bare');
    expect((await refusal(stagedPaths(root))).message).toContain('this operation must be run in a work tree');
  });

  test('has to belong to the user, or be trusted', async () => {
    const root = repository({ 'a.proto': '' });
    vi.stubEnv('GIT_TEST_ASSUME_DIFFERENT_OWNER', '1');
    const error = await refusal(stagedPaths(root));
    expect(error.message).toBe(`git does not trust ${root}, because its files belong to another user`);
    expect(error.hint).toBe(`run 'git config --global --add safe.directory ${root}'`);
  });

  test('cannot be asked without git', async () => {
    const root = repository({ 'a.proto': '' });
    vi.stubEnv('PATH', temporaryFolder());
    const error = await refusal(stagedPaths(root));
    expect(error.message).toBe('git is not installed, or not on the PATH');
    expect(error.hint).toBe('install git, or name the paths to check instead of asking git for them');
  });

  test('cannot be asked from a folder that does not exist', async () => {
    expect((await refusal(repositoryRoot('/no/such/folder'))).message).toMatch(
      /^git could not be run in \/no\/such\/folder/,
    );
  });
});

describe('staged', () => {
  test('are files that the next commit adds, changes or renames', async () => {
    const root = repository({
      'keep.proto': 'k',
      'edit.proto': 'e',
      'old.proto': 'long enough to be a rename',
      'gone.proto': 'g',
    });
    writeInto(root, { 'edit.proto': 'E', 'new.proto': 'n', 'unstaged.proto': 'u' });
    git(root, 'mv', 'old.proto', 'moved.proto');
    git(root, 'rm', '--quiet', 'gone.proto');
    git(root, 'add', 'edit.proto', 'new.proto');
    writeInto(root, { 'keep.proto': 'changed, not staged' });
    expect(await stagedPaths(root)).toEqual(['edit.proto', 'moved.proto', 'new.proto']);
  });

  test('are told relative to the project, and only those below it', async () => {
    const root = repository({ 'x.proto': '' });
    writeInto(root, { 'contracts/v1/a.proto': '', 'other/b.proto': '' });
    git(root, 'add', '--all');
    expect(await stagedPaths(join(root, 'contracts'))).toEqual(['v1/a.proto']);
  });

  test('are all files before the first commit', async () => {
    const root = repository();
    expect(await stagedPaths(root)).toEqual([]);
    writeInto(root, { 'a.proto': '' });
    git(root, 'add', '--all');
    expect(await stagedPaths(root)).toEqual(['a.proto']);
  });

  test('may have any name, whatever the settings', async () => {
    const root = repository({ 'x.proto': '' });
    const names = ['-rf.proto', 'a b.proto', 'a\nb.proto', 'é "q".proto', '😀.proto', ':(top)x.proto', '*.proto'];
    writeInto(root, Object.fromEntries(names.map((name) => [name, ''])));
    git(root, 'add', '--all');
    for (const [key, value] of [
      ['core.quotepath', 'on'],
      ['diff.noprefix', 'true'],
      ['diff.external', '/bin/false'],
      ['diff.relative', 'false'],
      ['color.ui', 'always'],
      ['diff.renames', 'copies'],
    ] as const) {
      git(root, 'config', key, value);
    }
    expect(await stagedPaths(root)).toEqual([...names].sort());
    expect(await changedPaths(root)).toEqual([...names].sort());
  });

  test('leave submodules out', async () => {
    const inner = repository({ 'i.proto': '' });
    const root = repository({ 'x.proto': '' });
    git(root, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', pathToFileURL(inner).href, 'sub');
    expect(await stagedPaths(root)).toEqual(['.gitmodules']);
  });
});

describe('the environment that git gives to hooks', () => {
  test('is respected: GIT_INDEX_FILE, relative to the top, from any folder', async () => {
    const root = repository({ 'sub/a.proto': '', 'sub/b.proto': '' });
    writeInto(root, { 'sub/a.proto': 'A', 'sub/b.proto': 'B' });
    execFileSync('git', ['add', 'sub/b.proto'], { cwd: root, env: { ...process.env, GIT_INDEX_FILE: '.git/other' } });
    expect(await stagedPaths(root)).toEqual([]);
    vi.stubEnv('GIT_INDEX_FILE', '.git/other');
    expect(await stagedPaths(join(root, 'sub'))).toEqual(['b.proto']);
  });

  test('GIT_DIR alone does not make the folder of the project the top of the work tree', async () => {
    const root = repository({ 'sub/a.proto': '', 'sub/b.proto': '' });
    writeInto(root, { 'sub/a.proto': 'A' });
    git(root, 'add', '--all');
    vi.stubEnv('GIT_DIR', join(root, '.git'));
    expect(await stagedPaths(root)).toEqual(['sub/a.proto']);
    expect(await stagedPaths(join(root, 'sub'))).toEqual(['a.proto']);
    expect(await repositoryRoot(join(root, 'sub'))).toBe(root);
  });

  test('of a linked work tree', async () => {
    const root = repository({ 'sub/a.proto': '' });
    const linked = join(temporaryFolder(), 'linked');
    git(root, 'worktree', 'add', '--quiet', linked, '-b', 'topic');
    writeInto(linked, { 'sub/b.proto': '' });
    git(linked, 'add', '--all');
    expect(await stagedPaths(join(linked, 'sub'))).toEqual(['b.proto']);
    vi.stubEnv('GIT_DIR', git(linked, 'rev-parse', '--absolute-git-dir').trim());
    expect(await stagedPaths(join(linked, 'sub'))).toEqual(['b.proto']);
    expect(await stagedPaths(linked)).toEqual(['sub/b.proto']);
  });

  test('a lock that git holds meanwhile does not matter', async () => {
    const root = repository({ 'a.proto': 'a', 'b.proto': 'b' });
    writeInto(root, { 'b.proto': 'B', '.git/index.lock': '' });
    execFileSync('touch', ['-d', '2001-01-01', join(root, 'a.proto')]);
    expect(await changedPaths(root)).toEqual(['b.proto']);
    expect(await stagedPaths(root)).toEqual([]);
  });
});

test('a file whose kind or mode alone changed has changed', async () => {
  const root = repository({ 'a.proto': 'a', 'b.proto': 'b' });
  rmSync(join(root, 'b.proto'));
  symlinkSync('a.proto', join(root, 'b.proto'));
  chmodSync(join(root, 'a.proto'), 0o755);
  expect(await changedPaths(root)).toEqual(['a.proto', 'b.proto']);
});
