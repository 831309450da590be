// The values of string literals: escapes become bytes, bytes are read as UTF-8.

const SIMPLE_ESCAPES: Readonly<Record<string, number>> = {
  a: 7,
  b: 8,
  t: 9,
  n: 10,
  v: 11,
  f: 12,
  r: 13,
  '"': 34,
  "'": 39,
  '?': 63,
  '\\': 92,
};

export interface DecodedString {
  readonly value: string;
  /** The exact bytes, when escapes made some above 0x7f. */
  readonly bytes: Uint8Array | undefined;
  /** Offset of the first unknown escape, relative to the inside. */
  readonly flawAt?: number | undefined;
}

/** Decodes the inside of a string literal, quotes already removed. */
export function decodeString(inside: string): DecodedString {
  if (!inside.includes('\\')) return { value: inside, bytes: undefined, flawAt: undefined };
  let value = '';
  let flawAt: number | undefined;
  for (const piece of pieces(inside)) {
    if (typeof piece === 'number') {
      if (piece > 0x7f) return decodeBytes(inside);
      value += String.fromCharCode(piece);
    } else if (typeof piece === 'string') {
      value += piece;
    } else {
      flawAt ??= piece.flawAt;
    }
  }
  return { value, bytes: undefined, flawAt };
}

/** The longer way, for strings with escapes that are parts of characters, or of none. */
function decodeBytes(inside: string): DecodedString {
  // No piece is longer in UTF-8 than three bytes for each of its code units.
  const bytes = new Uint8Array(inside.length * 3);
  let length = 0;
  let flawAt: number | undefined;
  for (const piece of pieces(inside)) {
    if (typeof piece === 'number') bytes[length++] = piece;
    else if (typeof piece === 'string') length += encoder.encodeInto(piece, bytes.subarray(length)).written;
    else flawAt ??= piece.flawAt;
  }
  const exact = bytes.slice(0, length);
  return { value: decoder.decode(exact), bytes: exact, flawAt };
}

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Plain text, bytes of escapes, and the places of escapes that are unknown. */
function* pieces(inside: string): Iterable<string | number | { readonly flawAt: number }> {
  let at = 0;
  for (let next = inside.indexOf('\\'); next !== -1; next = inside.indexOf('\\', at)) {
    if (next > at) yield inside.slice(at, next);
    const escaped = readEscape(inside, next + 1);
    yield escaped ? escaped.value : { flawAt: next };
    at = escaped ? escaped.end : next + 1;
  }
  if (at < inside.length) yield inside.slice(at);
}

/** Neighbouring literals are one string, also where bytes of one character stand in two of them. */
export function joinStrings(parts: readonly DecodedString[]): { value: string; bytes: Uint8Array | undefined } {
  if (parts.every((part) => part.bytes === undefined)) {
    return { value: parts.map((part) => part.value).join(''), bytes: undefined };
  }
  const all = parts.map((part) => part.bytes ?? encoder.encode(part.value));
  const bytes = new Uint8Array(all.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of all) {
    bytes.set(part, at);
    at += part.length;
  }
  return { value: decoder.decode(bytes), bytes };
}

/** A byte, or the text of a `\u` escape; nothing when the escape is unknown. */
function readEscape(inside: string, at: number): { value: number | string; end: number } | undefined {
  const char = inside[at] ?? '';
  const simple = SIMPLE_ESCAPES[char];
  if (simple !== undefined) return { value: simple, end: at + 1 };
  const octal = /^[0-7]{1,3}/.exec(inside.slice(at, at + 3))?.[0];
  if (octal) return { value: Number.parseInt(octal, 8) & 0xff, end: at + octal.length };
  if (char === 'x') {
    const hex = /^[0-9a-fA-F]{1,2}/.exec(inside.slice(at + 1, at + 3))?.[0];
    return hex ? { value: Number.parseInt(hex, 16), end: at + 1 + hex.length } : undefined;
  }
  if (char === 'u' || char === 'U') {
    const width = char === 'u' ? 4 : 8;
    const hex = inside.slice(at + 1, at + 1 + width);
    if (!/^[0-9a-fA-F]+$/.test(hex) || hex.length !== width) return undefined;
    const code = Number.parseInt(hex, 16);
    if (code > 0x10ffff) return undefined;
    const low = surrogateAfter(inside, at + 1 + width);
    if (code >= 0xd800 && code < 0xdc00 && low !== undefined) {
      return { value: String.fromCharCode(code, low), end: at + 7 + width };
    }
    return { value: String.fromCodePoint(code), end: at + 1 + width };
  }
  return undefined;
}

/** The low half of a surrogate pair written as a second `\u` escape. */
function surrogateAfter(inside: string, at: number): number | undefined {
  const hex = /^\\u([dD][c-fC-F][0-9a-fA-F]{2})/.exec(inside.slice(at, at + 6))?.[1];
  return hex ? Number.parseInt(hex, 16) : undefined;
}
