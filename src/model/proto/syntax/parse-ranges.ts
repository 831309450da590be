// `reserved` and `extensions` statements, of messages and of enums.

import type { ExtensionsNode, IdentLiteral, RangeNode, ReservedNode, StringLiteral } from './ast.ts';
import type { Cursor } from './cursor.ts';
import { IDENT, STRING } from './lexer.ts';
import { parseBracketOptions } from './parse-option.ts';

const COMMA = 0x2c;
const MINUS = 0x2d;

/** `signed`: enums reserve negative numbers too. */
export function parseReserved(cursor: Cursor, signed: boolean): ReservedNode | undefined {
  const start = cursor.start;
  cursor.next();
  const names: (StringLiteral | IdentLiteral)[] = [];
  let ranges: readonly RangeNode[] = [];
  if (cursor.kind === STRING || cursor.kind === IDENT) {
    do {
      const name = parseReservedName(cursor);
      if (!name) return undefined;
      names.push(name);
    } while (cursor.accept(COMMA));
  } else {
    const read = parseRanges(cursor, signed, 'a number or a name to reserve');
    if (!read) return undefined;
    ranges = read;
  }
  cursor.endStatement('the reserved numbers or names');
  return { kind: 'reserved', start, end: cursor.lastEnd, ranges, names };
}

function parseReservedName(cursor: Cursor): StringLiteral | IdentLiteral | undefined {
  if (cursor.kind === STRING) return cursor.string('a name');
  const ident = cursor.ident('a name to reserve');
  return ident && { kind: 'ident', negative: false, ...ident };
}

export function parseExtensions(cursor: Cursor): ExtensionsNode | undefined {
  const start = cursor.start;
  cursor.next();
  const ranges = parseRanges(cursor, false, 'a number');
  if (!ranges) return undefined;
  const options = parseBracketOptions(cursor);
  cursor.endStatement('the extension range');
  return { kind: 'extensions', start, end: cursor.lastEnd, ranges, options };
}

function parseRanges(cursor: Cursor, signed: boolean, wanted: string): RangeNode[] | undefined {
  const ranges: RangeNode[] = [];
  do {
    const start = cursor.start;
    if (ranges.length > 0 && cursor.kind === STRING) {
      cursor.unexpected('a number', 'names are reserved in a statement of their own');
      return undefined;
    }
    const from = cursor.int(wanted, signed);
    if (!from) return undefined;
    if (cursor.kind === MINUS) {
      cursor.unexpected("'to' and the end of the range", 'a range is written: 1 to 5');
      return undefined;
    }
    let to: RangeNode['to'];
    if (cursor.acceptWord('to')) {
      to = cursor.acceptWord('max') ? 'max' : cursor.int("a number or 'max' after 'to'", signed);
      if (!to) return undefined;
    }
    ranges.push({ start, end: cursor.lastEnd, from, to });
  } while (cursor.accept(COMMA));
  return ranges;
}
