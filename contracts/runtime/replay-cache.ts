// Remembers which messages were seen, so that none is taken twice, in bounded memory. Asks no clock.

import { LeylineContractError } from './errors.ts';

/** What a cache says of a message: new, seen before, or signed before anything that it still remembers. */
export type ReplayVerdict = 'fresh' | 'replayed' | 'forgotten';

export interface ReplayCache {
  /**
   * Takes note of a message.
   *
   * @param id - Names the message, such as an event id.
   * @param signedAtMs - Unix milliseconds.
   * @param expiresAtMs - From when on it is too old to be taken anyway, and need not be remembered.
   */
  admit(id: string, signedAtMs: number, expiresAtMs: number, nowMs: number): ReplayVerdict;
  /** Lets a message come again: the bus is to deliver once more what could not be handled. */
  forget(id: string): void;
  /** Messages remembered. */
  readonly size: number;
}

/**
 * A cache of so many ids. When it is full the oldest is forgotten, and from then on everything that was signed no later than
 * that one is refused: under load late messages are lost, but none is ever taken twice.
 *
 * @param capacity - 1 or more, such as `KernelFreshnessConfig.replay_cache_size`.
 * @throws LeylineContractError `invalid-config` if the capacity is no whole number from 1
 */
export function createReplayCache(capacity: number): ReplayCache {
  if (!Number.isSafeInteger(capacity) || capacity < 1) {
    throw new LeylineContractError('invalid-config', `replay_cache_size is ${capacity}, but must be 1 or more`);
  }
  const seen = new Map<string, { readonly signedAtMs: number; readonly expiresAtMs: number }>();
  let floorMs = Number.NEGATIVE_INFINITY;
  const dropOldest = (nowMs: number, isFull: boolean): boolean => {
    const oldest = seen.entries().next();
    if (oldest.done) return false;
    const [id, { signedAtMs, expiresAtMs }] = oldest.value;
    const isExpired = expiresAtMs < nowMs;
    if (!isExpired && !isFull) return false;
    seen.delete(id);
    if (!isExpired) floorMs = Math.max(floorMs, signedAtMs);
    return true;
  };
  return {
    get size() {
      return seen.size;
    },
    admit: (id, signedAtMs, expiresAtMs, nowMs) => {
      if (seen.has(id)) return 'replayed';
      if (signedAtMs <= floorMs) return 'forgotten';
      while (dropOldest(nowMs, seen.size >= capacity));
      seen.set(id, { signedAtMs, expiresAtMs });
      return 'fresh';
    },
    forget: (id) => void seen.delete(id),
  };
}
