// One line on the terminal that says what goes on, once a run has taken a second; nothing of it when piped.

import type { Io } from './io.ts';

const PATIENCE_MS = 1000;
const CLEAR_LINE = '\r\u001b[K';

export interface Progress {
  say(what: string): void;
  done(): void;
}

export function startProgress(io: Io, quiet = false): Progress {
  if (!io.stderrIsTerminal || quiet) return { say() {}, done() {} };
  const start = io.now();
  let shown = false;
  return {
    say(what) {
      if (io.now() - start < PATIENCE_MS) return;
      shown = true;
      io.stderr(`${CLEAR_LINE}${what} …`);
    },
    done() {
      if (shown) io.stderr(CLEAR_LINE);
    },
  };
}
