// Expressions: all that is in them is read, and what they may stand for is told. Calls are written down on the way.

import type { Node } from 'oxc-parser';
import type { CallExpression, Expression, NamedExpression, TypeReference } from '../source-module.ts';
import { assignMember } from './read-class.ts';
import { noteCommonJs, noteCommonJsCall } from './read-commonjs.ts';
import { givenByCall } from './read-function.ts';
import { type Absent, keyName, other, type Reader } from './reader.ts';
import { boundVariable } from './reading.ts';
import { tagArithmetic } from './wire-code.ts';

export function readExpression(reader: Reader, node: Node | Absent): Expression {
  if (!node) return { kind: 'other', start: 0, end: 0 };
  const { start, end } = node;
  const read = reader.expression;
  switch (node.type) {
    case 'Identifier':
      return { kind: 'name', name: node.name, scope: reader.scope, start, end };
    case 'ThisExpression':
    case 'Super':
      return { kind: 'self', scope: reader.scope, start, end };
    case 'ParenthesizedExpression':
    case 'ChainExpression':
    case 'TSNonNullExpression':
    case 'TSInstantiationExpression':
      return read(node.expression);
    case 'AwaitExpression':
      return read(node.argument);
    case 'MemberExpression': {
      const object = read(node.object);
      if (node.computed) read(node.property);
      const name = keyName(node.property, node.computed);
      if (name === undefined) return { kind: 'element', of: object, start, end };
      return { kind: 'member', object, name, nameStart: node.property.start, start, end };
    }
    case 'CallExpression':
    case 'NewExpression':
      return readCall(reader, node);
    case 'ImportExpression': {
      const specifier = read(node.source);
      return specifier.kind === 'literal' ? requested(reader, String(specifier.value), node.source) : other(node);
    }
    case 'AssignmentExpression':
      return readAssignment(reader, node);
    case 'ConditionalExpression': {
      read(node.test);
      return { kind: 'choice', of: [read(node.consequent), read(node.alternate)], start, end };
    }
    case 'LogicalExpression':
      return { kind: 'choice', of: [read(node.left), read(node.right)], start, end };
    case 'SequenceExpression': {
      const values = node.expressions.map(read);
      return values.at(-1) ?? other(node);
    }
    case 'BinaryExpression': {
      const tag = tagArithmetic(node);
      if (tag) reader.wireCode.push({ kind: 'tag', isTelling: tag === 'telling', start, end });
      // a long sum leans to the left: as a loop, it needs no stack
      let left: Node = node;
      while (left.type === 'BinaryExpression') {
        read(left.right);
        left = left.left;
      }
      read(left);
      return other(node);
    }
    case 'AssignmentPattern':
      return { kind: 'choice', of: [read(node.left), read(node.right)], start, end };
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSTypeAssertion': {
      const of = read(node.expression);
      const type = reader.type(node.typeAnnotation);
      const isConst = type?.kind === 'name' && type.path.join() === 'const';
      return type && !isConst ? { kind: 'cast', type, of, start, end } : of;
    }
    case 'ObjectExpression':
      return readObject(reader, node);
    case 'ArrayExpression': {
      const items = node.elements.map((item) => read(item?.type === 'SpreadElement' ? item.argument : item));
      return { kind: 'list', items, start, end };
    }
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
      return reader.function(node);
    case 'ClassExpression':
      return reader.class(node, false);
    case 'Literal':
      return typeof node.value === 'string' || typeof node.value === 'number' || typeof node.value === 'boolean'
        ? { kind: 'literal', value: node.value, start, end }
        : other(node);
    case 'TemplateLiteral': {
      for (const each of node.expressions) read(each);
      const [only] = node.quasis;
      return node.quasis.length === 1 ? { kind: 'literal', value: only?.value.cooked ?? '', start, end } : other(node);
    }
    case 'TaggedTemplateExpression':
      read(node.tag);
      read(node.quasi);
      return other(node);
    case 'YieldExpression': {
      const value = read(node.argument);
      if (node.argument) reader.returns?.push({ kind: 'list', items: [value], start, end });
      return other(node);
    }
    case 'UnaryExpression':
    case 'UpdateExpression':
    case 'SpreadElement':
      read(node.argument);
      return other(node);
    case 'JSXElement':
    case 'JSXFragment':
      readJsx(reader, node);
      return other(node);
    default:
      return other(node);
  }
}

