// What the parts that follow names ask of each other, so that none of them has to import the others. Types only.

import type { Binding, Expression, SourceModule, TypeReference } from '../source-module.ts';
import type { Once } from './bounded-memory.ts';
import type { SourceGraph } from './source-graph.ts';
import type { Value } from './value.ts';

export interface Resolver {
  /** What an expression stands for. `isSure`: as {@link SourceGraph.imported} means it. */
  value(expression: Expression, module: SourceModule, isSure: boolean): Value;
  /** What has the type. */
  typed(type: TypeReference, module: SourceModule, isSure: boolean): Value;
  /** What a member of a value is. */
  member(of: Value, name: string, isSure: boolean): Value;
  called(callee: Value, isSure: boolean): Value;
}

export interface Resolution extends Resolver {
  readonly graph: SourceGraph;
  readonly once: Once;
  /** What a name stands for that is bound here. */
  bound(binding: Binding, module: SourceModule, isSure: boolean): Value;
  /** What a module gives others under a name. */
  exported(module: SourceModule, name: string, isSure: boolean): Value;
}
