// Writes the parts of a message into bytes, for the generated code. Knows no message. Every value is checked on its way out.
// Writes beyond the buffer are lost without an error, as typed arrays have it; whoever asked looks at the end that comes back.

import { BUFFER_FULL } from './buffer-full.ts';
import { LeylineContractError } from './errors.ts';

const encoder = new TextEncoder();
const float64 = new Float64Array(1);
const float32 = new Float32Array(float64.buffer);
const words = new Uint32Array(float64.buffer);
const signed = new BigInt64Array(float64.buffer);
const HIGH = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1 ? 1 : 0;
const LOW = 1 - HIGH;
/** Beyond it, both ways, lies what has to be looked at. */
const MAX_FLOAT = 3.4028234663852886e38;
/** Up to this many UTF-16 units a loop is faster than a call of the encoder. */
const LOOP_LIMIT = 48;

/** Puts the length of what was written behind its place, which is one byte wide; returns where all ends. */
export function sized(bytes: Uint8Array, at: number, end: number): number {
  const length = end - at - 1;
  if (length < 128) {
    bytes[at] = length;
    return end;
  }
  return sizedLong(bytes, at, length);
}

function sizedLong(bytes: Uint8Array, at: number, length: number): number {
  const width = varintSize(length);
  bytes.copyWithin(at + width, at + 1, at + 1 + length);
  writeVarint32(bytes, at, length);
  return at + width + length;
}

function varintSize(value: number): number {
  return value < 128 ? 1 : value < 16_384 ? 2 : value < 2_097_152 ? 3 : value < 268_435_456 ? 4 : 5;
}

/** A number of 32 bits without a sign, which is known to be one. */
export function writeVarint32(bytes: Uint8Array, at: number, value: number): number {
  let rest = value;
  let to = at;
  while (rest > 127) {
    bytes[to++] = (rest & 127) | 128;
    rest >>>= 7;
  }
  bytes[to++] = rest;
  return to;
}

export function writeUint32(bytes: Uint8Array, at: number, value: number, field: string): number {
  if (value >>> 0 !== value) throw refused(field, value, 'number', 'a whole number from 0 to 4294967295');
  if (value < 128) {
    bytes[at] = value;
    return at + 1;
  }
  return writeVarint32(bytes, at, value);
}

/** Also the number of an enum value. */
export function writeInt32(bytes: Uint8Array, at: number, value: number, field: string): number {
  if ((value | 0) !== value) throw refused(field, value, 'number', 'a whole number from -2147483648 to 2147483647');
  if (value < 0) {
    const to = writeVarint32(bytes, at, value >>> 0);
    bytes[to - 1] = (value >>> 28) | 0xf0;
    for (let i = 0; i < 4; i++) bytes[to + i] = 0xff;
    bytes[to + 4] = 1;
    return to + 5;
  }
  if (value < 128) {
    bytes[at] = value;
    return at + 1;
  }
  return writeVarint32(bytes, at, value);
}

export function writeSint32(bytes: Uint8Array, at: number, value: number, field: string): number {
  if ((value | 0) !== value) throw refused(field, value, 'number', 'a whole number from -2147483648 to 2147483647');
  return writeVarint32(bytes, at, ((value << 1) ^ (value >> 31)) >>> 0);
}

export function writeBool(bytes: Uint8Array, at: number, value: boolean, field: string): number {
  if (typeof value !== 'boolean') throw refused(field, value, 'boolean', 'true or false');
  bytes[at] = value ? 1 : 0;
  return at + 1;
}

export function writeInt64(bytes: Uint8Array, at: number, value: bigint, field: string): number {
  checkSigned(value, field);
  signed[0] = value;
  return writeWords(bytes, at, words[LOW] as number, words[HIGH] as number);
}

export function writeUint64(bytes: Uint8Array, at: number, value: bigint, field: string): number {
  checkUnsigned(value, field);
  signed[0] = value;
  return writeWords(bytes, at, words[LOW] as number, words[HIGH] as number);
}

