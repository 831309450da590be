// `message Name { … }` and what stands inside: fields, groups, oneofs, extensions. `extend` blocks too.

import type {
  EnumNode,
  ExtendNode,
  FieldNode,
  Ident,
  IntLiteral,
  MapType,
  MessageElement,
  MessageNode,
  NamedType,
  OneofNode,
} from './ast.ts';
import type { Cursor } from './cursor.ts';
import { IDENT } from './lexer.ts';
import { parseEnum } from './parse-enum.ts';
import { parseBracketOptions, parseOptionStatement } from './parse-option.ts';
import { parseExtensions, parseReserved } from './parse-ranges.ts';
import { SCALAR_WORDS } from './scalar-words.ts';

const COMMA = 0x2c;
const SEMICOLON = 0x3b;
const OPEN_BRACE = 0x7b;
const LESS = 0x3c;
const EQUALS = 0x3d;
const GREATER = 0x3e;

export function parseMessage(cursor: Cursor, start: number, visibility: Ident | undefined): MessageNode | undefined {
  cursor.next();
  const name = cursor.ident("a message's name");
  if (!name) return undefined;
  const body = parseMessageBody(cursor, `message '${name.text}'`);
  return { kind: 'message', start, end: cursor.lastEnd, visibility, name, body };
}

function parseMessageBody(cursor: Cursor, what: string): MessageElement[] {
  const body: MessageElement[] = [];
  cursor.block(what, () => {
    const element = parseMessageElement(cursor);
    if (element) body.push(element);
    return element !== undefined;
  });
  return body;
}

function parseMessageElement(cursor: Cursor): MessageElement | undefined {
  const start = cursor.start;
  if (cursor.accept(SEMICOLON)) return { kind: 'empty', start, end: cursor.lastEnd };
  if (cursor.kind !== IDENT) return parseField(cursor);
  switch (cursor.word()) {
    case 'message':
      return parseMessage(cursor, start, undefined);
    case 'enum':
      return parseEnum(cursor, start, undefined);
    case 'oneof':
      return parseOneof(cursor);
    case 'extend':
      return parseExtend(cursor);
    case 'extensions':
      return parseExtensions(cursor);
    case 'reserved':
      return parseReserved(cursor, false);
    case 'option':
      return parseOptionStatement(cursor);
    case 'export':
    case 'local':
      return parseVisible(cursor) ?? parseField(cursor);
    default:
      return parseField(cursor);
  }
}

/** `export message …`, `local enum …`; nothing (and nothing taken) when the word is a type's name. */
export function parseVisible(cursor: Cursor): MessageNode | EnumNode | undefined {
  const isVisible = cursor.isFollowedBy(
    () => (cursor.isWord('message') || cursor.isWord('enum')) && cursor.isFollowedBy(() => cursor.kind !== EQUALS),
  );
  if (!isVisible) return undefined;
  const visibility = cursor.takeIdent();
  return cursor.isWord('message')
    ? parseMessage(cursor, visibility.start, visibility)
    : parseEnum(cursor, visibility.start, visibility);
}

/** `[label] type name = number [options];`, a map field, or a group. Without its number, a field is still one. */
function parseField(cursor: Cursor): FieldNode | undefined {
  const start = cursor.start;
  const label = cursor.acceptWord('optional') ?? cursor.acceptWord('required') ?? cursor.acceptWord('repeated');
  const type = parseType(cursor, label ? `a type after '${label.text}'` : 'a field, or another statement');
  if (!type) return undefined;
  const name = cursor.kind === IDENT ? cursor.takeIdent() : missingName(cursor, type);
  if (!name) return undefined;
  const number = parseNumber(cursor, type, name);
  const isGroup = type.kind === 'named' && type.text === 'group';
  if (!number && (isGroup || !cursor.isStatementOver())) return undefined;
  const options = number ? parseBracketOptions(cursor) : [];
  const group = isGroup ? parseGroup(cursor, name) : undefined;
  if (number && !group) cursor.endStatement('the field');
  else if (!number) cursor.accept(SEMICOLON);
  return { kind: 'field', start, end: cursor.lastEnd, label, type, name, number, options, group };
}

