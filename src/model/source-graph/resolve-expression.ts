// What an expression stands for: through variables, calls and what they give, lists and what is in them.

import type { CallExpression, Expression, SourceModule } from '../source-module.ts';
import { boundTo, classAround } from './names.ts';
import type { Resolution } from './resolution.ts';
import { fromImport, fromStars } from './resolve-import.ts';
import { GIVES_LIST, GIVES_ONE, LIST_LIKE } from './type-names.ts';
import { CALLED, FOREIGN, tellingOf, UNKNOWN, type Value } from './value.ts';

export function findValue(all: Resolution, expression: Expression, module: SourceModule, isSure: boolean): Value {
  const of = (inner: Expression) => all.value(inner, module, isSure);
  switch (expression.kind) {
    case 'name':
      return named(all, expression.name, expression.scope, module, isSure);
    case 'member':
      return all.member(of(expression.object), expression.name, isSure);
    case 'call':
      return resultOf(all, expression, module, isSure);
    case 'new':
      return collection(all, expression, module, isSure) ?? constructed(all, of(expression.callee), isSure);
    case 'module':
      return fromImport(all.graph.imported(module, expression.specifier, isSure));
    case 'self': {
      const type = classAround(module, expression.scope);
      return type === undefined ? UNKNOWN : { kind: 'instance', module, type };
    }
    case 'choice':
      return tellingOf(expression.of.map(of));
    case 'element':
      return elementOf(of(expression.of));
    case 'list':
      return { kind: 'list', of: tellingOf(expression.items.map(of)) };
    case 'cast': {
      const type = all.typed(expression.type, module, isSure);
      return type.kind === 'unknown' ? of(expression.of) : type;
    }
    case 'object':
    case 'function':
      return { kind: expression.kind, module, expression };
    case 'literal':
      return FOREIGN;
    default:
      return UNKNOWN;
  }
}

/** `new Map([['a', x]])` holds what it is made of. */
function collection(
  all: Resolution,
  { callee, args }: CallExpression,
  module: SourceModule,
  isSure: boolean,
): Value | undefined {
  const [first] = args;
  if (callee.kind !== 'name' || !LIST_LIKE.has(callee.name) || !first) return undefined;
  if (boundTo(module, callee.name, callee.scope).length > 0) return undefined;
  const held = all.value(first, module, isSure);
  return held.kind === 'list' && held.of.kind === 'list' ? held.of : held;
}

/** `lists.get(k)` gives one of what is in it; any other call what the function says. */
function resultOf(all: Resolution, call: CallExpression, module: SourceModule, isSure: boolean): Value {
  const { callee } = call;
  if (callee.kind === 'member') {
    const object = all.value(callee.object, module, isSure);
    if (object.kind === 'list') {
      if (GIVES_ONE.has(callee.name)) return object.of;
      if (GIVES_LIST.has(callee.name)) return object;
      const [first] = call.args;
      if ((callee.name === 'map' || callee.name === 'flatMap') && first) {
        const item = all.called(all.value(first, module, isSure), isSure);
        return { kind: 'list', of: item.kind === 'list' ? item.of : item };
      }
    }
    if (callee.name === 'bind') return object;
    // a promise stands for what it brings
    if (callee.name === 'catch' || callee.name === 'finally') return object;
    if (callee.name === 'then') {
      const [first] = call.args;
      return first ? all.called(all.value(first, module, isSure), isSure) : object;
    }
  }
  return all.called(all.value(callee, module, isSure), isSure);
}

function named(all: Resolution, name: string, scope: number, module: SourceModule, isSure: boolean): Value {
  const bindings = boundTo(module, name, scope);
  if (bindings.length === 0) return fromStars(all, name, module, isSure);
  // of an interface and a constant of one name, an expression means the constant
  const values = bindings.filter(({ kind }) => kind !== 'type');
  return tellingOf((values.length > 0 ? values : bindings).map((binding) => all.bound(binding, module, isSure)));
}

export function calledValue(all: Resolution, callee: Value, isSure: boolean): Value {
  switch (callee.kind) {
    case 'generated':
    case 'runtime':
      return { ...callee, trail: [...callee.trail, CALLED] };
    case 'function': {
      const { expression, module } = callee;
      if (expression.kind !== 'function') return UNKNOWN;
      // the function itself is known under its own node
      return all.once(expression.returns, isSure, () => {
        if (expression.result) {
          const result = all.typed(expression.result, module, isSure);
          if (result.kind !== 'unknown') return result;
        }
        return tellingOf(expression.returns.map((each) => all.value(each, module, isSure)));
      });
    }
    case 'class':
      return constructed(all, callee, isSure);
    case 'foreign':
      return FOREIGN;
    default:
      return UNKNOWN;
  }
}

function constructed(all: Resolution, callee: Value, isSure: boolean): Value {
  return callee.kind === 'class' ? { ...callee, kind: 'instance' } : all.called(callee, isSure);
}

function elementOf(of: Value): Value {
  if (of.kind === 'list') return of.of;
  return of.kind === 'generated' || of.kind === 'runtime' ? of : UNKNOWN;
}
