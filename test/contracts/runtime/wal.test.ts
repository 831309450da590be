// The write-ahead log over a disk in memory: its format, its end, bad disks, and each single flipped bit.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WAL_HEADER_BYTES } from '../../../contracts/runtime/wal-format.ts';
import { readWal, type WalEnd, type WalEntry } from '../../../contracts/runtime/wal-reader.ts';
import { openWal, type Wal, type WalOptions } from '../../../contracts/runtime/wal-writer.ts';
import { type Faults, type MemoryDisk, memoryDisk } from './memory-disk.ts';

const NOW = 1_763_683_200_000;
const clock = { now: () => NOW };
const text = (value: string) => new TextEncoder().encode(value);

async function write(entries: readonly string[], faults: Faults = {}): Promise<MemoryDisk> {
  const disk = memoryDisk(new Uint8Array(), faults);
  const wal = await openWal(disk, clock);
  for (const entry of entries) await wal.append('seed.state', text(entry));
  return disk;
}

async function read(bytes: Uint8Array, options = {}): Promise<{ entries: readonly WalEntry[]; end: WalEnd }> {
  const replay = readWal(memoryDisk(bytes), options);
  const entries: WalEntry[] = [];
  for (;;) {
    const next = await replay.next();
    if (next.done) return { entries, end: next.value };
    entries.push(next.value);
  }
}

const datas = (entries: readonly WalEntry[]) => entries.map(({ data }) => new TextDecoder().decode(data));
const reopen = (bytes: Uint8Array, options: Partial<WalOptions> = {}) =>
  openWal(memoryDisk(bytes), { ...clock, ...options });

describe('format', () => {
  it('is that of §8.3', async () => {
    const bytes = (await write(['hello'])).content();
    const view = new DataView(bytes.buffer);
    expect(bytes).toHaveLength(WAL_HEADER_BYTES + 5);
    expect(new TextDecoder().decode(bytes.subarray(0, 4))).toBe('ESPR');
    expect(view.getUint32(4, true)).toBe(2);
    expect(view.getBigUint64(8, true)).toBe(BigInt(NOW));
    expect(view.getUint32(16, true)).toBe('seed.state'.length);
    expect(new TextDecoder().decode(bytes.subarray(20, 30))).toBe('seed.state');
    expect(view.getBigUint64(52, true)).toBe(5n);
    expect(view.getUint32(60, true)).toBe(0x3610a686); // zlib's CRC-32 of 'hello'
    expect(view.getBigUint64(92, true)).toBe(0x1234567890abcdefn);
    expect(bytes.subarray(116, 256).every((byte) => byte === 0)).toBe(true);
    expect(new TextDecoder().decode(bytes.subarray(256))).toBe('hello');
  });

  it.each([
    ['no type', '', NOW, 0],
    ['a type of 33 bytes', 'x'.repeat(33), NOW, 0],
    ['a type of 17 characters but 34 bytes', 'ä'.repeat(17), NOW, 0],
    ['a fractional time', 'a', 1.5, 0],
    ['a negative time', 'a', -1, 0],
    ['too much data', 'a', NOW, 101],
  ])('refuses %s, and goes on', async (_what, type, time, size) => {
    const times = [time, NOW];
    const options = { now: () => times.shift() ?? NOW, maxDataBytes: 100 };
    const wal = await openWal(memoryDisk(), options);
    await expect(wal.append(type, new Uint8Array(size))).rejects.toMatchObject({ code: 'wal-entry-invalid' });
    expect(await wal.append('good', new Uint8Array(100))).toEqual({ sequence: 0, offset: 0 });
  });
});