function parseNumber(cursor: Cursor, type: NamedType | MapType, name: Ident): IntLiteral | undefined {
  if (cursor.accept(EQUALS)) return cursor.int("the field's number, a whole number from 1", false);
  cursor.unexpected(`'=' and a number after the field's name '${name.text}'`, numberHelp(cursor, type));
  return undefined;
}

function numberHelp(cursor: Cursor, type: NamedType | MapType): string {
  const word = type.kind === 'named' ? type.text : '';
  if (cursor.kind === OPEN_BRACE && BLOCK_WORDS.has(word)) return 'only fields stand here';
  if (LABELS.has(word)) return 'a field has one label';
  return 'every field has a number of its own: type name = number;';
}

const BLOCK_WORDS = new Set(['message', 'enum', 'oneof', 'service']);
const LABELS = new Set(['optional', 'required', 'repeated']);

/** Begins with its brace; without one, where the field ends, since what comes next may not belong to it. */
function parseGroup(cursor: Cursor, name: Ident): MessageNode {
  const start = cursor.kind === OPEN_BRACE ? cursor.start : cursor.lastEnd;
  const body = parseMessageBody(cursor, `group '${name.text}'`);
  return { kind: 'message', start, end: cursor.lastEnd, visibility: undefined, name, body };
}

function missingName(cursor: Cursor, type: NamedType | MapType): undefined {
  const shown = type.kind === 'map' ? 'map<…>' : type.text;
  cursor.unexpected(`a field's name after its type '${shown}'`, 'a field is written: type name = number;');
}

function parseType(cursor: Cursor, wanted: string): NamedType | MapType | undefined {
  const start = cursor.start;
  const type = cursor.namedType(wanted);
  if (!type) return undefined;
  const dot = type.text.indexOf('.');
  if (dot > 0 && SCALAR_WORDS.has(type.text.slice(0, dot))) {
    const said = `'${type.text.slice(0, dot)}' is a scalar type and has nothing inside`;
    cursor.flaw(type.start, type.end, said, `a type of that name is written: .${type.text}`);
    return undefined;
  }
  if (cursor.kind !== LESS || type.text !== 'map') return type;
  cursor.next();
  const key = cursor.referenceName("the map's key type");
  if (!key || !cursor.expect(COMMA, "after the map's key type")) return undefined;
  const value = cursor.referenceName("the map's value type");
  if (!value || !cursor.expect(GREATER, "after the map's value type")) return undefined;
  return { kind: 'map', start, end: cursor.lastEnd, key, value };
}

function parseOneof(cursor: Cursor): OneofNode | undefined {
  const start = cursor.start;
  cursor.next();
  const name = cursor.ident("a oneof's name");
  if (!name) return undefined;
  const body: OneofNode['body'][number][] = [];
  parseFieldBlock(cursor, `oneof '${name.text}'`, body, () =>
    cursor.isWord('option') ? parseOptionStatement(cursor) : parseField(cursor),
  );
  return { kind: 'oneof', start, end: cursor.lastEnd, name, body };
}

export function parseExtend(cursor: Cursor): ExtendNode | undefined {
  const start = cursor.start;
  cursor.next();
  const extendee = cursor.namedType('the message to extend');
  if (!extendee) return undefined;
  const body: FieldNode[] = [];
  parseFieldBlock(cursor, `extend '${extendee.text}'`, body, () => parseField(cursor));
  return { kind: 'extend', start, end: cursor.lastEnd, extendee, body };
}

/** A block that must have a field, and may not have empty statements. */
function parseFieldBlock<Element extends { readonly kind: string }>(
  cursor: Cursor,
  what: string,
  body: Element[],
  read: () => Element | undefined,
): void {
  const flaws = cursor.flaws.length;
  cursor.block(what, () => {
    const element = read();
    if (element) body.push(element);
    return element !== undefined;
  });
  if (cursor.flaws.length > flaws || body.some((element) => element.kind === 'field')) return;
  cursor.flaw(cursor.lastEnd - 1, cursor.lastEnd, `${what} has no fields`, 'give it one, or remove it');
}
