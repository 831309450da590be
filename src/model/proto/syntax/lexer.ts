// Cuts .proto text into tokens by scanning char codes. Holds one token at a time: kind, start, end; allocates none.
// Comments are noted by offset and skipped; a flaw is noted and scanning goes on.

import type { Span } from '../../../text/source-file.ts';
import type { SyntaxFlaw } from './ast.ts';

/** Punctuation tokens have their char code as kind; these are the others. */
export const END = 0;
export const IDENT = 1;
export const INT = 2;
export const FLOAT = 3;
export const STRING = 4;

const SPACE = 1;
const LETTER = 2;
const DIGIT = 3;
const PUNCTUATION = 4;

const CLASS = new Uint8Array(128);
for (const char of ' \t\n\r\v\f') CLASS[char.charCodeAt(0)] = SPACE;
for (let code = 0; code < 26; code++) CLASS[65 + code] = CLASS[97 + code] = LETTER;
CLASS[0x5f] = LETTER;
for (let code = 0; code < 10; code++) CLASS[48 + code] = DIGIT;
for (let code = 33; code < 127; code++) if (CLASS[code] === 0) CLASS[code] = PUNCTUATION;

const MAX_FLAWS = 100;
const GIVEN_UP = 'the rest of the file is not read: too much of it is no protobuf';
const FOREIGN_WORD = /[\p{L}\p{M}\p{N}_]*/uy;
const NAME_HELP = "names are made of the letters a to z and A to Z, digits and '_'";
const UNCLOSED_HELP = 'close the quote; join long strings by writing several';

/** Words come again and again, in every file: most are taken from here instead of being cut out of the text anew. */
const POOL_SIZE = 4096;
const pool: string[] = new Array(POOL_SIZE).fill('');
const MAX_POOLED_LENGTH = 64;

export class Lexer {
  readonly text: string;
  /** Start and end of every comment passed so far. */
  readonly comments: number[] = [];
  readonly flaws: SyntaxFlaw[] = [];
  kind = END;
  start = 0;
  end = 0;
  #isGivenUp = false;

  constructor(text: string) {
    this.text = text;
    if (text.charCodeAt(0) === 0xfeff) this.end = 1;
  }

  /** One flaw per place. After very many the text is taken to be something else, and is read no further. */
  flaw(start: number, end: number, message: string, help?: string, opening?: Span): void {
    const last = this.flaws.at(-1);
    if (last && last.start === start) return;
    if (this.flaws.length < MAX_FLAWS) {
      this.flaws.push({ start, end, message, help, opening });
    } else if (!this.#isGivenUp) {
      this.#isGivenUp = true;
      this.flaws.push({ start, end, message: GIVEN_UP, help: undefined, opening: undefined });
    }
  }

  /** Moves to the next token; at the end of the text the kind is END. */
  next(): void {
    const text = this.text;
    const length = text.length;
    let at = this.#isGivenUp ? length : this.end;
    for (; at < length; at++) {
      const code = text.charCodeAt(at);
      const type = code < 128 ? (CLASS[code] as number) : 0;
      if (type === SPACE) continue;
      if (type === LETTER) {
        this.start = at;
        this.end = this.#wordEnd(at + 1);
        this.kind = IDENT;
        return;
      }
      if (type === DIGIT) {
        this.#number(at);
        return;
      }
      if (type === PUNCTUATION) {
        if (code === 0x2f /* / */) {
          const after = this.#comment(at);
          if (after !== at) {
            at = after - 1;
            continue;
          }
        } else if (code === 0x22 || code === 0x27) {
          this.#string(at, code);
          return;
        } else if (code === 0x2e /* . */ && isDigit(text.charCodeAt(at + 1))) {
          this.#number(at);
          return;
        }
        this.start = at;
        this.end = at + 1;
        this.kind = code;
        return;
      }
      const after = this.#strange(at);
      if (this.kind !== END) return;
      at = after - 1;
    }
    this.start = length;
    this.end = length;
    this.kind = END;
  }

  /** The text between two offsets, from the pool where it has come up before. */
  slice(start: number, end: number): string {
    const length = end - start;
    if (length > MAX_POOLED_LENGTH || length === 0) return this.text.slice(start, end);
    const text = this.text;
    const first = text.charCodeAt(start);
    const middle = text.charCodeAt(start + (length >> 1));
    const last = text.charCodeAt(end - 1);
    const slot = (first * 31 + middle * 257 + last * 1031 + length * 73) & (POOL_SIZE - 1);
    const pooled = pool[slot] as string;
    if (pooled.length === length && text.startsWith(pooled, start)) return pooled;
    const word = text.slice(start, end);
    pool[slot] = word;
    return word;
  }

