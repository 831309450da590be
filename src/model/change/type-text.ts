// A field's type as one would write it, with full names.

import type { FieldDescriptor } from '../proto/schema/descriptor.ts';

/** `int32`, `acme.v1.Money`, `map<string, acme.v1.Money>`; a delimited message is a `group`. */
export function typeText(field: FieldDescriptor): string {
  const { type, message, enum: enumeration, isMap, node } = field;
  if (isMap && message) return `map<${message.fields.map(typeText).join(', ')}>`;
  if (type === 'unresolved') return node.type.kind === 'named' ? node.type.text : 'map';
  const name = (message ?? enumeration)?.fullName;
  if (name === undefined) return type;
  return type === 'group' ? `group ${name}` : name;
}

export function cardinalityOf({ isMap, label }: FieldDescriptor): 'map' | 'repeated' | 'required' | 'optional' {
  return isMap ? 'map' : label;
}

/** Of integers, how many bits they hold, and whether negative numbers are among them. */
const INTEGERS: Readonly<Record<string, { readonly bits: number; readonly signed: boolean }>> = {
  int32: { bits: 32, signed: true },
  sint32: { bits: 32, signed: true },
  sfixed32: { bits: 32, signed: true },
  uint32: { bits: 32, signed: false },
  fixed32: { bits: 32, signed: false },
  int64: { bits: 64, signed: true },
  sint64: { bits: 64, signed: true },
  sfixed64: { bits: 64, signed: true },
  uint64: { bits: 64, signed: false },
  fixed64: { bits: 64, signed: false },
  enum: { bits: 32, signed: true },
  bool: { bits: 1, signed: false },
};

/** Whether the type after is an integer, too, that does not hold all numbers of the one before. */
export function isNarrowed(before: FieldDescriptor, after: FieldDescriptor): boolean {
  const [from, to] = [INTEGERS[before.type], INTEGERS[after.type]];
  if (!from || !to || before.type === after.type) return false;
  return to.bits < from.bits || (to.bits === from.bits && to.signed !== from.signed) || (from.signed && !to.signed);
}
