// Maps as messages have them: the class of their records, and the order that their keys are written in.

import { compareUtf8 } from './bytes.ts';

/** The class of records that are read from maps: without a prototype that has members, so that any key is only a key. */
export const MapRecord = function MapRecord() {} as unknown as new () => Record<string, never>;
MapRecord.prototype = Object.create(null);

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
