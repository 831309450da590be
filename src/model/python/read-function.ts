// `def`: parameters, result, and what is returned. The first parameter of a method is the instance, or the class.

import type { Expression, FunctionExpression, TypeReference } from '../source-module.ts';
import type { ClassDraft } from './module-draft.ts';
import { readExpression } from './read-expression.ts';
import { readType } from './read-type.ts';
import type { Reading } from './reading.ts';
import { pathOf } from './reference-of.ts';
import * as T from './tokens.ts';

const PROPERTIES = new Set(['property', 'cached_property', 'functools.cached_property', 'abc.abstractproperty']);

/** From `def` on; `decorators` stand above it. */
export function readFunction(
  reading: Reading,
  decorators: readonly Expression[],
  readBlock: (reading: Reading) => void,
): void {
  const { cursor, draft } = reading;
  const { start } = cursor;
  cursor.next();
  const nameSpan = { start: cursor.start, end: cursor.end };
  const name = cursor.kind === T.NAME ? cursor.word() : '';
  if (name === '') cursor.complain(`a name is missing before ${cursor.found()}`);
  else cursor.next();
  const owner = draft.classHere();
  const marks = decorators.flatMap((decorator) => pathOf(decorator)?.join('.') ?? []);
  const outer = { returns: draft.returns, isTypeOnly: draft.isTypeOnly };
  draft.returns = [];
  const result = draft.within('function', () => {
    skipTypeParameters(reading);
    const given = owner && !marks.includes('staticmethod') ? owner : undefined;
    readParameters(reading, given, marks.includes('classmethod'));
    const annotated = cursor.take(T.ARROW) ? readType(reading) : undefined;
    readBlock(reading);
    return annotated;
  });
  const { returns } = draft;
  draft.returns = outer.returns;
  draft.isTypeOnly = outer.isTypeOnly;
  if (name === '') return;
  const value: FunctionExpression = {
    kind: 'function',
    returns,
    start,
    end: cursor.lastEnd,
    ...(result && { result }),
  };
  if (!owner) {
    draft.bind(name, nameSpan, 'function', { value });
    return;
  }
  addMethod(reading, owner, name, nameSpan, value, marks);
}

function addMethod(
  { draft }: Reading,
  owner: ClassDraft,
  name: string,
  span: { start: number; end: number },
  value: FunctionExpression,
  marks: readonly string[],
): void {
  // `@x.setter` adds to what `@property` has told.
  if (marks.some((mark) => mark.endsWith('.setter') || mark.endsWith('.deleter'))) return;
  const { result: type } = value;
  const isProperty = marks.some((mark) => PROPERTIES.has(mark));
  const isStatic = marks.includes('staticmethod') || marks.includes('classmethod');
  if (!isProperty) {
    draft.addMember(owner, name, span, { kind: 'method', isOptional: false, isStatic, type, value });
    return;
  }
  draft.addMember(owner, name, span, { kind: 'field', isOptional: false, isStatic: false, type });
  const member = owner.members.get(name);
  for (const returned of value.returns) member?.values.push(returned);
}

function readParameters(reading: Reading, owner: ClassDraft | undefined, isOfClass: boolean): void {
  const { cursor } = reading;
  if (!cursor.expect(T.OPEN_ROUND, "'('")) return;
  for (let isFirst = true; cursor.kind !== T.CLOSE_ROUND; isFirst = false) {
    const isStarred = cursor.take(T.STAR) || cursor.take(T.DOUBLE_STAR);
    if (cursor.kind === T.NAME) {
      readParameter(reading, isFirst && !isStarred ? owner : undefined, isOfClass, isStarred);
    } else if (!isStarred && !(cursor.kind === T.OPERATOR && cursor.word() === '/')) break;
    else if (!isStarred) cursor.next();
    if (!cursor.take(T.COMMA)) break;
  }
  cursor.expect(T.CLOSE_ROUND, "')'");
}

function readParameter(reading: Reading, owner: ClassDraft | undefined, isOfClass: boolean, isStarred: boolean): void {
  const { cursor, draft } = reading;
  const span = { start: cursor.start, end: cursor.end };
  const name = cursor.word();
  cursor.next();
  let type: TypeReference | undefined;
  if (cursor.take(T.COLON)) {
    cursor.take(T.STAR);
    type = readType(reading);
  }
  const value = cursor.take(T.EQUALS) ? readExpression(reading) : undefined;
  if (owner && !isOfClass) draft.setSelf(name, owner);
  else if (owner)
    draft.bind(name, span, 'parameter', { value: { kind: 'name', name: owner.name, scope: owner.outer, ...span } });
  else {
    const told = type && isStarred ? ({ kind: 'list', of: type, ...span } as const) : type;
    draft.bind(name, span, 'parameter', { type: told, value });
  }
}

/** `[T, *Ts]` behind a name. */
export function skipTypeParameters({ cursor, draft }: Reading): void {
  if (!cursor.take(T.OPEN_SQUARE)) return;
  for (let depth = 1; depth > 0 && cursor.kind !== T.NEWLINE && cursor.kind !== T.END; cursor.next()) {
    if (cursor.kind === T.OPEN_SQUARE) depth += 1;
    else if (cursor.kind === T.CLOSE_SQUARE) depth -= 1;
    else if (depth === 1 && cursor.kind === T.NAME && isTypeParameterEnd(cursor.peek())) {
      draft.bind(cursor.word(), cursor, 'parameter');
    }
  }
}

function isTypeParameterEnd(kind: number): boolean {
  return kind === T.COMMA || kind === T.CLOSE_SQUARE || kind === T.COLON || kind === T.EQUALS;
}
