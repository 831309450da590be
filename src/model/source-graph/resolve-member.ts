// What a member of a value is: of an object, a class and what it extends, a namespace, a module, a list.

import type { Expression, Member, SourceModule } from '../source-module.ts';
import { boundIn, typeAt } from './names.ts';
import type { Resolution } from './resolution.ts';
import { GIVES_LIST, GIVES_ONE } from './type-names.ts';
import { FOREIGN, tellingOf, UNKNOWN, type Value } from './value.ts';

export function memberOf(all: Resolution, of: Value, name: string, isSure: boolean): Value {
  switch (of.kind) {
    case 'generated':
    case 'runtime':
      return name === 'default' && of.trail.length === 0 ? of : { ...of, trail: [...of.trail, name] };
    case 'module':
      return all.exported(of.module, name, isSure);
    case 'namespace':
      return tellingOf(boundIn(of.module, name, of.scope).map((binding) => all.bound(binding, of.module, isSure)));
    case 'class':
    case 'instance':
      return ofType(all, of.module, of.type, name, isSure);
    case 'shape':
      return ofMembers(all, of.members, name, of.module, isSure) ?? FOREIGN;
    case 'object': {
      const { expression, module } = of;
      if (expression.kind !== 'object') return UNKNOWN;
      const found = expression.members.find((each) => each.name === name);
      if (found) return all.value(found.value, module, isSure);
      return all.once(
        expression,
        isSure,
        () => tellingOf(expression.spread.map((each) => all.member(all.value(each, module, isSure), name, isSure))),
        name,
      );
    }
    case 'list':
      // what is looked up by a name in a table is one of what is in it
      return GIVES_ONE.has(name) || GIVES_LIST.has(name) ? of : of.of;
    case 'function':
      return UNKNOWN;
    default:
      return of;
  }
}

function ofType(all: Resolution, module: SourceModule, type: number, name: string, isSure: boolean): Value {
  const declaration = typeAt(module, type);
  if (!declaration) return UNKNOWN;
  const find = () => {
    const own = ofMembers(all, declaration.members, name, module, isSure);
    if (own) return own;
    const inherited = declaration.bases.map((base) => all.member(all.typed(base, module, isSure), name, isSure));
    if (inherited.length > 0) return tellingOf(inherited);
    // Python's instances can be given what their class does not tell of
    return module.language === 'python' ? UNKNOWN : FOREIGN;
  };
  return all.once(declaration, isSure, find, name);
}

function ofMembers(
  all: Resolution,
  members: readonly Member[],
  name: string,
  module: SourceModule,
  isSure: boolean,
): Value | undefined {
  const found = members.filter((each) => each.name === name);
  if (found.length === 0) return undefined;
  return tellingOf(
    found.map((each) => {
      const values = each.values.map((one) => all.value(one, module, isSure));
      if (!each.type) return tellingOf(values);
      const type = each.type;
      const { start, end } = each;
      // a method's annotation is that of its result
      if (each.kind === 'method') {
        const [body] = each.values;
        if (body?.kind === 'function') return tellingOf(values);
        const made: Expression = { kind: 'function', returns: [], result: type, start, end };
        return { kind: 'function', module, expression: made };
      }
      return tellingOf([all.typed(type, module, isSure), ...values]);
    }),
  );
}
