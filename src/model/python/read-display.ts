// Python's brackets and what stands between them: arguments, lists, dictionaries, comprehensions with their variables.
// Expressions in them are read by who asks.

import type { Expression, NamedExpression } from '../source-module.ts';
import { bindTarget } from './bind-target.ts';
import { beginsExpression } from './operators.ts';
import type { Reading } from './reading.ts';
import * as T from './tokens.ts';

type Part = (reading: Reading) => Expression;

/** The expressions that can stand in brackets. */
export interface Parts {
  readonly expression: Part;
  /** With `*` before it. */
  readonly starred: Part;
  readonly disjunction: Part;
  readonly operand: Part;
  /** What follows `if` in a comprehension. */
  readonly condition: (reading: Reading) => void;
}

export interface Arguments {
  readonly args: readonly Expression[];
  readonly keywords: readonly NamedExpression[];
}

/** From the parenthesis to its partner. */
export function readArguments(reading: Reading, parts: Parts): Arguments {
  const { cursor } = reading;
  return inComprehensionScope(reading, () => {
    cursor.next();
    const args: Expression[] = [];
    const keywords: NamedExpression[] = [];
    while (beginsExpression(cursor.kind) || cursor.kind === T.DOUBLE_STAR) {
      if (cursor.take(T.DOUBLE_STAR)) parts.expression(reading);
      else if (cursor.kind === T.NAME && cursor.peek() === T.EQUALS) {
        const name = cursor.word();
        cursor.next();
        cursor.next();
        keywords.push({ name, value: parts.expression(reading) });
      } else args.push(parts.starred(reading));
      readComprehension(reading, parts);
      if (!cursor.take(T.COMMA)) break;
    }
    cursor.expect(T.CLOSE_ROUND, "')'");
    return { args, keywords };
  });
}

/** The variables of a comprehension are its own; its first half already uses them. */
export function inComprehensionScope<Result>(reading: Reading, read: () => Result): Result {
  return reading.cursor.opensComprehension() ? reading.draft.within('block', read) : read();
}

/** `for x in y if z`, as often as they come. */
export function readComprehension(reading: Reading, parts: Parts): void {
  const { cursor } = reading;
  while (cursor.kind === T.FOR || (cursor.kind === T.ASYNC && cursor.peek() === T.FOR)) {
    cursor.take(T.ASYNC);
    cursor.next();
    const targets = readTargets(reading, parts.operand);
    cursor.expect(T.IN, "'in'");
    const of = parts.disjunction(reading);
    bindTarget(reading.draft, targets, { kind: 'element', of, start: of.start, end: of.end });
    while (cursor.take(T.IF)) parts.condition(reading);
  }
}

/** What stands between `for` and `in`: operands only, so that `in` is not taken for an operator. */
export function readTargets(reading: Reading, operand: Part): Expression {
  const { cursor } = reading;
  const { start } = cursor;
  const items: Expression[] = [];
  let isList = false;
  do {
    if (cursor.kind === T.IN) break;
    const starStart = cursor.start;
    const isStarred = cursor.take(T.STAR);
    const of = operand(reading);
    items.push(isStarred ? { kind: 'element', of, start: starStart, end: of.end } : of);
    isList ||= cursor.kind === T.COMMA;
  } while (cursor.take(T.COMMA));
  const [only] = items;
  return only && !isList ? only : { kind: 'list', items, start, end: cursor.lastEnd };
}

/** `( … )` and `[ … ]`. */
export function readList(reading: Reading, parts: Parts): Expression {
  const { cursor } = reading;
  const { start } = cursor;
  const isRound = cursor.kind === T.OPEN_ROUND;
  const close = isRound ? T.CLOSE_ROUND : T.CLOSE_SQUARE;
  cursor.next();
  const items: Expression[] = [];
  let isList = !isRound || cursor.kind === close;
  while (beginsExpression(cursor.kind)) {
    items.push(parts.starred(reading));
    if (cursor.kind === T.FOR || cursor.kind === T.ASYNC) isList = true;
    readComprehension(reading, parts);
    if (!cursor.take(T.COMMA)) break;
    isList = true;
  }
  cursor.expect(close, isRound ? "')'" : "']'");
  const [only] = items;
  return only && !isList ? only : { kind: 'list', items, start, end: cursor.lastEnd };
}

/** `{ … }`: a dictionary with names for keys is an object, any other a list of its values, as a set is. */
export function readBraces(reading: Reading, parts: Parts): Expression {
  const { cursor } = reading;
  const { start } = cursor;
  cursor.next();
  const members: NamedExpression[] = [];
  const spread: Expression[] = [];
  const items: Expression[] = [];
  let isSet = false;
  while (beginsExpression(cursor.kind) || cursor.kind === T.DOUBLE_STAR) {
    if (cursor.take(T.DOUBLE_STAR)) spread.push(parts.expression(reading));
    else {
      const key = parts.starred(reading);
      const isPair = cursor.take(T.COLON);
      const value = isPair ? parts.expression(reading) : key;
      isSet ||= !isPair;
      items.push(value);
      if (isPair && key.kind === 'literal') members.push({ name: String(key.value), value });
    }
    readComprehension(reading, parts);
    if (!cursor.take(T.COMMA)) break;
  }
  cursor.expect(T.CLOSE_CURLY, "'}'");
  const { lastEnd: end } = cursor;
  if (isSet || members.length < items.length) return { kind: 'list', items, start, end };
  return { kind: 'object', members, spread, start, end };
}
