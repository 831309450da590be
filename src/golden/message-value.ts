// A message as plain data, whatever it was read from: what twins, wire bytes and samples are turned into. Types and
// questions about them only.

import type { FieldDescriptor, MessageDescriptor } from '../model/proto/schema/descriptor.ts';

/** 32-bit integers, enums and floats are numbers, 64-bit integers are bigint. */
export type ScalarValue = number | bigint | string | boolean | Uint8Array;

export type SingleValue = ScalarValue | MessageValue;

/** A list for a repeated field; for a map, a list of entry messages. */
export type FieldValue = SingleValue | readonly SingleValue[];

export interface MessageValue {
  readonly message: MessageDescriptor;
  /** Set fields only, in no particular order. */
  readonly fields: ReadonlyMap<FieldDescriptor, FieldValue>;
}

export function isMessageValue(value: FieldValue): value is MessageValue {
  return typeof value === 'object' && 'fields' in value;
}

export function isListValue(value: FieldValue): value is readonly SingleValue[] {
  return Array.isArray(value);
}

/** A field's value where it has one, as a list of any length. */
export function itemsOf(value: FieldValue | undefined): readonly SingleValue[] {
  if (value === undefined) return [];
  return isListValue(value) ? value : [value];
}

/** What an absent field reads as. Enums read as their first value in a closed enum, which need not be zero. */
export function zeroOf(field: FieldDescriptor): SingleValue {
  if (field.message) return { message: field.message, fields: new Map() };
  switch (field.type) {
    case 'bool':
      return false;
    case 'string':
      return '';
    case 'bytes':
      return new Uint8Array();
    case 'int64':
    case 'uint64':
    case 'sint64':
    case 'fixed64':
    case 'sfixed64':
      return 0n;
    case 'enum':
      return field.enum?.values[0]?.number ?? 0;
    default:
      return 0;
  }
}

/** Whether the value has the bits of zero: minus zero has not. */
export function isZero(value: SingleValue): boolean {
  if (typeof value === 'number') return Object.is(value, 0);
  if (typeof value === 'bigint') return value === 0n;
  if (typeof value === 'string') return value === '';
  if (typeof value === 'boolean') return !value;
  return value instanceof Uint8Array && value.length === 0;
}

export function fieldByNumber(message: MessageDescriptor, number: number): FieldDescriptor | undefined {
  return fieldTable(message).get(number);
}

const tables = new WeakMap<MessageDescriptor, ReadonlyMap<number, FieldDescriptor>>();

function fieldTable(message: MessageDescriptor): ReadonlyMap<number, FieldDescriptor> {
  const known = tables.get(message);
  if (known) return known;
  const table = new Map(message.fields.map((field) => [field.number, field]));
  tables.set(message, table);
  return table;
}
