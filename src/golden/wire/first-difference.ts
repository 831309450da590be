// Where two encodings of one message type first part: the innermost fields on both sides. Compares, judges nothing.

import { locate } from './locate.ts';
import type { WireField, WireTree } from './wire-field.ts';

export interface Difference {
  /** Of the first byte that differs; the shorter length where one is the beginning of the other. */
  readonly offset: number;
  /** Of the field that differs; empty where the message itself ends early. */
  readonly path: string;
  readonly expected: WireField | undefined;
  readonly actual: WireField | undefined;
}

export function firstDifference(expected: WireTree, actual: WireTree): Difference | undefined {
  const offset = firstDifferingByte(expected.bytes, actual.bytes);
  if (offset === undefined) return undefined;
  const before = part(expected, offset);
  const after = part(actual, offset);
  // Where a byte of a tag differs, another field stands there: what was to stand there names the place.
  const path = before.field ? before.path : after.path;
  return { offset, path, expected: before.field, actual: after.field };
}

function part(tree: WireTree, offset: number) {
  return offset < tree.bytes.length ? locate(tree, offset) : { path: '', field: undefined };
}

export function firstDifferingByte(a: Uint8Array, b: Uint8Array): number | undefined {
  const shorter = Math.min(a.length, b.length);
  for (let i = 0; i < shorter; i++) if (a[i] !== b[i]) return i;
  return a.length === b.length ? undefined : shorter;
}
