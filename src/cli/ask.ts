// Questions on the terminal, a line for each answer. Written to standard error, so that standard output stays what the
// command prints. The terminal keeps its own line editing, and Ctrl-C ends the process as it does elsewhere.

import { createInterface } from 'node:readline';

type Answer = (line: string | undefined) => void;

let next: ((answer: Answer) => void) | undefined;

/** Nothing when the input has ended. Lines that were typed ahead are answers too. */
export function askOnTerminal(question: string): Promise<string | undefined> {
  next ??= openTerminal();
  const answerWith = next;
  process.stderr.write(question);
  return new Promise(answerWith);
}

function openTerminal(): (answer: Answer) => void {
  const typed: string[] = [];
  let waiting: Answer | undefined;
  let hasEnded = false;
  const terminal = createInterface({ input: process.stdin, terminal: false });
  terminal.on('line', (line) => {
    const answer = waiting;
    waiting = undefined;
    if (!answer) typed.push(line);
    else {
      // a terminal that is listened to would keep the process alive
      terminal.pause();
      answer(line);
    }
  });
  terminal.on('close', () => {
    hasEnded = true;
    process.stderr.write('\n');
    waiting?.(undefined);
  });
  return (answer) => {
    const [line] = typed.splice(0, 1);
    if (line !== undefined || hasEnded) return answer(line);
    waiting = answer;
    terminal.resume();
  };
}
