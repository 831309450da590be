// The files of one commit, read in place: nothing is cloned or checked out. Names come from one `git ls-tree`.

import { DEFAULT_LIMITS, type FileTree, type TreeLimits } from './file-tree.ts';
import { parseTreeEntries } from './git-entries.ts';
import { git } from './git-process.ts';
import { gitTree } from './git-tree.ts';

/** `root`: any folder of the repository, which paths are then relative to; `commit`: a commit's full id. */
export async function gitRevisionTree(
  root: string,
  commit: string,
  title: string,
  limits: TreeLimits = DEFAULT_LIMITS,
): Promise<FileTree> {
  const entries = parseTreeEntries(await git(root, ['ls-tree', '-r', '-z', commit]));
  return gitTree(root, entries, title, limits);
}
