// Real folders and real git repositories that a test may fill and that vanish with it.

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** The absolute path of a new folder with these files in it. */
export function temporaryFolder(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'leyline-')));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  writeInto(root, files);
  return root;
}

export function writeInto(root: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
}

/** What git would take from the machine or from a hook that the tests run in. */
const ENVIRONMENT = {
  PATH: process.env['PATH'],
  HOME: '/nonexistent',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'Kasmina',
  GIT_AUTHOR_EMAIL: 'kasmina@example.org',
  GIT_COMMITTER_NAME: 'Kasmina',
  GIT_COMMITTER_EMAIL: 'kasmina@example.org',
};

export function git(root: string, ...args: string[]): string {
  return execFileSync('git', args, { cwd: root, env: ENVIRONMENT, encoding: 'utf8', stdio: 'pipe' });
}

/** A repository whose one commit holds these files; without files it has no commit. */
export function repository(files: Readonly<Record<string, string>> = {}): string {
  const root = temporaryFolder(files);
  git(root, 'init', '--quiet', '--initial-branch=main');
  if (Object.keys(files).length > 0) commitAll(root, 'begin');
  return root;
}

export function commitAll(root: string, message: string): void {
  git(root, 'add', '--all');
  git(root, 'commit', '--quiet', '--message', message);
}
