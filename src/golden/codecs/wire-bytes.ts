// Puts bytes together as wire format does: for handing many messages over in one. Knows nothing of schemas.

import { LEN } from '../wire/wire-field.ts';

export function lengthDelimited(number: number, content: Uint8Array): Uint8Array {
  return joinBytes([varint(BigInt(number) * 8n + BigInt(LEN)), varint(BigInt(content.length)), content]);
}

function varint(value: bigint): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 0x7fn; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80);
  return Uint8Array.from([...bytes, Number(rest)]);
}

export function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}
