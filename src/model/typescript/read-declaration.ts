// Interfaces, type aliases, enums and namespaces.

import type { Node } from 'oxc-parser';
import type { Member, TypeDeclaration, TypeReference } from '../source-module.ts';
import { readSignatures } from './read-type.ts';
import { keyName, type Reader } from './reader.ts';
import { bind, withinScope } from './reading.ts';

export function readInterface(
  reader: Reader,
  node: Node & { type: 'TSInterfaceDeclaration' },
  isExported: boolean,
): void {
  declare(reader, node, isExported, {
    kind: 'interface',
    bases: node.extends.flatMap((each) => reader.type(each) ?? []),
    members: readSignatures(node.body.body, reader.scope),
  });
}

export function readTypeAlias(
  reader: Reader,
  node: Node & { type: 'TSTypeAliasDeclaration' },
  isExported: boolean,
): void {
  const aliased = reader.type(node.typeAnnotation);
  const literals = literalsOf(aliased);
  declare(reader, node, isExported, {
    kind: literals ? 'union' : 'alias',
    bases: aliased?.kind === 'union' ? aliased.of.filter(({ kind }) => kind === 'name') : [],
    members: literals ?? shapeOf(aliased),
    ...(aliased && { aliased }),
  });
}

export function readEnum(reader: Reader, node: Node & { type: 'TSEnumDeclaration' }, isExported: boolean): void {
  const members = node.body.members.flatMap(({ id, initializer, computed }): Member[] => {
    const name = keyName(id, computed);
    const value = initializer ? [reader.expression(initializer)] : [];
    if (name === undefined) return [];
    return [
      { name, kind: 'enum-value', isOptional: false, isStatic: true, values: value, start: id.start, end: id.end },
    ];
  });
  declare(reader, node, isExported, { kind: 'enum', bases: [], members });
}

export function readNamespace(reader: Reader, node: Node & { type: 'TSModuleDeclaration' }): void {
  const { body } = node;
  if (!body) return;
  const read = () => {
    for (const statement of body.body) reader.statement(statement);
  };
  // `declare module 'x'` and `declare global` name nothing that can be referred to
  if (node.id.type !== 'Identifier' || node.kind === 'global') {
    withinScope(reader, { kind: 'namespace' }, read);
    return;
  }
  const { name, start, end } = node.id;
  const scope = reader.scope;
  const refersTo = withinScope(reader, { kind: 'namespace' }, read);
  bind(reader, { name, scope, kind: 'namespace', values: [], refersTo, start, end });
}

type Declared = Pick<TypeDeclaration, 'kind' | 'bases' | 'members' | 'aliased'>;

function declare(
  reader: Reader,
  node: Node & { type: 'TSInterfaceDeclaration' | 'TSTypeAliasDeclaration' | 'TSEnumDeclaration' },
  isExported: boolean,
  declared: Declared,
): void {
  const { scope } = reader;
  const { name, start } = node.id;
  const at = { start, end: start + name.length };
  const whole = { start: node.start, end: node.end };
  const index = reader.types.push({ name, scope, whole, isExported, decorators: [], ...declared, ...at }) - 1;
  bind(reader, { name, scope, kind: 'type', values: [], refersTo: index, ...at });
}

/** `'a' | 'b'` as values, where an alias stands for literals only. */
function literalsOf(type: TypeReference | undefined): Member[] | undefined {
  if (type?.kind !== 'union' || type.of.length < 2) return undefined;
  const members = type.of.flatMap((each): Member[] =>
    each.kind === 'literal'
      ? [
          {
            name: each.value,
            kind: 'enum-value',
            isOptional: false,
            isStatic: true,
            values: [],
            start: each.start,
            end: each.end,
          },
        ]
      : [],
  );
  return members.length === type.of.length ? members : undefined;
}

/** What an alias of object types holds; of `A & { … }` the part that is written here. */
function shapeOf(type: TypeReference | undefined): readonly Member[] {
  if (type?.kind === 'shape') return type.members;
  if (type?.kind === 'union') return type.of.flatMap((each) => (each.kind === 'shape' ? each.members : []));
  return [];
}
