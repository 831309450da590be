// Appends to a write-ahead log. An entry is acknowledged once it is durable; what could not be made so is cut off again.

import { joinBytes } from './bytes.ts';
import { LeylineContractError } from './errors.ts';
import type { WalFile } from './wal-file.ts';
import { encodeWalEntry, WAL_HEADER_BYTES } from './wal-format.ts';
import { readWal, WAL_MAX_DATA_BYTES, type WalEnd, type WalEntry } from './wal-reader.ts';

const BATCH_BYTES = 1024 * 1024;

export interface WalOptions {
  /** The clock: Unix time in milliseconds. */
  readonly now: () => number;
  /** Called for each entry that is there already, in order. */
  readonly onEntry?: (entry: WalEntry) => void | Promise<void>;
  /** Cut off what an interrupted write has left. Without it a torn log is refused. */
  readonly truncateTornTail?: boolean;
  /** Longest data of one entry, in bytes; {@link WAL_MAX_DATA_BYTES} unless given. */
  readonly maxDataBytes?: number;
}

/** Where an entry went that is durable now. */
export interface WalReceipt {
  readonly sequence: number;
  readonly offset: number;
}

/** A log that is open for appending. Only one may be open for a file. */
export interface Wal {
  /** How the log ended when it was opened. */
  readonly found: WalEnd;
  /**
   * Appends an entry; resolves once it is durable. Entries that wait together share one write and one barrier.
   *
   * @throws LeylineContractError `wal-entry-invalid` for a type that has not 1 to 32 bytes or data over the limit;
   *   `wal-write-failed` when the disk is full or fails: nothing that was acknowledged is lost, this entry and all that
   *   waited behind it are not acknowledged, and `cause` tells why. After a full disk appending may be tried again;
   *   after a failed barrier every append is refused until the log is opened anew. `wal-closed` after `close`
   */
  append(type: string, data: Uint8Array): Promise<WalReceipt>;
  /** Waits for what is being appended, and closes the file. */
  close(): Promise<void>;
}

/**
 * Replays a log and opens it for appending.
 *
 * @throws LeylineContractError `wal-torn` if it ends in an interrupted write and `truncateTornTail` is not set;
 *   `wal-corrupt` if an acknowledged entry is damaged; `wal-read-failed` and `wal-write-failed` if the disk fails. The file
 *   is left open
 * @see data-contracts-api-specifications §8.3
 */
export async function openWal(file: WalFile, options: WalOptions): Promise<Wal> {
  const entries = readWal(file, options);
  let next = await entries.next();
  while (!next.done) {
    await options.onEntry?.(next.value);
    next = await entries.next();
  }
  const found = next.value;
  const place = `${found.flaw} at offset ${found.length} of ${found.fileLength}`;
  if (found.state === 'corrupt') throw new LeylineContractError('wal-corrupt', `the log is damaged: ${place}`);
  if (found.state === 'torn' && options.truncateTornTail !== true) {
    throw new LeylineContractError('wal-torn', `the log is torn: ${place}`);
  }
  try {
    if (found.state === 'torn') await file.truncate(found.length);
    // Entries that nobody has acknowledged may be in caches only; later ones will say that they are durable.
    await file.sync();
  } catch (error) {
    throw writeFailed('what the log has could not be made durable', error);
  }
  return new Appender(file, options, found);
}

interface Waiting {
  readonly type: string;
  readonly data: Uint8Array;
  readonly timestampMs: number;
  readonly resolve: (receipt: WalReceipt) => void;
  readonly reject: (error: LeylineContractError) => void;
}

class Appender implements Wal {
  readonly found: WalEnd;
  readonly #file: WalFile;
  readonly #now: () => number;
  readonly #maxDataBytes: number;
  #durable: number;
  #length: number;
  #waiting: Waiting[] = [];
  #writing: Promise<void> | undefined;
  #broken: unknown;
  #isClosed = false;

  constructor(file: WalFile, { now, maxDataBytes = WAL_MAX_DATA_BYTES }: WalOptions, found: WalEnd) {
    this.found = found;
    this.#file = file;
    this.#now = now;
    this.#maxDataBytes = maxDataBytes;
    this.#durable = found.entries;
    this.#length = found.length;
  }

  append(type: string, data: Uint8Array): Promise<WalReceipt> {
    return new Promise((resolve, reject) => {
      if (this.#isClosed) throw new LeylineContractError('wal-closed', 'the log is closed');
      if (this.#broken !== undefined) throw writeFailed('the log must be opened anew', this.#broken);
      if (data.length > this.#maxDataBytes) {
        const limit = `the limit is ${this.#maxDataBytes}`;
        throw new LeylineContractError('wal-entry-invalid', `the entry has ${data.length} bytes of data, ${limit}`);
      }
      const timestampMs = this.#now();
      // What cannot be encoded is refused here and now, not together with its neighbours later.
      encodeWalEntry({ sequence: 0, durable: 0, timestampMs, type }, new Uint8Array());
      this.#waiting.push({ type, data: data.slice(), timestampMs, resolve, reject });
      this.#writing ??= this.#writeAll();
    });
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await this.#writing;
    await this.#file.close();
  }

  async #writeAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = takeBatch(this.#waiting);
      try {
        const receipts = await this.#commit(batch);
        for (const [at, { resolve }] of batch.entries()) resolve(receipts[at] as WalReceipt);
      } catch (error) {
        const failed = writeFailed('the entry could not be made durable', error);
        for (const { reject } of [...batch, ...this.#waiting.splice(0)]) reject(failed);
      }
    }
    this.#writing = undefined;
  }

  async #commit(batch: readonly Waiting[]): Promise<readonly WalReceipt[]> {
    const durable = this.#durable;
    const entries = batch.map((entry, at) => encodeWalEntry({ ...entry, sequence: durable + at, durable }, entry.data));
    const receipts: WalReceipt[] = [];
    let offset = this.#length;
    for (const [at, { length }] of entries.entries()) {
      receipts.push({ sequence: durable + at, offset });
      offset += length;
    }
    await this.#write(joinBytes(entries));
    this.#durable += batch.length;
    this.#length = offset;
    return receipts;
  }

  async #write(bytes: Uint8Array): Promise<void> {
    if ((await this.#file.size()) !== this.#length) {
      this.#broken = new Error('somebody else has written to the file');
      throw this.#broken;
    }
    try {
      for (let written = 0; written < bytes.length; ) {
        const count = await this.#file.append(bytes.subarray(written));
        if (!(count > 0)) throw new Error('the file takes no more bytes');
        written += count;
      }
    } catch (error) {
      await this.#cutOff();
      throw error;
    }
    try {
      await this.#file.sync();
    } catch (error) {
      // What the system holds after a failed barrier is unknown; a second one may succeed without having written.
      this.#broken = error;
      throw error;
    }
  }

  async #cutOff(): Promise<void> {
    try {
      await this.#file.truncate(this.#length);
      await this.#file.sync();
    } catch (error) {
      this.#broken = error;
    }
  }
}

function takeBatch(waiting: Waiting[]): readonly Waiting[] {
  let bytes = 0;
  const rest = waiting.findIndex(({ data }, at) => {
    bytes += WAL_HEADER_BYTES + data.length;
    return at > 0 && bytes > BATCH_BYTES;
  });
  return waiting.splice(0, rest < 0 ? waiting.length : rest);
}

function writeFailed(what: string, cause: unknown): LeylineContractError {
  return new LeylineContractError('wal-write-failed', what, { cause });
}
