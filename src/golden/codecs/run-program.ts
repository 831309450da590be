// Runs a codec's program: bytes in, bytes out, without a shell, within a time. Every failure is one sentence.

export interface ProgramRun {
  /** Nothing when it could not be started. */
  readonly exitCode: number | undefined;
  readonly stdout: Uint8Array;
  readonly stderr: string;
  readonly isMissing: boolean;
  readonly isTimeout: boolean;
}

export interface ProgramOptions {
  readonly input?: Uint8Array | string;
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 120_000;
const KILL_DELAY_MS = 1_000;
const LARGEST_ANSWER = 1024 * 1024 * 1024;

export async function runProgram(
  file: string,
  args: readonly string[],
  options: ProgramOptions = {},
): Promise<ProgramRun> {
  const { execa } = await import('execa');
  const { input = '', cwd, env, timeoutMs = TIMEOUT_MS } = options;
  const running = execa(file, args, {
    input,
    reject: false,
    encoding: 'buffer',
    shell: false,
    windowsHide: true,
    timeout: timeoutMs,
    forceKillAfterDelay: KILL_DELAY_MS,
    maxBuffer: LARGEST_ANSWER,
    stripFinalNewline: false,
    ...(cwd !== undefined && { cwd }),
    ...(env !== undefined && { env }),
  });
  // What the program has started may outlive it and keep the pipes open.
  const letGo = setTimeout(
    () => {
      running.stdout.destroy();
      running.stderr.destroy();
    },
    timeoutMs + 2 * KILL_DELAY_MS,
  );
  const result = await running;
  clearTimeout(letGo);
  return {
    exitCode: result.exitCode,
    stdout: result.stdout ?? new Uint8Array(),
    stderr: new TextDecoder().decode(result.stderr ?? new Uint8Array()),
    isMissing: result.code === 'ENOENT' || result.code === 'EACCES',
    isTimeout: result.timedOut,
  };
}

/** What a failed program said last, in one line. */
export function lastWords({ stderr, exitCode, isTimeout }: ProgramRun): string {
  if (isTimeout) return 'it did not finish in time and was stopped';
  const line = stderr
    .trim()
    .split('\n')
    .findLast((candidate) => candidate.trim() !== '');
  return line?.trim().slice(0, 200) ?? (exitCode === undefined ? 'it was stopped' : `it ended with code ${exitCode}`);
}
