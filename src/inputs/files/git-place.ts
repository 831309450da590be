// The repository that a folder lies in, for whoever writes into it: where its top, its hooks and its home are. A folder
// without one, and a machine without git, is no error here. Changes nothing.

import { resolve } from 'node:path';
import { UserError } from '../../diagnostics/user-error.ts';
import { type GitAnswer, runGit } from './git-process.ts';

export interface GitPlace {
  /** Absolute. */
  readonly top: string;
  /** Absolute: the folder that git takes hooks from. */
  readonly hooks: string;
  /** Addresses of remotes. */
  readonly remotes: readonly string[];
  /** The branch that others start from, as far as it is known here. */
  readonly branch: string;
}

export async function gitPlace(folder: string): Promise<GitPlace | undefined> {
  const ask = async (...args: string[]) => outputOf(await runGit(folder, args));
  try {
    const top = await ask('rev-parse', '--show-toplevel');
    if (top === undefined) return undefined;
    const hooks = (await ask('rev-parse', '--git-path', 'hooks')) ?? '.git/hooks';
    const urls = (await ask('config', '--get-regexp', '^remote\\..*\\.url$')) ?? '';
    const main = (await ask('symbolic-ref', '--quiet', '--short', 'refs/remotes/origin/HEAD'))?.replace(
      /^origin\//,
      '',
    );
    return {
      top,
      hooks: resolve(folder, hooks),
      remotes: urls.split('\n').map((line) => line.slice(line.indexOf(' ') + 1)),
      branch: main ?? (await ask('symbolic-ref', '--quiet', '--short', 'HEAD')) ?? 'main',
    };
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

function outputOf({ exitCode, stdout }: GitAnswer): string | undefined {
  return exitCode === 0 ? stdout.replace(/\n$/, '') : undefined;
}
