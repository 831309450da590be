// String literals, and the fields of those that are formatted.

import type { Expression } from '../source-module.ts';
import { plainString } from './plain-string.ts';
import type { TokenCursor } from './token-cursor.ts';
import * as T from './tokens.ts';

const LONGEST_LITERAL = 200;

/** One string, or several that Python joins. */
export function readStrings(cursor: TokenCursor, readInside: () => void): Expression {
  const { start } = cursor;
  let value: string | undefined = '';
  while (cursor.kind === T.STRING || cursor.kind === T.FORMAT) {
    if (cursor.kind === T.STRING) {
      const part = cursor.end - cursor.start > LONGEST_LITERAL ? undefined : plainString(cursor.word());
      value = part === undefined || value === undefined ? undefined : value + part;
      cursor.next();
    } else {
      value = undefined;
      readFormat(cursor, readInside);
    }
  }
  const { lastEnd: end } = cursor;
  return value === undefined ? { kind: 'other', start, end } : { kind: 'literal', value, start, end };
}

/** What is formatted into an f-string is code. */
function readFormat(cursor: TokenCursor, readInside: () => void): void {
  cursor.next();
  let depth = 0;
  while (cursor.kind !== T.FORMAT_END && cursor.kind !== T.END) {
    if (cursor.take(T.FIELD)) {
      depth += 1;
      readInside();
      cursor.take(T.EQUALS);
    } else if (depth > 0 && cursor.take(T.FIELD_END)) depth -= 1;
    else {
      cursor.complain(`${cursor.found()} does not belong here`);
      break;
    }
  }
  cursor.take(T.FORMAT_END);
}
