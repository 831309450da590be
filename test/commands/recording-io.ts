// An Io that keeps what it is told, for commands that run inside the test's own process.

import type { Io } from '../../src/commands/io.ts';

export interface RecordingIo extends Io {
  readonly told: { stdout: string; stderr: string };
}

export function recordingIo(): RecordingIo {
  const told = { stdout: '', stderr: '' };
  return {
    told,
    cwd: '/',
    env: {},
    today: '2025-06-15',
    now: () => 0,
    stdout(text) {
      told.stdout += text;
    },
    stderr(text) {
      told.stderr += text;
    },
    stdin: async () => Buffer.alloc(0),
    stdoutIsTerminal: false,
    stderrIsTerminal: false,
    uninterrupted: (work) => work(),
  };
}
