// Seed identifiers: texts in version 1, 32-bit numbers in version 2.

import { LeylineContractError } from './errors.ts';

/** Gives the number of a version 1 seed identifier, the same one each time. */
export type SeedNumbering = (seedId: string) => number;

const INT32_MAX = 0x7fffffff;

/**
 * The number that an identifier spells: decimal, without leading zeros or plus, and an int32: `'0'`, `'42'`, `'-7'`.
 *
 * @throws LeylineContractError `seed-id-unmapped` for every other text: guessing would make one seed of two
 */
export function spelledSeedNumber(seedId: string): number {
  const number = /^(?:0|-?[1-9]\d{0,9})$/.test(seedId) ? Number(seedId) : Number.NaN;
  if (number >= -INT32_MAX - 1 && number <= INT32_MAX) return number;
  const what = `seed id '${seedId}' is no 32-bit number; hand in a numbering`;
  throw new LeylineContractError('seed-id-unmapped', what);
}

/** Numbers identifiers as they come: 0, 1, 2, … */
export interface SeedNumberer {
  readonly numberOf: SeedNumbering;
  /** What was given out, in order: enough to go on from after a restart. */
  known(): readonly (readonly [seedId: string, number: number])[];
}

/**
 * Numbers identifiers of one run that spell no numbers, such as `'r0c1'`. One such numbering serves a whole run.
 *
 * @param known - What an earlier one has given out.
 * @throws LeylineContractError `seed-id-unmapped` if an identifier or a number is known twice
 */
export function createSeedNumberer(known: Iterable<readonly [string, number]> = []): SeedNumberer {
  const numbers = new Map<string, number>();
  const taken = new Set<number>();
  let next = 0;
  for (const [seedId, number] of known) {
    if (numbers.has(seedId) || taken.has(number)) {
      throw new LeylineContractError('seed-id-unmapped', `seed id '${seedId}' or number ${number} is known twice`);
    }
    numbers.set(seedId, number);
    taken.add(number);
    next = Math.max(next, number + 1);
  }
  return {
    known: () => [...numbers],
    numberOf: (seedId) => {
      const number = numbers.get(seedId) ?? next;
      if (!numbers.has(seedId)) {
        numbers.set(seedId, number);
        next += 1;
      }
      return number;
    },
  };
}
