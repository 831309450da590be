// The protobuf wire format taken apart into fields, without knowing what they mean. Bounded by the bytes that it is given;
// whatever does not fit is a WireError.

export class WireError extends Error {
  override readonly name = 'WireError';
}

/** Varints and fixed numbers as unsigned bits. */
export type WireValue =
  | { readonly kind: 'bits'; readonly bits: bigint; readonly width: 0 | 32 | 64 }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array };

export type WireFields = ReadonlyMap<number, readonly WireValue[]>;

const LAST_BITS_OF_VARINT = 70n;

export function wireFields(bytes: Uint8Array): WireFields {
  const fields = new Map<number, WireValue[]>();
  const cursor = { at: 0 };
  while (cursor.at < bytes.length) {
    const tag = Number(readVarint(bytes, cursor));
    const number = Math.floor(tag / 8);
    if (number < 1 || number > 0x1fffffff) throw new WireError(`there is no field number ${number}`);
    const value = readValue(bytes, cursor, tag % 8, number);
    const known = fields.get(number);
    if (known) known.push(value);
    else fields.set(number, [value]);
  }
  return fields;
}

/** The numbers of a packed field. */
export function packedValues(bytes: Uint8Array, width: 0 | 32 | 64): readonly WireValue[] {
  const values: WireValue[] = [];
  const cursor = { at: 0 };
  while (cursor.at < bytes.length) {
    const bits = width === 0 ? readVarint(bytes, cursor) : readFixed(bytes, cursor, width);
    values.push({ kind: 'bits', bits, width });
  }
  return values;
}

interface Cursor {
  at: number;
}

function readValue(bytes: Uint8Array, cursor: Cursor, wireType: number, number: number): WireValue {
  switch (wireType) {
    case 0:
      return { kind: 'bits', bits: readVarint(bytes, cursor), width: 0 };
    case 1:
      return { kind: 'bits', bits: readFixed(bytes, cursor, 64), width: 64 };
    case 2:
      return { kind: 'bytes', bytes: take(bytes, cursor, Number(readVarint(bytes, cursor))) };
    case 3:
      return { kind: 'bytes', bytes: readGroup(bytes, cursor, number) };
    case 5:
      return { kind: 'bits', bits: readFixed(bytes, cursor, 32), width: 32 };
    default:
      throw new WireError(`there is no wire type ${wireType}`);
  }
}

/** The fields inside of a group, up to the tag that ends it; groups inside of groups without recursion. */
function readGroup(bytes: Uint8Array, cursor: Cursor, number: number): Uint8Array {
  const start = cursor.at;
  const open = [number];
  for (;;) {
    const end = cursor.at;
    const tag = Number(readVarint(bytes, cursor));
    const inner = Math.floor(tag / 8);
    if (tag % 8 === 4) {
      if (open.pop() !== inner) throw new WireError('a group ends that has not begun');
      if (open.length === 0) return bytes.subarray(start, end);
    } else if (tag % 8 === 3) open.push(inner);
    else readValue(bytes, cursor, tag % 8, inner);
  }
}

function readVarint(bytes: Uint8Array, cursor: Cursor): bigint {
  let value = 0n;
  for (let shift = 0n; shift < LAST_BITS_OF_VARINT; shift += 7n) {
    const byte = bytes[cursor.at];
    if (byte === undefined) throw new WireError('it ends in the middle of a number');
    cursor.at++;
    value |= BigInt(byte & 0x7f) << shift;
    if (byte < 0x80) return BigInt.asUintN(64, value);
  }
  throw new WireError('a number has more than ten bytes');
}

function readFixed(bytes: Uint8Array, cursor: Cursor, width: 32 | 64): bigint {
  const part = take(bytes, cursor, width / 8);
  const view = new DataView(part.buffer, part.byteOffset, part.byteLength);
  return width === 32 ? BigInt(view.getUint32(0, true)) : view.getBigUint64(0, true);
}

function take(bytes: Uint8Array, cursor: Cursor, length: number): Uint8Array {
  if (length > bytes.length - cursor.at) throw new WireError('it is cut off');
  const part = bytes.subarray(cursor.at, cursor.at + length);
  cursor.at += length;
  return part;
}