export function writeSint64(bytes: Uint8Array, at: number, value: bigint, field: string): number {
  checkSigned(value, field);
  signed[0] = value;
  const low = words[LOW] as number;
  const high = words[HIGH] as number;
  const sign = (high | 0) >> 31;
  return writeWords(bytes, at, ((low << 1) ^ sign) >>> 0, (((high << 1) | (low >>> 31)) ^ sign) >>> 0);
}

export function writeFixed64(bytes: Uint8Array, at: number, value: bigint, field: string): number {
  checkUnsigned(value, field);
  return writeEight(bytes, at, value);
}

export function writeSfixed64(bytes: Uint8Array, at: number, value: bigint, field: string): number {
  checkSigned(value, field);
  return writeEight(bytes, at, value);
}

function writeEight(bytes: Uint8Array, at: number, value: bigint): number {
  signed[0] = value;
  const low = words[LOW] as number;
  const high = words[HIGH] as number;
  return writeBits(bytes, writeBits(bytes, at, low), high);
}

function checkSigned(value: bigint, field: string): void {
  if (typeof value !== 'bigint' || value < -9223372036854775808n || value > 9223372036854775807n) {
    throw refused(field, value, 'bigint', 'a bigint from -9223372036854775808 to 9223372036854775807');
  }
}

function checkUnsigned(value: bigint, field: string): void {
  if (typeof value !== 'bigint' || value < 0n || value > 18446744073709551615n) {
    throw refused(field, value, 'bigint', 'a bigint from 0 to 18446744073709551615');
  }
}

function writeWords(bytes: Uint8Array, at: number, low: number, high: number): number {
  if (high === 0) return writeVarint32(bytes, at, low);
  bytes[at] = (low & 127) | 128;
  bytes[at + 1] = ((low >>> 7) & 127) | 128;
  bytes[at + 2] = ((low >>> 14) & 127) | 128;
  bytes[at + 3] = ((low >>> 21) & 127) | 128;
  const middle = (low >>> 28) | ((high & 7) << 4);
  const rest = high >>> 3;
  if (rest === 0) {
    bytes[at + 4] = middle;
    return at + 5;
  }
  bytes[at + 4] = middle | 128;
  return writeVarint32(bytes, at + 5, rest);
}

/** Four bytes of bits that are known to be 32. */
export function writeBits(bytes: Uint8Array, at: number, bits: number): number {
  bytes[at] = bits;
  bytes[at + 1] = bits >>> 8;
  bytes[at + 2] = bits >>> 16;
  bytes[at + 3] = bits >>> 24;
  return at + 4;
}

export function writeFixed32(bytes: Uint8Array, at: number, value: number, field: string): number {
  if (value >>> 0 !== value) throw refused(field, value, 'number', 'a whole number from 0 to 4294967295');
  return writeBits(bytes, at, value);
}

export function writeSfixed32(bytes: Uint8Array, at: number, value: number, field: string): number {
  if ((value | 0) !== value) throw refused(field, value, 'number', 'a whole number from -2147483648 to 2147483647');
  return writeBits(bytes, at, value);
}

/** The bits of a number as a float; 0 for nothing but 0. There is one NaN. */
export function floatBits(value: number, field: string): number {
  if (typeof value !== 'number') throw refused(field, value, 'number', 'a number');
  float32[0] = value;
  const bits = words[0] as number;
  if ((bits & 0x7f80_0000) !== 0x7f80_0000) return bits;
  // biome-ignore lint/suspicious/noSelfCompare: faster than a call
  if (value !== value) return 0x7fc0_0000;
  if (Number.isFinite(value)) throw refused(field, value, 'number', 'a number that a float can hold');
  return bits;
}

export function writeFloat(bytes: Uint8Array, at: number, value: number, field: string): number {
  return writeBits(bytes, at, floatBits(value, field));
}

export function writeDouble(bytes: Uint8Array, at: number, value: number, field: string): number {
  if (typeof value !== 'number') throw refused(field, value, 'number', 'a number');
  // biome-ignore lint/suspicious/noSelfCompare: there is one NaN on the wire, whatever bits this one has
  float64[0] = value === value ? value : Number.NaN;
  const low = words[LOW] as number;
  const high = words[HIGH] as number;
  return writeBits(bytes, writeBits(bytes, at, low), high);
}

