// Functions and methods: their parameters as names, their bodies, and what they return.

import type { Node } from 'oxc-parser';
import type { Expression, FunctionExpression } from '../source-module.ts';
import { other, type Reader } from './reader.ts';
import { returnsOf, withinScope } from './reading.ts';

export function readFunction(reader: Reader, node: Node, given?: Expression): FunctionExpression {
  const { start, end } = node;
  if (
    node.type !== 'FunctionDeclaration' &&
    node.type !== 'FunctionExpression' &&
    node.type !== 'TSDeclareFunction' &&
    node.type !== 'TSEmptyBodyFunctionExpression' &&
    node.type !== 'ArrowFunctionExpression'
  ) {
    return { kind: 'function', returns: [], start, end };
  }
  let result: FunctionExpression['result'];
  const returns = returnsOf(reader, () => {
    withinScope(reader, { kind: 'function' }, () => {
      for (const param of node.params) {
        const value: Expression | undefined = given && { ...given, start: param.start, end: param.end };
        reader.pattern(param, value, { kind: 'parameter', scope: reader.scope });
        if ('decorators' in param) for (const { expression } of param.decorators ?? []) reader.expression(expression);
      }
      result = reader.type(node.returnType);
      if (!node.body) return;
      if (node.body.type !== 'BlockStatement') reader.returns?.push(reader.expression(node.body));
      else for (const statement of node.body.body) reader.statement(statement);
    });
  });
  return { kind: 'function', returns, start, end, ...(result && { result }) };
}

/** Lists and what they are like: what their callbacks are handed is what is in them. */
const ITERATING = new Set([
  ...['map', 'flatMap', 'forEach', 'filter', 'find', 'findLast', 'findIndex', 'some', 'every', 'reduce', 'sort'],
]);

/** What the parameters of a function stand for that is handed to a call. */
export function givenByCall(callee: Expression, node: Node): Expression {
  const { start, end } = node;
  if (callee.kind !== 'member') return { kind: 'element', of: { ...other(node) }, start, end };
  if (callee.name === 'then') return callee.object;
  const of = ITERATING.has(callee.name) ? callee.object : callWithout(callee, node);
  return { kind: 'element', of, start, end };
}

/** `load('x', (error, root) => …)` hands on what it loads. */
function callWithout(callee: Expression, { start, end }: Node): Expression {
  return { kind: 'call', callee, args: [], scope: 0, start, end };
}
