// Checksums: CRC-32 of messages, SHA-256 of schemas. A checksum finds accidents; only a signature finds malice.

import { compareUtf8, toHex } from './bytes.ts';
import { type CryptoPort, sha256Of } from './crypto-port.ts';
import { LeylineContractError } from './errors.ts';

const SLICES = 8;
let tables: Uint32Array | undefined;

/**
 * CRC-32 (IEEE 802.3, reflected, as in zip and PNG) of some bytes, as an unsigned 32-bit integer.
 *
 * @param bytes - What is checked.
 * @param crc - The CRC of the bytes before these, to go on from; 0 at the start.
 * @returns 0 to 4294967295; 0 for no bytes.
 * @see data-contracts-api-specifications §10.1
 */
export function crc32(bytes: Uint8Array, crc = 0): number {
  tables ??= makeTables();
  const t = tables;
  const end = bytes.length;
  const whole = end - (end % SLICES);
  let value = ~crc;
  let at = 0;
  for (; at < whole; at += SLICES) {
    value ^=
      byteAt(bytes, at) | (byteAt(bytes, at + 1) << 8) | (byteAt(bytes, at + 2) << 16) | (byteAt(bytes, at + 3) << 24);
    value =
      wordAt(t, 1792 + (value & 255)) ^
      wordAt(t, 1536 + ((value >>> 8) & 255)) ^
      wordAt(t, 1280 + ((value >>> 16) & 255)) ^
      wordAt(t, 1024 + (value >>> 24)) ^
      wordAt(t, 768 + byteAt(bytes, at + 4)) ^
      wordAt(t, 512 + byteAt(bytes, at + 5)) ^
      wordAt(t, 256 + byteAt(bytes, at + 6)) ^
      wordAt(t, byteAt(bytes, at + 7));
  }
  for (; at < end; at++) value = (value >>> 8) ^ wordAt(t, (value ^ byteAt(bytes, at)) & 255);
  return ~value >>> 0;
}

/**
 * Refuses bytes that do not have the CRC-32 that was sent along, such as `EventEnvelope.payload_crc32`.
 *
 * @throws LeylineContractError `checksum-mismatch`
 * @see data-contracts-api-specifications §10.1
 */
export function checkCrc32(bytes: Uint8Array, expected: number): void {
  const actual = crc32(bytes);
  if (actual === expected >>> 0) return;
  throw new LeylineContractError('checksum-mismatch', `CRC-32 is ${hex32(actual)}, but ${hex32(expected)} was sent`);
}

/** One file of a schema. */
export interface SchemaFile {
  /** Relative to the contract root, with slashes, such as `v2/system_state.proto`. */
  readonly path: string;
  readonly content: Uint8Array;
}

/**
 * SHA-256 of a schema: 64 lower-case hexadecimal digits.
 *
 * Covers names and contents of all files, whatever their order. Names and contents are told apart by their lengths, so
 * that nothing can be moved from one into the other.
 *
 * @throws LeylineContractError `invariant-violated` if two files have one path
 * @see data-contracts-api-specifications §10.1, §10.2
 */
export function schemaSha256(crypto: CryptoPort, files: readonly SchemaFile[]): string {
  const encoder = new TextEncoder();
  const sorted = [...files].sort((a, b) => compareUtf8(a.path, b.path));
  const parts: Uint8Array[] = [encoder.encode('leyline.schema.v1\n')];
  for (const [at, { path, content }] of sorted.entries()) {
    if (at > 0 && sorted[at - 1]?.path === path) {
      throw new LeylineContractError('invariant-violated', `the schema has two files '${path}'`);
    }
    const name = encoder.encode(path);
    parts.push(encoder.encode(`${name.length} ${content.length}\n`), name, content);
  }
  return toHex(sha256Of(crypto, ...parts));
}

function hex32(value: number): string {
  return `0x${(value >>> 0).toString(16).padStart(8, '0')}`;
}

function byteAt(bytes: Uint8Array, at: number): number {
  return bytes[at] as number;
}

function wordAt(words: Uint32Array, at: number): number {
  return words[at] as number;
}

/** Table k says what a byte does to the CRC when k more bytes follow it. */
function makeTables(): Uint32Array {
  const made = new Uint32Array(256 * SLICES);
  for (let byte = 0; byte < 256; byte++) {
    let value = byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    made[byte] = value;
  }
  for (let at = 256; at < made.length; at++) {
    const before = wordAt(made, at - 256);
    made[at] = (before >>> 8) ^ wordAt(made, before & 255);
  }
  return made;
}
