// Whether bytes written with one type are read with another as what they were, whatever the types are called.

import type { FieldDescriptor, MessageDescriptor } from '../proto/schema/descriptor.ts';
import { isSameEncoding } from './field-change.ts';

type Format = 'wire' | 'json';
type MessagePair = readonly [before: MessageDescriptor, after: MessageDescriptor];

/** Renamed types of the same shape, and maps as lists of their entries, are the same. */
export function haveSameShape(before: FieldDescriptor, after: FieldDescriptor, format: Format): boolean {
  const pairs: MessagePair[] = [];
  return agree(before, after, format, pairs) && areAlike(pairs, format);
}

/** The same numbers, each with a type of the same encoding. */
export function haveSameMessageShape(before: MessageDescriptor, after: MessageDescriptor, format: Format): boolean {
  return areAlike([[before, after]], format);
}

function areAlike(pairs: MessagePair[], format: Format): boolean {
  const seen = new Map<MessageDescriptor, Set<MessageDescriptor>>();
  // the loop goes on to what is added here
  for (const [before, after] of pairs) {
    const known = seen.get(before) ?? new Set();
    if (known.has(after)) continue;
    seen.set(before, known.add(after));
    if (!haveSameFields(before, after, format, pairs)) return false;
  }
  return true;
}

/** Messages of one name are compared by themselves; others are added to what is left to compare. */
function agree(before: FieldDescriptor, after: FieldDescriptor, format: Format, pairs: MessagePair[]): boolean {
  const [from, to] = [before.message, after.message];
  if (before.type !== after.type || !from || !to) return isAlike(before, after, format);
  if (format === 'json' && before.isMap !== after.isMap) return false;
  if (from.fullName !== to.fullName) pairs.push([from, to]);
  return true;
}

function haveSameFields(
  before: MessageDescriptor,
  after: MessageDescriptor,
  format: Format,
  pairs: MessagePair[],
): boolean {
  if (before.fields.length !== after.fields.length) return false;
  const now = new Map(after.fields.map((field) => [field.number, field]));
  return before.fields.every((field) => {
    const other = now.get(field.number);
    if (!other || (format === 'json' && other.name !== field.name)) return false;
    const areMany = (field.label === 'repeated') === (other.label === 'repeated');
    const areRequired = (field.label === 'required') === (other.label === 'required');
    return areMany && areRequired && agree(field, other, format, pairs);
  });
}

const PLAIN = ['int32', 'int64', 'uint32', 'uint64'];

/** An enum may be renamed, as long as its values are all there; its bytes are those of a plain integer. */
function isAlike(before: FieldDescriptor, after: FieldDescriptor, format: Format): boolean {
  if (!before.enum || !after.enum) {
    const isPlain = ({ type }: FieldDescriptor) => type === 'enum' || PLAIN.includes(type);
    const isEnumAsInteger = (before.enum || after.enum) && isPlain(before) && isPlain(after);
    return (format === 'wire' && isEnumAsInteger === true) || isSameEncoding(before, after, format);
  }
  const keyOf = ({ name, number }: { readonly name: string; readonly number: number }) =>
    format === 'wire' ? number : name;
  const now = new Map(after.enum.values.map((value) => [keyOf(value), value.number]));
  return before.enum.values.every((value) => now.get(keyOf(value)) === value.number);
}
