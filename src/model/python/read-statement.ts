// Python's statements with blocks, and the way through a file. After a flaw, reading goes on with the next line.

import type { Decorator } from '../source-module.ts';
import { bindName, bindTarget } from './bind-target.ts';
import { beginsExpression } from './operators.ts';
import { readClass } from './read-class.ts';
import { readTargets } from './read-display.ts';
import { readExpressions, readNamed, readOperand } from './read-expression.ts';
import { readFunction } from './read-function.ts';
import { readMatch } from './read-match.ts';
import { readSimpleLine } from './read-simple.ts';
import type { Reading } from './reading.ts';
import { referenceOf } from './reference-of.ts';
import * as T from './tokens.ts';
import { isVarintLoop } from './wire-code.ts';

/** Statements up to the end of the block at hand. */
export function readStatements(reading: Reading): void {
  const { cursor } = reading;
  while (cursor.kind !== T.END && cursor.kind !== T.DEDENT) {
    const mark = cursor.mark();
    readStatement(reading);
    if (cursor.mark() === mark) cursor.next();
  }
}

/** `:` and what follows it: the rest of the line, or an indented block. */
function readBlock(reading: Reading): void {
  const { cursor } = reading;
  if (!cursor.expect(T.COLON, "':'")) {
    cursor.skipStatement();
    if (cursor.peek() !== T.INDENT) return;
  }
  if (!cursor.take(T.NEWLINE)) {
    readSimpleLine(reading);
    return;
  }
  if (cursor.kind !== T.INDENT) {
    cursor.complain(`an indented block is missing before ${cursor.found()}`);
    return;
  }
  cursor.next();
  if (cursor.enter()) {
    readStatements(reading);
    cursor.leave();
  }
  cursor.take(T.DEDENT);
}

function readStatement(reading: Reading): void {
  const { cursor } = reading;
  switch (cursor.kind) {
    case T.NEWLINE:
      cursor.next();
      return;
    case T.INDENT:
      cursor.complain('the line is indented without a block that it could belong to');
      cursor.next();
      readStatements(reading);
      cursor.take(T.DEDENT);
      return;
    case T.AT:
      readDecorated(reading);
      return;
    case T.DEF:
      readFunction(reading, [], readBlock);
      return;
    case T.CLASS:
      readClass(reading, [], cursor.start, readBlock);
      return;
    case T.ASYNC:
      if (cursor.peek() !== T.DEF && cursor.peek() !== T.WITH && cursor.peek() !== T.FOR) break;
      cursor.next();
      readStatement(reading);
      return;
    case T.IF:
      readIf(reading);
      return;
    case T.WHILE:
    case T.FOR:
      readLoop(reading);
      return;
    case T.TRY:
      readTry(reading);
      return;
    case T.WITH:
      readWith(reading);
      return;
    case T.NAME:
      if (cursor.isWord('match') && cursor.beginsMatch()) {
        readMatch(reading, readBlock);
        return;
      }
      break;
    default:
  }
  readSimpleLine(reading);
}

function readDecorated(reading: Reading): void {
  const { cursor } = reading;
  const { start } = cursor;
  const decorators: Decorator[] = [];
  while (cursor.kind === T.AT) {
    const { start: decoratorStart } = cursor;
    cursor.next();
    const expression = readNamed(reading);
    decorators.push({ expression, start: decoratorStart, end: cursor.lastEnd });
    if (!cursor.take(T.NEWLINE)) {
      cursor.complain(`${cursor.found()} does not belong here`);
      cursor.skipStatement();
      cursor.take(T.NEWLINE);
    }
  }
  cursor.take(T.ASYNC);
  if (cursor.kind === T.CLASS) {
    readClass(reading, decorators, start, readBlock);
    return;
  }
  const expressions = decorators.map(({ expression }) => expression);
  if (cursor.kind === T.DEF) {
    readFunction(reading, expressions, readBlock);
    return;
  }
  cursor.complain(`a function or class is missing before ${cursor.found()}`);
}

function readIf(reading: Reading): void {
  const { cursor, draft } = reading;
  const outer = draft.isTypeOnly;
  do {
    cursor.next();
    const condition = readNamed(reading);
    const isForCheckers =
      (condition.kind === 'name' || condition.kind === 'member') && condition.name === 'TYPE_CHECKING';
    draft.isTypeOnly = outer || isForCheckers;
    readBlock(reading);
    draft.isTypeOnly = outer;
  } while (cursor.kind === T.ELIF);
  readElse(reading);
}

function readElse(reading: Reading): void {
  if (reading.cursor.take(T.ELSE)) readBlock(reading);
}

function readLoop(reading: Reading): void {
  const { cursor, draft } = reading;
  const { kind, start } = cursor;
  const mark = cursor.mark();
  cursor.next();
  if (kind === T.FOR) {
    const targets = readTargets(reading, readOperand);
    cursor.expect(T.IN, "'in'");
    const of = readExpressions(reading);
    bindTarget(draft, targets, { kind: 'element', of, start: of.start, end: of.end });
  } else readNamed(reading);
  readBlock(reading);
  if (isVarintLoop(cursor.tokensSince(mark))) draft.wireCode.push({ kind: 'varint', start, end: cursor.lastEnd });
  readElse(reading);
}

function readTry(reading: Reading): void {
  const { cursor, draft } = reading;
  cursor.next();
  readBlock(reading);
  while (cursor.take(T.EXCEPT)) {
    cursor.take(T.STAR);
    if (beginsExpression(cursor.kind)) {
      const caught = readExpressions(reading);
      if (cursor.take(T.AS) && cursor.kind === T.NAME) {
        bindName(draft, cursor.word(), cursor, { type: referenceOf(caught, draft.scope) });
        cursor.next();
      }
    }
    readBlock(reading);
  }
  readElse(reading);
  if (cursor.take(T.FINALLY)) readBlock(reading);
}

function readWith(reading: Reading): void {
  const { cursor } = reading;
  cursor.next();
  const isRound = cursor.kind === T.OPEN_ROUND && cursor.kindBehindBracket() === T.COLON;
  if (isRound) cursor.next();
  do {
    if (isRound && cursor.kind === T.CLOSE_ROUND) break;
    const value = readNamed(reading);
    if (cursor.take(T.AS)) bindTarget(reading.draft, readOperand(reading), value);
  } while (cursor.take(T.COMMA));
  if (isRound) cursor.expect(T.CLOSE_ROUND, "')'");
  readBlock(reading);
}
