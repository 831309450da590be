// The order of map keys: the one that deterministic encoders write, and the orders of those that cannot or do not.

export type MapKey = string | number | bigint | boolean;

/** Numbers by value, false before true, texts by the bytes of their UTF-8. */
export function compareKeys(a: MapKey, b: MapKey): number {
  if (typeof a === 'string' && typeof b === 'string') return compareCodePoints(a, b);
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The same as comparing UTF-8; UTF-16 code units would put astral characters before U+E000. */
function compareCodePoints(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const left = a.charCodeAt(i);
    const right = b.charCodeAt(i);
    if (left !== right) return rank(left) - rank(right);
  }
  return a.length - b.length;
}

function rank(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit >= 0xe000 ? unit - 0x800 : unit + 0x2000;
}

/** Which implementation cannot keep keys in this order, and how it has them; nothing where all can. */
export function orderTrouble(keys: readonly MapKey[]): string | undefined {
  if (keys.length > 1 && typeof keys[0] !== 'string')
    return 'Python writes keys that are no texts from the largest down';
  if (keys.some((key, i) => i > 0 && key !== keys[i - 1] && String(key).startsWith(String(keys[i - 1])))) {
    return 'Python writes a key behind the longer ones that begin with it';
  }
  return isReorderedByJavaScript(keys)
    ? 'JavaScript puts keys that look like whole numbers before all others, in the order of their values'
    : undefined;
}

/** Whether an object that is filled in this order lists its keys in another one. */
function isReorderedByJavaScript(keys: readonly MapKey[]): boolean {
  let lastIndex = -1;
  let sawOther = false;
  for (const key of keys) {
    const text = String(key);
    const index = /^(?:0|[1-9]\d{0,9})$/.test(text) && Number(text) < 2 ** 32 - 1 ? Number(text) : undefined;
    if (index === undefined) sawOther = true;
    else if (sawOther || index < lastIndex) return true;
    else lastIndex = index;
  }
  return false;
}
