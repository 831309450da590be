// The parser's hand on the tokens: looking, taking, complaining, and finding the way back after a flaw.

import type { Ident, IntLiteral, NamedType, StringLiteral } from './ast.ts';
import { END, IDENT, INT, isTypographicQuote, Lexer, STRING } from './lexer.ts';
import { type DecodedString, decodeString, joinStrings } from './literal.ts';
import { SCALAR_WORDS } from './scalar-words.ts';

const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const DOT = 0x2e;
const SEMICOLON = 0x3b;

/** Words that begin a statement; after a flaw, one of them on a fresh line is where reading goes on. */
const STATEMENT_WORDS = new Set([
  ...'syntax edition package import option message enum service extend export local'.split(' '),
  ...'oneof rpc reserved extensions optional required repeated map group'.split(' '),
  ...SCALAR_WORDS,
]);

const MEMBER_WORDS = new Set([
  ...'oneof rpc reserved extensions optional required repeated map'.split(' '),
  ...SCALAR_WORDS,
]);

/** protoc reads this many messages inside each other, and no more. */
const MAX_DEPTH = 32;

const MAX_NAME = 1000;
const MAX_DOTTED_NAME = 10_000;

/** White space and comments may stand between the parts of a name. */
const NAME_WITH_GAPS = /[^\w.]/;

function withoutGaps(text: string): string {
  return text.replace(/\/\/[^\n]*|\/\*[\s\S]*?\*\/|\s/g, '');
}

export class Cursor extends Lexer {
  /** Where the token before the current one ended. */
  lastEnd = 0;
  #depth = 0;

  constructor(text: string) {
    super(text);
    this.next();
    this.lastEnd = 0;
  }

  override next(): void {
    this.lastEnd = this.end;
    super.next();
  }

  word(): string {
    return this.slice(this.start, this.end);
  }

  isWord(word: string): boolean {
    return this.kind === IDENT && this.end - this.start === word.length && this.text.startsWith(word, this.start);
  }

  /** Takes the token if it is this punctuation. */
  accept(punctuation: number): boolean {
    if (this.kind !== punctuation) return false;
    this.next();
    return true;
  }

  acceptWord(word: string): Ident | undefined {
    return this.isWord(word) ? this.takeIdent() : undefined;
  }

  /** Takes this punctuation, or notes what was expected. `where` completes "expected ';' …". */
  expect(punctuation: number, where: string): boolean {
    if (this.accept(punctuation)) return true;
    this.unexpected(`'${String.fromCharCode(punctuation)}' ${where}`);
    return false;
  }

  unexpected(wanted: string, help?: string): void {
    const found = this.kind === END ? 'the end of the file' : `'${this.#shown()}'`;
    this.flaw(this.start, this.end, `expected ${wanted}, found ${found}`, help);
  }

