// Ranges of numbers before and after: which numbers of an old range are not covered any more.

interface Range {
  readonly start: number;
  /** Inclusive. */
  readonly end: number;
}

/** What is left of each old range that is not wholly covered any more; several new ranges may cover it together. */
export function lostRanges<Old extends Range>(
  before: readonly Old[],
  after: readonly Range[],
): readonly { readonly range: Old; readonly left: readonly Range[] }[] {
  if (before.length === 0) return [];
  const cover = merged(after);
  return before.flatMap((range) => {
    const left = intersect(range, cover);
    const [only] = left;
    const isWhole = left.length === 1 && only?.start === range.start && only.end === range.end;
    return isWhole ? [] : [{ range, left }];
  });
}

function merged(ranges: readonly Range[]): readonly Range[] {
  const sorted = [...ranges].sort((a, b) => a.start - b.start);
  const result: { start: number; end: number }[] = [];
  for (const { start, end } of sorted) {
    const last = result.at(-1);
    if (last && start <= last.end + 1) last.end = Math.max(last.end, end);
    else result.push({ start, end });
  }
  return result;
}

function intersect({ start, end }: Range, cover: readonly Range[]): readonly Range[] {
  const left: Range[] = [];
  for (let i = firstReaching(cover, start); i < cover.length; i += 1) {
    const covered = cover[i] as Range;
    if (covered.start > end) break;
    left.push({ start: Math.max(start, covered.start), end: Math.min(end, covered.end) });
  }
  return left;
}

/** The first range that ends at or after the number. */
function firstReaching(cover: readonly Range[], number: number): number {
  let low = 0;
  let high = cover.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((cover[middle] as Range).end < number) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function isReserved(ranges: readonly Range[], number: number): boolean {
  return ranges.some(({ start, end }) => start <= number && number <= end);
}

const MAX_TAG = 2 ** 29 - 1;
const MAX_INT = 2 ** 31 - 1;

export function printRange({ start, end }: Range): string {
  if (start === end) return String(start);
  return `${start} to ${end === MAX_TAG || end === MAX_INT ? 'max' : end}`;
}
