// `enum Name { … }`.

import type { EnumNode, EnumValueNode, Ident, IntLiteral } from './ast.ts';
import type { Cursor } from './cursor.ts';
import { parseBracketOptions, parseOptionStatement } from './parse-option.ts';
import { parseReserved } from './parse-ranges.ts';

const EQUALS = 0x3d;
const SEMICOLON = 0x3b;

export function parseEnum(cursor: Cursor, start: number, visibility: Ident | undefined): EnumNode | undefined {
  cursor.next();
  const name = cursor.ident("an enum's name");
  if (!name) return undefined;
  const body: EnumNode['body'][number][] = [];
  cursor.block(`enum '${name.text}'`, () => {
    const element = parseElement(cursor);
    if (element) body.push(element);
    return element !== undefined;
  });
  return { kind: 'enum', start, end: cursor.lastEnd, visibility, name, body };
}

function parseElement(cursor: Cursor): EnumNode['body'][number] | undefined {
  const start = cursor.start;
  if (cursor.accept(SEMICOLON)) return { kind: 'empty', start, end: cursor.lastEnd };
  if (cursor.isWord('option')) return parseOptionStatement(cursor);
  if (cursor.isWord('reserved')) return parseReserved(cursor, true);
  return parseValue(cursor);
}

function parseValue(cursor: Cursor): EnumValueNode | undefined {
  const start = cursor.start;
  const name = cursor.ident("an enum value's name");
  if (!name) return undefined;
  const number = parseNumber(cursor, name);
  if (!number && !cursor.isStatementOver()) return undefined;
  const options = number ? parseBracketOptions(cursor) : [];
  if (number) cursor.endStatement('the enum value');
  else cursor.accept(SEMICOLON);
  return { kind: 'enumValue', start, end: cursor.lastEnd, name, number, options };
}

function parseNumber(cursor: Cursor, name: Ident): IntLiteral | undefined {
  if (cursor.accept(EQUALS)) return cursor.int("the enum value's number", true);
  const wanted = `'=' and a number after the enum value's name '${name.text}'`;
  cursor.unexpected(wanted, 'a value is written: NAME = number;');
  return undefined;
}
