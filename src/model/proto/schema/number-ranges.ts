// Ranges of numbers as a whole: which of them holds a number, and which overlap.

import type { NumberRange } from './descriptor.ts';

/** Finds the range that holds a number, in logarithmic time. */
export function rangeFinder<Range extends NumberRange>(
  ranges: readonly Range[],
): (number: number) => Range | undefined {
  const sorted = [...ranges].sort((a, b) => a.start - b.start);
  // Of all ranges up to each one, the one that reaches furthest: ranges may overlap, by mistake.
  const furthest: Range[] = [];
  for (const range of sorted) {
    const before = furthest.at(-1);
    furthest.push(before && before.end > range.end ? before : range);
  }
  return (number) => {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((sorted[middle] as Range).start <= number) low = middle + 1;
      else high = middle;
    }
    const candidate = furthest[low - 1];
    return candidate && number <= candidate.end ? candidate : undefined;
  };
}

/** Pairs of ranges that share numbers; each range is the second of at most one pair. */
export function overlaps<Range extends NumberRange>(ranges: readonly Range[]): (readonly [Range, Range])[] {
  const pairs: [Range, Range][] = [];
  let furthest: Range | undefined;
  for (const range of [...ranges].sort((a, b) => a.start - b.start || a.node.start - b.node.start)) {
    if (range.end < range.start) continue;
    if (furthest && range.start <= furthest.end) pairs.push([furthest, range]);
    if (!furthest || range.end > furthest.end) furthest = range;
  }
  return pairs;
}

export function shownRange({ start, end }: NumberRange): string {
  return start === end ? String(start) : `${start} to ${end}`;
}
