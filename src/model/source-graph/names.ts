// Looks up names of one module: which binding a name means in a scope, and which type.

import type { Binding, SourceModule, TypeDeclaration } from '../source-module.ts';

/** By scope, then by name. */
type Lists = ReadonlyMap<number, ReadonlyMap<string, readonly Binding[]>>;

const bindingsOf = new WeakMap<SourceModule, Lists>();
const NONE: readonly Binding[] = [];

/** Everything that the name is bound to in the innermost scope that binds it. Of a type and a value of one name, both. */
export function boundTo(module: SourceModule, name: string, scope: number): readonly Binding[] {
  const lists = listsOf(module);
  for (let at = scope; at !== -1; at = module.scopes[at]?.parent ?? -1) {
    const found = lists.get(at)?.get(name);
    if (found) return found;
  }
  return NONE;
}

/** What a scope itself binds the name to. */
export function boundIn(module: SourceModule, name: string, scope: number): readonly Binding[] {
  return listsOf(module).get(scope)?.get(name) ?? NONE;
}

function listsOf(module: SourceModule): Lists {
  const known = bindingsOf.get(module);
  if (known) return known;
  const lists = new Map<number, Map<string, Binding[]>>();
  for (const binding of module.bindings) {
    const inScope = lists.get(binding.scope) ?? new Map<string, Binding[]>();
    lists.set(binding.scope, inScope);
    const list = inScope.get(binding.name);
    if (list) list.push(binding);
    else inScope.set(binding.name, [binding]);
  }
  bindingsOf.set(module, lists);
  return lists;
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
