// The canonical bytes of a message: what docs/canonical-bytes.md promises, in code. The reference that every codec is
// held against; it reads no bytes and knows no codec.

import type { FieldDescriptor } from '../../model/proto/schema/descriptor.ts';
import {
  isListValue,
  isMessageValue,
  isZero,
  itemsOf,
  type MessageValue,
  type SingleValue,
  zeroOf,
} from '../message-value.ts';
import { compareLikeGo } from './check-message.ts';
import { compareKeys, type MapKey } from './map-keys.ts';
import { numberToWire, wireTypeOf, wireTypeOfField } from './scalar-wire.ts';
import { END_GROUP, I32, I64, LEN, START_GROUP } from './wire-field.ts';

export type FieldOrder = 'by-number' | 'like-go';

export function encodeCanonical(value: MessageValue, order: FieldOrder = 'by-number'): Uint8Array {
  const out = new ByteSink();
  writeMessage(out, value, order);
  return out.bytes();
}

/** Grows as it is written to. */
class ByteSink {
  #buffer = new Uint8Array(64);
  #length = 0;

  byte(value: number): void {
    this.#reserve(1);
    this.#buffer[this.#length++] = value;
  }

  varint(value: bigint): void {
    let rest = value;
    for (; rest > 0x7fn; rest >>= 7n) this.byte(Number(rest & 0x7fn) | 0x80);
    this.byte(Number(rest));
  }

  fixed(value: bigint, width: 4 | 8): void {
    for (let i = 0; i < width; i++) this.byte(Number((value >> BigInt(8 * i)) & 0xffn));
  }

  all(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    this.#buffer.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  bytes(): Uint8Array {
    return this.#buffer.slice(0, this.#length);
  }

  #reserve(more: number): void {
    if (this.#length + more <= this.#buffer.length) return;
    const grown = new Uint8Array(Math.max(this.#buffer.length * 2, this.#length + more));
    grown.set(this.#buffer.subarray(0, this.#length));
    this.#buffer = grown;
  }
}

function writeMessage(out: ByteSink, { message, fields }: MessageValue, order: FieldOrder): void {
  const set = [...fields.keys()].sort(order === 'like-go' ? compareLikeGo : (a, b) => a.number - b.number);
  if (message.isMapEntry) {
    for (const field of message.fields)
      writeSingle(out, field, (fields.get(field) ?? zeroOf(field)) as SingleValue, order);
    return;
  }
  for (const field of set) writeField(out, field, fields.get(field), order);
}

function writeField(
  out: ByteSink,
  field: FieldDescriptor,
  value: MessageValue['fields'] extends ReadonlyMap<infer _, infer V> ? V | undefined : never,
  order: FieldOrder,
): void {
  const items = itemsOf(value);
  if (field.isMap) {
    for (const entry of sortedEntries(items)) writeSingle(out, field, entry, order);
  } else if (field.isPacked) {
    if (items.length === 0) return;
    const packed = new ByteSink();
    for (const item of items) writeNumber(packed, field, item);
    tag(out, field.number, LEN);
    lengthed(out, packed.bytes());
  } else if (value !== undefined && (isListValue(value) || field.hasPresence || !isZero(value))) {
    for (const item of items) writeSingle(out, field, item, order);
  }
}

function sortedEntries(entries: readonly SingleValue[]): readonly SingleValue[] {
  const keyed = entries.flatMap((entry) => (isMessageValue(entry) ? [{ entry, key: keyOfEntry(entry) }] : []));
  return keyed.sort((a, b) => compareKeys(a.key, b.key)).map(({ entry }) => entry);
}

export function keyOfEntry({ message, fields }: MessageValue): MapKey {
  const [keyField] = message.fields;
  return (keyField ? (fields.get(keyField) ?? zeroOf(keyField)) : '') as MapKey;
}

const utf8 = new TextEncoder();

function writeSingle(out: ByteSink, field: FieldDescriptor, value: SingleValue, order: FieldOrder): void {
  const wireType = wireTypeOfField(field);
  tag(out, field.number, wireType);
  if (typeof value === 'string') lengthed(out, utf8.encode(value));
  else if (value instanceof Uint8Array) lengthed(out, value);
  else if (!isMessageValue(value)) writeNumber(out, field, value);
  else if (wireType === START_GROUP) {
    writeMessage(out, value, order);
    tag(out, field.number, END_GROUP);
  } else lengthed(out, encodeCanonical(value, order));
}

function writeNumber(out: ByteSink, { type }: FieldDescriptor, value: SingleValue): void {
  const raw = numberToWire(type, value as number | bigint | boolean);
  const wireType = wireTypeOf(type);
  if (wireType === I32 || wireType === I64) out.fixed(raw, wireType === I32 ? 4 : 8);
  else out.varint(raw);
}

function tag(out: ByteSink, number: number, wireType: number): void {
  out.varint((BigInt(number) << 3n) | BigInt(wireType));
}

function lengthed(out: ByteSink, bytes: Uint8Array): void {
  out.varint(BigInt(bytes.length));
  out.all(bytes);
}