describe('replay', () => {
  it('gives back what was appended, in order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ type: fc.stringMatching(/^[a-z.]{1,32}$/), data: fc.uint8Array({ maxLength: 700 }) })),
        fc.integer({ min: 1, max: 400 }),
        async (entries, writeSize) => {
          const disk = memoryDisk(new Uint8Array(), { writeSize });
          const wal = await openWal(disk, clock);
          const receipts = await Promise.all(entries.map(({ type, data }) => wal.append(type, data)));
          const found = await read(disk.durable());
          expect(found.entries.map(({ type, data }) => ({ type, data }))).toEqual(entries);
          expect(found.entries.map(({ sequence, offset }) => ({ sequence, offset }))).toEqual(receipts);
          expect(found.end).toMatchObject({ state: 'clean', entries: entries.length });
        },
      ),
      { numRuns: 40 },
    );
  });

  it('reads entries larger than its buffer', async () => {
    const disk = memoryDisk();
    const data = new Uint8Array(700_000).map((_, at) => at % 251);
    const wal = await openWal(disk, clock);
    await Promise.all([wal.append('big', data), wal.append('small', text('x')), wal.append('big', data)]);
    expect((await read(disk.durable())).entries.map((entry) => entry.data.length)).toEqual([700_000, 1, 700_000]);
  });

  it('does not mind what becomes of a buffer after append', async () => {
    const disk = memoryDisk();
    const wal = await openWal(disk, clock);
    const buffer = text('first');
    const first = wal.append('a', buffer);
    const second = wal.append('a', buffer);
    buffer.fill(0);
    await Promise.all([first, second]);
    expect(datas((await read(disk.durable())).entries)).toEqual(['first', 'first']);
  });

  it('resumes appending where the log ends', async () => {
    const disk = await write(['a', 'b']);
    const seen: string[] = [];
    const wal = await openWal(disk, {
      ...clock,
      onEntry: ({ data }) => void seen.push(new TextDecoder().decode(data)),
    });
    expect(seen).toEqual(['a', 'b']);
    expect(await wal.append('seed.state', text('c'))).toMatchObject({ sequence: 2 });
    expect(datas((await read(disk.durable())).entries)).toEqual(['a', 'b', 'c']);
  });

  it('ends at the close', async () => {
    const disk = memoryDisk();
    const wal = await openWal(disk, clock);
    const last = wal.append('a', text('x'));
    await wal.close();
    await wal.close();
    expect(await last).toMatchObject({ sequence: 0 });
    await expect(wal.append('a', text('y'))).rejects.toMatchObject({ code: 'wal-closed' });
  });
});

describe('a torn tail', () => {
  it('is found, never read, cut off on request and written over, wherever it was torn', async () => {
    const disk = await write(['first', 'second']);
    const whole = disk.content();
    const kept = WAL_HEADER_BYTES + 'first'.length;
    for (let length = kept + 1; length < whole.length; length++) {
      const torn = whole.subarray(0, length);
      const { entries, end } = await read(torn);
      expect(datas(entries)).toEqual(['first']);
      expect(end).toMatchObject({ state: 'torn', entries: 1, length: kept, fileLength: length });
      await expect(reopen(torn)).rejects.toMatchObject({ code: 'wal-torn' });
    }
    const mended = memoryDisk(whole.subarray(0, whole.length - 1));
    const wal = await openWal(mended, { ...clock, truncateTornTail: true });
    expect(wal.found).toMatchObject({ state: 'torn', flaw: 'data cut short' });
    expect(mended.durable()).toHaveLength(kept);
    await wal.append('seed.state', text('third'));
    expect(datas((await read(mended.durable())).entries)).toEqual(['first', 'third']);
  });

  it.each([
    ['zeroes', new Uint8Array(600)],
    ['noise', new Uint8Array(600).map((_, at) => (at * 7919) % 256)],
    ['magic numbers', text('ESPR'.repeat(150))],
  ])('of %s is torn', async (_what, tail) => {
    const whole = (await write(['first'])).content();
    const { end } = await read(Uint8Array.of(...whole, ...tail));
    expect(end).toMatchObject({ state: 'torn', entries: 1, length: whole.length });
  });

  it('may have lost any pages of a write that was not acknowledged', async () => {
    const disk = memoryDisk();
    const wal = await openWal(disk, clock);
    // The first is written alone, and those that wait behind it together.
    await Promise.all(['first', 'second', 'third', 'fourth'].map((entry) => wal.append('seed.state', text(entry))));
    const bytes = disk.content();
    const second = WAL_HEADER_BYTES + 'first'.length;
    const third = second + WAL_HEADER_BYTES + 'second'.length;
    bytes.fill(0, third, third + WAL_HEADER_BYTES);
    expect((await read(bytes)).end).toMatchObject({ state: 'torn', entries: 2 });
    bytes.fill(0, second, second + WAL_HEADER_BYTES);
    expect((await read(bytes)).end).toMatchObject({ state: 'torn', entries: 1 });
    bytes.fill(0, 0, WAL_HEADER_BYTES);
    expect((await read(bytes)).end).toMatchObject({ state: 'corrupt', entries: 0 });
  });
});