  #shown(): string {
    const word = this.word();
    return word.length > 40 ? `${word.slice(0, 40)}…` : word;
  }

  takeIdent(): Ident {
    const { start, end } = this;
    const ident = { start, end, text: end - start > MAX_NAME ? this.#shortened() : this.word() };
    this.next();
    return ident;
  }

  /** Full names repeat the names around them: without a bound, a small file could fill the memory. */
  #shortened(): string {
    this.flaw(this.start, this.end, `name is longer than ${MAX_NAME} characters`);
    return this.text.slice(this.start, this.start + MAX_NAME);
  }

  ident(wanted: string): Ident | undefined {
    if (this.kind === IDENT) return this.takeIdent();
    this.unexpected(wanted);
    return undefined;
  }

  /** A name with dots between its parts. */
  dottedName(wanted: string): Ident | undefined {
    if (this.kind === IDENT) return this.referenceName(wanted);
    this.unexpected(wanted);
    return undefined;
  }

  /** A dotted name, with a leading dot where one is written. */
  referenceName(wanted: string): Ident | undefined {
    const start = this.start;
    if (this.kind === IDENT) this.next();
    else if (this.kind !== DOT) {
      this.unexpected(wanted);
      return undefined;
    }
    while (this.kind === DOT) {
      this.next();
      if ((this.kind as number) !== IDENT) {
        this.unexpected("a name after '.'");
        return undefined;
      }
      this.next();
    }
    const end = this.lastEnd;
    const text = this.slice(start, end);
    const name = NAME_WITH_GAPS.test(text) ? withoutGaps(text) : text;
    if (name.length <= MAX_DOTTED_NAME) return { start, end, text: name };
    this.flaw(start, end, `name is longer than ${MAX_DOTTED_NAME} characters`);
    return { start, end, text: name.slice(0, MAX_DOTTED_NAME).replace(/\.+$/, '') };
  }

  /** An integer, with a minus sign where one is allowed and written. */
  int(wanted: string, signed: boolean): IntLiteral | undefined {
    const start = this.start;
    const negative = signed && this.accept(0x2d);
    if (this.kind !== INT) {
      this.unexpected(wanted);
      return undefined;
    }
    return this.takeInt(start, negative);
  }

  /** A type's name; the same as `referenceName`, ready to be a node. */
  namedType(wanted: string): NamedType | undefined {
    const name = this.referenceName(wanted);
    return name && { kind: 'named', start: name.start, end: name.end, text: name.text };
  }

  takeInt(start: number, negative: boolean): IntLiteral {
    const end = this.end;
    const magnitude = this.#magnitude();
    const digits = magnitude > Number.MAX_SAFE_INTEGER ? this.word() : undefined;
    this.next();
    return { kind: 'int', start, end, digits, negative, value: negative ? -magnitude : magnitude };
  }

  #magnitude(): number {
    const { text, start, end } = this;
    if (end - start > 15 || (text.charCodeAt(start) === 0x30 && end - start > 1)) {
      const word = this.word();
      return /^0[0-7]+$/.test(word) ? Number.parseInt(word, 8) : Number(word) || 0;
    }
    let value = 0;
    for (let at = start; at < end; at++) value = value * 10 + (text.charCodeAt(at) - 0x30);
    return value;
  }

  /** One string literal; neighbours are joined, as in C. */
  string(wanted: string): StringLiteral | undefined {
    if (this.kind !== STRING) {
      this.unexpected(wanted);
      return undefined;
    }
    const start = this.start;
    const first = this.#takeString();
    if ((this.kind as number) !== STRING) return { kind: 'string', start, end: this.lastEnd, ...first };
    const parts = [first];
    while ((this.kind as number) === STRING) parts.push(this.#takeString());
    return { kind: 'string', start, end: this.lastEnd, ...joinStrings(parts) };
  }

  #takeString(): DecodedString {
    const inside = this.start + 1;
    const isClosed =
      this.end > inside && isClosing(this.text.charCodeAt(this.end - 1), this.text.charCodeAt(this.start));
    const { flawAt, value, bytes } = decodeString(this.text.slice(inside, isClosed ? this.end - 1 : this.end));
    if (flawAt !== undefined) {
      const at = inside + flawAt;
      this.flaw(at, Math.min(at + 2, this.end), 'unknown escape in string', 'a backslash itself is written \\\\');
    }
    this.next();
    return { value, bytes };
  }

  /** Whether the token after this one is one of these words; takes nothing. */
  isFollowedBy(isWanted: () => boolean): boolean {
    const { kind, start, end, lastEnd } = this;
    const comments = this.comments.length;
    const flaws = this.flaws.length;
    this.next();
    const result = isWanted();
    this.comments.length = comments;
    this.flaws.length = flaws;
    this.kind = kind;
    this.start = start;
    this.end = end;
    this.lastEnd = lastEnd;
    return result;
  }

  /** Takes the ';' that ends a statement; without one, goes on at the next statement. */
  endStatement(what: string): void {
    if (this.accept(SEMICOLON)) return;
    // A string that is not closed on its line has taken the ';' with it.
    if (this.onFreshLine() && this.flaws.at(-1)?.end === this.lastEnd) return;
    this.unexpected(`';' after ${what}`);
    const isNext = this.kind === IDENT && STATEMENT_WORDS.has(this.word());
    if (!isNext && !this.onFreshLine()) this.recover();
  }

  /** Whether the statement clearly ends here, though not all of it may be there. */
  isStatementOver(): boolean {
    return this.kind === SEMICOLON || this.kind === CLOSE_BRACE || this.onFreshLine();
  }

  /** Reads `{ … }` statement by statement. `read` must take at least one token or say that it could not. */
  block(what: string, read: () => boolean): void {
    const open = this.start;
    if (!this.expect(OPEN_BRACE, `to begin ${what}`) && !this.#isInsideBlock()) {
      this.recover();
      return;
    }
    if (this.#depth >= MAX_DEPTH) {
      this.flaw(open, open + 1, `nested more than ${MAX_DEPTH} levels deep`);
      this.skipBlock(1);
      return;
    }
    this.#depth += 1;
    while (this.kind !== CLOSE_BRACE && this.kind !== END) {
      const before = this.start;
      if (!read()) this.recover(before);
      if (this.start === before && (this.kind as number) !== END && (this.kind as number) !== CLOSE_BRACE) this.next();
    }
    this.#depth -= 1;
    if (this.accept(CLOSE_BRACE)) return;
    const { length } = this.text;
    this.flaw(length, length, `${what} is never closed`, "a '}' is missing", { start: open, end: open + 1 });
  }

  /** Only the brace was forgotten: what follows can stand nowhere but in a block. */
  #isInsideBlock(): boolean {
    return this.kind === IDENT && this.onFreshLine() && MEMBER_WORDS.has(this.word());
  }

  /**
   * After a flaw: skips to the end of the statement, or to where another one clearly begins. `from` is where the
   * statement began: a name on a fresh line that ended it too early begins the next one.
   */
  recover(from = this.start): void {
    if (this.start !== from && this.kind === IDENT && this.onFreshLine()) return;
    while (this.kind !== END && this.kind !== CLOSE_BRACE) {
      if (this.kind === SEMICOLON) {
        this.next();
        return;
      }
      if (this.kind === OPEN_BRACE) {
        this.next();
        this.skipBlock(1);
        return;
      }
      if (this.start !== from && this.kind === IDENT && this.onFreshLine() && STATEMENT_WORDS.has(this.word())) return;
      this.next();
    }
  }

  /** Skips what is left of so many blocks that are open. */
  skipBlock(open: number): void {
    let depth = open;
    while (this.kind !== END && depth > 0) {
      if (this.kind === OPEN_BRACE) depth += 1;
      if (this.kind === CLOSE_BRACE) depth -= 1;
      this.next();
    }
  }

  /** Whether a line ends between the token before and this one. */
  onFreshLine(): boolean {
    for (let at = this.lastEnd; at < this.start; at++) if (this.text.charCodeAt(at) === 0x0a) return true;
    return false;
  }
}

function isClosing(end: number, quote: number): boolean {
  return end === quote || (isTypographicQuote(quote) && isTypographicQuote(end));
}
