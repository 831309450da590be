// Which tokens are operators, and which can begin an expression. Takes tokens, and makes nothing of them.

import type { TokenCursor } from './token-cursor.ts';
import * as T from './tokens.ts';

/** Whether there were any. */
export function takePrefixes(cursor: TokenCursor): boolean {
  let found = false;
  for (;;) {
    const { kind } = cursor;
    if (kind === T.AWAIT) cursor.next();
    else if (kind === T.MINUS || kind === T.PLUS || kind === T.TILDE || kind === T.NOT) {
      found = true;
      cursor.next();
    } else return found;
  }
}

/** The operator, which is taken; 0 when there is none. */
export function takeOperator(cursor: TokenCursor): number {
  const { kind } = cursor;
  const isOne =
    (kind >= T.COMPARE && kind <= T.OPERATOR) ||
    kind === T.PLUS ||
    kind === T.MINUS ||
    kind === T.STAR ||
    kind === T.PIPE ||
    kind === T.AMPERSAND ||
    kind === T.AT ||
    kind === T.IN ||
    kind === T.IS;
  if (isOne) cursor.next();
  else if (kind === T.NOT && cursor.peek() === T.IN) {
    cursor.next();
    cursor.next();
  } else return 0;
  if (kind === T.IS) cursor.take(T.NOT);
  return kind;
}

export function beginsExpression(kind: number): boolean {
  switch (kind) {
    case T.NAME:
    case T.NUMBER:
    case T.STRING:
    case T.FORMAT:
    case T.OPEN_ROUND:
    case T.OPEN_SQUARE:
    case T.OPEN_CURLY:
    case T.STAR:
    case T.MINUS:
    case T.PLUS:
    case T.TILDE:
    case T.ELLIPSIS:
    case T.UNKNOWN:
    case T.NOT:
    case T.AWAIT:
    case T.LAMBDA:
    case T.YIELD:
    case T.NONE:
    case T.TRUE:
    case T.FALSE:
      return true;
    default:
      return false;
  }
}
