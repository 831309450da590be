// Statements: declarations become names, and everything in the others is read.

import type { Node } from 'oxc-parser';
import type { Expression } from '../source-module.ts';
import { readEnum, readInterface, readNamespace, readTypeAlias } from './read-declaration.ts';
import { readExport, readImport, readImportEquals } from './read-linkage.ts';
import { readSchema } from './read-schema.ts';
import { type Absent, other, type Reader } from './reader.ts';
import { bind, functionScope, withinScope } from './reading.ts';
import { isVarintLoop } from './wire-code.ts';

export function readStatement(reader: Reader, node: Node | Absent, text: string, isExported = false): void {
  if (!node) return;
  const statement = reader.statement;
  const block = (read: () => void) => {
    withinScope(reader, { kind: 'block' }, read);
  };
  switch (node.type) {
    case 'VariableDeclaration':
      readVariables(reader, node, undefined, isExported);
      return;
    case 'FunctionDeclaration':
    case 'TSDeclareFunction': {
      const value = reader.function(node);
      if (node.id) bindHere(reader, node.id.name, 'function', value, node.id);
      return;
    }
    case 'ClassDeclaration':
      reader.class(node, isExported);
      return;
    case 'TSInterfaceDeclaration':
      readInterface(reader, node, isExported);
      return;
    case 'TSTypeAliasDeclaration':
      readTypeAlias(reader, node, isExported);
      return;
    case 'TSEnumDeclaration':
      readEnum(reader, node, isExported);
      return;
    case 'TSModuleDeclaration':
      readNamespace(reader, node);
      return;
    case 'ImportDeclaration':
      readImport(reader, node);
      return;
    case 'TSImportEqualsDeclaration':
      readImportEquals(reader, node);
      return;
    case 'ExportNamedDeclaration':
    case 'ExportDefaultDeclaration':
    case 'ExportAllDeclaration':
    case 'TSExportAssignment':
      readExport(reader, node, (declaration) => readStatement(reader, declaration, text, true));
      return;
    case 'ExpressionStatement':
      reader.expression(node.expression);
      return;
    case 'ReturnStatement':
      if (node.argument) reader.returns?.push(reader.expression(node.argument));
      return;
    case 'ThrowStatement':
      reader.expression(node.argument);
      return;
    case 'BlockStatement':
      block(() => {
        for (const each of node.body) statement(each);
      });
      return;
    case 'IfStatement': {
      // a long chain of `else if` needs no stack
      let at: Node | Absent = node;
      while (at?.type === 'IfStatement') {
        reader.expression(at.test);
        statement(at.consequent);
        at = at.alternate;
      }
      statement(at);
      return;
    }
    case 'ForStatement':
      noteLoop(reader, node, text);
      block(() => {
        if (node.init?.type === 'VariableDeclaration') statement(node.init);
        else reader.expression(node.init);
        reader.expression(node.test);
        reader.expression(node.update);
        statement(node.body);
      });
      return;
    case 'ForInStatement':
    case 'ForOfStatement':
      block(() => {
        const { start, end } = node.left;
        const of = reader.expression(node.right);
        const item: Expression =
          node.type === 'ForOfStatement' ? { kind: 'element', of, start, end } : other(node.left);
        if (node.left.type === 'VariableDeclaration') readVariables(reader, node.left, item, false);
        statement(node.body);
      });
      return;
    case 'WhileStatement':
    case 'DoWhileStatement':
      noteLoop(reader, node, text);
      reader.expression(node.test);
      statement(node.body);
      return;
    case 'WithStatement':
      reader.expression(node.object);
      statement(node.body);
      return;
    case 'LabeledStatement':
      statement(node.body);
      return;
    case 'SwitchStatement':
      reader.expression(node.discriminant);
      block(() => {
        for (const { test, consequent } of node.cases) {
          reader.expression(test);
          for (const each of consequent) statement(each);
        }
      });
      return;
    case 'TryStatement':
      statement(node.block);
      block(() => {
        if (node.handler?.param)
          reader.pattern(node.handler.param, undefined, { kind: 'variable', scope: reader.scope });
        statement(node.handler?.body);
      });
      statement(node.finalizer);
      return;
    default:
      return;
  }
}

function readVariables(
  reader: Reader,
  node: Node & { type: 'VariableDeclaration' },
  item: Expression | undefined,
  isExported: boolean,
): void {
  const scope = node.kind === 'var' ? functionScope(reader) : reader.scope;
  for (const { id, init } of node.declarations) {
    const value = item ?? (init ? reader.expression(init) : undefined);
    reader.pattern(id, value, { kind: 'variable', scope });
    if (id.type === 'Identifier' && value) readSchema(reader, id, value, node, isExported);
  }
}

function bindHere(reader: Reader, name: string, kind: 'function', value: Expression, at: Node): void {
  bind(reader, { name, scope: reader.scope, kind, values: [value], start: at.start, end: at.end });
}

function noteLoop(reader: Reader, node: Node, text: string): void {
  if (isVarintLoop(text, node)) reader.wireCode.push({ kind: 'varint', start: node.start, end: node.end });
}
