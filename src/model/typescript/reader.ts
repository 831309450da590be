// What the parts of the TypeScript reader ask of each other, so that none of them has to import the others.

import type { Node } from 'oxc-parser';
import type { Expression, FunctionExpression, TypeReference } from '../source-module.ts';
import type { Reading } from './reading.ts';

export type Absent = null | undefined;

export interface Reader extends Reading {
  /** Reads an expression and all that is in it. Every node is read once. */
  expression(node: Node | Absent): Expression;
  statement(node: Node | Absent): void;
  type(node: Node | Absent): TypeReference | undefined;
  /** `given`: what its parameters stand for, where they are not annotated. */
  function(node: Node, given?: Expression): FunctionExpression;
  /** Tells what stands for the class. */
  class(node: Node, isExported: boolean, wholeStart?: number): Expression;
  /** Binds the names of a pattern to parts of a value. */
  pattern(node: Node, value: Expression | undefined, how: PatternUse): void;
}

export interface PatternUse {
  readonly kind: 'variable' | 'parameter';
  readonly scope: number;
}

/** The name of a property, where it is written out. */
export function keyName(key: Node, isComputed = false): string | undefined {
  if (key.type === 'Identifier' && !isComputed) return key.name;
  if (key.type === 'PrivateIdentifier') return `#${key.name}`;
  if (key.type === 'Literal' && (typeof key.value === 'string' || typeof key.value === 'number')) {
    return String(key.value);
  }
  return undefined;
}

export function other({ start, end }: { readonly start: number; readonly end: number }): Expression {
  return { kind: 'other', start, end };
}
