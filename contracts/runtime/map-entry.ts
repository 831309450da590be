// Maps on the wire: their entries as they are read, and the order that they are written in.

import { compareUtf8 } from './bytes.ts';
import { skipUnknown } from './unknown-fields.ts';
import { cursor, readFloat, readLength, readString, readTag, truncated } from './wire-reader.ts';

/** The class of records that are read from maps: without a prototype that has members, so that any key is only a key. */
export const MapRecord = function MapRecord() {} as unknown as new () => Record<string, never>;
MapRecord.prototype = Object.create(null);

/** One entry of a map to floats: the last key and the last value count. */
export function readFloatEntry(bytes: Uint8Array, at: number, end: number, map: Record<string, number>): void {
  // As every encoder writes it: a short key, then the value.
  const length = bytes[at + 1] as number;
  if (bytes[at] === 10 && length < 128 && at + length + 7 === end && bytes[at + length + 2] === 21) {
    map[readString(bytes, at + 2, length, end)] = readFloat(bytes, at + length + 3);
  } else readAnyFloatEntry(bytes, at, end, map);
}

function readAnyFloatEntry(bytes: Uint8Array, at: number, end: number, map: Record<string, number>): void {
  let key = '';
  let value = 0;
  let p = at;
  while (p < end) {
    const tag = readTag(bytes, p);
    p = cursor.at;
    if (tag === 10) {
      const length = readLength(bytes, p);
      key = readString(bytes, cursor.at, length, end);
      p = cursor.at + length;
    } else if (tag === 21) {
      value = readFloat(bytes, p);
      p += 4;
    } else p = skipUnknown(bytes, p, end, tag);
  }
  if (p !== end) throw truncated(end);
  map[key] = value;
}

/** One entry of a map to strings. */
export function readStringEntry(bytes: Uint8Array, at: number, end: number, map: Record<string, string>): void {
  let key = '';
  let value = '';
  let p = at;
  while (p < end) {
    const tag = readTag(bytes, p);
    p = cursor.at;
    if (tag === 10 || tag === 18) {
      const length = readLength(bytes, p);
      p = cursor.at;
      const text = readString(bytes, p, length, end);
      p += length;
      if (tag === 10) key = text;
      else value = text;
    } else p = skipUnknown(bytes, p, end, tag);
  }
  if (p !== end) throw truncated(end);
  map[key] = value;
}

/** Up to this many keys, putting each in its place beats a general sort. */
const INSERTION_LIMIT = 16;

/** The keys of a map in the order of their UTF-8, which is the order that protobuf's deterministic encoders use. */
export function sortedKeys(map: Readonly<Record<string, unknown>>): string[] {
  const keys = Object.keys(map);
  if (keys.length > INSERTION_LIMIT) return keys.sort(compareUtf8);
  for (let i = 1; i < keys.length; i++) {
    const key = keys[i] as string;
    let at = i;
    while (at > 0 && compareUtf8(keys[at - 1] as string, key) > 0) {
      keys[at] = keys[at - 1] as string;
      at--;
    }
    keys[at] = key;
  }
  return keys;
}
