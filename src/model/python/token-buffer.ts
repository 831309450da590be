// Where tokens are kept while they are cut: numbers in typed arrays, which grow. Notes flaws, a limited number of them.

import type { SyntaxFlaw } from '../source-module.ts';

export interface Tokens {
  readonly text: string;
  /** The last is END. */
  readonly kinds: Uint8Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** 1 at the bracket that opens a comprehension. */
  readonly comprehensions: Uint8Array;
  readonly comments: readonly number[];
  readonly flaws: readonly SyntaxFlaw[];
}

const MAX_FLAWS = 20;

export class TokenBuffer {
  readonly text: string;
  readonly comments: number[] = [];
  readonly flaws: SyntaxFlaw[] = [];
  count = 0;
  #kinds: Uint8Array;
  #starts: Int32Array;
  #ends: Int32Array;
  #comprehensions: Uint8Array;

  constructor(text: string) {
    const size = 64 + (text.length >> 2);
    this.text = text;
    this.#kinds = new Uint8Array(size);
    this.#starts = new Int32Array(size);
    this.#ends = new Int32Array(size);
    this.#comprehensions = new Uint8Array(size);
  }

  push(kind: number, start: number, end: number): void {
    if (this.count === this.#kinds.length) this.#grow();
    this.#kinds[this.count] = kind;
    this.#starts[this.count] = start;
    this.#ends[this.count++] = end;
  }

  kindAt(index: number): number {
    return this.#kinds[index] ?? 0;
  }

  markComprehension(index: number): void {
    this.#comprehensions[index] = 1;
  }

  complain(start: number, end: number, message: string): void {
    if (this.flaws.length < MAX_FLAWS) this.flaws.push({ start, end, message });
  }

  complainOpen(index: number): void {
    const start = this.#starts[index] ?? 0;
    this.complain(start, start + 1, `'${this.text[start]}' is never closed`);
  }

  finish(): Tokens {
    const { text, comments, flaws, count } = this;
    return {
      text,
      kinds: this.#kinds.subarray(0, count),
      starts: this.#starts.subarray(0, count),
      ends: this.#ends.subarray(0, count),
      comprehensions: this.#comprehensions.subarray(0, count),
      comments,
      flaws,
    };
  }

  #grow(): void {
    const size = this.count * 2;
    this.#kinds = wider(this.#kinds, new Uint8Array(size));
    this.#starts = wider(this.#starts, new Int32Array(size));
    this.#ends = wider(this.#ends, new Int32Array(size));
    this.#comprehensions = wider(this.#comprehensions, new Uint8Array(size));
  }
}

function wider<Numbers extends Uint8Array | Int32Array>(old: Numbers, next: Numbers): Numbers {
  next.set(old);
  return next;
}
