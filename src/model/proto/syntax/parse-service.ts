// `service Name { rpc … }`.

import type { MethodNode, MethodTypeNode, ServiceNode } from './ast.ts';
import type { Cursor } from './cursor.ts';
import { parseOptionStatement } from './parse-option.ts';

const OPEN_PAREN = 0x28;
const CLOSE_PAREN = 0x29;
const SEMICOLON = 0x3b;
const OPEN_BRACE = 0x7b;

export function parseService(cursor: Cursor): ServiceNode | undefined {
  const start = cursor.start;
  cursor.next();
  const name = cursor.ident("a service's name");
  if (!name) return undefined;
  const body: ServiceNode['body'][number][] = [];
  cursor.block(`service '${name.text}'`, () => {
    const element = parseElement(cursor);
    if (element) body.push(element);
    return element !== undefined;
  });
  return { kind: 'service', start, end: cursor.lastEnd, name, body };
}

function parseElement(cursor: Cursor): ServiceNode['body'][number] | undefined {
  const start = cursor.start;
  if (cursor.accept(SEMICOLON)) return { kind: 'empty', start, end: cursor.lastEnd };
  if (cursor.isWord('option')) return parseOptionStatement(cursor);
  if (cursor.isWord('rpc')) return parseMethod(cursor);
  cursor.unexpected("'rpc', 'option' or '}'");
  return undefined;
}

function parseMethod(cursor: Cursor): MethodNode | undefined {
  const start = cursor.start;
  cursor.next();
  const name = cursor.ident("a method's name");
  if (!name) return undefined;
  const input = parseMethodType(cursor, 'request');
  if (!input) return undefined;
  if (!cursor.acceptWord('returns')) {
    cursor.unexpected("'returns' and the response type");
    return undefined;
  }
  const output = parseMethodType(cursor, 'response');
  if (!output) return undefined;
  const body: MethodNode['body'][number][] = [];
  if (cursor.kind === OPEN_BRACE) {
    cursor.block(`method '${name.text}'`, () => {
      const at = cursor.start;
      const option = cursor.isWord('option') ? parseOptionStatement(cursor) : undefined;
      if (option) body.push(option);
      else if (cursor.accept(SEMICOLON)) body.push({ kind: 'empty', start: at, end: cursor.lastEnd });
      else cursor.unexpected("'option' or '}'");
      return cursor.start !== at;
    });
  } else {
    cursor.endStatement('the method');
  }
  return { kind: 'method', start, end: cursor.lastEnd, name, input, output, body };
}

/** In parentheses, `stream` is always the keyword: a type of that name is written with a dot before it. */
function parseMethodType(cursor: Cursor, role: string): MethodTypeNode | undefined {
  const start = cursor.start;
  if (!cursor.expect(OPEN_PAREN, `before the ${role} type`)) return undefined;
  const stream = cursor.acceptWord('stream');
  const type = cursor.namedType(`the ${role} type, a message`);
  if (!type || !cursor.expect(CLOSE_PAREN, `after the ${role} type`)) return undefined;
  return { start, end: cursor.lastEnd, stream, type };
}
