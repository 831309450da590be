// The process around the program: streams, signals, environment, clock, exit code. Everything below gets them handed in.

import { isatty } from 'node:tty';
import { EXIT_CANNOT_RUN, type Io } from '../commands/io.ts';
import { errorWords } from '../inputs/files/file-errors.ts';
import { expectManyFiles } from './engine-settings.ts';
import { run } from './run.ts';
import { tellBug } from './tell.ts';

// Node makes a stream of standard input once it is looked at, which takes longer than to ask what it is.
const [stdinIsTerminal, stdoutIsTerminal, stderrIsTerminal] = [isatty(0), isatty(1), isatty(2)];

const processIo: Io = {
  cwd: currentFolder(),
  env: process.env,
  today: today(process.env['SOURCE_DATE_EPOCH']),
  now: () => performance.now(),
  stdout: (text) => void process.stdout.write(text),
  stderr: tellStandardError,
  stdin: async () => {
    const chunks: Buffer[] = [];
    for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks);
  },
  ...(stdinIsTerminal &&
    stderrIsTerminal && {
      ask: async (question: string) => (await import('./ask.ts')).askOnTerminal(question),
    }),
  stdoutIsTerminal,
  stderrIsTerminal,
  uninterrupted,
  expectManyFiles,
};

/** Most runs have nothing to say there, and to make the stream takes a while. */
function tellStandardError(text: string): void {
  if (process.stderr.listenerCount('error') === 0) process.stderr.on('error', () => {});
  process.stderr.write(text);
}

function currentFolder(): string {
  try {
    return process.cwd();
  } catch {
    process.stderr.write('leyline: the folder you are in does not exist any more\n  change to another one\n');
    return process.exit(EXIT_CANNOT_RUN);
  }
}

/** SOURCE_DATE_EPOCH, the convention of reproducible builds, replaces the clock where it is set. */
function today(epoch: string | undefined): string {
  const fixed = epoch !== undefined && /^\d{1,11}$/.test(epoch) ? Number(epoch) * 1000 : undefined;
  return new Date(fixed ?? Date.now()).toISOString().slice(0, 10);
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

function uninterrupted<Result>(work: () => Result): Result {
  const end = (signal: NodeJS.Signals) => {
    release();
    process.kill(process.pid, signal);
  };
  const release = () => {
    for (const signal of SIGNALS) process.off(signal, end);
  };
  for (const signal of SIGNALS) process.on(signal, end);
  try {
    return work();
  } finally {
    // Signals that came meanwhile are delivered in the turn before this.
    setImmediate(release);
  }
}

// A reader such as `head` that has seen enough is no error, and the run still has its files to write and its exit code
// to give.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') return;
  process.exitCode = EXIT_CANNOT_RUN;
  processIo.stderr(`leyline: standard output cannot be written: ${errorWords(error)}\n`);
});
process.on('uncaughtException', (error) => {
  tellBug(error, processIo);
  process.exit(EXIT_CANNOT_RUN);
});

run(process.argv.slice(2), processIo).then((code) => {
  process.exitCode ??= code;
});
