// What is gathered while one TypeScript file is read: its lists, and the scope that the reader is in.
// Knows no syntax.

import type {
  Binding,
  CallExpression,
  Expression,
  ModuleExport,
  ModuleImport,
  Scope,
  TypeDeclaration,
  WireCode,
} from '../source-module.ts';

export interface OpenBinding extends Binding {
  readonly values: Expression[];
}

export interface Reading {
  readonly scopes: Scope[];
  readonly bindings: OpenBinding[];
  readonly imports: ModuleImport[];
  readonly exports: ModuleExport[];
  readonly calls: CallExpression[];
  readonly types: TypeDeclaration[];
  readonly wireCode: WireCode[];
  /** Index of the scope that is read. */
  scope: number;
  /** What the function that is read returns; nothing outside of functions. */
  returns: Expression[] | undefined;
  /** By scope and name. */
  readonly known: Map<string, OpenBinding[]>;
}

export function startReading(): Reading {
  return {
    scopes: [{ parent: -1, kind: 'module' }],
    bindings: [],
    imports: [],
    exports: [],
    calls: [],
    types: [],
    wireCode: [],
    scope: 0,
    returns: undefined,
    known: new Map(),
  };
}

/** Reads something in a scope of its own; tells which it was. */
export function withinScope(reading: Reading, scope: Omit<Scope, 'parent'>, read: () => void): number {
  const outer = reading.scope;
  reading.scope = reading.scopes.push({ parent: outer, ...scope }) - 1;
  const own = reading.scope;
  try {
    read();
  } finally {
    reading.scope = outer;
  }
  return own;
}

/** The values that are returned while `read` runs. */
export function returnsOf(reading: Reading, read: () => void): readonly Expression[] {
  const outer = reading.returns;
  const own: Expression[] = [];
  reading.returns = own;
  try {
    read();
  } finally {
    reading.returns = outer;
  }
  return own;
}

export function bind(reading: Reading, binding: Binding): OpenBinding {
  const open = { ...binding, values: [...binding.values] };
  reading.bindings.push(open);
  const key = keyOf(binding.scope, binding.name);
  const same = reading.known.get(key);
  if (same) same.push(open);
  else reading.known.set(key, [open]);
  return open;
}

/** The variable that a name means where the reader is. Nothing when it is declared further down. */
export function boundVariable(reading: Reading, name: string): OpenBinding | undefined {
  for (let scope = reading.scope; scope !== -1; scope = reading.scopes[scope]?.parent ?? -1) {
    const found = reading.known.get(keyOf(scope, name))?.find(({ kind }) => kind !== 'type');
    if (found) return found;
  }
  return undefined;
}

/** Where `var` puts its names. */
export function functionScope(reading: Reading): number {
  let scope = reading.scope;
  while (reading.scopes[scope]?.kind === 'block') scope = reading.scopes[scope]?.parent ?? 0;
  return scope;
}

function keyOf(scope: number, name: string): string {
  return `${scope} ${name}`;
}
