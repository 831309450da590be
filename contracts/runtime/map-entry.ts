// Maps on the wire: their entries as they are read.

import { skipUnknown } from './unknown-fields.ts';
import { cursor, readFloat, readLength, readString, readTag, truncated } from './wire-reader.ts';

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
