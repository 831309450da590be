// What a command costs as a whole process, as the operating system counts it: wall and CPU time from bash's `time`, which
// knows milliseconds where `times` knows hundredths; peak memory from /proc in a run of its own, so that looking costs no
// time that is measured. Linux with bash only.

import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface Command {
  readonly name: string;
  readonly argv: readonly [string, ...string[]];
  readonly cwd: string;
  readonly env: Environment;
  /** Exit codes of a run that did its work. */
  readonly exitCodes: readonly number[];
  /** Has its work done by another process, whose memory is not seen. */
  readonly delegates?: true;
}

export interface Cost {
  readonly wallMs: number;
  /** User and system time of the process and of those it waited for. */
  readonly cpuMs: number;
}

const TIMED = `TIMEFORMAT='%3R %3U %3S'; time "$@" >/dev/null 2>/dev/null`;

export function cost(command: Command): Cost {
  const { argv, cwd, env } = command;
  const { status, stderr, error } = spawnSync('bash', ['-c', TIMED, 'bash', ...argv], { cwd, env, encoding: 'utf8' });
  if (error) throw error;
  refuse(command, status);
  const [wall = NaN, user = NaN, system = NaN] = stderr.trim().split(' ').map(Number);
  return { wallMs: wall * 1000, cpuMs: (user + system) * 1000 };
}

const LOOK_EVERY_MS = 1;

/** The most memory the process itself had at once. */
export async function peakMebibytes(command: Command): Promise<number> {
  const [file, ...args] = command.argv;
  const child = spawn(file, args, { cwd: command.cwd, env: command.env, stdio: 'ignore' });
  let kibibytes = 0;
  const look = setInterval(() => {
    kibibytes = Math.max(kibibytes, highWaterMark(child.pid));
  }, LOOK_EVERY_MS);
  const status = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', resolve);
  }).finally(() => clearInterval(look));
  refuse(command, status);
  return kibibytes / 1024;
}

function highWaterMark(pid: number | undefined): number {
  try {
    return Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1] ?? 0);
  } catch {
    // The process has just ended.
    return 0;
  }
}

/** The lines that the command prints. */
export function output(command: Command): string[] {
  const [file, ...args] = command.argv;
  const { cwd, env } = command;
  const { status, stdout, error } = spawnSync(file, args, { cwd, env, encoding: 'utf8', maxBuffer: 2 ** 30 });
  if (error) throw error;
  refuse(command, status);
  return stdout.split('\n').filter((line) => line !== '');
}

function refuse({ name, argv, cwd, exitCodes }: Command, status: number | null): void {
  if (status !== null && exitCodes.includes(status)) return;
  throw new Error(`${name} ended with ${status ?? 'a signal'}: ${argv.join(' ')} in ${cwd}`);
}
