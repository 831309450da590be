// Options: `option name = value;`, `[name = value, …]`, and the aggregate values inside braces.

import type { AggregateField, Ident, OptionNamePart, OptionNode, Value } from './ast.ts';
import type { Cursor } from './cursor.ts';
import { END, FLOAT, IDENT, INT, STRING } from './lexer.ts';

const OPEN_PAREN = 0x28;
const CLOSE_PAREN = 0x29;
const COMMA = 0x2c;
const MINUS = 0x2d;
const DOT = 0x2e;
const SLASH = 0x2f;
const COLON = 0x3a;
const SEMICOLON = 0x3b;
const LESS = 0x3c;
const EQUALS = 0x3d;
const GREATER = 0x3e;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

/** Deeper aggregates are refused, so that hostile input cannot exhaust the stack. */
const MAX_AGGREGATE_DEPTH = 100;

/** `option name = value;` */
export function parseOptionStatement(cursor: Cursor): OptionNode | undefined {
  const start = cursor.start;
  cursor.next();
  return parseOption(cursor, start, true);
}

/** `[name = value, …]`, where one is written. */
export function parseBracketOptions(cursor: Cursor): readonly OptionNode[] {
  if (!cursor.accept(OPEN_BRACKET)) return NONE;
  let options: OptionNode[] | undefined;
  do {
    const option = parseOption(cursor, cursor.start, false);
    if (!option) {
      skipToBracketEnd(cursor);
      return options ?? NONE;
    }
    // One is the rule; a literal of one takes a tenth of the memory that a grown array takes.
    if (options) options.push(option);
    else options = [option];
  } while (cursor.accept(COMMA));
  if (!cursor.expect(CLOSE_BRACKET, "or ',' after an option")) skipToBracketEnd(cursor);
  return options;
}

const NONE: readonly OptionNode[] = [];

/** A ';' may be meant as a ',', or the ']' is what is missing: the rest of the line tells. */
function skipToBracketEnd(cursor: Cursor): void {
  while (cursor.kind !== END && cursor.kind !== CLOSE_BRACE) {
    if (cursor.kind === SEMICOLON && !closesOnLine(cursor)) return;
    if (cursor.accept(CLOSE_BRACKET)) return;
    cursor.next();
  }
}

function closesOnLine({ text, end }: Cursor): boolean {
  return /^[^\n;{}]*\]/.test(text.slice(end, end + 200));
}

function parseOption(cursor: Cursor, start: number, isStatement: boolean): OptionNode | undefined {
  const first = parseNamePart(cursor);
  if (!first) return undefined;
  const name: OptionNamePart[] = [first];
  while (cursor.accept(DOT)) {
    const part = parseNamePart(cursor);
    if (!part) return undefined;
    name.push(part);
  }
  if (!cursor.expect(EQUALS, "after the option's name")) return undefined;
  const value = cursor.kind === OPEN_BRACE ? parseOutermost(cursor) : parsePlainValue(cursor, "an option's value");
  if (!value) return undefined;
  if (isStatement) cursor.endStatement('the option');
  return { kind: 'option', start, end: cursor.lastEnd, name, value };
}

function parseNamePart(cursor: Cursor): OptionNamePart | undefined {
  const start = cursor.start;
  if (!cursor.accept(OPEN_PAREN)) {
    if (cursor.kind !== IDENT) {
      cursor.unexpected("an option's name");
      return undefined;
    }
    const text = cursor.word();
    cursor.next();
    return { start, end: cursor.lastEnd, text, isExtension: false };
  }
  const name = cursor.referenceName("an extension's name");
  if (!name || !cursor.expect(CLOSE_PAREN, "after the extension's name")) return undefined;
  return { start, end: cursor.lastEnd, text: name.text, isExtension: true };
}

function parsePlainValue(cursor: Cursor, wanted: string): Value | undefined {
  const start = cursor.start;
  if (cursor.kind === STRING) return cursor.string(wanted);
  const negative = cursor.accept(MINUS);
  if (cursor.kind === INT) return cursor.takeInt(start, negative);
  if (cursor.kind === FLOAT) {
    const magnitude = Number(cursor.word()) || 0;
    cursor.next();
    return { kind: 'float', start, end: cursor.lastEnd, negative, value: negative ? -magnitude : magnitude };
  }
  if (cursor.kind === IDENT) {
    const { text } = cursor.takeIdent();
    return { kind: 'ident', start, end: cursor.lastEnd, text, negative };
  }
  cursor.unexpected(wanted);
  return undefined;
}

