// What the register holds: every data type and enum of the source that stands outside the generated bindings. Plain data.

import type { Span } from '../text/source-file.ts';

export type RegisteredKind =
  | 'dataclass'
  | 'named-tuple'
  | 'typed-dict'
  | 'protocol'
  | 'pydantic-model'
  | 'interface'
  | 'type-alias'
  | 'class'
  | 'schema'
  | 'enum';

export interface Register {
  /** Sorted. */
  readonly subsystems: readonly Subsystem[];
  /** Sorted by path and place. */
  readonly types: readonly RegisteredType[];
}

export interface Subsystem {
  /** Project path of its folder. */
  readonly path: string;
  readonly hasPython: boolean;
}

export interface RegisteredType {
  /** A type inside a class has the class's name before it: `Outer.Inner`. */
  readonly name: string;
  readonly kind: RegisteredKind;
  readonly path: string;
  /** Of the name. */
  readonly span: Span;
  /** Of the declaration; 1-based. */
  readonly line: number;
  /** Of the first decorator above it. */
  readonly decoratorLine: number | undefined;
  readonly subsystem: string;
  /** The first sentence of what is written about it; empty when nothing is. */
  readonly summary: string;
  /** Fields, or values of an enum. */
  readonly members: readonly string[];
  /** Other subsystems that import it, sorted. */
  readonly importedBy: readonly string[];
  /** Every import from elsewhere, sorted by path and place. */
  readonly importers: readonly Importer[];
  readonly mirrors: MirroredContract | undefined;
}

export interface Importer extends Span {
  readonly path: string;
  readonly line: number;
  /** Nothing for a file in none. */
  readonly subsystem: string | undefined;
}

export interface MirroredContract {
  /** Full name of the message or enum. */
  readonly contract: string;
  readonly matching: readonly string[];
}
