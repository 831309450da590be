import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/diagnostics/user-error.ts';
import { changedPaths, stagedPaths } from '../../src/inputs/files/git.ts';
import { useCleanGit } from './clean-git.ts';
import { commitAll, git, repository, temporaryFolder, writeInto } from './temporary-folder.ts';

useCleanGit();

async function refusal(promise: Promise<unknown>): Promise<UserError> {
  const error = await promise.then(
    (value) => expect.fail(`answered ${JSON.stringify(value)}`),
    (reason: unknown) => reason,
  );
  if (!(error instanceof UserError)) throw error;
  return error;
}

describe('changed', () => {
  test('without a ref are uncommitted files: staged, unstaged and untracked, not ignored ones', async () => {
    const root = repository({
      'a.proto': 'a',
      'b.proto': 'b',
      'c.proto': 'c',
      'gone.proto': '',
      '.gitignore': '*.log',
    });
    writeInto(root, { 'a.proto': 'A', 'b.proto': 'B', 'new.proto': '', 'x.log': '' });
    git(root, 'add', 'a.proto');
    rmSync(join(root, 'gone.proto'));
    expect(await changedPaths(root)).toEqual(['a.proto', 'b.proto', 'new.proto']);
  });

  test('with a ref are what differs from where the two parted', async () => {
    const root = repository({ 'base.proto': '', 'edit.proto': '' });
    git(root, 'switch', '--quiet', '--create', 'topic');
    writeInto(root, { 'edit.proto': 'committed', 'mine.proto': '' });
    commitAll(root, 'mine');
    git(root, 'switch', '--quiet', 'main');
    writeInto(root, { 'theirs.proto': '' });
    commitAll(root, 'theirs');
    git(root, 'switch', '--quiet', 'topic');
    writeInto(root, { 'base.proto': 'unstaged', 'untracked.proto': '' });
    expect(await changedPaths(root, 'main')).toEqual(['base.proto', 'edit.proto', 'mine.proto', 'untracked.proto']);
    expect(await changedPaths(root, 'HEAD~1')).toEqual(await changedPaths(root, 'main'));
    expect(await changedPaths(root, 'HEAD')).toEqual(await changedPaths(root));
  });

  test('are all files before the first commit', async () => {
    const root = repository();
    writeInto(root, { 'staged.proto': '', 'untracked.proto': '', 'deleted.proto': '' });
    git(root, 'add', 'staged.proto', 'deleted.proto');
    rmSync(join(root, 'deleted.proto'));
    expect(await changedPaths(root)).toEqual(['staged.proto', 'untracked.proto']);
  });

  test('are told relative to the project, and only those below it', async () => {
    const root = repository({ 'contracts/a.proto': '' });
    writeInto(root, { 'contracts/a.proto': 'x', 'contracts/v1/b.proto': '', 'c.proto': '' });
    expect(await changedPaths(join(root, 'contracts'))).toEqual(['a.proto', 'v1/b.proto']);
    expect(await changedPaths(join(root, 'contracts'), 'HEAD')).toEqual(['a.proto', 'v1/b.proto']);
  });

  test('contain files in conflict once, and no repository inside this one', async () => {
    const root = repository({ 'a.proto': 'base' });
    git(root, 'switch', '--quiet', '--create', 'topic');
    writeInto(root, { 'a.proto': 'mine' });
    commitAll(root, 'mine');
    git(root, 'switch', '--quiet', 'main');
    writeInto(root, { 'a.proto': 'theirs' });
    commitAll(root, 'theirs');
    expect(() => git(root, 'merge', 'topic')).toThrow();
    mkdirSync(join(root, 'inner'));
    git(join(root, 'inner'), 'init', '--quiet');
    writeInto(root, { 'inner/x.proto': '' });
    commitAll(join(root, 'inner'), 'inner');
    expect(await changedPaths(root)).toEqual(['a.proto']);
    expect(await stagedPaths(root)).toEqual(['a.proto']);
  });

  test.each([
    ['mian', "'mian' is not a commit, branch or tag of this repository", "did you mean 'main'?"],
    ['nothing-like-it', "'nothing-like-it' is not a commit", "'git branch --all' and 'git tag' list what there is"],
    ['--output=pwned', "'--output=pwned' is not a commit", 'git branch'],
    ['-c', "'-c' is not a commit", 'git branch'],
    ['', "'' is not a commit", 'git branch'],
    ['a\0b', "'a\0b' is not a commit", 'git branch'],
    ['main --output=pwned', "'main --output=pwned' is not a commit", 'git branch'],
    ['$(touch pwned)', "'$(touch pwned)' is not a commit", 'git branch'],
    ['main:a.proto', "'main:a.proto' is not a commit", 'git branch'],
    ['up/topic', "'up/topic' is not a commit", "run 'git fetch up topic:refs/remotes/up/topic' to get it"],
    [
      'up/feature/x',
      "'up/feature/x' is not a commit",
      "run 'git fetch up feature/x:refs/remotes/up/feature/x' to get it",
    ],
  ])('refuse what is no commit: %j', async (ref, message, hint) => {
    const root = repository({ 'a.proto': '' });
    git(root, 'remote', 'add', 'up', '/nowhere');
    const error = await refusal(changedPaths(root, ref));
    expect(error.message).toContain(message);
    expect(error.hint).toContain(hint);
    expect(git(root, 'status', '--porcelain')).toBe('');
  });

  test('from a ref that a shallow clone has lost sight of say how to see it', async () => {
    const origin = repository({ 'a.proto': '' });
    git(origin, 'switch', '--quiet', '--create', 'topic');
    writeInto(origin, { 'b.proto': '' });
    commitAll(origin, 'b');
    const root = temporaryFolder();
    git(root, 'clone', '--quiet', '--depth=1', '--no-single-branch', pathToFileURL(origin).href, 'clone');
    const clone = join(root, 'clone');
    const parted = await refusal(changedPaths(clone, 'origin/main'));
    expect(parted.message).toBe("this clone is shallow and does not reach back to where 'origin/main' and HEAD parted");
    expect(parted.hint).toContain("run 'git fetch --unshallow'");
    expect((await refusal(changedPaths(clone, 'HEAD~3'))).hint).toContain("run 'git fetch --unshallow'");
    git(clone, 'fetch', '--quiet', '--unshallow');
    expect(await changedPaths(clone, 'origin/main')).toEqual(['b.proto']);
  });

  test('from a history of its own have nothing to be told from', async () => {
    const root = repository({ 'a.proto': '' });
    git(root, 'switch', '--quiet', '--orphan', 'other');
    writeInto(root, { 'b.proto': '' });
    commitAll(root, 'other');
    const error = await refusal(changedPaths(root, 'main'));
    expect(error.message).toBe("'main' and HEAD have no commit in common");
    expect(error.hint).toBe('name a branch or commit that HEAD descends from');
  });
});
