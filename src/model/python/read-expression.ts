// Python's expressions, read for what they may stand for: names, members, calls, choices; arithmetic is passed over.
// Accepts what Python accepts, and a little more.

import type { CallExpression, Expression } from '../source-module.ts';
import { beginsExpression, takeOperator, takePrefixes } from './operators.ts';
import { inComprehensionScope, type Parts, readArguments, readBraces, readList } from './read-display.ts';
import { readStrings } from './read-strings.ts';
import type { Reading } from './reading.ts';
import { isPlainTypePath, referenceOf } from './reference-of.ts';
import type { TokenCursor } from './token-cursor.ts';
import * as T from './tokens.ts';

/** A chain of so many members and calls stands for nothing that could be known. */
const LONGEST_CHAIN = 200;
const LONGEST_NUMBER = 200;

function other(start: number, end: number): Expression {
  return { kind: 'other', start, end };
}

/** One expression, or several with commas between, which are a list. */
export function readExpressions(reading: Reading): Expression {
  const { cursor } = reading;
  const first = readStarred(reading);
  if (cursor.kind !== T.COMMA) return first;
  const items = [first];
  while (cursor.take(T.COMMA)) {
    if (!beginsExpression(cursor.kind)) break;
    items.push(readStarred(reading));
  }
  return { kind: 'list', items, start: first.start, end: cursor.lastEnd };
}

function readStarred(reading: Reading): Expression {
  const { cursor } = reading;
  const { start } = cursor;
  if (!cursor.take(T.STAR)) return readNamed(reading);
  const of = readExpression(reading);
  return { kind: 'element', of, start, end: of.end };
}

/** With `name := …`. */
export function readNamed(reading: Reading): Expression {
  const { cursor, draft } = reading;
  const target = readExpression(reading);
  if (!cursor.take(T.WALRUS)) return target;
  const value = readExpression(reading);
  if (target.kind === 'name') draft.bind(target.name, target, 'variable', { value });
  return value;
}

export function readExpression(reading: Reading): Expression {
  const { cursor } = reading;
  const { start } = cursor;
  if (!cursor.enter()) return other(start, start);
  const expression = cursor.kind === T.YIELD ? readYield(reading) : readConditional(reading);
  cursor.leave();
  return expression;
}

function readYield(reading: Reading): Expression {
  const { cursor } = reading;
  const { start } = cursor;
  cursor.next();
  cursor.take(T.FROM);
  if (beginsExpression(cursor.kind)) readExpressions(reading);
  return other(start, cursor.lastEnd);
}

function readConditional(reading: Reading): Expression {
  const { cursor } = reading;
  if (cursor.kind === T.LAMBDA) return readLambda(reading);
  const first = readDisjunction(reading);
  if (cursor.kind !== T.IF) return first;
  const of = [first];
  while (cursor.take(T.IF)) {
    readDisjunction(reading);
    if (!cursor.expect(T.ELSE, "'else'")) break;
    of.push(cursor.kind === T.LAMBDA ? readLambda(reading) : readDisjunction(reading));
  }
  return { kind: 'choice', of, start: first.start, end: cursor.lastEnd };
}

function readLambda(reading: Reading): Expression {
  const { cursor, draft } = reading;
  const { start } = cursor;
  cursor.next();
  return draft.within('function', () => {
    while (cursor.kind !== T.COLON && cursor.kind !== T.NEWLINE && cursor.kind !== T.END) {
      if (cursor.kind === T.NAME) draft.bind(cursor.word(), cursor, 'parameter');
      cursor.next();
      if (cursor.take(T.EQUALS)) readExpression(reading);
    }
    cursor.expect(T.COLON, "':'");
    const body = readExpression(reading);
    return { kind: 'function', returns: [body], start, end: body.end };
  });
}

/** `a or b`, `a and b`: one of them. */
function readDisjunction(reading: Reading): Expression {
  const { cursor } = reading;
  const first = readOperation(reading);
  if (cursor.kind !== T.OR && cursor.kind !== T.AND) return first;
  const of = [first];
  while (cursor.take(T.OR) || cursor.take(T.AND)) of.push(readOperation(reading));
  return { kind: 'choice', of, start: first.start, end: cursor.lastEnd };
}

/** Comparisons and arithmetic; only a single operand without operators stands for something. */
function readOperation(reading: Reading): Expression {
  const { cursor, draft } = reading;
  const { start } = cursor;
  let isAlone = !takePrefixes(cursor);
  const first = readOperand(reading);
  let isShift = isShiftByThree.has(first);
  let isAfterPipe = false;
  let last = first;
  for (let operator = takeOperator(cursor); operator !== 0; operator = takeOperator(cursor)) {
    isAlone = false;
    takePrefixes(cursor);
    const right = readOperand(reading);
    // `tag << 3 | type` and `type | tag << 3`; bits of constants are flags
    const shifts = operator === T.LEFT_SHIFT && isThree(right) && last.kind !== 'literal';
    const joins = operator === T.PIPE && (isShift || isShiftByThree.has(right));
    if (joins || (shifts && isAfterPipe)) draft.wireCode.push({ kind: 'tag', start: first.start, end: right.end });
    isShift = shifts || (operator === T.PIPE && isShiftByThree.has(right));
    isAfterPipe = operator === T.PIPE;
    last = right;
  }
  if (isAlone) return first;
  const whole = other(start, last.end);
  if (isShift) isShiftByThree.add(whole);
  return whole;
}

