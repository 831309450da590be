// Brackets of Python: each that closes finds the one that it closes; what is left open between them is told.

import { lineEnd } from './characters.ts';
import { MAX_BRACKETS, type Scan } from './scan.ts';
import { CLOSE_CURLY, CLOSE_ROUND, CLOSE_SQUARE, FIELD, OPEN_CURLY, OPEN_ROUND, OPEN_SQUARE } from './tokens.ts';

const PARTNERS: Readonly<Record<number, number>> = {
  [CLOSE_ROUND]: OPEN_ROUND,
  [CLOSE_SQUARE]: OPEN_SQUARE,
  [CLOSE_CURLY]: OPEN_CURLY,
};

const CLOSING: Readonly<Record<number, number>> = {
  [OPEN_ROUND]: CLOSE_ROUND,
  [OPEN_SQUARE]: CLOSE_SQUARE,
  [OPEN_CURLY]: CLOSE_CURLY,
};

export function isClosing(kind: number): boolean {
  return PARTNERS[kind] !== undefined;
}

export function openBracket(scan: Scan, kind: number, at: number): void {
  if (scan.brackets.length === MAX_BRACKETS) {
    scan.tooDeep(at, at + 1, 'brackets are nested too deeply');
    scan.at = lineEnd(scan.text, at);
    return;
  }
  scan.brackets.push(scan.tokens.count);
  scan.tokens.push(kind, at, at + 1);
}

/** Whether there is something to close. */
export function closeBracket(scan: Scan, kind: number, at: number): boolean {
  const wanted = PARTNERS[kind];
  const brackets = scan.brackets;
  let top = brackets.length - 1;
  while (top >= 0 && scan.tokens.kindAt(brackets[top] as number) !== wanted) {
    if (scan.tokens.kindAt(brackets[top] as number) === FIELD) top = -1;
    else top--;
  }
  if (top < 0) {
    scan.tokens.complain(at, at + 1, `'${scan.text[at]}' closes nothing`);
    return false;
  }
  for (let open = brackets.pop() as number; brackets.length > top; open = brackets.pop() as number) {
    scan.tokens.complainOpen(open);
    scan.tokens.push(CLOSING[scan.tokens.kindAt(open) as number] as number, at, at);
  }
  return true;
}
