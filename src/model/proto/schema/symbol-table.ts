// Every symbol of a link by its scope and name, and every package. Knows nothing of who may see them.

import type { Declarations, SymbolDescriptor } from './declarations.ts';

/** Several symbols stand under one name where files of unrelated trees declare the same, or where it is a flaw. */
type Symbols = SymbolDescriptor | SymbolDescriptor[];

type Test = (symbol: SymbolDescriptor) => boolean;

export class SymbolTable {
  /** By scope, then by simple name: full names would have to be put together for every symbol and every question. */
  readonly #scopes = new Map<string, Map<string, Symbols>>();
  readonly #packages = new Set<string>();
  /** What full names were found to mean. */
  readonly #known = new Map<string, Symbols | undefined>();
  readonly #around = new Map<string, Map<string, readonly string[]>>();

  constructor(declared: Iterable<Declarations>) {
    for (const { file, symbols } of declared) {
      for (const symbol of symbols) this.#add(symbol);
      for (let scope: string | undefined = file.package; scope; scope = parentScope(scope)) this.#packages.add(scope);
    }
  }

  #add(symbol: SymbolDescriptor): void {
    const scope = scopeOf(symbol);
    let symbols = this.#scopes.get(scope);
    if (!symbols) {
      symbols = new Map();
      this.#scopes.set(scope, symbols);
    }
    const known = symbols.get(symbol.name);
    if (!known) symbols.set(symbol.name, symbol);
    else if (Array.isArray(known)) known.push(symbol);
    else symbols.set(symbol.name, [known, symbol]);
  }

  get(fullName: string): readonly SymbolDescriptor[] {
    const symbols = this.#named(fullName);
    if (!symbols) return NONE;
    return Array.isArray(symbols) ? symbols : [symbols];
  }

  /** The first symbol of that full name for which the test holds. */
  find(fullName: string, test: Test): SymbolDescriptor | undefined {
    return firstOf(this.#named(fullName), test);
  }

  /** The same for a simple name in a scope. */
  findIn(scope: string, name: string, test: Test): SymbolDescriptor | undefined {
    return firstOf(this.#scopes.get(scope)?.get(name), test);
  }

  hasPackage(name: string): boolean {
    return this.#packages.has(name);
  }

  /** Names that stand for more than one symbol. */
  *clashes(): Iterable<readonly SymbolDescriptor[]> {
    for (const scope of this.#scopes.values()) {
      for (const symbols of scope.values()) if (Array.isArray(symbols)) yield symbols;
    }
  }

  /**
   * The scopes around (and with) this one in which the first part of a name stands for anything, in whatever file;
   * innermost first. Remembered, since packages are shared by many files.
   */
  scopesWith(first: string, scope: string): readonly string[] {
    let byName = this.#around.get(scope);
    if (!byName) {
      byName = new Map();
      this.#around.set(scope, byName);
    }
    let scopes = byName.get(first);
    if (!scopes) {
      const found: string[] = [];
      for (let outer: string | undefined = scope; outer !== undefined; outer = parentScope(outer)) {
        if (this.#scopes.get(outer)?.has(first) || this.#packages.has(nameIn(outer, first))) found.push(outer);
      }
      scopes = found;
      byName.set(first, scopes);
    }
    return scopes;
  }

  #named(fullName: string): Symbols | undefined {
    const known = this.#known.get(fullName);
    if (known || this.#known.has(fullName)) return known;
    const dot = fullName.lastIndexOf('.');
    const scope = dot === -1 ? '' : fullName.slice(0, dot);
    const found = this.#scopes.get(scope)?.get(fullName.slice(dot + 1));
    this.#known.set(fullName, found);
    return found;
  }
}

const NONE: readonly SymbolDescriptor[] = [];

/** Makes no list, as nearly always there is one symbol. */
function firstOf(symbols: Symbols | undefined, test: Test): SymbolDescriptor | undefined {
  if (!symbols) return undefined;
  if (Array.isArray(symbols)) return symbols.find(test);
  return test(symbols) ? symbols : undefined;
}

/** The full name of what its own is put behind; values of top-level enums, the only ones here, stand beside their enum. */
function scopeOf(symbol: SymbolDescriptor): string {
  const parent = symbol.kind === 'service' || symbol.kind === 'enumValue' ? undefined : symbol.parent;
  return parent?.fullName ?? symbol.file.package;
}

/** `name`, as it is called in full within the scope. */
export function nameIn(scope: string, name: string): string {
  return scope === '' ? name : `${scope}.${name}`;
}

/** The scope around this one: `a.b` → `a` → `` → nothing. */
export function parentScope(scope: string): string | undefined {
  if (scope === '') return undefined;
  const dot = scope.lastIndexOf('.');
  return dot === -1 ? '' : scope.slice(0, dot);
}
