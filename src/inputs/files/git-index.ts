// The project's files as git has staged them: what the next commit will hold, whatever the work tree looks like.
// Names come from one `git ls-files`.

import { DEFAULT_LIMITS, type FileTree, type TreeLimits } from './file-tree.ts';
import { parseEntries } from './git-entries.ts';
import { git } from './git-process.ts';
import { gitTree } from './git-tree.ts';

/** `root` is the project root: the repository's top or any folder below it. */
export async function gitIndex(root: string, limits: TreeLimits = DEFAULT_LIMITS): Promise<FileTree> {
  const entries = parseEntries(await git(root, ['ls-files', '--stage', '-z']));
  return gitTree(root, entries, "git's index", limits);
}
