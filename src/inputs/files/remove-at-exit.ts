// Takes a temporary folder away although the user presses Ctrl-C. The process then ends as it would have.

import { rmSync } from 'node:fs';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Returns what ends the watch; the folder is not removed by it. */
export function removeAtExit(folder: string): () => void {
  const onSignal = (signal: NodeJS.Signals) => {
    stop();
    rmSync(folder, { recursive: true, force: true });
    process.kill(process.pid, signal);
  };
  const stop = () => {
    for (const signal of SIGNALS) process.off(signal, onSignal);
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  return stop;
}
