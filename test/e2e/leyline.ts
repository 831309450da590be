// Runs the built command line as its users do: as a process, with a folder, an environment and standard input.
// Whatever is asked of it, a stack trace is a failure here.

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const REPOSITORY = fileURLToPath(new URL('../../', import.meta.url));
export const BIN = fileURLToPath(new URL('../../bin/leyline.js', import.meta.url));

if (!existsSync(fileURLToPath(new URL('../../dist', import.meta.url)))) {
  throw new Error("there is no built command line: 'npm run build' makes it");
}

type Environment = Readonly<Record<string, string>>;

export interface Setting {
  readonly env?: Environment;
  readonly stdin?: string | Uint8Array;
}

export interface Run {
  /** Undefined when a signal ended the process. */
  readonly code: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** Nothing of the machine's: no colour, no continuous integration, no git of a hook that the tests run in. */
export function environment(more: Environment = {}): Record<string, string> {
  return {
    PATH: process.env['PATH'] ?? '',
    HOME: '/nonexistent',
    XDG_CACHE_HOME: fileURLToPath(new URL('../../node_modules/.cache/leyline-e2e', import.meta.url)),
    GIT_CONFIG_NOSYSTEM: '1',
    ...more,
  };
}

/** Runs `leyline <args>` in `cwd`. */
export function leyline(cwd: string, args: readonly string[], { env, stdin = '' }: Setting = {}): Run {
  return finished(
    spawnSync(process.execPath, [BIN, ...args], {
      cwd,
      env: environment(env),
      input: stdin,
      encoding: 'utf8',
      maxBuffer: 1 << 30,
    }),
  );
}

/** Runs a shell line in which `leyline` is the command, for redirections and pipes; a pipe has the code of what failed. */
export function shell(cwd: string, line: string, env: Environment = {}): Run {
  const script = `set -o pipefail\nleyline() { "${process.execPath}" "${BIN}" "$@"; }\n${line}`;
  return finished(spawnSync('bash', ['-c', script], { cwd, env: environment(env), encoding: 'utf8' }));
}

export function startLeyline(cwd: string, args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [BIN, ...args], { cwd, env: environment(), stdio: 'ignore' });
}

function finished({ status, stdout, stderr }: { status: number | null; stdout: string; stderr: string }): Run {
  if (/^\s+at .*[:(]|bug in leyline/m.test(stderr)) throw new Error(`leyline crashed:\n${stderr}`);
  return { code: status ?? undefined, stdout, stderr };
}

/** A run that could not be made: code 2, nothing on standard output, one message with or without a hint. */
export function complaint(run: Run): { message: string; hint: string | undefined } {
  const [, message, hint] = /^leyline: ([^\n]+)\n(?: {2}([^\n]+)\n)?$/.exec(run.stderr) ?? [];
  if (run.code !== 2 || run.stdout !== '' || message === undefined) {
    throw new Error(`no complaint, but ${JSON.stringify(run)}`);
  }
  return { message, hint };
}

/** The findings of a run with `--format compact`, a line each. */
export function findings(run: Run): string[] {
  return run.stdout.split('\n').slice(0, -1);
}
