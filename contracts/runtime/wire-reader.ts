// Reads the parts of a message from bytes, for the generated code, which goes from field to field by itself. Knows no message.
// A position may run beyond the end while a number is read; the generated code looks once, at the end of each message.

import { LONGEST_SHORT, shortAscii } from '../generated/short-ascii.ts';
import { LeylineContractError } from './errors.ts';

/** Where the last number ended that was read by a function of this file. */
export const cursor = { at: 0 };

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const float64 = new Float64Array(1);
const float32 = new Float32Array(float64.buffer);
const words = new Uint32Array(float64.buffer);
const signed = new BigInt64Array(float64.buffer);
const unsigned = new BigUint64Array(float64.buffer);
const HIGH = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1 ? 1 : 0;
const LOW = 1 - HIGH;

/** A tag that has more than two bytes, or more than its message has fields for. */
export function readTag(bytes: Uint8Array, at: number): number {
  let tag = 0;
  for (let i = 0; i < 5; i++) {
    const byte = bytes[at + i] ?? 0;
    if (i === 4 && byte > 15) break;
    tag |= (byte & 127) << (7 * i);
    if (byte < 128) {
      cursor.at = at + i + 1;
      return tag >>> 0;
    }
  }
  throw new LeylineContractError('tag-invalid', `the field tag at byte ${at} is longer than any that protobuf has`);
}

/** The lower 32 bits of a varint, as a signed number. */
export function readVarint32(bytes: Uint8Array, at: number): number {
  let value = 0;
  for (let i = 0; i < 5; i++) {
    const byte = bytes[at + i] ?? 0;
    value |= (byte & 127) << (7 * i);
    if (byte < 128) {
      cursor.at = at + i + 1;
      return value;
    }
  }
  cursor.at = skipVarint(bytes, at);
  return value;
}

/** A length: what does not fit into 31 bits is longer than all there can be. */
export function readLength(bytes: Uint8Array, at: number): number {
  const length = readVarint32(bytes, at);
  const size = cursor.at - at;
  const isLong = length < 0 || (size > 4 && hasBitsFrom31(bytes, at, size));
  return isLong ? Number.POSITIVE_INFINITY : length;
}

function hasBitsFrom31(bytes: Uint8Array, at: number, size: number): boolean {
  if (((bytes[at + 4] ?? 0) & 127) > 7) return true;
  for (let i = 5; i < size; i++) if (((bytes[at + i] ?? 0) & 127) !== 0) return true;
  return false;
}

export function readBool(bytes: Uint8Array, at: number): boolean {
  const end = skipVarint(bytes, at);
  cursor.at = end;
  for (let i = at; i < end; i++) if (((bytes[i] ?? 0) & 127) !== 0) return true;
  return false;
}

/** The 64 bits of a varint, in `words`. */
function readWords(bytes: Uint8Array, at: number): void {
  let low = 0;
  let high = 0;
  for (let i = 0; i < 10; i++) {
    const byte = bytes[at + i] ?? 0;
    const bits = byte & 127;
    if (i < 4) low |= bits << (7 * i);
    else if (i === 4) {
      low |= bits << 28;
      high = bits >>> 4;
    } else if (i < 9) high |= bits << (7 * i - 32);
    else if (bits > 1) break;
    else high |= bits << 31;
    if (byte < 128) {
      words[LOW] = low;
      words[HIGH] = high;
      cursor.at = at + i + 1;
      return;
    }
  }
  throw overlong(at);
}

function overlong(at: number): LeylineContractError {
  return new LeylineContractError('varint-overlong', `the number at byte ${at} has more than 64 bits`);
}

/** Most numbers are small, and a bigint costs an allocation. */
const SMALL: readonly bigint[] = Array.from({ length: 128 }, (_, value) => BigInt(value));

export function readInt64(bytes: Uint8Array, at: number): bigint {
  const first = bytes[at] as number;
  if (first < 128) {
    cursor.at = at + 1;
    return SMALL[first] as bigint;
  }
  readWords(bytes, at);
  return signed[0] as bigint;
}

export function readUint64(bytes: Uint8Array, at: number): bigint {
  readWords(bytes, at);
  return unsigned[0] as bigint;
}

