// What a name or an expression can stand for, as far as protobuf is concerned. Types and small questions only.

import type { Expression, Member, SourceModule } from '../source-module.ts';
import type { Runtime } from './runtimes.ts';
import type { Origin } from './source-graph.ts';

/** Stands in a trail for a call or `new`. */
export const CALLED = '()';

export type Value =
  /** Cannot be told. */
  | { readonly kind: 'unknown' }
  /** Has nothing to do with protobuf. */
  | { readonly kind: 'foreign' }
  | { readonly kind: 'module'; readonly module: SourceModule }
  | { readonly kind: 'namespace'; readonly module: SourceModule; readonly scope: number }
  /** Something in generated code: the names on the way to it, and calls. */
  | { readonly kind: 'generated'; readonly origin: Origin; readonly trail: readonly string[] }
  | { readonly kind: 'runtime'; readonly runtime: Runtime; readonly trail: readonly string[] }
  /** A class or interface of a module that was read: itself, or something that has its type. */
  | { readonly kind: 'class' | 'instance'; readonly module: SourceModule; readonly type: number }
  /** Something of an object type that has no name. */
  | { readonly kind: 'shape'; readonly module: SourceModule; readonly members: readonly Member[] }
  | {
      readonly kind: 'object' | 'function';
      readonly module: SourceModule;
      readonly expression: Expression;
    }
  | { readonly kind: 'list'; readonly of: Value };

export const UNKNOWN: Value = { kind: 'unknown' };
export const FOREIGN: Value = { kind: 'foreign' };

/** The value among several that says most about protobuf. */
export function tellingOf(values: readonly Value[]): Value {
  return (
    values.find(({ kind }) => kind === 'generated' || kind === 'runtime') ??
    values.find(({ kind }) => kind !== 'unknown' && kind !== 'foreign') ??
    values[0] ??
    UNKNOWN
  );
}
