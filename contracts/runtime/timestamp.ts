// Points in time: google.protobuf.Timestamp from and to Unix milliseconds and nanoseconds. Asks no clock.

import { Timestamp } from '../generated/google/timestamp.ts';
import { LeylineContractError } from './errors.ts';

const NANOS_PER_MS = 1_000_000;
const NANOS_PER_SECOND = 1_000_000_000n;

// Years 1 to 9999, the range of protobuf.
const MIN_SECONDS = -62_135_596_800n;
const MAX_SECONDS = 253_402_300_799n;

/**
 * The timestamp of a Unix time in milliseconds, as `Date.now()` gives it. Fractions are rounded to nanoseconds.
 *
 * @throws LeylineContractError `timestamp-out-of-range` outside of the years 1 to 9999, or if it is no number
 */
export function timestampFromMs(ms: number): Timestamp {
  if (!Number.isFinite(ms)) throw outOfRange(`${ms} ms`);
  const seconds = Math.floor(ms / 1000);
  const nanos = Math.round((ms - seconds * 1000) * NANOS_PER_MS);
  return timestampFromNs(BigInt(seconds) * NANOS_PER_SECOND + BigInt(nanos));
}

/**
 * The timestamp of a Unix time in nanoseconds.
 *
 * @throws LeylineContractError `timestamp-out-of-range` outside of the years 1 to 9999
 */
export function timestampFromNs(ns: bigint): Timestamp {
  const rest = ((ns % NANOS_PER_SECOND) + NANOS_PER_SECOND) % NANOS_PER_SECOND;
  const seconds = (ns - rest) / NANOS_PER_SECOND;
  if (seconds < MIN_SECONDS || seconds > MAX_SECONDS) throw outOfRange(`${ns} ns`);
  return Timestamp.create({ seconds, nanos: Number(rest) });
}

/**
 * The Unix time of a timestamp in milliseconds; what is finer is a fraction, as fine as a number can be.
 *
 * @throws LeylineContractError `timestamp-out-of-range` outside of the years 1 to 9999, or if its nanos are not those
 *   of one second
 */
export function timestampToMs({ seconds, nanos }: Pick<Timestamp, 'seconds' | 'nanos'>): number {
  const isValid = seconds >= MIN_SECONDS && seconds <= MAX_SECONDS && Number.isInteger(nanos) && nanos >= 0;
  if (!isValid || nanos >= NANOS_PER_MS * 1000) throw outOfRange(`${seconds} s and ${nanos} ns`);
  return Number(seconds) * 1000 + nanos / NANOS_PER_MS;
}

function outOfRange(given: string): LeylineContractError {
  return new LeylineContractError('timestamp-out-of-range', `${given} is no point in time of the years 1 to 9999`);
}
