// Starts git: never through a shell, never waiting for a prompt or a lock, every failure as a UserError in plain words.
// The environment that git gives its hooks (GIT_DIR, GIT_INDEX_FILE) is passed on, so that a hook sees what is committed.

import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { UserError } from '../../diagnostics/user-error.ts';

export interface GitAnswer {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

const LARGEST_ANSWER = 1024 * 1024 * 1024;

/** The output of a git command that must succeed. */
export async function git(cwd: string, args: readonly string[]): Promise<string> {
  const answer = await runGit(cwd, args);
  if (answer.exitCode !== 0) throw gitFailure(cwd, args, answer.stderr);
  return answer.stdout;
}

/** What every git process of Leyline is started with. */
export function gitOptions(cwd: string): { cwd: string; env: Record<string, string>; shell: false; windowsHide: true } {
  return { cwd, env: environment(cwd), shell: false, windowsHide: true };
}

export const GIT_SETTINGS = ['-c', 'core.quotepath=off'];

function environment(cwd: string): Record<string, string> {
  const env: Record<string, string> = { GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' };
  const gitDir = process.env['GIT_DIR'];
  if (gitDir === undefined || gitDir === '') return env;
  // With GIT_DIR alone git takes its working folder for the top of the work tree, and a relative GIT_DIR from there.
  env['GIT_DIR'] = resolve(gitDir);
  const workTree = process.env['GIT_WORK_TREE'];
  env['GIT_WORK_TREE'] = workTree === undefined || workTree === '' ? workTreeTop(cwd) : resolve(workTree);
  return env;
}

function workTreeTop(cwd: string): string {
  for (let folder = resolve(cwd), parent = dirname(folder); ; folder = parent, parent = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return folder;
    if (folder === parent) return process.cwd();
  }
}

export async function runGit(cwd: string, args: readonly string[]): Promise<GitAnswer> {
  const { execa } = await import('execa');
  const result = await execa('git', [...GIT_SETTINGS, ...args], {
    ...gitOptions(cwd),
    input: '',
    reject: false,
    stripFinalNewline: false,
    maxBuffer: LARGEST_ANSWER,
  });
  if (result.exitCode === undefined) throw notStarted(cwd, result.code, result.originalMessage ?? '');
  const { exitCode, stdout, stderr } = result;
  return { exitCode, stdout, stderr };
}

function notStarted(cwd: string, code: string | undefined, reason: string): UserError {
  if (code === 'ENOENT' && existsSync(cwd)) {
    const hint = 'install git, or name the paths to check instead of asking git for them';
    return new UserError('git is not installed, or not on the PATH', { hint });
  }
  return new UserError(`git could not be run in ${cwd}: ${reason || code || 'it was stopped'}`);
}

export function gitFailure(cwd: string, args: readonly string[], stderr: string): UserError {
  if (stderr.includes('not a git repository')) {
    const hint = "run 'git init' there, or name the paths to check instead of asking git for them";
    return new UserError(`${cwd} is not in a git repository`, { hint });
  }
  const remedy = /git config --global --add safe\.directory .*/.exec(stderr)?.[0];
  if (remedy !== undefined) {
    const message = `git does not trust ${cwd}, because its files belong to another user`;
    return new UserError(message, { hint: `run '${remedy.trim()}'` });
  }
  const [first = ''] = stderr.split('\n', 1);
  const reason = first.replace(/^(?:fatal|error): /, '') || 'it gave no reason';
  return new UserError(`git ${args[0]} failed: ${reason}`, { hint: `see 'git -C ${cwd} ${args.join(' ')}'` });
}
