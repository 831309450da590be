// Where the tokenizer stands in a text, for its parts: how far it is, what is open.

import type { TokenBuffer } from './token-buffer.ts';

/** Python itself reads so many brackets inside each other, and no more. */
export const MAX_BRACKETS = 200;

export interface Scan {
  readonly text: string;
  readonly tokens: TokenBuffer;
  at: number;
  /** Indices of the tokens that opened what is open. */
  readonly brackets: number[];
  /** How many strings with fields are open. */
  formats: number;
  /** How often brackets were given up. */
  readonly abandoned: number;
  /** Reads one token, or what stands between two. */
  step(): void;
  /** Complains once: all that follows from it would be told with it. */
  tooDeep(start: number, end: number, message: string): void;
}
