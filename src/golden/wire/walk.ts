// The state of one walk over wire bytes: what is wrong with them, how much was looked at, whether anything more can be told.

import type { GoldenSchema } from '../golden-schema.ts';
import { type FlawKind, isMalformed, type WireFlaw } from './wire-field.ts';

/** Values of packed fields count too. A fixture is an example, and what nobody can read proves nothing. */
export const MOST_FIELDS = 200_000;

export interface Walk {
  readonly bytes: Uint8Array;
  readonly schema: GoldenSchema;
  readonly flaws: WireFlaw[];
  fields: number;
  /** Set where nothing behind can be told any more. */
  isLost: boolean;
}

/** A file of nothing but flaws would otherwise be told field by field. */
const MOST_FLAWS = 100;

export function flaw(walk: Walk, kind: FlawKind, start: number, end: number, words: string): void {
  if (walk.flaws.length < MOST_FLAWS || isMalformed(kind)) walk.flaws.push({ kind, start, end, words });
}
