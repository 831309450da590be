// Annotations: `a.B[C, "D"] | None`. What is no type is read as an expression, and stands for nothing.

import type { Expression, TypeReference } from '../source-module.ts';
import { beginsExpression } from './operators.ts';
import { stringInside } from './plain-string.ts';
import { readExpression } from './read-expression.ts';
import type { Reading } from './reading.ts';
import { genericType } from './reference-of.ts';
import { TokenCursor } from './token-cursor.ts';
import { tokenize } from './tokenize.ts';
import * as T from './tokens.ts';

const LONGEST_QUOTED = 1000;
const BEHIND_TYPES = new Set([
  ...[T.COMMA, T.CLOSE_ROUND, T.CLOSE_SQUARE, T.EQUALS, T.COLON, T.SEMICOLON, T.NEWLINE, T.END, T.FOR],
]);

/** A type; an expression that is none is read all the same. */
export function readType(reading: Reading): TypeReference {
  const { cursor } = reading;
  const { start } = cursor;
  const found = readTypeOrExpression(reading);
  if (found.type) return found.type;
  return { kind: 'other', start, end: Math.max(start, cursor.lastEnd) };
}

/** What is written where a type may stand, such as among the bases of a class. */
export function readTypeOrExpression(
  reading: Reading,
):
  | { readonly type: TypeReference; readonly value?: undefined }
  | { readonly type?: undefined; readonly value: Expression } {
  const { cursor, draft } = reading;
  const mark = cursor.mark();
  const calls = draft.calls.length;
  const type = readUnion(reading);
  if (type && BEHIND_TYPES.has(cursor.kind)) return { type };
  cursor.rewind(mark);
  draft.calls.length = calls;
  return { value: readExpression(reading) };
}

function readUnion(reading: Reading): TypeReference | undefined {
  const { cursor } = reading;
  if (!cursor.enter()) return undefined;
  const first = readPart(reading);
  const of = [first];
  while (of.at(-1) && cursor.take(T.PIPE)) of.push(readPart(reading));
  cursor.leave();
  const parts = of.filter((part) => part !== undefined);
  if (parts.length < of.length || of.length === 1 || !first) return parts.length < of.length ? undefined : first;
  return { kind: 'union', of: parts, start: first.start, end: cursor.lastEnd };
}

function readPart(reading: Reading): TypeReference | undefined {
  const { cursor } = reading;
  const { kind, start, end } = cursor;
  if (kind === T.NAME) return readPath(reading);
  if (kind === T.STRING) return readQuoted(reading);
  if (kind === T.NONE || kind === T.ELLIPSIS || kind === T.NUMBER) {
    cursor.next();
    return { kind: 'other', start, end };
  }
  if (kind === T.OPEN_ROUND) {
    cursor.next();
    const inside = readUnion(reading);
    return inside && cursor.take(T.CLOSE_ROUND) ? inside : undefined;
  }
  if (kind === T.OPEN_SQUARE) {
    const from = readTypeArguments(reading, false);
    return from && { kind: 'derived', from, start, end: cursor.lastEnd };
  }
  return undefined;
}

function readPath(reading: Reading): TypeReference | undefined {
  const { cursor, draft } = reading;
  const { start } = cursor;
  const path = [cursor.word()];
  cursor.next();
  while (cursor.kind === T.DOT && cursor.peek() === T.NAME) {
    cursor.next();
    path.push(cursor.word());
    cursor.next();
  }
  if (cursor.kind !== T.OPEN_SQUARE) return genericType(path, [], draft.scope, { start, end: cursor.lastEnd });
  const name = path.at(-1);
  const args = name === 'Annotated' ? readAnnotated(reading) : readTypeArguments(reading, name === 'Literal');
  return args && genericType(path, args, draft.scope, { start, end: cursor.lastEnd });
}

function readTypeArguments(reading: Reading, areLiterals: boolean): TypeReference[] | undefined {
  const { cursor } = reading;
  cursor.next();
  const args: TypeReference[] = [];
  while (cursor.kind !== T.CLOSE_SQUARE) {
    cursor.take(T.STAR);
    const type = areLiterals && cursor.kind === T.STRING ? readLiteral(reading) : readUnion(reading);
    if (!type) return undefined;
    args.push(type);
    if (!cursor.take(T.COMMA)) break;
  }
  return cursor.take(T.CLOSE_SQUARE) ? args : undefined;
}

/** `Annotated[T, anything]`. */
function readAnnotated(reading: Reading): TypeReference[] | undefined {
  const { cursor } = reading;
  cursor.next();
  const type = readUnion(reading);
  while (cursor.take(T.COMMA)) if (beginsExpression(cursor.kind)) readExpression(reading);
  return type && cursor.take(T.CLOSE_SQUARE) ? [type] : undefined;
}

function readLiteral({ cursor }: Reading): TypeReference {
  const { start, end } = cursor;
  const inside = stringInside(cursor.word());
  const value = inside ? cursor.word().slice(inside.start, inside.end) : '';
  cursor.next();
  return { kind: 'literal', value, start, end };
}

/** A type in quotes, written before it is declared. */
function readQuoted(reading: Reading): TypeReference | undefined {
  const { cursor, draft } = reading;
  const { start, end, text } = cursor;
  if (end - start > LONGEST_QUOTED) return undefined;
  const inside = stringInside(cursor.word());
  cursor.next();
  if (!inside) return undefined;
  const offset = start + inside.start;
  const tokens = tokenize(text.slice(offset, start + inside.end));
  if (tokens.flaws.length > 0) return { kind: 'other', start, end };
  const shift = (at: number) => at + offset;
  const shifted = { ...tokens, text, starts: tokens.starts.map(shift), ends: tokens.ends.map(shift) };
  const quoted = new TokenCursor(shifted);
  const calls = draft.calls.length;
  const type = readUnion({ cursor: quoted, draft });
  draft.calls.length = calls;
  return type && quoted.kind === T.NEWLINE ? type : { kind: 'other', start, end };
}