function isThree(expression: Expression): boolean {
  return expression.kind === 'literal' && expression.value === 3;
}

/** `x << 3`, in parentheses or not. */
const isShiftByThree = new WeakSet<Expression>();

/** An atom and what follows it: members, calls, subscripts. */
export function readOperand(reading: Reading): Expression {
  const { cursor } = reading;
  let expression = readAtom(reading);
  for (let length = 0; ; length++) {
    const { start } = expression;
    if (length > LONGEST_CHAIN) {
      expression = other(start, cursor.lastEnd);
      length = 0;
    }
    if (cursor.kind === T.DOT) {
      cursor.next();
      const { start: nameStart } = cursor;
      const name = takeName(cursor);
      if (name === undefined) return other(start, cursor.lastEnd);
      expression = { kind: 'member', object: expression, name, nameStart, start, end: cursor.lastEnd };
    } else if (cursor.kind === T.OPEN_ROUND) expression = readCall(reading, expression);
    else if (cursor.kind === T.OPEN_SQUARE) {
      readSubscript(reading);
      expression = { kind: 'element', of: expression, start, end: cursor.lastEnd };
    } else return expression;
  }
}

/** A name behind a dot; complains when there is none. */
function takeName(cursor: TokenCursor): string | undefined {
  if (cursor.kind !== T.NAME && !T.isKeyword(cursor.kind)) {
    cursor.complain(`a name is missing before ${cursor.found()}`);
    return undefined;
  }
  const name = cursor.word();
  cursor.next();
  return name;
}

function readSubscript(reading: Reading): void {
  const { cursor } = reading;
  cursor.next();
  while (cursor.kind !== T.CLOSE_SQUARE) {
    if (cursor.take(T.COLON) || cursor.take(T.COMMA)) continue;
    if (!beginsExpression(cursor.kind)) break;
    readStarred(reading);
  }
  cursor.expect(T.CLOSE_SQUARE, "']'");
}

function readCall(reading: Reading, callee: Expression): Expression {
  const { cursor, draft } = reading;
  const { scope } = draft;
  const { args, keywords } = readArguments(reading, PARTS);
  const { start } = callee;
  const named = keywords.length > 0 ? { keywords } : {};
  const call: CallExpression = { kind: 'call', callee, args, ...named, scope, start, end: cursor.lastEnd };
  draft.calls.push(call);
  const [type, of] = args;
  const isCast = args.length === 2 && nameOf(callee) === 'cast' && isPlainTypePath(type);
  if (isCast && type && of) return { kind: 'cast', type: referenceOf(type, scope), of, start, end: cursor.lastEnd };
  return call;
}

function nameOf(expression: Expression): string | undefined {
  return expression.kind === 'name' || expression.kind === 'member' ? expression.name : undefined;
}

function readDisjunctionOrLambda(reading: Reading): void {
  if (reading.cursor.kind === T.LAMBDA) readLambda(reading);
  else {
    const target = readDisjunction(reading);
    if (reading.cursor.take(T.WALRUS) && target.kind === 'name') {
      reading.draft.bind(target.name, target, 'variable', { value: readExpression(reading) });
    }
  }
}

function readAtom(reading: Reading): Expression {
  const { cursor, draft } = reading;
  const { kind, start, end } = cursor;
  switch (kind) {
    case T.NAME:
      return readName(reading);
    case T.STRING:
    case T.FORMAT:
      return readStrings(cursor, () => readExpressions(reading));
    case T.OPEN_ROUND:
    case T.OPEN_SQUARE:
    case T.OPEN_CURLY:
      return inComprehensionScope(reading, () =>
        kind === T.OPEN_CURLY ? readBraces(reading, PARTS) : readList(reading, PARTS),
      );
    case T.NUMBER: {
      const value = Number(cursor.text.slice(start, Math.min(end, start + LONGEST_NUMBER)).replaceAll('_', ''));
      cursor.next();
      return Number.isNaN(value) ? other(start, end) : { kind: 'literal', value, start, end };
    }
    case T.TRUE:
    case T.FALSE:
      cursor.next();
      return { kind: 'literal', value: kind === T.TRUE, start, end };
    case T.NONE:
    case T.ELLIPSIS:
      cursor.next();
      return other(start, end);
    case T.LAMBDA:
      return readLambda(reading);
    default:
      cursor.complain(`an expression is missing before ${cursor.found()}`);
      if (kind === T.UNKNOWN) cursor.next();
      return { kind: 'name', name: '', scope: draft.scope, start, end: start };
  }
}

function readName({ cursor, draft }: Reading): Expression {
  const { start, end } = cursor;
  const name = cursor.word();
  cursor.next();
  const { scope } = draft;
  return draft.isSelf(name) ? { kind: 'self', scope, start, end } : { kind: 'name', name, scope, start, end };
}

const PARTS: Parts = {
  expression: readExpression,
  starred: readStarred,
  disjunction: readDisjunction,
  operand: readOperand,
  condition: readDisjunctionOrLambda,
};
