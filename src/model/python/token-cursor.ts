// The reader's hand on the tokens: looking, taking, complaining, and finding the way back after a flaw.

import type { SyntaxFlaw } from '../source-module.ts';
import type { Tokens } from './token-buffer.ts';
import {
  CLOSE_CURLY,
  CLOSE_ROUND,
  CLOSE_SQUARE,
  COLON,
  DEDENT,
  END,
  EQUALS,
  INDENT,
  NAME,
  NEWLINE,
  OPEN_CURLY,
  OPEN_ROUND,
  OPEN_SQUARE,
  SEMICOLON,
} from './tokens.ts';
import type { LoopTokens } from './wire-code.ts';

/** So many expressions and blocks may stand inside each other; it keeps the reader's own stack small. */
const MAX_DEPTH = 250;
const MAX_FLAWS = 20;
const LONGEST_SHOWN = 40;

export class TokenCursor {
  readonly text: string;
  readonly flaws: SyntaxFlaw[];
  readonly #tokens: Tokens;
  #at = 0;
  #depth = 0;
  /** Where the line at hand begins; one complaint about it is enough. */
  #lineStart = 0;
  kind: number;
  start: number;
  end: number;
  /** Where the token before the current one ended. */
  lastEnd = 0;

  constructor(tokens: Tokens) {
    this.text = tokens.text;
    this.flaws = [...tokens.flaws];
    this.#tokens = tokens;
    this.kind = tokens.kinds[0] ?? END;
    this.start = tokens.starts[0] ?? 0;
    this.end = tokens.ends[0] ?? 0;
  }

  next(): void {
    this.lastEnd = this.end;
    if (this.kind === NEWLINE) this.#lineStart = this.end;
    this.#moveTo(Math.min(this.#at + 1, this.#tokens.kinds.length - 1));
  }

  #moveTo(at: number): void {
    this.#at = at;
    this.kind = this.#tokens.kinds[at] as number;
    this.start = this.#tokens.starts[at] as number;
    this.end = this.#tokens.ends[at] as number;
  }

  /** The kind of the token `count` further on. */
  peek(count = 1): number {
    return this.#tokens.kinds[this.#at + count] ?? END;
  }

  word(): string {
    return this.text.slice(this.start, this.end);
  }

  isWord(word: string): boolean {
    return this.kind === NAME && this.end - this.start === word.length && this.text.startsWith(word, this.start);
  }

  /** Whether the bracket at hand holds a comprehension. */
  opensComprehension(): boolean {
    return this.#tokens.comprehensions[this.#at] === 1;
  }

  mark(): number {
    return this.#at;
  }

  rewind(mark: number): void {
    this.lastEnd = this.#tokens.ends[mark - 1] ?? 0;
    this.#moveTo(mark);
  }

  at(kind: number): boolean {
    return this.kind === kind;
  }

  take(kind: number): boolean {
    if (this.kind !== kind) return false;
    this.next();
    return true;
  }

  expect(kind: number, what: string): boolean {
    if (this.take(kind)) return true;
    this.complain(`${what} is missing before ${this.found()}`);
    return false;
  }

  /** The token at hand, as messages call it. */
  found(): string {
    if (this.kind === END) return 'the end of the file';
    if (this.kind === NEWLINE) return 'the end of the line';
    if (this.kind === INDENT || this.kind === DEDENT) return 'a change of indentation';
    const text = this.text.slice(this.start, Math.min(this.end, this.start + LONGEST_SHOWN));
    return `'${text.split(/[\r\n]/, 1)[0]}'`;
  }

  complain(message: string): void {
    if (this.flaws.length >= MAX_FLAWS) return;
    if (this.flaws.some(({ start }) => start >= this.#lineStart && start <= this.start)) return;
    this.flaws.push({ start: this.start, end: this.end, message });
  }

  /** One level deeper; past the last level, the rest of the statement is passed over instead. */
  enter(): boolean {
    if (this.#depth < MAX_DEPTH) {
      this.#depth += 1;
      return true;
    }
    this.complain('this is nested too deeply');
    this.skipStatement();
    return false;
  }

  leave(): void {
    this.#depth -= 1;
  }

  /** To the token that ends the line at hand, its block's beginning included. */
  skipStatement(): void {
    while (this.kind !== NEWLINE && this.kind !== END) this.next();
  }

  /** The tokens from a mark up to the one at hand. */
  tokensSince(mark: number): LoopTokens {
    const { kinds, starts, ends } = this.#tokens;
    const textAt = (index: number) => this.text.slice(starts[mark + index], ends[mark + index]);
    return { kinds: kinds.subarray(mark, this.#at), textAt };
  }

  /** The kind of the token behind the bracket's partner. */
  kindBehindBracket(): number {
    const { kinds } = this.#tokens;
    let depth = 0;
    for (let at = this.#at; at < kinds.length; at++) {
      const kind = kinds[at] as number;
      if (kind === OPEN_ROUND || kind === OPEN_SQUARE || kind === OPEN_CURLY) depth += 1;
      else if (kind === CLOSE_ROUND || kind === CLOSE_SQUARE || kind === CLOSE_CURLY) depth -= 1;
      else if (kind === NEWLINE) return kind;
      if (depth === 0) return kinds[at + 1] ?? END;
    }
    return END;
  }

  /** Whether the line at hand is `match …:` with a `case` below it. */
  beginsMatch(): boolean {
    const { kinds, starts } = this.#tokens;
    const following = this.peek();
    if (following === EQUALS || following === COLON || following === SEMICOLON || following === NEWLINE) return false;
    let at = this.#at + 1;
    while (kinds[at] !== NEWLINE && kinds[at] !== END) at++;
    if (kinds[at - 1] !== COLON || kinds[at + 1] !== INDENT || kinds[at + 2] !== NAME) return false;
    return this.text.startsWith('case', starts[at + 2] as number);
  }
}
