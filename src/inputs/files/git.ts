// Asks git which files changed. Changes nothing; git itself may note in its index that a file is as it was.

import { git } from './git-process.ts';
import { commitId, knownCommit, parting } from './git-revisions.ts';

const DIFF = ['diff', '--name-only', '-z', '--no-renames', '--diff-filter=d', '--relative', '--ignore-submodules=all'];

/** The absolute path of the work tree that `cwd` lies in. */
export async function repositoryRoot(cwd: string): Promise<string> {
  return (await git(cwd, ['rev-parse', '--show-toplevel'])).replace(/\n$/, '');
}

/** What the next commit adds or changes below `root`: sorted posix paths relative to it. */
export async function stagedPaths(root: string): Promise<readonly string[]> {
  let paths: readonly string[] = [];
  try {
    paths = sortedUnique(names(await git(root, [...DIFF, '--cached', '--'])));
    return paths;
  } finally {
    // Outside of a repository git takes the call for a wrong one; in a bare one it finds nothing.
    if (paths.length === 0) await repositoryRoot(root);
  }
}

/**
 * What differs below `root`, sorted posix paths relative to it, deleted files left out. Without `ref`: staged, unstaged
 * and untracked changes against HEAD. With it: all that differs from where `ref` and HEAD parted, untracked files too.
 * In a repository without any commit everything is new.
 */
export async function changedPaths(root: string, ref?: string): Promise<readonly string[]> {
  await repositoryRoot(root);
  const head = await commitId(root, 'HEAD');
  const other = ref === undefined ? undefined : await knownCommit(root, ref);
  const base = head === undefined ? await emptyTree(root) : await parting(root, head, other, ref);
  const changed = names(await git(root, [...DIFF, base, '--']));
  const untracked = names(await git(root, ['ls-files', '--others', '--exclude-standard', '-z']));
  return sortedUnique([...changed, ...untracked]);
}

async function emptyTree(root: string): Promise<string> {
  return (await git(root, ['hash-object', '-t', 'tree', '--stdin'])).trim();
}

function names(output: string): string[] {
  // A repository inside this one that is no submodule shows as a folder.
  return output.split('\0').filter((name) => name !== '' && !name.endsWith('/'));
}

function sortedUnique(paths: readonly string[]): readonly string[] {
  return [...new Set(paths)].sort();
}
