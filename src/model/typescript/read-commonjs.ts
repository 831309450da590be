// Exports as CommonJS writes them, by hand and as compilers do: `module.exports =`, `exports.x =`, `__exportStar`.

import type { CallExpression, Expression } from '../source-module.ts';
import type { Reader } from './reader.ts';

/** An assignment that exports. */
export function noteCommonJs(reader: Reader, target: Expression, value: Expression): void {
  if (target.kind !== 'member') return;
  const { start, end } = target;
  const { object, name } = target;
  if (isName(object, 'module') && name === 'exports') {
    reader.exports.push({ name: '=', value, isTypeOnly: false, start, end });
  } else if (isExports(object)) {
    reader.exports.push({ name, value, isTypeOnly: false, start, end });
  }
}

/** `__exportStar(require('./x'), exports)`, `Object.defineProperty(exports, 'x', { get: … })`. */
export function noteCommonJsCall(reader: Reader, { callee, args, start, end }: CallExpression): void {
  const [first, second, third] = args;
  const called = callee.kind === 'name' || callee.kind === 'member' ? callee.name : undefined;
  if (called === '__exportStar' && first?.kind === 'module') {
    const from = { specifier: first.specifier, imported: '*' };
    reader.exports.push({ name: '*', from, isTypeOnly: false, start, end });
  } else if (called === 'defineProperty' && first && isExports(first) && second?.kind === 'literal') {
    const getter = third?.kind === 'object' ? third.members.find(({ name }) => name === 'get')?.value : undefined;
    const value = getter?.kind === 'function' ? getter.returns[0] : undefined;
    if (value) reader.exports.push({ name: String(second.value), value, isTypeOnly: false, start, end });
  }
}

function isExports(expression: Expression): boolean {
  if (isName(expression, 'exports')) return true;
  return expression.kind === 'member' && expression.name === 'exports' && isName(expression.object, 'module');
}

function isName(expression: Expression, name: string): boolean {
  return expression.kind === 'name' && expression.name === name;
}
