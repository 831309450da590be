// Classes: a declaration with its members, and what stands in their bodies.

import type { Node } from 'oxc-parser';
import type {
  Decorator,
  Expression,
  Member,
  NameExpression,
  TypeDeclaration,
  TypeReference,
} from '../source-module.ts';
import { namePath, readType } from './read-type.ts';
import { keyName, other, type Reader } from './reader.ts';
import { bind, withinScope } from './reading.ts';

interface OpenMember extends Member {
  readonly values: Expression[];
}

export function readClass(reader: Reader, node: Node, isExported: boolean, wholeStart = node.start): Expression {
  if (node.type !== 'ClassDeclaration' && node.type !== 'ClassExpression') return other(node);
  const scope = reader.scope;
  const name = node.id?.name ?? '';
  const at = node.id ?? { start: node.start, end: Math.min(node.start + 'class'.length, node.end) };
  const members: OpenMember[] = [];
  const index = reader.types.length;
  const decorators = node.decorators.map((decorator): Decorator => readDecorator(reader, decorator));
  const first = Math.min(wholeStart, ...decorators.map(({ start }) => start));
  const base = baseOf(reader, node);
  const declaration: TypeDeclaration = {
    name,
    kind: 'class',
    scope,
    start: at.start,
    end: at.end,
    whole: { start: first, end: node.end },
    isExported,
    bases: [...(base ? [base] : []), ...(node.implements ?? []).flatMap((each) => readType(each, scope) ?? [])],
    members,
    decorators,
  };
  reader.types.push(declaration);
  bind(reader, { name, scope, kind: 'type', values: [], start: at.start, end: at.end, refersTo: index });
  withinScope(reader, { kind: 'class', type: index }, () => {
    for (const element of node.body.body) readElement(reader, element, members);
  });
  const self: NameExpression = { kind: 'name', name, scope, start: node.start, end: node.end };
  return self;
}

function baseOf(reader: Reader, node: Node): TypeReference | undefined {
  if (node.type !== 'ClassDeclaration' && node.type !== 'ClassExpression') return undefined;
  if (!node.superClass) return undefined;
  const { start, end } = node.superClass;
  const path = namePath(node.superClass);
  const value = reader.expression(node.superClass);
  const args = (node.superTypeArguments?.params ?? []).flatMap((each) => reader.type(each) ?? []);
  if (path.length > 0) return { kind: 'name', path, args, scope: reader.scope, start, end };
  return { kind: 'typeof', of: value, start, end };
}

function readDecorator(reader: Reader, { start, end, expression }: Node & { type: 'Decorator' }): Decorator {
  return { expression: reader.expression(expression), start, end };
}

function readElement(reader: Reader, node: Node, members: OpenMember[]): void {
  switch (node.type) {
    case 'MethodDefinition':
    case 'TSAbstractMethodDefinition': {
      for (const decorator of node.decorators) reader.expression(decorator.expression);
      if (node.computed) reader.expression(node.key);
      const value = reader.function(node.value);
      const name = keyName(node.key, node.computed);
      if (node.kind === 'constructor') addParameterProperties(reader, node.value, members);
      else if (name !== undefined && node.kind !== 'set') {
        const isGetter = node.kind === 'get';
        const values = isGetter ? [...value.returns] : [value];
        addMember(members, node.key, {
          name,
          kind: isGetter ? 'field' : 'method',
          isOptional: false,
          isStatic: node.static,
          values,
          ...(value.result && { type: value.result }),
        });
      }
      return;
    }
    case 'PropertyDefinition':
    case 'TSAbstractPropertyDefinition':
    case 'AccessorProperty': {
      for (const decorator of node.decorators ?? []) reader.expression(decorator.expression);
      if (node.computed) reader.expression(node.key);
      const value = node.value ? reader.expression(node.value) : undefined;
      const name = keyName(node.key, node.computed);
      const type = reader.type(node.typeAnnotation);
      if (name === undefined) return;
      const isOptional = 'optional' in node && Boolean(node.optional);
      addMember(members, node.key, {
        name,
        kind: value?.kind === 'function' ? 'method' : 'field',
        isOptional,
        isStatic: node.static,
        values: value ? [value] : [],
        ...(type && { type }),
      });
      return;
    }
    case 'StaticBlock':
      withinScope(reader, { kind: 'block' }, () => {
        for (const statement of node.body) reader.statement(statement);
      });
      return;
    default:
      return;
  }
}

function addMember(members: OpenMember[], key: Node, member: Omit<OpenMember, 'start' | 'end'>): void {
  members.push({ ...member, start: key.start, end: key.end });
}

/** `constructor(private readonly codec: Foo)` declares a field. */
function addParameterProperties(reader: Reader, node: Node, members: OpenMember[]): void {
  if (!('params' in node)) return;
  for (const param of node.params) {
    if (param.type !== 'TSParameterProperty') continue;
    const inner: Node = param.parameter;
    const target = inner.type === 'AssignmentPattern' ? inner.left : inner;
    if (target.type !== 'Identifier') continue;
    const type = reader.type(target.typeAnnotation);
    members.push({
      name: target.name,
      kind: 'field',
      isOptional: Boolean(target.optional),
      isStatic: false,
      values: [],
      start: target.start,
      end: target.start + target.name.length,
      ...(type && { type }),
    });
  }
}

/** `this.x = value` adds to what the field `x` may be; in JavaScript it declares it. */
export function assignMember(reader: Reader, name: string, value: Expression, at: Node): void {
  for (let scope = reader.scope; scope !== -1; scope = reader.scopes[scope]?.parent ?? -1) {
    const type = reader.scopes[scope]?.type;
    if (type === undefined) continue;
    const members = reader.types[type]?.members as OpenMember[] | undefined;
    const known = members?.find((member) => member.name === name);
    if (known) known.values.push(value);
    else
      members?.push({
        name,
        kind: 'field',
        isOptional: false,
        isStatic: false,
        values: [value],
        start: at.start,
        end: at.end,
      });
    return;
  }
}