/** The values of a packed list of floats, behind their length. */
export function writeFloats(bytes: Uint8Array, at: number, values: readonly number[], field: string): number {
  const size = values.length * 4;
  let to = writeVarint32(bytes, at, size);
  if (to + size > bytes.length) throw BUFFER_FULL;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (typeof value === 'number' && value <= MAX_FLOAT && value >= -MAX_FLOAT) view.setFloat32(to, value, true);
    else view.setUint32(to, floatBits(value, field), true);
    to += 4;
  }
  return to;
}

/** The values of a packed list of doubles, behind their length. */
export function writeDoubles(bytes: Uint8Array, at: number, values: readonly number[], field: string): number {
  const size = values.length * 8;
  let to = writeVarint32(bytes, at, size);
  if (to + size > bytes.length) throw BUFFER_FULL;
  for (let i = 0; i < values.length; i++) to = writeDouble(bytes, to, values[i] as number, field);
  return to;
}

/** Length and content. */
export function writeString(bytes: Uint8Array, at: number, value: string, field: string): number {
  if (typeof value !== 'string') throw refused(field, value, 'string', 'a string');
  const { length } = value;
  if (length > LOOP_LIMIT) return writeLongString(bytes, at, value, field);
  const from = at + 1;
  for (let i = 0; i < length; i++) {
    const unit = value.charCodeAt(i);
    if (unit > 127) return writeLongString(bytes, at, value, field);
    bytes[from + i] = unit;
  }
  bytes[at] = length;
  return from + length;
}

function writeLongString(bytes: Uint8Array, at: number, value: string, field: string): number {
  const { length } = value;
  const width = varintSize(length);
  if (at + width + length > bytes.length) throw BUFFER_FULL;
  const { read, written } = encoder.encodeInto(value, bytes.subarray(at + width));
  if (read < length) throw BUFFER_FULL;
  if (written === length) {
    writeVarint32(bytes, at, length);
    return at + width + length;
  }
  if (/\p{Surrogate}/u.test(value)) {
    throw new LeylineContractError('string-invalid', `${field} has half of a surrogate pair, which UTF-8 cannot hold`);
  }
  const wider = varintSize(written);
  if (wider > width) bytes.copyWithin(at + wider, at + width, at + width + written);
  writeVarint32(bytes, at, written);
  return at + wider + written;
}

/** Length and content. */
export function writeBytes(bytes: Uint8Array, at: number, value: Uint8Array, field: string): number {
  if (!ArrayBuffer.isView(value) || value.BYTES_PER_ELEMENT !== 1) throw refused(field, value, 'bytes', 'a Uint8Array');
  const from = writeVarint32(bytes, at, value.length);
  return writeRaw(bytes, from, value);
}

/** Content only. */
export function writeRaw(bytes: Uint8Array, at: number, value: Uint8Array): number {
  const { length } = value;
  if (at + length > bytes.length) throw BUFFER_FULL;
  if (length > 32) bytes.set(value, at);
  else for (let i = 0; i < length; i++) bytes[at + i] = value[i] as number;
  return at + length;
}

function refused(field: string, value: unknown, type: string, wanted: string): LeylineContractError {
  const isNumber = typeof value === 'number' || typeof value === 'bigint';
  const shown = isNumber ? String(value) : value === null ? 'null' : typeof value;
  const code = typeof value === type ? 'value-out-of-range' : 'value-of-wrong-type';
  return new LeylineContractError(code, `${field} is ${shown}, not ${wanted}`);
}

/** The error for a oneof whose case is not one of its fields. */
export function unknownCase(oneof: string, { case: found }: { readonly case?: unknown }): LeylineContractError {
  return new LeylineContractError(
    'value-of-wrong-type',
    `${oneof} has the case '${String(found)}', which it has no field for`,
  );
}
