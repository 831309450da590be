// Every symbol of a link by its full name, and every package. Knows nothing of who may see them.

import type { Declarations, SymbolDescriptor } from './declarations.ts';

/** Several symbols stand under one name where files of unrelated trees declare the same, or where it is a flaw. */
export class SymbolTable {
  readonly #symbols = new Map<string, SymbolDescriptor | SymbolDescriptor[]>();
  readonly #packages = new Set<string>();
  readonly #scopes = new Map<string, Map<string, readonly string[]>>();

  constructor(declared: Iterable<Declarations>) {
    for (const { file, symbols } of declared) {
      for (const symbol of symbols) this.#add(symbol);
      for (let scope: string | undefined = file.package; scope; scope = parentScope(scope)) this.#packages.add(scope);
    }
  }

  #add(symbol: SymbolDescriptor): void {
    const known = this.#symbols.get(symbol.fullName);
    if (!known) this.#symbols.set(symbol.fullName, symbol);
    else if (Array.isArray(known)) known.push(symbol);
    else this.#symbols.set(symbol.fullName, [known, symbol]);
  }

  get(fullName: string): readonly SymbolDescriptor[] {
    const symbols = this.#symbols.get(fullName);
    if (!symbols) return NONE;
    return Array.isArray(symbols) ? symbols : [symbols];
  }

  /** The first symbol of the name for which the test holds; makes no list, as nearly always there is one symbol. */
  find(fullName: string, test: (symbol: SymbolDescriptor) => boolean): SymbolDescriptor | undefined {
    const symbols = this.#symbols.get(fullName);
    if (!symbols) return undefined;
    if (Array.isArray(symbols)) return symbols.find(test);
    return test(symbols) ? symbols : undefined;
  }

  hasPackage(name: string): boolean {
    return this.#packages.has(name);
  }

  /** Names that stand for more than one symbol. */
  *clashes(): Iterable<readonly SymbolDescriptor[]> {
    for (const symbols of this.#symbols.values()) if (Array.isArray(symbols)) yield symbols;
  }

  /**
   * The scopes around (and with) this one in which the first part of a name stands for anything, in whatever file;
   * innermost first, each ready to be put before the name. Remembered, since packages are shared by many files.
   */
  scopesWith(first: string, scope: string): readonly string[] {
    let byName = this.#scopes.get(scope);
    if (!byName) {
      byName = new Map();
      this.#scopes.set(scope, byName);
    }
    let scopes = byName.get(first);
    if (!scopes) {
      const found: string[] = [];
      for (let outer: string | undefined = scope; outer !== undefined; outer = parentScope(outer)) {
        const prefix = outer === '' ? '' : `${outer}.`;
        if (this.#symbols.has(prefix + first) || this.#packages.has(prefix + first)) found.push(prefix);
      }
      scopes = found;
      byName.set(first, scopes);
    }
    return scopes;
  }
}

const NONE: readonly SymbolDescriptor[] = [];

/** The scope around this one: `a.b` → `a` → `` → nothing. */
export function parentScope(scope: string): string | undefined {
  if (scope === '') return undefined;
  const dot = scope.lastIndexOf('.');
  return dot === -1 ? '' : scope.slice(0, dot);
}