/** Where the parser is inside an aggregate. */
interface Nesting {
  readonly cursor: Cursor;
  depth: number;
  /** Curly braces that are open; angle brackets are not counted. */
  braces: number;
}

/** The value of an option: an aggregate in braces. One that has a flaw is skipped as a whole. */
function parseOutermost(cursor: Cursor): Value | undefined {
  const nesting: Nesting = { cursor, depth: 0, braces: 0 };
  const value = parseAggregate(nesting, CLOSE_BRACE);
  if (!value) cursor.skipBlock(nesting.braces);
  return value;
}

function parseAggregate(nesting: Nesting, close: number): Value | undefined {
  const { cursor } = nesting;
  const start = cursor.start;
  if (nesting.depth >= MAX_AGGREGATE_DEPTH) {
    cursor.flaw(start, start + 1, `nested more than ${MAX_AGGREGATE_DEPTH} levels deep`);
    return undefined;
  }
  cursor.next();
  nesting.depth += 1;
  if (close === CLOSE_BRACE) nesting.braces += 1;
  const fields: AggregateField[] = [];
  while (cursor.kind !== close) {
    const field = parseAggregateField(nesting);
    if (!field) return undefined;
    fields.push(field);
    if (!cursor.accept(COMMA)) cursor.accept(SEMICOLON);
  }
  cursor.next();
  nesting.depth -= 1;
  if (close === CLOSE_BRACE) nesting.braces -= 1;
  return { kind: 'aggregate', start, end: cursor.lastEnd, fields };
}

function parseAggregateField(nesting: Nesting): AggregateField | undefined {
  const { cursor } = nesting;
  const start = cursor.start;
  const named = parseAggregateName(cursor);
  if (!named) return undefined;
  const hasColon = cursor.accept(COLON);
  const valueStart = cursor.start;
  if (!hasColon && cursor.kind !== OPEN_BRACE && cursor.kind !== LESS && cursor.kind !== OPEN_BRACKET) {
    cursor.unexpected("':' after the field's name", COLON_HELP);
    return undefined;
  }
  const value = cursor.kind === OPEN_BRACKET ? parseList(nesting) : parseItem(nesting);
  if (!hasColon && value?.kind === 'list' && value.values.some((item) => item.kind !== 'aggregate')) {
    cursor.flaw(valueStart, valueStart + 1, "expected ':' after the field's name, found '['", COLON_HELP);
  }
  return value && { start, end: cursor.lastEnd, name: named.name, nameKind: named.kind, value };
}

const COLON_HELP = 'inside braces, fields are written: name: value';

/** A value in an aggregate or in a list; lists hold no lists. */
function parseItem(nesting: Nesting): Value | undefined {
  const { cursor } = nesting;
  if (cursor.kind === OPEN_BRACE) return parseAggregate(nesting, CLOSE_BRACE);
  if (cursor.kind === LESS) return parseAggregate(nesting, GREATER);
  return parsePlainValue(cursor, 'a value');
}

function parseList(nesting: Nesting): Value | undefined {
  const { cursor } = nesting;
  const start = cursor.start;
  cursor.next();
  const values: Value[] = [];
  if (!cursor.accept(CLOSE_BRACKET)) {
    do {
      const value = parseItem(nesting);
      if (!value) return undefined;
      values.push(value);
    } while (cursor.accept(COMMA));
    if (!cursor.expect(CLOSE_BRACKET, "or ',' after a value in a list")) return undefined;
  }
  return { kind: 'list', start, end: cursor.lastEnd, values };
}

/** `name`, `[extension.name]`, or the `[type.url/full.Name]` of an Any. */
function parseAggregateName(cursor: Cursor): { name: Ident; kind: AggregateField['nameKind'] } | undefined {
  if (!cursor.accept(OPEN_BRACKET)) {
    const name = cursor.ident("a field's name, or '}'");
    return name && { name, kind: 'field' };
  }
  const first = cursor.dottedName("an extension's name");
  if (!first) return undefined;
  if (!cursor.accept(SLASH)) {
    return cursor.expect(CLOSE_BRACKET, "after the extension's name") ? { name: first, kind: 'extension' } : undefined;
  }
  const type = cursor.dottedName("a type's name");
  if (!type || !cursor.expect(CLOSE_BRACKET, "after the type's name")) return undefined;
  return { name: { start: first.start, end: type.end, text: `${first.text}/${type.text}` }, kind: 'any' };
}
