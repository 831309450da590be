// The values of an enum by number: aliases make several names of one.

import type { EnumDescriptor, EnumValueDescriptor } from '../proto/schema/descriptor.ts';
import { isReserved } from './ranges.ts';
import type { SchemaChange } from './schema-change.ts';

const byNumber = new WeakMap<EnumDescriptor, ReadonlyMap<number, readonly EnumValueDescriptor[]>>();

export function valuesNumbered(enumeration: EnumDescriptor, number: number): readonly EnumValueDescriptor[] {
  let known = byNumber.get(enumeration);
  if (!known) {
    const groups = new Map<number, EnumValueDescriptor[]>();
    for (const value of enumeration.values) {
      const group = groups.get(value.number);
      if (group) group.push(value);
      else groups.set(value.number, [value]);
    }
    known = groups;
    byNumber.set(enumeration, known);
  }
  return known.get(number) ?? [];
}

export interface LostNumber {
  readonly number: number;
  /** All that the number had, sorted. */
  readonly names: readonly string[];
  readonly enumeration: EnumDescriptor;
  readonly isNumberReserved: boolean;
  readonly areNamesReserved: boolean;
}

/** A number that no value of the enum has any more. */
export function lostNumber(change: SchemaChange): LostNumber | undefined {
  if (change.kind !== 'enum-value-removed' || change.survivor?.kind !== 'enum') return undefined;
  const { before, survivor: enumeration } = change;
  const { number } = before;
  if (valuesNumbered(enumeration, number).length > 0) return undefined;
  const names = valuesNumbered(before.parent, number).map(({ name }) => name);
  const reserved = new Set(enumeration.reservedNames.map(({ name }) => name));
  return {
    number,
    names: [...new Set(names)].sort(),
    enumeration,
    isNumberReserved: isReserved(enumeration.reservedRanges, number),
    areNamesReserved: names.every((name) => reserved.has(name)),
  };
}
