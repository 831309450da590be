// Fields that a schema does not know: where they end, and how they are kept. Never looks at what they hold.

import { LeylineContractError } from './errors.ts';
import { cursor, readLength, readTag, skipVarint, truncated } from './wire-reader.ts';

const MAX_GROUP_DEPTH = 100;

/** Where an unknown field ends whose tag ends at `at`; groups are skipped whole. */
export function skipField(bytes: Uint8Array, at: number, end: number, tag: number): number {
  let position = skipValue(bytes, at, end, tag);
  if ((tag & 7) !== 3) return position;
  const open = [tag >>> 3];
  while (open.length > 0) {
    if (position >= end) throw truncated(end);
    const inner = readTag(bytes, position);
    position = skipValue(bytes, cursor.at, end, inner);
    if ((inner & 7) === 3) {
      if (open.length === MAX_GROUP_DEPTH) throw tooDeep(position);
      open.push(inner >>> 3);
    } else if ((inner & 7) === 4 && open.pop() !== inner >>> 3) throw invalidTag(inner, position);
  }
  return position;
}

function skipValue(bytes: Uint8Array, at: number, end: number, tag: number): number {
  const wireType = tag & 7;
  if (tag < 8 || wireType > 5) throw invalidTag(tag, at);
  let to = at;
  if (wireType === 0) to = skipVarint(bytes, at);
  else if (wireType === 1) to = at + 8;
  else if (wireType === 5) to = at + 4;
  else if (wireType === 2) {
    const length = readLength(bytes, at);
    to = cursor.at + length;
  }
  if (to > end) throw truncated(end);
  return to;
}

/** The tag of an unknown field, which must not end a group that has not begun. */
export function skipUnknown(bytes: Uint8Array, at: number, end: number, tag: number): number {
  if ((tag & 7) === 4) throw invalidTag(tag, at);
  return skipField(bytes, at, end, tag);
}

function invalidTag(tag: number, at: number): LeylineContractError {
  return new LeylineContractError(
    'tag-invalid',
    `field ${tag >>> 3} with wire type ${tag & 7} cannot stand before byte ${at}`,
  );
}

function tooDeep(at: number): LeylineContractError {
  return new LeylineContractError(
    'depth-exceeded',
    `groups are nested more than ${MAX_GROUP_DEPTH} deep at byte ${at}`,
  );
}

/** Notes that the bytes between are unknown; what follows on what was noted last is joined with it. */
export function noteUnknown(ranges: number[] | undefined, from: number, to: number): number[] {
  if (ranges === undefined) return [from, to];
  if (ranges[ranges.length - 1] === from) ranges[ranges.length - 1] = to;
  else ranges.push(from, to);
  return ranges;
}

/** What was noted, copied, behind what an earlier part of the message had. */
export function keepUnknown(
  bytes: Uint8Array,
  ranges: readonly number[],
  before: Uint8Array[] | undefined,
): Uint8Array[] {
  let length = 0;
  for (let i = 0; i < ranges.length; i += 2) length += (ranges[i + 1] as number) - (ranges[i] as number);
  const kept = new Uint8Array(length);
  let at = 0;
  for (let i = 0; i < ranges.length; i += 2) {
    const from = ranges[i] as number;
    const to = ranges[i + 1] as number;
    kept.set(bytes.subarray(from, to), at);
    at += to - from;
  }
  if (before === undefined) return [kept];
  before.push(kept);
  return before;
}