function readCall(reader: Reader, node: Node & { type: 'CallExpression' | 'NewExpression' }): Expression {
  const { start, end } = node;
  const callee = reader.expression(node.callee);
  const isRequire = callee.kind === 'name' && callee.name === 'require' && node.arguments.length === 1;
  const [first] = node.arguments;
  if (isRequire && first?.type === 'Literal' && typeof first.value === 'string') {
    return requested(reader, first.value, first);
  }
  const args = node.arguments.map((arg) => {
    if (arg.type === 'ArrowFunctionExpression' || arg.type === 'FunctionExpression') {
      return reader.function(arg, givenByCall(callee, arg));
    }
    return reader.expression(arg.type === 'SpreadElement' ? arg.argument : arg);
  });
  const typeArgs = (node.typeArguments?.params ?? []).flatMap((each): TypeReference[] => {
    const type = reader.type(each);
    return type ? [type] : [];
  });
  const call: CallExpression = {
    kind: node.type === 'NewExpression' ? 'new' : 'call',
    callee,
    args,
    scope: reader.scope,
    start,
    end,
    ...(typeArgs.length > 0 && { typeArgs }),
  };
  reader.calls.push(call);
  noteCommonJsCall(reader, call);
  return call;
}

function requested(reader: Reader, specifier: string, { start, end }: Node): Expression {
  reader.imports.push({ specifier, imported: '*', isTypeOnly: false, start, end });
  return { kind: 'module', specifier, start, end };
}

function readAssignment(reader: Reader, node: Node & { type: 'AssignmentExpression' }): Expression {
  const value = reader.expression(node.right);
  const { left } = node;
  if (left.type === 'Identifier') {
    if (node.operator === '=' || node.operator.length === 3) boundVariable(reader, left.name)?.values.push(value);
    return value;
  }
  if (left.type === 'ObjectPattern' || left.type === 'ArrayPattern') return value;
  const target = reader.expression(left);
  if (target.kind === 'member' && target.object.kind === 'self') assignMember(reader, target.name, value, left);
  else noteCommonJs(reader, target, value);
  return value;
}

function readObject(reader: Reader, node: Node & { type: 'ObjectExpression' }): Expression {
  const members: NamedExpression[] = [];
  const spread: Expression[] = [];
  for (const property of node.properties) {
    if (property.type === 'SpreadElement') {
      spread.push(reader.expression(property.argument));
      continue;
    }
    if (property.computed) reader.expression(property.key);
    const value = reader.expression(property.value);
    const name = keyName(property.key, property.computed);
    if (name === undefined || property.kind === 'set') continue;
    if (property.kind === 'init') members.push({ name, value });
    else if (value.kind === 'function') members.push(...value.returns.map((returned) => ({ name, value: returned })));
  }
  return { kind: 'object', members, spread, start: node.start, end: node.end };
}

function readJsx(reader: Reader, node: Node): void {
  if (node.type === 'JSXElement') {
    for (const attribute of node.openingElement.attributes) {
      if (attribute.type === 'JSXSpreadAttribute') reader.expression(attribute.argument);
      else if (attribute.value?.type === 'JSXExpressionContainer') reader.expression(attribute.value.expression);
    }
  }
  if (node.type !== 'JSXElement' && node.type !== 'JSXFragment') return;
  for (const child of node.children) {
    if (child.type === 'JSXExpressionContainer') reader.expression(child.expression);
    else if (child.type === 'JSXSpreadChild') reader.expression(child.expression);
    else readJsx(reader, child);
  }
}
