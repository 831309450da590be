// Which version the contracts are compared with: what the input says, else what the event says. Sees to it that a commit
// of the event is in the clone. Nothing means that Leyline decides: it takes the lock.

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Complaint } from './complaint.js';

const COMMIT = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

export function chooseAgainst(env, folder) {
  if (env.INPUT_AGAINST) return env.INPUT_AGAINST;
  const event = env.GITHUB_EVENT_PATH ? JSON.parse(readFileSync(env.GITHUB_EVENT_PATH, 'utf8')) : {};
  const base = event.pull_request?.base?.sha ?? event.merge_group?.base_sha;
  const commit = base ?? (env.GITHUB_EVENT_NAME === 'push' ? event.before : undefined);
  // A push that makes a branch comes from nowhere: zeros.
  if (typeof commit !== 'string' || !COMMIT.test(commit) || /^0+$/.test(commit)) return undefined;
  if (!isThere(commit, folder) && !fetched(commit, folder)) {
    if (base === undefined) {
      process.stdout.write(
        `::notice title=leyline::${commit}, which was pushed over, is gone; the lock is compared with instead\n`,
      );
      return undefined;
    }
    throw new Complaint(
      `the commit to compare with, ${commit}, is not in this clone`,
      "check out with 'fetch-depth: 0', or set 'against'",
    );
  }
  // Where the first contracts are added, there is nothing that they could break.
  return hasContracts(commit, folder) ? commit : undefined;
}

function git(args, folder) {
  return spawnSync('git', args, {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    maxBuffer: 1 << 28,
  });
}

function isThere(commit, folder) {
  return git(['cat-file', '-e', `${commit}^{commit}`], folder).status === 0;
}

function fetched(commit, folder) {
  return git(['fetch', '--quiet', '--no-tags', '--depth=1', 'origin', commit], folder).status === 0;
}

/** In the folder that the action runs in, or below it. */
function hasContracts(commit, folder) {
  const { stdout } = git(['ls-tree', '-r', '-z', '--name-only', commit], folder);
  return (stdout ?? '').split('\0').some((path) => path.endsWith('.proto'));
}
