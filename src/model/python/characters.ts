// What single characters mean in Python, and which of them make operators.

import {
  ARROW,
  AUGMENTED,
  COMPARE,
  DOUBLE_STAR,
  ELLIPSIS,
  LEFT_SHIFT,
  OPERATOR,
  RIGHT_SHIFT,
  WALRUS,
} from './tokens.ts';

export const SPACE = 1;
export const LETTER = 2;
export const DIGIT = 3;
export const BREAK_LINE = 4;
export const HIGH = 0x80;
export const CLASS_OF = new Uint8Array(HIGH);
for (const char of ' \t\f') CLASS_OF[char.charCodeAt(0)] = SPACE;
for (let code = 0; code < 26; code++) CLASS_OF[65 + code] = CLASS_OF[97 + code] = LETTER;
CLASS_OF[0x5f] = LETTER;
for (let code = 0; code < 10; code++) CLASS_OF[48 + code] = DIGIT;
CLASS_OF[0x0a] = CLASS_OF[0x0d] = BREAK_LINE;

export const BACKSLASH = 0x5c;
export const HASH = 0x23;
export const LINE_FEED = 0x0a;
export const RETURN = 0x0d;
const OPERATORS: readonly (readonly [string, number])[] = [
  ...['**=', '//=', '>>=', '<<='].map((word) => [word, AUGMENTED] as const),
  ['...', ELLIPSIS],
  ...['+=', '-=', '*=', '/=', '%=', '@=', '&=', '|=', '^='].map((word) => [word, AUGMENTED] as const),
  ...['==', '!=', '<=', '>=', '<>'].map((word) => [word, COMPARE] as const),
  ['->', ARROW],
  [':=', WALRUS],
  ['**', DOUBLE_STAR],
  ['<<', LEFT_SHIFT],
  ['>>', RIGHT_SHIFT],
  ['//', OPERATOR],
];
const SINGLE: Readonly<Record<string, number>> = {
  '/': OPERATOR,
  '%': OPERATOR,
  '^': OPERATOR,
  '<': COMPARE,
  '>': COMPARE,
};
/** By the char code of their first character. */
export const LONGER: (readonly (readonly [string, number])[] | undefined)[] = [];
for (const operator of OPERATORS) {
  const code = operator[0].charCodeAt(0);
  LONGER[code] = [...(LONGER[code] ?? []), operator];
}
export const SINGLE_KINDS = new Uint8Array(HIGH);
for (const char of '()[]{},:;.=@*+-~|&') SINGLE_KINDS[char.charCodeAt(0)] = char.charCodeAt(0);
for (const [char, kind] of Object.entries(SINGLE)) SINGLE_KINDS[char.charCodeAt(0)] = kind;

export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

export function lineEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === LINE_FEED || code === RETURN) return at;
  }
  return text.length;
}
