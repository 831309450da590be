// What a command may touch of the process it runs in; handed to it, so that tests and other programs can stand in.

export interface Io {
  /** Absolute. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** `YYYY-MM-DD`. */
  readonly today: string;
  /** Milliseconds since some fixed moment. */
  now(): number;
  stdout(text: string): void;
  stderr(text: string): void;
  stdin(): Promise<Buffer>;
  /** Asks whoever sits there for a line; nothing when there will be no answer. Missing where nobody can be asked. */
  readonly ask?: (question: string) => Promise<string | undefined>;
  readonly stdoutIsTerminal: boolean;
  readonly stderrIsTerminal: boolean;
  /** Runs `work` to its end though the user may press Ctrl-C meanwhile; the process ends after it. */
  uninterrupted<Result>(work: () => Result): Result;
  /** Makes the process ready for thousands of files; to be called before they are read. */
  readonly expectManyFiles?: () => void;
}

/** Options that every command has. */
export interface CommonOptions {
  readonly config?: string;
  readonly cwd?: string;
  readonly color?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
}

export const EXIT_CLEAN = 0;
export const EXIT_FINDINGS = 1;
export const EXIT_CANNOT_RUN = 2;
