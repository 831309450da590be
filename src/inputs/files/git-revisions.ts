// Finds the commits that revisions name, and explains why one cannot be compared with and which command mends it.

import { UserError } from '../../diagnostics/user-error.ts';
import { nearest } from '../../text/nearest.ts';
import { git, gitFailure, runGit } from './git-process.ts';

const UNSHALLOW = "'git fetch --unshallow' (in GitHub Actions: checkout with 'fetch-depth: 0')";

export async function commitId(root: string, revision: string): Promise<string | undefined> {
  const answer = await runGit(root, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`]);
  return answer.exitCode === 0 ? answer.stdout.trim() : undefined;
}

/** The folder of a commit as an object; `''` is the whole. */
export async function treeId(root: string, commit: string, folder: string): Promise<string | undefined> {
  if (folder.includes('\0')) return undefined;
  const name = `${commit}:${folder}`;
  const type = await runGit(root, ['cat-file', '-t', name]);
  if (type.exitCode !== 0 || type.stdout.trim() !== 'tree') return undefined;
  const answer = await runGit(root, ['rev-parse', '--verify', '--quiet', '--end-of-options', name]);
  return answer.exitCode === 0 ? answer.stdout.trim() : undefined;
}

export async function knownCommit(root: string, ref: string): Promise<string> {
  // Git has no name that begins with a dash, and a NUL could not even be handed over.
  const isName = ref !== '' && !ref.startsWith('-') && !ref.includes('\0');
  const id = isName ? await commitId(root, ref) : undefined;
  if (id === undefined) throw await unknownRevision(root, ref);
  return id;
}

/** Where `head` and the other commit parted; without another commit, `head` itself. */
export async function parting(root: string, head: string, other: string | undefined, ref = ''): Promise<string> {
  if (other === undefined) return head;
  const answer = await runGit(root, ['merge-base', other, head]);
  if (answer.exitCode === 0) return answer.stdout.trim();
  if (answer.exitCode === 1) throw await unrelatedHistories(root, ref);
  throw gitFailure(root, ['merge-base', other, head], answer.stderr);
}

async function unknownRevision(root: string, ref: string): Promise<UserError> {
  const message = `'${ref}' is not a commit, branch or tag of this repository`;
  return new UserError(message, { hint: await remedy(root, ref) });
}

async function unrelatedHistories(root: string, ref: string): Promise<UserError> {
  if (await isShallow(root)) {
    const message = `this clone is shallow and does not reach back to where '${ref}' and HEAD parted`;
    return new UserError(message, { hint: `run ${UNSHALLOW}` });
  }
  const hint = 'name a branch or commit that HEAD descends from';
  return new UserError(`'${ref}' and HEAD have no commit in common`, { hint });
}

async function isShallow(root: string): Promise<boolean> {
  return (await git(root, ['rev-parse', '--is-shallow-repository'])).trim() === 'true';
}

async function remedy(root: string, ref: string): Promise<string> {
  const [remote = '', ...branch] = ref.split('/');
  const remotes = (await git(root, ['remote'])).split('\n');
  const known = (await git(root, ['for-each-ref', '--format=%(refname:short)'])).split('\n');
  if ((await commitId(root, 'HEAD')) === undefined && known.every((name) => name === '')) {
    return 'the repository has no commits yet; make one, or compare with a folder';
  }
  const near = nearest(ref, known);
  if (branch.length > 0 && remotes.includes(remote)) {
    const fetch = `run 'git fetch ${remote} ${branch.join('/')}:refs/remotes/${ref}' to get it`;
    return near === undefined ? fetch : `did you mean '${near}'? if not, ${fetch}`;
  }
  if (near !== undefined) return `did you mean '${near}'?`;
  if (await isShallow(root)) return `this clone is shallow; if it lacks the commit, run ${UNSHALLOW}`;
  return "'git branch --all' and 'git tag' list what there is; 'git fetch' gets what is missing";
}
