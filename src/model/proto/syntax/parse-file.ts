// Reads one .proto file into a syntax tree. Any text gives a tree; what is wrong with it is listed in the tree's errors.

import type { SourceFile } from '../../../text/source-file.ts';
import type { FileElement, FileNode, ImportNode, PackageNode, SyntaxNode } from './ast.ts';
import { Cursor } from './cursor.ts';
import { END, IDENT } from './lexer.ts';
import { tellConflicts } from './merge-conflicts.ts';
import { parseEnum } from './parse-enum.ts';
import { parseExtend, parseMessage, parseVisible } from './parse-message.ts';
import { parseOptionStatement } from './parse-option.ts';
import { parseService } from './parse-service.ts';
import { SCALAR_WORDS } from './scalar-words.ts';

const SEMICOLON = 0x3b;
const EQUALS = 0x3d;
const CLOSE_BRACE = 0x7d;

export function parseFile(source: SourceFile): FileNode {
  const cursor = new Cursor(source.text);
  const body: FileElement[] = [];
  let syntax: SyntaxNode | undefined;
  let packageNode: PackageNode | undefined;
  const imports: ImportNode[] = [];
  while (cursor.kind !== END) {
    const before = cursor.start;
    const element = parseElement(cursor);
    if (element) {
      body.push(element);
      if (element.kind === 'syntax') {
        if (body.length > 1) cursor.flaw(element.start, element.end, `'${element.keyword}' is not the first statement`);
        else syntax = element;
      } else if (element.kind === 'package') {
        if (packageNode) cursor.flaw(element.start, element.end, 'package is declared twice');
        else packageNode = element;
      } else if (element.kind === 'import') {
        imports.push(element);
      }
    } else {
      cursor.recover(before);
    }
    if (cursor.start === before) cursor.next();
  }
  return {
    kind: 'file',
    start: 0,
    end: source.text.length,
    source,
    syntax,
    package: packageNode,
    imports,
    body,
    comments: cursor.comments,
    errors: tellConflicts(source.text, cursor.flaws),
  };
}

function parseElement(cursor: Cursor): FileElement | undefined {
  const start = cursor.start;
  if (cursor.accept(SEMICOLON)) return { kind: 'empty', start, end: cursor.lastEnd };
  switch (cursor.kind === IDENT ? cursor.word() : '') {
    case 'syntax':
    case 'edition':
      return parseSyntax(cursor);
    case 'package':
      return parsePackage(cursor);
    case 'import':
      return parseImport(cursor);
    case 'option':
      return parseOptionStatement(cursor);
    case 'message':
      return parseMessage(cursor, start, undefined);
    case 'enum':
      return parseEnum(cursor, start, undefined);
    case 'service':
      return parseService(cursor);
    case 'extend':
      return parseExtend(cursor);
    case 'export':
    case 'local': {
      const visible = parseVisible(cursor);
      if (visible) return visible;
    }
  }
  if (cursor.kind === CLOSE_BRACE)
    cursor.flaw(start, cursor.end, "'}' closes nothing", "remove it, or open a '{' before");
  else cursor.unexpected("a statement such as 'message', 'enum', 'service', 'import' or 'option'", misplaced(cursor));
  return undefined;
}

/** For words that begin a statement elsewhere. */
function misplaced(cursor: Cursor): string | undefined {
  if (cursor.kind !== IDENT) return undefined;
  const word = cursor.word();
  if (word === 'rpc') return 'methods stand inside a service';
  if (word === 'export' || word === 'local') return "only 'message' and 'enum' can follow here";
  const isField = SCALAR_WORDS.has(word) || FIELD_WORDS.has(word);
  return isField ? 'fields, and what goes with them, stand inside a message' : undefined;
}

const FIELD_WORDS = new Set('optional required repeated map group oneof reserved extensions'.split(' '));

const KNOWN = { syntax: ['proto2', 'proto3'], edition: ['2023', '2024'] };

function parseSyntax(cursor: Cursor): SyntaxNode | undefined {
  const start = cursor.start;
  const keyword = cursor.word() === 'syntax' ? 'syntax' : 'edition';
  cursor.next();
  if (!cursor.expect(EQUALS, `after '${keyword}'`)) return undefined;
  const value = cursor.string(keyword === 'syntax' ? '"proto2" or "proto3"' : 'an edition such as "2023"');
  if (!value) return undefined;
  if (!KNOWN[keyword].includes(value.value)) {
    const other = keyword === 'syntax' ? 'edition' : 'syntax';
    const isOther = KNOWN[other].includes(value.value);
    const help = isOther ? `write: ${other} = "${value.value}";` : `known are ${KNOWN[keyword].join(' and ')}`;
    cursor.flaw(value.start, value.end, `unknown ${keyword} '${value.value}'`, help);
  }
  cursor.endStatement(`the ${keyword}`);
  return { kind: 'syntax', start, end: cursor.lastEnd, keyword, value };
}

function parsePackage(cursor: Cursor): PackageNode | undefined {
  const start = cursor.start;
  cursor.next();
  const name = cursor.dottedName("the package's name");
  if (!name) return undefined;
  cursor.endStatement('the package');
  return { kind: 'package', start, end: cursor.lastEnd, name };
}

function parseImport(cursor: Cursor): ImportNode | undefined {
  const start = cursor.start;
  cursor.next();
  const modifier = cursor.acceptWord('public') ?? cursor.acceptWord('weak') ?? cursor.acceptWord('option');
  const path = cursor.string('the path of the imported file, in quotes');
  if (!path) return undefined;
  cursor.endStatement('the import');
  return { kind: 'import', start, end: cursor.lastEnd, modifier, path };
}