describe('a flipped bit', () => {
  it('anywhere in a header or in data is found, and never read as data', async () => {
    const disk = await write(['first', 'second', 'third']);
    const whole = disk.content();
    const from = WAL_HEADER_BYTES + 'first'.length;
    const to = from + WAL_HEADER_BYTES + 'second'.length;
    for (let bit = from * 8; bit < to * 8; bit++) {
      const bytes = whole.slice();
      bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const { entries, end } = await read(bytes);
      expect(datas(entries)).toEqual(['first']);
      expect(end, `bit ${bit - from * 8}`).toMatchObject({ state: 'corrupt', entries: 1, length: from });
    }
  });

  it('in an acknowledged entry is not cut off, even on request', async () => {
    const bytes = (await write(['first', 'second'])).content();
    bytes[300 - WAL_HEADER_BYTES] = 1;
    const disk = memoryDisk(bytes);
    const opened = openWal(disk, { ...clock, truncateTornTail: true });
    await expect(opened).rejects.toMatchObject({ code: 'wal-corrupt' });
    expect(disk.content()).toEqual(bytes);
  });

  it('in the last write looks as torn', async () => {
    const bytes = (await write(['first', 'second'])).content();
    bytes[bytes.length - 1] = 0;
    expect((await read(bytes)).end).toMatchObject({ state: 'torn', flaw: 'data checksum', entries: 1 });
  });
});

describe('damage', () => {
  const size = WAL_HEADER_BYTES + 1;
  it.each<[string, (entries: Uint8Array[]) => Uint8Array[], string]>([
    ['a lost entry', ([a, , c]) => [a, c] as Uint8Array[], 'entry 2 in place of entry 1'],
    ['swapped entries', ([a, b, c]) => [a, c, b] as Uint8Array[], 'entry 2 in place of entry 1'],
    ['a lost beginning', ([, b, c]) => [b, c] as Uint8Array[], 'entry 1 in place of entry 0'],
  ])('by %s is found', async (_what, damage, flaw) => {
    const whole = (await write(['a', 'b', 'c'])).content();
    const entries = [0, 1, 2].map((at) => whole.slice(at * size, (at + 1) * size));
    const { end } = await read(Uint8Array.of(...damage(entries).flatMap((entry) => [...entry])));
    expect(end).toMatchObject({ state: 'corrupt', flaw });
  });

  it('by a doubled last entry is found, and is nothing that was acknowledged', async () => {
    const whole = (await write(['a', 'b'])).content();
    const { end } = await read(Uint8Array.of(...whole, ...whole.subarray(size)));
    expect(end).toMatchObject({ state: 'torn', entries: 2, flaw: 'entry 1 in place of entry 2' });
  });

  it('by an entry over the limit takes no memory, and is never cut off', async () => {
    const whole = (await write(['x'.repeat(1000)])).content();
    const { end } = await read(whole, { maxDataBytes: 999 });
    expect(end).toMatchObject({ state: 'corrupt', entries: 0, flaw: 'data longer than the limit' });
  });

  it('is never thrown at the reader, whatever the bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2000 }), async (bytes) => {
        const { entries, end } = await read(bytes);
        expect(entries).toEqual([]);
        expect(end.state).toBe(bytes.length === 0 ? 'clean' : 'torn');
      }),
    );
  });
});