export function readSint64(bytes: Uint8Array, at: number): bigint {
  readWords(bytes, at);
  const low = words[LOW] as number;
  const high = words[HIGH] as number;
  const sign = -(low & 1);
  words[LOW] = ((low >>> 1) | (high << 31)) ^ sign;
  words[HIGH] = (high >>> 1) ^ sign;
  return signed[0] as bigint;
}

/** Four bytes, as a signed number. */
export function readFixed32(bytes: Uint8Array, at: number): number {
  return (
    (bytes[at] as number) |
    ((bytes[at + 1] as number) << 8) |
    ((bytes[at + 2] as number) << 16) |
    ((bytes[at + 3] as number) << 24)
  );
}

export function readFloat(bytes: Uint8Array, at: number): number {
  words[0] = readFixed32(bytes, at);
  return float32[0] as number;
}

export function readDouble(bytes: Uint8Array, at: number): number {
  words[LOW] = readFixed32(bytes, at);
  words[HIGH] = readFixed32(bytes, at + 4);
  return float64[0] as number;
}

export function readFixed64(bytes: Uint8Array, at: number): bigint {
  words[LOW] = readFixed32(bytes, at);
  words[HIGH] = readFixed32(bytes, at + 4);
  return unsigned[0] as bigint;
}

export function readSfixed64(bytes: Uint8Array, at: number): bigint {
  words[LOW] = readFixed32(bytes, at);
  words[HIGH] = readFixed32(bytes, at + 4);
  return signed[0] as bigint;
}

/** A string of a length that is already read. */
export function readString(bytes: Uint8Array, at: number, length: number, end: number): string {
  // A length that lies beyond the buffer is no number.
  if (!(at + length <= end)) throw truncated(end);
  return shortAscii(bytes, at, length) ?? decodeUtf8(bytes, at, length);
}

/** The values of a packed list of floats, behind those that came before. */
export function readFloats(bytes: Uint8Array, at: number, end: number, before: number[] | undefined): number[] {
  if ((end - at) % 4 !== 0) throw truncated(end);
  const view = new DataView(bytes.buffer, bytes.byteOffset, end);
  // A list of its final length is not copied while it is filled.
  const values = before ?? new Array<number>((end - at) / 4);
  let i = before?.length ?? 0;
  for (let p = at; p < end; p += 4) values[i++] = view.getFloat32(p, true);
  return values;
}

/** The values of a packed list of doubles, behind those that came before. */
export function readDoubles(bytes: Uint8Array, at: number, end: number, before: number[] | undefined): number[] {
  if ((end - at) % 8 !== 0) throw truncated(end);
  const view = new DataView(bytes.buffer, bytes.byteOffset, end);
  const values = before ?? new Array<number>((end - at) / 8);
  let i = before?.length ?? 0;
  for (let p = at; p < end; p += 8) values[i++] = view.getFloat64(p, true);
  return values;
}

function decodeUtf8(bytes: Uint8Array, at: number, length: number): string {
  if (length > LONGEST_SHORT && length <= 2 * LONGEST_SHORT) {
    const left = shortAscii(bytes, at, LONGEST_SHORT);
    const right = shortAscii(bytes, at + LONGEST_SHORT, length - LONGEST_SHORT);
    if (left !== undefined && right !== undefined) return left + right;
  }
  try {
    return decoder.decode(bytes.subarray(at, at + length));
  } catch (cause) {
    throw new LeylineContractError('string-invalid', `the string at byte ${at} is not UTF-8`, { cause });
  }
}

/** A view into the bytes that are read, which is as long as they are in use. */
export function readBytes(bytes: Uint8Array, at: number, length: number, end: number): Uint8Array {
  if (!(at + length <= end)) throw truncated(end);
  return bytes.subarray(at, at + length);
}

/** Where a part ends that has this length. */
export function endOf(at: number, length: number, end: number): number {
  if (!(at + length <= end)) throw truncated(end);
  return at + length;
}

export function truncated(end: number): LeylineContractError {
  return new LeylineContractError('message-truncated', `a field goes on beyond byte ${end}, where its message ends`);
}

/** Where a varint ends. */
export function skipVarint(bytes: Uint8Array, at: number): number {
  for (let i = 0; i < 10; i++) {
    const byte = bytes[at + i] ?? 0;
    if (byte >= 128) continue;
    if (i === 9 && byte > 1) break;
    return at + i + 1;
  }
  throw overlong(at);
}