  #wordEnd(from: number): number {
    const text = this.text;
    let at = from;
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code >= 128) return this.#foreignWordEnd(at);
      const type = CLASS[code] as number;
      if (type !== LETTER && type !== DIGIT) break;
    }
    return at;
  }

  /** Letters of other alphabets are no flaw of syntax to whoever wrote them: the word is taken whole. */
  #foreignWordEnd(at: number): number {
    FOREIGN_WORD.lastIndex = at;
    const word = FOREIGN_WORD.exec(this.text)?.[0] ?? '';
    const end = at + word.length;
    if (word !== '') this.flaw(at, end, 'name has letters other than a to z', NAME_HELP);
    return end;
  }

  /** The offset after the comment that begins here, or `at` itself when none does. */
  #comment(at: number): number {
    const text = this.text;
    const second = text.charCodeAt(at + 1);
    let end: number;
    if (second === 0x2f) {
      end = text.indexOf('\n', at);
      if (end === -1) end = text.length;
    } else if (second === 0x2a) {
      end = text.indexOf('*/', at + 2);
      if (end === -1) {
        this.flaw(at, at + 2, 'block comment is never closed', "close it with '*/'");
        end = text.length;
      } else {
        const nested = text.slice(at + 2, end).indexOf('/*');
        if (nested !== -1) this.flaw(at + 2 + nested, at + 4 + nested, 'block comment inside a block comment');
        end += 2;
      }
    } else {
      return at;
    }
    this.comments.push(at, end);
    return end;
  }

  #string(start: number, quote: number): void {
    const text = this.text;
    let at = start + 1;
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === quote || code === 0x0a) break;
      if (code === 0x5c /* \ */ && text.charCodeAt(at + 1) !== 0x0a) at++;
      else if (code === 0) this.flaw(at, at + 1, 'string has a NUL character', 'write it as \\0');
    }
    this.kind = STRING;
    this.start = start;
    this.end = Math.min(at, text.length);
    if (text.charCodeAt(at) === quote) this.end += 1;
    else this.flaw(start, this.end, 'string is not closed on its line', UNCLOSED_HELP);
  }

  #number(start: number): void {
    const text = this.text;
    const first = text.charCodeAt(start);
    this.kind = INT;
    this.start = start;
    let at = start;
    if (first === 0x30 && (text.charCodeAt(at + 1) | 0x20) === 0x78 /* x */) {
      at += 2;
      const digits = at;
      while (isHexDigit(text.charCodeAt(at))) at++;
      if (at === digits) this.flaw(start, at, "hexadecimal number needs digits after '0x'");
    } else if (first === 0x30 && isDigit(text.charCodeAt(at + 1))) {
      let isOctal = true;
      for (; isDigit(text.charCodeAt(at)); at++) if (text.charCodeAt(at) > 0x37) isOctal = false;
      if (!isOctal) this.flaw(start, at, 'number that begins with 0 is octal and has a digit above 7');
    } else {
      at = this.#decimal(start);
    }
    this.end = this.#numberTail(start, at);
  }

  /** Digits, a fraction, an exponent; returns where they end. */
  #decimal(start: number): number {
    const text = this.text;
    let at = start;
    while (isDigit(text.charCodeAt(at))) at++;
    if (text.charCodeAt(at) === 0x2e) {
      this.kind = FLOAT;
      at++;
      while (isDigit(text.charCodeAt(at))) at++;
    }
    if ((text.charCodeAt(at) | 0x20) !== 0x65 /* e */) return at;
    this.kind = FLOAT;
    at++;
    const sign = text.charCodeAt(at);
    if (sign === 0x2b || sign === 0x2d) at++;
    const digits = at;
    while (isDigit(text.charCodeAt(at))) at++;
    if (at === digits) this.flaw(start, at, "exponent needs digits after 'e'");
    return at;
  }

  /** What sticks to a number and does not belong to it; returns where that ends. */
  #numberTail(start: number, at: number): number {
    const text = this.text;
    const after = text.charCodeAt(at);
    if (after < 128 && CLASS[after] === LETTER) {
      const end = this.#wordEnd(at);
      this.flaw(start, end, 'number runs into a name', 'put a space between them');
      return end;
    }
    if (after !== 0x2e) return at;
    let end = at + 1;
    while (isDigit(text.charCodeAt(end))) end++;
    const help = this.kind === INT ? 'octal and hexadecimal numbers have no fraction' : undefined;
    this.flaw(start, end, this.kind === INT ? 'number has a fraction' : 'number has two points or exponents', help);
    return end;
  }

  /** Notes one run of characters that no token can begin with; what they most likely are meant to be is the token. */
  #strange(start: number): number {
    const text = this.text;
    this.kind = END;
    const end = this.#foreignWordEnd(start);
    if (end > start) {
      this.#token(IDENT, start, end);
      return end;
    }
    const code = text.codePointAt(start) as number;
    if (isTypographicQuote(code)) return this.#typographicString(start);
    let at = start + 1;
    for (; at < text.length; at++) {
      const next = text.charCodeAt(at);
      if (next < 128 && CLASS[next] !== 0) break;
    }
    const shown = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
    const help = 'only comments and strings may hold such characters';
    this.flaw(start, at, `character ${shown} does not belong here`, help);
    return at;
  }

  #typographicString(start: number): number {
    const text = this.text;
    let at = start + 1;
    while (at < text.length && text.charCodeAt(at) !== 0x0a && !isTypographicQuote(text.charCodeAt(at))) at++;
    if (isTypographicQuote(text.charCodeAt(at))) at++;
    const shown = `U+${text.charCodeAt(start).toString(16).toUpperCase()}`;
    this.flaw(start, at, `string begins with the typographic quote ${shown}`, 'strings stand between " or \'');
    this.#token(STRING, start, at);
    return at;
  }

  #token(kind: number, start: number, end: number): void {
    this.kind = kind;
    this.start = start;
    this.end = end;
  }
}

export function isTypographicQuote(code: number): boolean {
  return code >= 0x2018 && code <= 0x201f;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function isHexDigit(code: number): boolean {
  const lower = code | 0x20;
  return isDigit(code) || (lower >= 0x61 && lower <= 0x66);
}
