// Runs a program of the toolchain without a shell, within a time, with no more output than a message needs. Knows nothing
// of pins: whoever calls has made sure of what is run.

export interface ProgramRun {
  /** Nothing when it was stopped, or could not be started. */
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
  /** Why it could not be started or was stopped, as a clause. */
  readonly trouble: string | undefined;
}

export interface ProgramOptions {
  readonly cwd: string;
  /** All that it sees of the environment. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly timeoutSeconds: number;
}

const MOST_OUTPUT = 4 * 1024 * 1024;
const KILL_DELAY_MS = 2_000;

export async function runProgram(
  file: string,
  args: readonly string[],
  { cwd, env, timeoutSeconds }: ProgramOptions,
): Promise<ProgramRun> {
  const { execa } = await import('execa');
  const running = execa(file, args, {
    cwd,
    env: env as NodeJS.ProcessEnv,
    extendEnv: false,
    stdin: 'ignore',
    reject: false,
    shell: false,
    windowsHide: true,
    timeout: timeoutSeconds * 1000,
    forceKillAfterDelay: KILL_DELAY_MS,
    maxBuffer: MOST_OUTPUT,
  });
  // What the program has started may outlive it, and keep the pipes open for as long as it likes.
  let isLeft = false;
  let letGo: NodeJS.Timeout | undefined;
  running.once('exit', () => {
    letGo = setTimeout(() => {
      isLeft = true;
      running.stdout.destroy();
      running.stderr.destroy();
    }, KILL_DELAY_MS);
  });
  const result = await running;
  clearTimeout(letGo);
  const { exitCode, stdout = '', stderr = '' } = result;
  const trouble = result.timedOut
    ? `it did not end within ${timeoutSeconds} seconds and was stopped`
    : result.isMaxBuffer
      ? 'it said more than 4 MiB and was stopped'
      : result.signal !== undefined
        ? `it was ended by ${result.signal}`
        : exitCode === undefined
          ? `it cannot be run: ${startWords(result.code)}`
          : isLeft
            ? 'it ended, but a program that it had started went on'
            : undefined;
  return { exitCode, stdout, stderr, trouble };
}

function startWords(code: string | undefined): string {
  if (code === 'ENOENT') return 'it, or what it is interpreted by, does not exist';
  if (code === 'EACCES') return 'permission denied; programs may not be run from the temporary folder';
  return code === 'ENOEXEC' ? 'it is no program of this system' : (code ?? 'no reason is known');
}
