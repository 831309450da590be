// The process around the program: streams, signals, environment, clock, exit code. Everything below gets them handed in.

import { EXIT_CANNOT_RUN, type Io } from '../commands/io.ts';
import { errorWords } from '../inputs/files/file-errors.ts';
import { run } from './run.ts';
import { tellBug } from './tell.ts';

const processIo: Io = {
  cwd: currentFolder(),
  env: process.env,
  today: today(process.env['SOURCE_DATE_EPOCH']),
  now: () => performance.now(),
  stdout: (text) => void process.stdout.write(text),
  stderr: (text) => void process.stderr.write(text),
  stdin: async () => {
    const chunks: Buffer[] = [];
    for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks);
  },
  ...(process.stdin.isTTY === true &&
    process.stderr.isTTY === true && {
      ask: async (question: string) => (await import('./ask.ts')).askOnTerminal(question),
    }),
  stdoutIsTerminal: process.stdout.isTTY === true,
  stderrIsTerminal: process.stderr.isTTY === true,
  uninterrupted,
  expectManyFiles: async () => (await import('./many-files.ts')).expectManyFiles(),
};

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
process.stderr.on('error', () => {});

process.on('uncaughtException', (error) => {
  tellBug(error, processIo);
  process.exit(EXIT_CANNOT_RUN);
});

run(process.argv.slice(2), processIo).then((code) => {
  process.exitCode ??= code;
});
