// Spans and points of time, to and fro, up to the ends of their ranges.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromMs, fromSeconds, MAX_DURATION_SECONDS, toMs } from '../../../contracts/runtime/duration.ts';
import { timestampFromMs, timestampFromNs, timestampToMs } from '../../../contracts/runtime/timestamp.ts';

const MAX_MS = MAX_DURATION_SECONDS * 1000;
const tooLong = expect.objectContaining({ code: 'duration-out-of-range' });
const outOfTime = expect.objectContaining({ code: 'timestamp-out-of-range' });

describe('duration', () => {
  it.each([
    [0, 0n, 0],
    [-0, 0n, 0],
    [18, 0n, 18_000_000],
    [1000, 1n, 0],
    [1500, 1n, 500_000_000],
    [-1, 0n, -1_000_000],
    [-1500, -1n, -500_000_000],
    [0.000001, 0n, 1],
    [-0.0015, 0n, -1500],
    [999.9999999, 1n, 0],
    [-999.9999999, -1n, 0],
    [MAX_MS, 315_576_000_000n, 0],
    [-MAX_MS, -315_576_000_000n, 0],
  ])('of %d ms is %d s and %d ns', (ms, seconds, nanos) => {
    const duration = fromMs(ms);
    expect(duration).toMatchObject({ seconds, nanos });
    expect(Object.is(duration.nanos, -0)).toBe(false);
  });

  it.each([
    [0.1, 0n, 100_000_000],
    [1.0015, 1n, 1_500_000],
    [-2.5, -2n, -500_000_000],
    [MAX_DURATION_SECONDS, 315_576_000_000n, 0],
  ])('of %d seconds is %d s and %d ns', (value, seconds, nanos) => {
    expect(fromSeconds(value)).toMatchObject({ seconds, nanos });
  });

  it('comes back in whole milliseconds, exactly, over the whole range', () => {
    fc.assert(
      fc.property(
        fc.maxSafeInteger().map((ms) => ms % (MAX_MS + 1)),
        (ms) => {
          expect(toMs(fromMs(ms))).toBe(ms + 0);
          expect(Math.sign(Number(fromMs(ms).seconds)) * Math.sign(fromMs(ms).nanos)).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });

  it('comes back in fractions as near as numbers are', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e9, max: 1e9, noNaN: true }), (ms) => {
        expect(Math.abs(toMs(fromMs(ms)) - ms)).toBeLessThanOrEqual(1e-6);
        expect(Math.abs(toMs(fromSeconds(ms)) - ms * 1000)).toBeLessThanOrEqual(1e-3);
      }),
    );
  });

  it.each([MAX_MS + 1, -MAX_MS - 1, MAX_MS + 0.5, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    'of %d ms is refused',
    (ms) => expect(() => fromMs(ms)).toThrow(tooLong),
  );

  it.each([MAX_DURATION_SECONDS + 1, -1e300, Number.NaN])('of %d seconds is refused', (seconds) => {
    expect(() => fromSeconds(seconds)).toThrow(tooLong);
  });

  it.each([
    [1n, -1],
    [-1n, 1],
    [0n, 1_000_000_000],
    [0n, 0.5],
    [315_576_000_000n, 1],
    [2n ** 62n, 0],
  ])('of %d s and %d ns is no duration', (seconds, nanos) => {
    expect(() => toMs({ seconds, nanos })).toThrow(tooLong);
  });
});

describe('timestamp', () => {
  it.each([
    [0, 0n, 0],
    [1_763_683_200_123, 1_763_683_200n, 123_000_000],
    [-1, -1n, 999_000_000],
    [-1.5, -1n, 998_500_000],
    [0.25, 0n, 250_000],
  ])('of %d ms is %d s and %d ns', (ms, seconds, nanos) => {
    expect(timestampFromMs(ms)).toMatchObject({ seconds, nanos });
    expect(timestampToMs(timestampFromMs(ms))).toBe(ms);
  });

  it('comes back over the whole range', () => {
    fc.assert(
      fc.property(fc.bigInt(-62_135_596_800_000_000_000n, 253_402_300_799_999_999_999n), (ns) => {
        const { seconds, nanos } = timestampFromNs(ns);
        expect(seconds * 1_000_000_000n + BigInt(nanos)).toBe(ns);
        expect(nanos).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('outside of the years 1 to 9999 is refused', () => {
    for (const ms of [-62_135_596_800_001, 253_402_300_800_000, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => timestampFromMs(ms)).toThrow(outOfTime);
    }
    for (const nanos of [-1, 1e9, 0.5]) expect(() => timestampToMs({ seconds: 0n, nanos })).toThrow(outOfTime);
    expect(() => timestampToMs({ seconds: 2n ** 62n, nanos: 0 })).toThrow(outOfTime);
  });
});
