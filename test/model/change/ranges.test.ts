// Ranges and orders, against what one would do by counting.

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displaced } from '../../../src/model/change/order.ts';
import { lostRanges } from '../../../src/model/change/ranges.ts';

const range = fc.tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 5 }));
const ranges = fc
  .array(range, { maxLength: 6 })
  .map((all) => all.map(([start, size]) => ({ start, end: start + size })));

const numbersOf = (all: readonly { readonly start: number; readonly end: number }[]) =>
  new Set(all.flatMap(({ start, end }) => Array.from({ length: end - start + 1 }, (_, i) => start + i)));

describe('ranges', () => {
  it('tell what is left of those that lost a number', () => {
    fc.assert(
      fc.property(ranges, ranges, (before, after) => {
        const now = numbersOf(after);
        const expected = before
          .map((one) => ({ one, left: [...numbersOf([one])].filter((number) => now.has(number)) }))
          .filter(({ one, left }) => left.length < one.end - one.start + 1);
        const told = lostRanges(before, after).map(({ range: one, left }) => ({ one, left: [...numbersOf(left)] }));
        expect(told).toEqual(expected);
      }),
    );
  });
});

describe('orders', () => {
  const orders = fc
    .integer({ min: 0, max: 9 })
    .chain((length) => fc.shuffledSubarray([...Array(length).keys()], { minLength: length, maxLength: length }));

  it('are the same once what is displaced is left out', () => {
    fc.assert(
      fc.property(orders, (after) => {
        const moved = displaced(
          [...after].sort((a, b) => a - b),
          after,
        );
        const stays = after.filter((element) => !moved.has(element));
        expect(stays).toEqual([...stays].sort((a, b) => a - b));
        expect(moved.size === 0).toBe(stays.length === after.length);
      }),
    );
  });

  it('change by as few as possible', () => {
    expect([...displaced(['a', 'b', 'c', 'd'], ['d', 'a', 'b', 'c'])]).toEqual(['d']);
    expect([...displaced(['a', 'b', 'c'], ['a', 'c', 'b'])]).toHaveLength(1);
  });
});
