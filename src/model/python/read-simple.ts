// Statements of one line: imports, assignments, annotations, returns; and the types that some of them declare.

import type { Span } from '../../text/source-file.ts';
import type { Expression, TypeReference } from '../source-module.ts';
import { bindMember, bindName, bindTarget } from './bind-target.ts';
import { declaredMembers, makesEnum, typeMaker } from './declared-types.ts';
import type { ModuleDraft } from './module-draft.ts';
import { beginsExpression } from './operators.ts';
import { readExpression, readExpressions } from './read-expression.ts';
import { skipTypeParameters } from './read-function.ts';
import { readFromImport, readImport } from './read-import.ts';
import { readType } from './read-type.ts';
import type { Reading } from './reading.ts';
import { admitsNone, referenceOf } from './reference-of.ts';
import * as T from './tokens.ts';

/** Small statements with semicolons between, to the end of the line. */
export function readSimpleLine(reading: Reading): void {
  const { cursor } = reading;
  do {
    if (cursor.kind === T.NEWLINE) break;
    readSmallStatement(reading);
  } while (cursor.take(T.SEMICOLON));
  if (cursor.kind !== T.NEWLINE && cursor.kind !== T.END) {
    cursor.complain(`${cursor.found()} does not belong here`);
    cursor.skipStatement();
  }
  cursor.take(T.NEWLINE);
}

function readSmallStatement(reading: Reading): void {
  const { cursor, draft } = reading;
  switch (cursor.kind) {
    case T.IMPORT:
      readImport(reading);
      return;
    case T.FROM:
      readFromImport(reading);
      return;
    case T.PASS:
    case T.BREAK:
    case T.CONTINUE:
      cursor.next();
      return;
    case T.RETURN:
      cursor.next();
      if (beginsExpression(cursor.kind)) draft.returns.push(readExpressions(reading));
      return;
    case T.RAISE:
    case T.DEL:
    case T.ASSERT:
      cursor.next();
      if (beginsExpression(cursor.kind)) readExpressions(reading);
      if (cursor.take(T.FROM)) readExpression(reading);
      return;
    case T.GLOBAL:
    case T.NONLOCAL:
      readScopeStatement(reading);
      return;
    case T.NAME:
      if (cursor.isWord('type') && cursor.peek() === T.NAME) {
        readTypeAlias(reading);
        return;
      }
      readAssignment(reading);
      return;
    default:
      readAssignment(reading);
      return;
  }
}

function readScopeStatement({ cursor, draft }: Reading): void {
  const keyword = cursor.kind === T.GLOBAL ? 'global' : 'nonlocal';
  do {
    cursor.next();
    if (cursor.kind !== T.NAME) {
      cursor.complain(`a name is missing before ${cursor.found()}`);
      return;
    }
    draft.putElsewhere(cursor.word(), keyword);
    cursor.next();
  } while (cursor.at(T.COMMA));
}

/** `type X = Y`. */
function readTypeAlias(reading: Reading): void {
  const { cursor, draft } = reading;
  const { start: wholeStart } = cursor;
  cursor.next();
  const span = { start: cursor.start, end: cursor.end };
  const name = cursor.word();
  cursor.next();
  const aliased = draft.within('block', () => {
    skipTypeParameters(reading);
    return cursor.expect(T.EQUALS, "'='") ? readType(reading) : undefined;
  });
  if (aliased) declareAlias(draft, name, span, wholeStart, aliased);
}

function declareAlias(draft: ModuleDraft, name: string, span: Span, wholeStart: number, aliased: TypeReference): void {
  const { scope, types } = draft;
  draft.bind(name, span, 'type', { refersTo: types.length });
  const { start, end } = span;
  const whole = { start: wholeStart, end: aliased.end };
  const isExported = scope === 0 && !name.startsWith('_');
  types.push({
    name,
    kind: 'alias',
    scope,
    whole,
    isExported,
    bases: [],
    members: [],
    decorators: [],
    aliased,
    start,
    end,
  });
}

/** An expression, an assignment, or an annotated name. */
function readAssignment(reading: Reading): void {
  const { cursor, draft } = reading;
  const first = readExpressions(reading);
  if (cursor.kind === T.COLON && first.kind !== 'list') {
    readAnnotated(reading, first);
    return;
  }
  if (cursor.take(T.AUGMENTED)) {
    const value = readExpressions(reading);
    if (first.kind === 'name' && first.name === '__all__') list(reading, value);
    return;
  }
  if (cursor.kind !== T.EQUALS) return;
  const targets = [first];
  while (cursor.take(T.EQUALS)) targets.push(readExpressions(reading));
  const value = targets.pop() ?? first;
  for (const target of targets) {
    if (target.kind === 'name' && declareType(reading, target.name, target, value)) continue;
    if (target.kind === 'name' && target.name === '__all__' && draft.isModuleScope()) list(reading, value);
    bindTarget(draft, target, value);
  }
}

/** What `__all__` lists is what the module exports. */
function list({ draft }: Reading, value: Expression): void {
  draft.listed ??= new Set();
  if (value.kind !== 'list') return;
  for (const item of value.items) if (item.kind === 'literal') draft.listed.add(String(item.value));
}

/** `name: type`, with a value or without. */
function readAnnotated(reading: Reading, target: Expression): void {
  const { cursor, draft } = reading;
  cursor.next();
  const annotationStart = cursor.start;
  const type = readType(reading);
  const annotation = cursor.text.slice(annotationStart, Math.min(cursor.lastEnd, annotationStart + 100));
  const value = cursor.take(T.EQUALS) ? readExpressions(reading) : undefined;
  const isOptional = admitsNone(type, cursor.text) || /^(?:\w+\.)*NotRequired\b/.test(annotation);
  if (target.kind === 'name') {
    const isStatic = /^(?:\w+\.)*ClassVar\b/.test(annotation);
    bindName(draft, target.name, target, { type, value, isOptional, isStatic });
  } else if (target.kind === 'member' && target.object.kind === 'self') {
    const span = { start: target.nameStart, end: target.end };
    bindMember(draft, target.object, target.name, span, { type, value, isOptional });
  }
}

/** `X = namedtuple('X', …)` and its like. */
function declareType({ draft }: Reading, name: string, target: Expression, value: Expression): boolean {
  const made = typeMaker(value);
  if (!made || draft.classHere()) return false;
  const { start, end } = target;
  const { scope, types } = draft;
  draft.bind(name, target, 'type', { refersTo: types.length });
  types.push({
    name,
    kind: makesEnum(made.maker) ? 'enum' : 'class',
    scope,
    whole: { start, end: value.end },
    isExported: scope === 0 && !name.startsWith('_'),
    bases: [referenceOf(made.call.callee, scope)],
    members: declaredMembers(value),
    decorators: [],
    value,
    start,
    end,
  });
  return true;
}
