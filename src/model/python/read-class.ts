// `class`: bases, keywords, members; which of them is an enum, and what its docstring says.

import type { Decorator, Expression, NamedExpression, TypeDeclaration, TypeReference } from '../source-module.ts';
import { callBase, declaredMembers } from './declared-types.ts';
import type { ModuleDraft } from './module-draft.ts';
import { beginsExpression } from './operators.ts';
import { docstringText } from './plain-string.ts';
import { readExpression } from './read-expression.ts';
import { skipTypeParameters } from './read-function.ts';
import { readTypeOrExpression } from './read-type.ts';
import type { Reading } from './reading.ts';
import * as T from './tokens.ts';

const ENUMS = new Set(['Enum', 'IntEnum', 'StrEnum', 'Flag', 'IntFlag', 'ReprEnum', 'TextChoices', 'IntegerChoices']);

export function isEnumName(name: string | undefined): boolean {
  return name !== undefined && ENUMS.has(name);
}

/** From `class` on; the declaration as a whole begins at `wholeStart`. */
export function readClass(
  reading: Reading,
  decorators: readonly Decorator[],
  wholeStart: number,
  readBlock: (reading: Reading) => void,
): void {
  const { cursor, draft } = reading;
  cursor.next();
  if (cursor.kind !== T.NAME) {
    cursor.complain(`a name is missing before ${cursor.found()}`);
    cursor.skipStatement();
    return;
  }
  const { start, end } = cursor;
  const name = cursor.word();
  cursor.next();
  skipTypeParameters(reading);
  const { bases, keywords, values } = readBases(reading);
  const { scope } = draft;
  const index = draft.types.length;
  draft.types.push(undefined);
  const owner = draft.classHere();
  if (owner) {
    const value: Expression = { kind: 'name', name, scope, start, end };
    draft.addMember(owner, name, { start, end }, { kind: 'field', isOptional: false, isStatic: true, value });
  }
  draft.bind(name, { start, end }, 'type', { refersTo: index });
  const isEnum = bases.some((base) => isEnumBase(base, draft));
  if (isEnum) draft.enums.add(name);
  let doc: string | undefined;
  const outer = { returns: draft.returns, isTypeOnly: draft.isTypeOnly };
  const body = draft.withinClass(name, index, isEnum, () => {
    for (const value of values) {
      for (const member of declaredMembers(value))
        draft.addMember(draft.classHere() ?? body, member.name, member, member);
    }
    doc = readDocstring(reading);
    readBlock(reading);
  });
  draft.returns = outer.returns;
  draft.isTypeOnly = outer.isTypeOnly;
  const declaration: TypeDeclaration = {
    name,
    kind: isEnum ? 'enum' : 'class',
    scope,
    whole: { start: wholeStart, end: cursor.lastEnd },
    isExported: scope === 0 && !name.startsWith('_'),
    bases,
    members: [...body.members.values()],
    decorators,
    start,
    end,
    ...(keywords.length > 0 && { keywords }),
    ...(doc !== undefined && { doc }),
  };
  draft.types[index] = declaration;
}

/** A base that is an enum of `enum`, or a class of this file that is one. */
function isEnumBase(base: TypeReference, draft: ModuleDraft): boolean {
  if (base.kind !== 'name') return false;
  const name = base.path.at(-1);
  if (isEnumName(name)) return true;
  return base.path.length === 1 && name !== undefined && draft.enums.has(name);
}

interface Bases {
  readonly bases: TypeReference[];
  readonly keywords: NamedExpression[];
  /** Bases that are made by a call, such as `namedtuple('P', 'x y')`. */
  readonly values: Expression[];
}

function readBases(reading: Reading): Bases {
  const { cursor } = reading;
  const found: Bases = { bases: [], keywords: [], values: [] };
  if (!cursor.take(T.OPEN_ROUND)) return found;
  while (cursor.kind === T.DOUBLE_STAR || beginsExpression(cursor.kind)) {
    if (cursor.take(T.DOUBLE_STAR) || cursor.take(T.STAR)) readExpression(reading);
    else if (cursor.kind === T.NAME && cursor.peek() === T.EQUALS) {
      const name = cursor.word();
      cursor.next();
      cursor.next();
      found.keywords.push({ name, value: readExpression(reading) });
    } else {
      const { type, value } = readTypeOrExpression(reading);
      found.bases.push(type ?? callBase(value));
      if (value) found.values.push(value);
    }
    if (!cursor.take(T.COMMA)) break;
  }
  cursor.expect(T.CLOSE_ROUND, "')'");
  return found;
}

/** The string that begins the body, which stays where it is. */
function readDocstring({ cursor }: Reading): string | undefined {
  if (cursor.kind !== T.COLON) return undefined;
  const mark = cursor.mark();
  cursor.next();
  if (cursor.take(T.NEWLINE)) cursor.take(T.INDENT);
  const doc = cursor.at(T.STRING) ? docstringText(cursor.word()) : undefined;
  cursor.rewind(mark);
  return doc;
}