describe('a bad disk', () => {
  async function acknowledged(wal: Wal, names: readonly string[]): Promise<readonly string[]> {
    const results = await Promise.allSettled(names.map((name) => wal.append('seed.state', text(name))));
    return names.filter((_, at) => results[at]?.status === 'fulfilled');
  }

  it('that is full loses nothing, and is written on once there is room', async () => {
    for (let capacity = 1; capacity < 900; capacity += 37) {
      const disk = memoryDisk(new Uint8Array(), { capacity, writeSize: 100 });
      const wal = await openWal(disk, clock);
      const kept = [...(await acknowledged(wal, ['a'])), ...(await acknowledged(wal, ['b', 'c']))];
      expect(datas((await read(disk.durable())).entries)).toEqual(kept);
      disk.faults.capacity = 10_000;
      kept.push(...(await acknowledged(wal, ['d'])));
      expect(kept.at(-1)).toBe('d');
      const { entries, end } = await read(disk.durable());
      expect(datas(entries)).toEqual(kept);
      expect(end.state).toBe('clean');
    }
  });

  it('whose barrier fails acknowledges nothing any more until the log is opened anew', async () => {
    const disk = await write(['a']);
    const wal = await openWal(disk, clock);
    disk.faults.syncFails = true;
    const failed = wal.append('seed.state', text('b'));
    await expect(failed).rejects.toMatchObject({ code: 'wal-write-failed', cause: { code: 'EIO' } });
    disk.faults.syncFails = false;
    await expect(wal.append('seed.state', text('c'))).rejects.toMatchObject({ code: 'wal-write-failed' });
    expect(datas((await read(disk.durable())).entries)).toEqual(['a']);
    const again = await openWal(disk, clock);
    await again.append('seed.state', text('d'));
    expect(datas((await read(disk.durable())).entries)).toEqual(['a', 'b', 'd']);
  });

  it('that cannot be cut off after a failed write is refused, and found torn', async () => {
    const disk = memoryDisk(new Uint8Array(), { capacity: 300, truncateFails: true });
    const wal = await openWal(disk, clock);
    expect(await acknowledged(wal, ['a'])).toEqual(['a']);
    expect(await acknowledged(wal, ['b'])).toEqual([]);
    disk.faults.capacity = 10_000;
    expect(await acknowledged(wal, ['c'])).toEqual([]);
    const { entries, end } = await read(disk.content());
    expect(datas(entries)).toEqual(['a']);
    expect(end.state).toBe('torn');
  });

  it('that takes no bytes, though it says nothing of being full, is not written to for ever', async () => {
    const disk = await write(['a']);
    const wal = await openWal(disk, clock);
    disk.faults.writeSize = 0;
    expect(await acknowledged(wal, ['b'])).toEqual([]);
    disk.faults.writeSize = 7;
    expect(await acknowledged(wal, ['c'])).toEqual(['c']);
    expect(datas((await read(disk.durable())).entries)).toEqual(['a', 'c']);
  });

  it.each<[string, Partial<MemoryDisk>, Faults, string]>([
    ['its length', { size: () => Promise.reject(new Error('EIO')) }, {}, 'wal-read-failed'],
    ['its content', { read: () => Promise.reject(new Error('EIO')) }, {}, 'wal-read-failed'],
    ['being cut off', {}, { truncateFails: true }, 'wal-write-failed'],
    ['its barrier', {}, { syncFails: true }, 'wal-write-failed'],
  ])('that fails with %s when the log is opened is told', async (_what, broken, faults, code) => {
    const torn = (await write(['a', 'b'])).content().subarray(0, 400);
    const disk = { ...memoryDisk(torn, faults), ...broken };
    await expect(openWal(disk, { ...clock, truncateTornTail: true })).rejects.toMatchObject({ code });
  });

  it('that somebody else writes to is left alone', async () => {
    const disk = await write(['a']);
    const [mine, other] = [await openWal(disk, clock), await openWal(disk, clock)];
    await other.append('seed.state', text('b'));
    await expect(mine.append('seed.state', text('c'))).rejects.toMatchObject({ code: 'wal-write-failed' });
    expect(datas((await read(disk.durable())).entries)).toEqual(['a', 'b']);
  });

  it('keeps, through any faults and losses of power, all that was acknowledged, in order', async () => {
    const step = fc.record({
      names: fc.array(fc.string({ maxLength: 40 }), { maxLength: 4 }),
      capacity: fc.option(fc.integer({ min: 0, max: 4000 }), { nil: 1e9 }),
      writeSize: fc.integer({ min: 1, max: 600 }),
      syncFails: fc.boolean(),
      truncateFails: fc.boolean(),
      powerIsLost: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 6 }), async (steps) => {
        let bytes: Uint8Array = new Uint8Array();
        const promised: string[] = [];
        for (const { names, powerIsLost, ...faults } of steps) {
          const disk = memoryDisk(bytes);
          const wal = await openWal(disk, { ...clock, truncateTornTail: true });
          Object.assign(disk.faults, faults);
          promised.push(...(await acknowledged(wal, names)));
          bytes = powerIsLost ? disk.durable() : disk.content();
        }
        const found = datas((await read(bytes)).entries);
        let at = 0;
        for (const name of promised) {
          at = found.indexOf(name, at) + 1;
          expect(at, `'${name}' of ${promised} in ${found}`).toBeGreaterThan(0);
        }
      }),
      { numRuns: 150 },
    );
  });
});
