// Type annotations as TypeReferences, and the members of interfaces and object types.

import type { Node } from 'oxc-parser';
import type { Expression, Member, TypeReference } from '../source-module.ts';
import { type Absent, keyName } from './reader.ts';

export function readType(node: Node | Absent, scope: number): TypeReference | undefined {
  if (!node) return undefined;
  const { start, end } = node;
  const read = (inner: Node | Absent): TypeReference => readType(inner, scope) ?? { kind: 'other', start, end };
  switch (node.type) {
    case 'TSTypeAnnotation':
      return readType(node.typeAnnotation, scope);
    case 'TSParenthesizedType':
      return readType(node.typeAnnotation, scope);
    case 'TSTypeReference':
      return {
        kind: 'name',
        path: namePath(node.typeName),
        args: (node.typeArguments?.params ?? []).map(read),
        scope,
        start,
        end,
      };
    case 'TSInterfaceHeritage':
    case 'TSClassImplements':
      return {
        kind: 'name',
        path: namePath(node.expression),
        args: (node.typeArguments?.params ?? []).map(read),
        scope,
        start,
        end,
      };
    case 'TSTypeQuery':
      return node.exprName.type === 'TSImportType'
        ? read(node.exprName)
        : { kind: 'typeof', of: nameExpression(node.exprName, scope), start, end };
    case 'TSImportType':
      return { kind: 'import', specifier: node.source.value, path: namePath(node.qualifier), start, end };
    case 'TSArrayType':
      return { kind: 'list', of: read(node.elementType), start, end };
    case 'TSTupleType':
      return {
        kind: 'list',
        of: { kind: 'union', of: node.elementTypes.map(read), start, end },
        start,
        end,
      };
    case 'TSNamedTupleMember':
      return readType(node.elementType, scope);
    case 'TSOptionalType':
    case 'TSRestType':
      return readType(node.typeAnnotation, scope);
    case 'TSUnionType':
    case 'TSIntersectionType':
      return { kind: 'union', of: node.types.map(read), start, end };
    case 'TSTypeLiteral':
      return { kind: 'shape', members: readSignatures(node.members, scope), start, end };
    case 'TSFunctionType':
    case 'TSConstructorType':
      return { kind: 'function', result: read(node.returnType), start, end };
    case 'TSTypeOperator':
      // `readonly T[]` is a list; `keyof T` is made from T
      return node.operator === 'readonly'
        ? readType(node.typeAnnotation, scope)
        : { kind: 'derived', from: [read(node.typeAnnotation)], start, end };
    case 'TSMappedType':
      return { kind: 'derived', from: [read(node.constraint), read(node.typeAnnotation)], start, end };
    case 'TSIndexedAccessType':
      return { kind: 'derived', from: [read(node.objectType)], start, end };
    case 'TSConditionalType':
      return { kind: 'derived', from: [read(node.trueType), read(node.falseType)], start, end };
    case 'TSLiteralType':
      return 'value' in node.literal && typeof node.literal.value === 'string'
        ? { kind: 'literal', value: node.literal.value, start, end }
        : { kind: 'other', start, end };
    default:
      return { kind: 'other', start, end };
  }
}

/** `a.b.C` as its names; empty where it is something else. */
export function namePath(node: Node | Absent): string[] {
  const names: string[] = [];
  for (let at = node; at; ) {
    if (at.type === 'Identifier') return [at.name, ...names.reverse()];
    if (at.type === 'TSQualifiedName') {
      names.push(at.right.name);
      at = at.left;
    } else if (at.type === 'MemberExpression' && !at.computed && at.property.type === 'Identifier') {
      names.push(at.property.name);
      at = at.object;
    } else return [];
  }
  return [];
}

/** A name with dots as the expression that it would be. */
export function nameExpression(node: Node, scope: number): Expression {
  const { start, end } = node;
  if (node.type === 'Identifier') return { kind: 'name', name: node.name, scope, start, end };
  if (node.type === 'ThisExpression') return { kind: 'self', scope, start, end };
  if (node.type !== 'TSQualifiedName') return { kind: 'other', start, end };
  const object = nameExpression(node.left, scope);
  return { kind: 'member', object, name: node.right.name, nameStart: node.right.start, start, end };
}

/** The named members of an interface or object type. */
export function readSignatures(signatures: readonly Node[], scope: number): Member[] {
  return signatures.flatMap((node): Member[] => {
    if (node.type !== 'TSPropertySignature' && node.type !== 'TSMethodSignature') return [];
    const name = keyName(node.key, node.computed);
    if (name === undefined) return [];
    const isMethod = node.type === 'TSMethodSignature';
    const type = readType(isMethod ? node.returnType : node.typeAnnotation, scope);
    return [
      {
        name,
        kind: isMethod ? 'method' : 'field',
        isOptional: node.optional,
        isStatic: false,
        values: [],
        start: node.key.start,
        end: node.key.end,
        ...(type && { type }),
      },
    ];
  });
}
