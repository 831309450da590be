// A disk that can be full, fail and lose power: what was written lies in a cache until a barrier has passed.

import type { WalFile } from '../../../contracts/runtime/wal-file.ts';

export interface Faults {
  /** Bytes that fit. */
  capacity?: number;
  /** Bytes that one write takes at most. */
  writeSize?: number;
  /** Barriers fail, and nothing becomes durable. */
  syncFails?: boolean;
  truncateFails?: boolean;
}

export interface MemoryDisk extends WalFile {
  readonly faults: Faults;
  /** What is there while the power is on. */
  content(): Uint8Array;
  /** What is there after the power was lost. */
  durable(): Uint8Array;
}

export function memoryDisk(initial: Uint8Array = new Uint8Array(), faults: Faults = {}): MemoryDisk {
  let cached = initial.slice();
  let durable = initial.slice();
  return {
    faults,
    content: () => cached.slice(),
    durable: () => durable.slice(),
    size: async () => cached.length,
    read: async (offset, length) => cached.slice(offset, offset + length),
    append: async (bytes) => {
      const room = (faults.capacity ?? Number.POSITIVE_INFINITY) - cached.length;
      if (room <= 0) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
      const part = bytes.subarray(0, Math.min(room, faults.writeSize ?? bytes.length));
      const grown = new Uint8Array(cached.length + part.length);
      grown.set(cached);
      grown.set(part, cached.length);
      cached = grown;
      return part.length;
    },
    sync: async () => {
      if (faults.syncFails === true) throw Object.assign(new Error('i/o error'), { code: 'EIO' });
      durable = cached.slice();
    },
    truncate: async (length) => {
      if (faults.truncateFails === true) throw Object.assign(new Error('i/o error'), { code: 'EIO' });
      cached = cached.slice(0, length);
    },
    close: async () => {},
  };
}
