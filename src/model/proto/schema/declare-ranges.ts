// Ranges of numbers, and the names that are reserved beside them.

import type { RangeNode, ReservedNode } from '../syntax/ast.ts';
import type { NumberRange, ReservedName } from './descriptor.ts';

export const MAX_FIELD_NUMBER = 536_870_911;
export const MAX_ENUM_NUMBER = 2_147_483_647;
export const MIN_ENUM_NUMBER = -2_147_483_648;
/** Message sets number their extensions further than other messages do. */
export const MAX_MESSAGE_SET_NUMBER = 2_147_483_646;

export function rangeOf(node: RangeNode, max: number): NumberRange {
  const end = node.to === 'max' ? max : (node.to ?? node.from).value;
  return { start: node.from.value, end, node };
}

export function addReserved(node: ReservedNode, max: number, ranges: NumberRange[], names: ReservedName[]): void {
  for (const range of node.ranges) ranges.push(rangeOf(range, max));
  for (const name of node.names) {
    names.push({ name: name.kind === 'string' ? name.value : name.text, span: { start: name.start, end: name.end } });
  }
}
