// Reads a write-ahead log from its beginning: the entries that are whole, and how the log ends. Changes nothing.

import { LeylineContractError } from './errors.ts';
import { crc32 } from './integrity.ts';
import type { WalFile } from './wal-file.ts';
import { decodeWalHeader, WAL_HEADER_BYTES, type WalHeader } from './wal-format.ts';

const CHUNK_BYTES = 256 * 1024;

/** An entry with more data than this is neither written nor read, unless another limit is given: 64 MiB. */
export const WAL_MAX_DATA_BYTES = 64 * 1024 * 1024;

/** One whole entry. */
export interface WalEntry {
  /** Place among all entries of the log, 0 for the first. */
  readonly sequence: number;
  /** Where its header begins in the file. */
  readonly offset: number;
  /** When it was appended, Unix time in milliseconds. */
  readonly timestampMs: number;
  readonly type: string;
  readonly data: Uint8Array;
}

/** How a log ends. */
export interface WalEnd {
  /**
   * - `clean`: after the last entry.
   * - `torn`: in what an interrupted write has left; no acknowledged entry is lost by cutting it off. Damage to the very
   *   last write looks the same.
   * - `corrupt`: at a damaged entry that was acknowledged, since a later entry says so. Nothing may be cut off.
   */
  readonly state: 'clean' | 'torn' | 'corrupt';
  /** Whole entries, in order from the beginning. */
  readonly entries: number;
  /** Where they end. */
  readonly length: number;
  /** Length of the file; above {@link WalEnd.length} unless clean. */
  readonly fileLength: number;
  /** What is wrong at {@link WalEnd.length}. */
  readonly flaw?: string;
}

export interface WalReadOptions {
  /** Longest data of one entry, in bytes; {@link WAL_MAX_DATA_BYTES} unless given. */
  readonly maxDataBytes?: number;
}

/**
 * Replays a log: yields its whole entries in order, and returns how it ends. What is torn or damaged is never yielded.
 *
 * Memory: one entry, or 256 KiB.
 *
 * @throws LeylineContractError `wal-read-failed` if the file cannot be read
 * @see data-contracts-api-specifications §8.3
 */
export async function* readWal(file: WalFile, options: WalReadOptions = {}): AsyncGenerator<WalEntry, WalEnd, void> {
  const { maxDataBytes = WAL_MAX_DATA_BYTES } = options;
  const fileLength = await orReadFailed(file.size());
  const read = readAhead(file);
  let length = 0;
  let entries = 0;
  while (length < fileLength) {
    const entry = await readEntry(read, length, { expected: entries, fileLength, maxDataBytes });
    if ('flaw' in entry) {
      const isLost = entry.isLost ?? (await isFollowed(read, entry.searchFrom, fileLength, entries));
      return { state: isLost ? 'corrupt' : 'torn', entries, length, fileLength, flaw: entry.flaw };
    }
    length += WAL_HEADER_BYTES + entry.data.length;
    entries += 1;
    yield entry;
  }
  return { state: 'clean', entries, length, fileLength };
}

/** Reads from a place, through a buffer. */
type Read = (offset: number, length: number) => Promise<Uint8Array>;

interface Flaw {
  readonly flaw: string;
  /** Where later entries can begin. */
  readonly searchFrom: number;
  /** Whether it is known without a search that acknowledged entries are damaged. */
  readonly isLost?: boolean;
}

interface Expectation {
  readonly expected: number;
  readonly fileLength: number;
  readonly maxDataBytes: number;
}

async function readEntry(read: Read, offset: number, expectation: Expectation): Promise<WalEntry | Flaw> {
  const { expected, fileLength, maxDataBytes } = expectation;
  const header = decodeWalHeader(await read(offset, WAL_HEADER_BYTES));
  if (typeof header === 'string') return { flaw: header, searchFrom: offset + 1 };
  const flaw = sequenceFlaw(header, expected);
  if (flaw !== undefined) return { flaw, searchFrom: offset };
  const dataAt = offset + WAL_HEADER_BYTES;
  const end = dataAt + header.dataLength;
  if (header.dataLength > maxDataBytes) return { flaw: 'data longer than the limit', searchFrom: end, isLost: true };
  if (end > fileLength) return { flaw: 'data cut short', searchFrom: fileLength };
  const data = await read(dataAt, header.dataLength);
  if (data.length < header.dataLength || crc32(data) !== header.dataCrc32) {
    return { flaw: 'data checksum', searchFrom: end };
  }
  const { sequence, timestampMs, type } = header;
  return { sequence, offset, timestampMs, type, data };
}

function sequenceFlaw({ sequence }: WalHeader, expected: number): string | undefined {
  return sequence === expected ? undefined : `entry ${sequence} in place of entry ${expected}`;
}

/** Whether some later header says that the entry at a sequence number was durable. */
async function isFollowed(read: Read, from: number, fileLength: number, sequence: number): Promise<boolean> {
  for (let at = from; at + WAL_HEADER_BYTES <= fileLength; ) {
    const bytes = await read(at, Math.min(CHUNK_BYTES, fileLength - at));
    for (let inside = bytes.indexOf(0x45); inside >= 0; inside = bytes.indexOf(0x45, inside + 1)) {
      if (inside + WAL_HEADER_BYTES > bytes.length) break;
      const header = decodeWalHeader(bytes.subarray(inside));
      if (typeof header !== 'string' && header.durable > sequence) return true;
    }
    if (bytes.length <= WAL_HEADER_BYTES) return false;
    at += bytes.length - WAL_HEADER_BYTES + 1;
  }
  return false;
}

function readAhead(file: WalFile): Read {
  let start = 0;
  let buffer: Uint8Array = new Uint8Array();
  return async (offset, length) => {
    if (offset < start || offset + length > start + buffer.length) {
      buffer = await readFully(file, offset, Math.max(length, CHUNK_BYTES));
      start = offset;
    }
    return buffer.subarray(offset - start, offset - start + length);
  };
}

async function readFully(file: WalFile, offset: number, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  let filled = 0;
  while (filled < length) {
    const part = await orReadFailed(file.read(offset + filled, length - filled));
    if (part.length === 0) break;
    bytes.set(part, filled);
    filled += part.length;
  }
  return bytes.subarray(0, filled);
}

async function orReadFailed<Result>(result: Promise<Result>): Promise<Result> {
  try {
    return await result;
  } catch (error) {
    throw new LeylineContractError('wal-read-failed', 'the log could not be read', { cause: error });
  }
}
