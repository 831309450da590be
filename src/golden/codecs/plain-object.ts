// A message as the plain object that protobufjs encodes: fields by the names of the schema, maps as objects. Loses nothing
// but the order of map keys, which objects have an order of their own for.

import type { FieldDescriptor } from '../../model/proto/schema/descriptor.ts';
import {
  type FieldValue,
  isListValue,
  isMessageValue,
  itemsOf,
  type MessageValue,
  type SingleValue,
  zeroOf,
} from '../message-value.ts';
import { keyOfEntry } from '../wire/encode-canonical.ts';

type Plain = string | number | boolean | Uint8Array | readonly Plain[] | { [key: string]: Plain };

export function plainObject({ fields }: MessageValue): { [key: string]: Plain } {
  const object: { [key: string]: Plain } = {};
  for (const [field, value] of fields)
    object[field.isExtension ? `.${field.fullName}` : field.name] = plainField(field, value);
  return object;
}

function plainField(field: FieldDescriptor, value: FieldValue): Plain {
  if (!field.isMap) return isListValue(value) ? value.map(plainSingle) : plainSingle(value);
  const entries: { [key: string]: Plain } = {};
  const valueField = field.message?.fields[1];
  for (const entry of itemsOf(value)) {
    if (!isMessageValue(entry) || !valueField) continue;
    entries[String(keyOfEntry(entry))] = plainSingle(
      (entry.fields.get(valueField) ?? zeroOf(valueField)) as SingleValue,
    );
  }
  return entries;
}

function plainSingle(value: SingleValue): Plain {
  if (typeof value === 'bigint') return String(value);
  return isMessageValue(value) ? plainObject(value) : value;
}
