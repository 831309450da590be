// The bytes of one entry of the write-ahead log: a header of 256 bytes and the data. Pure; reads and writes no file.

import { LeylineContractError } from './errors.ts';
import { crc32 } from './integrity.ts';

// Offsets in the header, as in §8.3; integers are little-endian. What the document leaves free carries two counts and a
// checksum of the header itself, which the document forgot. Everything else is zero, and checked to be.
const MAGIC_AT = 0; // 4 bytes, 'ESPR'
const VERSION_AT = 4; // uint32
const TIMESTAMP_AT = 8; // uint64, Unix milliseconds
const TYPE_LENGTH_AT = 16; // uint32
const TYPE_AT = 20; // 32 bytes
const DATA_LENGTH_AT = 52; // uint64
const DATA_CRC_AT = 60; // uint32, in a field of 32 bytes
const HEADER_CRC_AT = 64; // uint32, over the header with this field as zero; in the same field
const ENDIAN_AT = 92; // uint64
const SEQUENCE_AT = 100; // uint64
const DURABLE_AT = 108; // uint64

const MAGIC = 0x52505345; // 'ESPR', read as a little-endian uint32
const VERSION = 2;
const ENDIAN_MARKER = 0x1234567890abcdefn;
const MAX_TYPE_BYTES = 32;

/** Bytes of every header. */
export const WAL_HEADER_BYTES = 256;

/** What a header says. */
export interface WalHeader {
  /** Place among all entries of the log, 0 for the first. */
  readonly sequence: number;
  /** Entries that were durable when this one was written, at most its sequence: those may never be missing before it. */
  readonly durable: number;
  /** Unix time in milliseconds, 0 to 2^53 - 1. */
  readonly timestampMs: number;
  /** 1 to 32 bytes of UTF-8. */
  readonly type: string;
  readonly dataLength: number;
  readonly dataCrc32: number;
}

/** Why some bytes are no header. */
export type WalHeaderFlaw =
  | 'too short'
  | 'magic number'
  | 'format version'
  | 'byte order'
  | 'header checksum'
  | 'header fields';

/**
 * One entry, header and data in one piece, so that one write takes both.
 *
 * @throws LeylineContractError `wal-entry-invalid` if the type has not 1 to 32 bytes, or the time is no Unix time in
 *   whole milliseconds
 * @see data-contracts-api-specifications §8.3
 */
export function encodeWalEntry(
  entry: Pick<WalHeader, 'sequence' | 'durable' | 'timestampMs' | 'type'>,
  data: Uint8Array,
): Uint8Array {
  const type = new TextEncoder().encode(entry.type);
  if (type.length === 0 || type.length > MAX_TYPE_BYTES) {
    const has = `the entry type has ${type.length} bytes`;
    throw new LeylineContractError('wal-entry-invalid', `${has}, but 1 to ${MAX_TYPE_BYTES} fit`);
  }
  if (!isSafeCount(entry.timestampMs)) {
    throw new LeylineContractError('wal-entry-invalid', `${entry.timestampMs} is no Unix time in whole milliseconds`);
  }
  const bytes = new Uint8Array(WAL_HEADER_BYTES + data.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(MAGIC_AT, MAGIC, true);
  view.setUint32(VERSION_AT, VERSION, true);
  view.setBigUint64(TIMESTAMP_AT, BigInt(entry.timestampMs), true);
  view.setUint32(TYPE_LENGTH_AT, type.length, true);
  bytes.set(type, TYPE_AT);
  view.setBigUint64(DATA_LENGTH_AT, BigInt(data.length), true);
  view.setUint32(DATA_CRC_AT, crc32(data), true);
  view.setBigUint64(ENDIAN_AT, ENDIAN_MARKER, true);
  view.setBigUint64(SEQUENCE_AT, BigInt(entry.sequence), true);
  view.setBigUint64(DURABLE_AT, BigInt(entry.durable), true);
  view.setUint32(HEADER_CRC_AT, crc32(bytes.subarray(0, WAL_HEADER_BYTES)), true);
  bytes.set(data, WAL_HEADER_BYTES);
  return bytes;
}

/**
 * Reads a header, or says what is wrong with it. Any flipped bit is found.
 *
 * @param bytes - What lies at the place of a header; what follows it is ignored.
 * @see data-contracts-api-specifications §8.3
 */
export function decodeWalHeader(bytes: Uint8Array): WalHeader | WalHeaderFlaw {
  if (bytes.length < WAL_HEADER_BYTES) return 'too short';
  if (new DataView(bytes.buffer, bytes.byteOffset).getUint32(MAGIC_AT, true) !== MAGIC) return 'magic number';
  const header = new Uint8Array(bytes.subarray(0, WAL_HEADER_BYTES));
  const view = new DataView(header.buffer);
  if (view.getBigUint64(ENDIAN_AT, false) === ENDIAN_MARKER) return 'byte order';
  const headerCrc = view.getUint32(HEADER_CRC_AT, true);
  view.setUint32(HEADER_CRC_AT, 0, true);
  if (crc32(header) !== headerCrc) return 'header checksum';
  if (view.getUint32(VERSION_AT, true) !== VERSION) return 'format version';
  return readFields(header, view) ?? 'header fields';
}

/** The fields of a header whose checksum is right, or undefined where a writer was wrong. */
function readFields(header: Uint8Array, view: DataView): WalHeader | undefined {
  const typeLength = view.getUint32(TYPE_LENGTH_AT, true);
  if (typeLength === 0 || typeLength > MAX_TYPE_BYTES) return undefined;
  const free = [
    header.subarray(TYPE_AT + typeLength, TYPE_AT + MAX_TYPE_BYTES),
    header.subarray(HEADER_CRC_AT + 4, ENDIAN_AT),
    header.subarray(DURABLE_AT + 8),
  ];
  if (free.some((bytes) => bytes.some((byte) => byte !== 0))) return undefined;
  if (view.getBigUint64(ENDIAN_AT, true) !== ENDIAN_MARKER) return undefined;
  const sequence = Number(view.getBigUint64(SEQUENCE_AT, true));
  const durable = Number(view.getBigUint64(DURABLE_AT, true));
  const timestampMs = Number(view.getBigUint64(TIMESTAMP_AT, true));
  const dataLength = Number(view.getBigUint64(DATA_LENGTH_AT, true));
  if (![sequence, durable, timestampMs, dataLength].every(isSafeCount) || durable > sequence) return undefined;
  const type = new TextDecoder().decode(header.subarray(TYPE_AT, TYPE_AT + typeLength));
  return { sequence, durable, timestampMs, type, dataLength, dataCrc32: view.getUint32(DATA_CRC_AT, true) };
}

function isSafeCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}
