// Reads varints and fixed-width numbers out of bytes, never beyond `end`. Says what it met; judges nothing.

export interface Varint {
  readonly value: bigint;
  readonly end: number;
  readonly state: 'minimal' | 'padded' | 'truncated' | 'overlong';
}

export function readVarint(bytes: Uint8Array, start: number, end: number): Varint {
  let low = 0;
  let value = 0n;
  for (let at = start, i = 0; i < 10; at += 1, i += 1) {
    if (at >= end) return { value: 0n, end: at, state: 'truncated' };
    const byte = bytes[at] as number;
    if (i < 4) low |= (byte & 0x7f) << (7 * i);
    else {
      if (i === 4) value = BigInt(low);
      value |= BigInt(byte & 0x7f) << BigInt(7 * i);
    }
    if (byte >= 0x80) continue;
    // The tenth byte has one bit to give.
    if (i === 9 && byte > 1) return { value: BigInt.asUintN(64, value), end: at + 1, state: 'overlong' };
    const state = byte === 0 && i > 0 ? 'padded' : 'minimal';
    return { value: i < 4 ? BigInt(low) : value, end: at + 1, state };
  }
  return { value: 0n, end: start + 10, state: 'overlong' };
}

/** Little-endian, of 4 or 8 bytes that are there. */
export function readFixed(bytes: Uint8Array, start: number, width: 4 | 8): bigint {
  const view = new DataView(bytes.buffer, bytes.byteOffset + start, width);
  return width === 4 ? BigInt(view.getUint32(0, true)) : view.getBigUint64(0, true);
}

export function varintLength(value: bigint): number {
  let length = 1;
  for (let rest = value >> 7n; rest > 0n; rest >>= 7n) length += 1;
  return length;
}
