// What walked bytes mean, as decoders agree: the last of repeated singular fields wins, messages are merged, a later map
// entry replaces an earlier one, what is not known is dropped. Judges nothing.

import type { FieldDescriptor, MessageDescriptor } from '../../model/proto/schema/descriptor.ts';
import { type FieldValue, isMessageValue, type MessageValue, type SingleValue } from '../message-value.ts';
import { keyOfEntry } from './encode-canonical.ts';
import type { MapKey } from './map-keys.ts';
import { numberFromWire } from './scalar-wire.ts';
import type { WireField, WireTree } from './wire-field.ts';

export function readValue({ bytes, message, fields }: Pick<WireTree, 'bytes' | 'message' | 'fields'>): MessageValue {
  return messageOf(message, fields, bytes);
}

function messageOf(message: MessageDescriptor, fields: readonly WireField[], bytes: Uint8Array): MessageValue {
  const found = new Map<FieldDescriptor, WireField[]>();
  for (const one of fields) {
    const { field } = one;
    if (!field) continue;
    if (field.oneof) for (const other of field.oneof.fields) if (other !== field) found.delete(other);
    const before = found.get(field);
    if (before) before.push(one);
    else found.set(field, [one]);
  }
  const set = new Map<FieldDescriptor, FieldValue>();
  for (const [field, all] of found) {
    const value = fieldValue(field, all, bytes);
    if (value !== undefined) set.set(field, value);
  }
  return { message, fields: set };
}

function fieldValue(field: FieldDescriptor, all: readonly WireField[], bytes: Uint8Array): FieldValue | undefined {
  if (field.isMap) {
    const entries = new Map<MapKey, SingleValue>();
    for (const one of all) {
      const entry = singleValue(field, [one], bytes);
      if (isMessageValue(entry)) entries.set(keyOfEntry(entry), entry);
    }
    return [...entries.values()];
  }
  if (field.label === 'repeated') return all.flatMap((one) => itemsIn(field, one, bytes));
  const known = all.filter(({ raw }) => isTaken(field, raw));
  return known.length === 0 ? undefined : singleValue(field, known, bytes);
}

function itemsIn(field: FieldDescriptor, one: WireField, bytes: Uint8Array): readonly SingleValue[] {
  if (!one.packed) return isTaken(field, one.raw) ? [singleValue(field, [one], bytes)] : [];
  return one.packed.filter(({ raw }) => isTaken(field, raw)).map(({ raw }) => numberFromWire(field.type, raw));
}

/** A decoder of a closed enum takes a value that it does not know for an unknown field. */
function isTaken({ enum: enumeration }: FieldDescriptor, raw: bigint | undefined): boolean {
  if (enumeration?.features.enumType !== 'CLOSED' || raw === undefined) return true;
  return enumeration.values.some(({ number }) => number === numberFromWire('enum', raw));
}

const text = new TextDecoder('utf-8', { ignoreBOM: true });

function singleValue(field: FieldDescriptor, all: readonly WireField[], bytes: Uint8Array): SingleValue {
  // Decoding what several messages hold one after the other is what merging means.
  if (field.message)
    return messageOf(
      field.message,
      all.length === 1 ? (all[0]?.children ?? []) : all.flatMap(({ children = [] }) => children),
      bytes,
    );
  const last = all.at(-1) as WireField;
  const content = bytes.subarray(last.valueStart, last.valueEnd);
  if (field.type === 'string') return text.decode(content);
  if (field.type === 'bytes') return content.slice();
  return numberFromWire(field.type, last.raw ?? 0n);
}
