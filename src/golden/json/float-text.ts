// The shortest decimal text of a float that reads back as the same bits. Knows nothing of JSON.

const LARGEST_SINGLE = 3.4028234663852886e38;

/** `0.1` for the float nearest to it, not `0.10000000149011612`. */
export function floatText(value: number, isSingle: boolean): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity';
  if (Object.is(value, -0)) return '-0.0';
  if (!isSingle) return String(value);
  for (let digits = 1; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    // The shortest text of the largest float is a double beyond it, which some readers refuse.
    if (Math.fround(short) === value && Math.abs(short) <= LARGEST_SINGLE) return String(short);
  }
  return String(value);
}
