// Looks up names of one module: which binding a name means in a scope, and which type.

import type { Binding, SourceModule, TypeDeclaration } from '../source-module.ts';

const bindingsOf = new WeakMap<SourceModule, ReadonlyMap<string, readonly Binding[]>>();

/** Everything that the name is bound to in the innermost scope that binds it. Of a type and a value of one name, both. */
export function boundTo(module: SourceModule, name: string, scope: number): readonly Binding[] {
  for (let at = scope; at !== -1; at = module.scopes[at]?.parent ?? -1) {
    const found = boundIn(module, name, at);
    if (found.length > 0) return found;
  }
  return [];
}

/** What a scope itself binds the name to. */
export function boundIn(module: SourceModule, name: string, scope: number): readonly Binding[] {
  let known = bindingsOf.get(module);
  if (!known) {
    const lists = new Map<string, Binding[]>();
    for (const binding of module.bindings) {
      const key = `${binding.scope} ${binding.name}`;
      const list = lists.get(key);
      if (list) list.push(binding);
      else lists.set(key, [binding]);
    }
    known = lists;
    bindingsOf.set(module, known);
  }
  return known.get(`${scope} ${name}`) ?? [];
}

/** The declaration whose body holds the scope. */
export function classAround(module: SourceModule, scope: number): number | undefined {
  for (let at = scope; at !== -1; at = module.scopes[at]?.parent ?? -1) {
    const type = module.scopes[at]?.type;
    if (type !== undefined) return type;
  }
  return undefined;
}

export function typeAt(module: SourceModule, index: number): TypeDeclaration | undefined {
  return module.types[index];
}
