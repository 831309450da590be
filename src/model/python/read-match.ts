// `match` and its cases: the names that patterns capture, and the blocks below them.

import { readExpressions, readNamed } from './read-expression.ts';
import type { Reading } from './reading.ts';
import * as T from './tokens.ts';

export function readMatch(reading: Reading, readBlock: (reading: Reading) => void): void {
  const { cursor } = reading;
  cursor.next();
  readExpressions(reading);
  cursor.expect(T.COLON, "':'");
  cursor.take(T.NEWLINE);
  cursor.take(T.INDENT);
  while (cursor.isWord('case')) {
    cursor.next();
    readPattern(reading);
    if (cursor.take(T.IF)) readNamed(reading);
    readBlock(reading);
  }
  if (cursor.kind !== T.DEDENT && cursor.kind !== T.END) cursor.complain(`'case' is missing before ${cursor.found()}`);
  while (cursor.kind !== T.DEDENT && cursor.kind !== T.END) cursor.next();
  cursor.take(T.DEDENT);
}

/** Names in a pattern are bound unless they are called, have a member, or name a keyword. */
function readPattern({ cursor, draft }: Reading): void {
  let depth = 0;
  let before = T.COMMA;
  while (cursor.kind !== T.NEWLINE && cursor.kind !== T.END) {
    const { kind } = cursor;
    if (depth === 0 && (kind === T.COLON || kind === T.IF)) return;
    if (kind === T.OPEN_ROUND || kind === T.OPEN_SQUARE || kind === T.OPEN_CURLY) depth += 1;
    else if (kind === T.CLOSE_ROUND || kind === T.CLOSE_SQUARE || kind === T.CLOSE_CURLY) depth -= 1;
    else if (kind === T.NAME && before !== T.DOT && capturesBefore(cursor.peek()) && !cursor.isWord('_')) {
      draft.bind(cursor.word(), cursor, 'variable');
    }
    before = kind;
    cursor.next();
  }
}

function capturesBefore(kind: number): boolean {
  return kind !== T.DOT && kind !== T.OPEN_ROUND && kind !== T.EQUALS;
}
