// Imports and exports of ECMAScript modules, and TypeScript's `import x = require()` and `export =`.

import type { Node } from 'oxc-parser';
import { nameExpression } from './read-type.ts';
import { keyName, type Reader } from './reader.ts';
import { bind } from './reading.ts';

export function readImport(reader: Reader, node: Node & { type: 'ImportDeclaration' }): void {
  const { value: specifier, start, end } = node.source;
  const isTypeOnly = node.importKind === 'type';
  if (node.specifiers.length === 0) reader.imports.push({ specifier, imported: '*', isTypeOnly, start, end });
  for (const each of node.specifiers) {
    const imported = importedName(each);
    const isType = isTypeOnly || (each.type === 'ImportSpecifier' && each.importKind === 'type');
    bindImport(reader, each.local, { specifier, imported, isTypeOnly: isType, start, end });
  }
}

function importedName(node: Node): string {
  if (node.type === 'ImportNamespaceSpecifier') return '*';
  if (node.type === 'ImportDefaultSpecifier') return 'default';
  return node.type === 'ImportSpecifier' ? (keyName(node.imported) ?? '') : '';
}

function bindImport(
  reader: Reader,
  local: { readonly name: string; readonly start: number; readonly end: number },
  imported: Omit<Reader['imports'][number], 'local'>,
): void {
  const { name, start, end } = local;
  const refersTo = reader.imports.push({ ...imported, local: name }) - 1;
  bind(reader, { name, scope: reader.scope, kind: 'import', values: [], refersTo, start, end });
}

export function readImportEquals(reader: Reader, node: Node & { type: 'TSImportEqualsDeclaration' }): void {
  const { moduleReference: meant, id } = node;
  const isTypeOnly = node.importKind === 'type';
  if (meant.type === 'TSExternalModuleReference') {
    const { value: specifier, start, end } = meant.expression;
    bindImport(reader, id, { specifier, imported: '=', isTypeOnly, start, end });
    return;
  }
  const value = nameExpression(meant, reader.scope);
  const { name, start, end } = id;
  bind(reader, { name, scope: reader.scope, kind: 'variable', values: [value], start, end });
}

type Export = Node & {
  type: 'ExportNamedDeclaration' | 'ExportDefaultDeclaration' | 'ExportAllDeclaration' | 'TSExportAssignment';
};

/** `declare`: reads a declaration that is exported where it stands. */
export function readExport(reader: Reader, node: Export, declare: (node: Node) => void): void {
  const { start, end } = node;
  switch (node.type) {
    case 'TSExportAssignment':
      reader.exports.push({ name: '=', value: reader.expression(node.expression), isTypeOnly: false, start, end });
      return;
    case 'ExportAllDeclaration': {
      const { value: specifier, start: from, end: to } = node.source;
      const isTypeOnly = node.exportKind === 'type';
      reader.imports.push({ specifier, imported: '*', isTypeOnly, start: from, end: to });
      const name = node.exported ? (keyName(node.exported) ?? '') : '*';
      reader.exports.push({ name, from: { specifier, imported: '*' }, isTypeOnly, start, end });
      return;
    }
    case 'ExportDefaultDeclaration':
      readDefault(reader, node, declare);
      return;
    case 'ExportNamedDeclaration': {
      const isTypeOnly = node.exportKind === 'type';
      if (node.declaration) {
        exportDeclared(reader, node.declaration, isTypeOnly, declare);
        return;
      }
      const { source } = node;
      for (const { local, exported, exportKind, start: at, end: to } of node.specifiers) {
        const name = keyName(exported) ?? '';
        const localName = keyName(local) ?? '';
        const isType = isTypeOnly || exportKind === 'type';
        const meant = source
          ? { from: { specifier: source.value, imported: localName } }
          : {
              value: {
                kind: 'name' as const,
                name: localName,
                scope: reader.scope,
                start: local.start,
                end: local.end,
              },
            };
        reader.exports.push({ name, ...meant, isTypeOnly: isType, start: at, end: to });
      }
      if (!source) return;
      reader.imports.push({ specifier: source.value, imported: '*', isTypeOnly, start: source.start, end: source.end });
    }
  }
}

function readDefault(
  reader: Reader,
  node: Node & { type: 'ExportDefaultDeclaration' },
  declare: (node: Node) => void,
): void {
  const { declaration, start, end } = node;
  const named = 'id' in declaration && declaration.id?.type === 'Identifier' ? declaration.id : undefined;
  const isDeclaration = /Declaration$|^TSDeclareFunction$/.test(declaration.type);
  if (isDeclaration && named) {
    declare(declaration);
    const value = nameExpression(named, reader.scope);
    reader.exports.push({ name: 'default', value, isTypeOnly: false, start, end });
    return;
  }
  const value =
    declaration.type === 'ClassDeclaration'
      ? reader.class(declaration, true, start)
      : declaration.type === 'FunctionDeclaration' || declaration.type === 'TSDeclareFunction'
        ? reader.function(declaration)
        : reader.expression(declaration);
  reader.exports.push({ name: 'default', value, isTypeOnly: false, start, end });
}

/** Everything that the declaration binds in the scope that it stands in. */
function exportDeclared(reader: Reader, node: Node, isTypeOnly: boolean, declare: (node: Node) => void): void {
  const { scope } = reader;
  const before = reader.bindings.length;
  declare(node);
  const names = new Set(reader.bindings.slice(before).flatMap((each) => (each.scope === scope ? [each.name] : [])));
  // `namespace a.b.c` and classes bind inside themselves before they bind their own name
  for (const name of names) {
    const { start, end } = node;
    const value = { kind: 'name' as const, name, scope, start, end };
    reader.exports.push({ name, value, isTypeOnly, start, end });
  }
}
