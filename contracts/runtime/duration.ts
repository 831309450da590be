// Spans of time: google.protobuf.Duration from and to milliseconds, the one unit that the contracts reckon in.

import { Duration } from '../generated/google/duration.ts';
import { LeylineContractError } from './errors.ts';

const NANOS_PER_MS = 1_000_000;
const NANOS_PER_SECOND = 1_000_000_000;

/** The longest span that protobuf has, either way: 10 000 years, in seconds. */
export const MAX_DURATION_SECONDS = 315_576_000_000;

/**
 * A duration of so many milliseconds.
 *
 * @param ms - Any number from -315 576 000 000 000 to 315 576 000 000 000; fractions are rounded to nanoseconds.
 * @returns seconds and nanos of one sign, as protobuf demands, for negative spans too.
 * @throws LeylineContractError `duration-out-of-range` if it is longer than protobuf allows, or no number
 * @see data-contracts-api-specifications §8.0.4
 */
export function fromMs(ms: number): Duration {
  return fromParts(Math.trunc(ms / 1000), Math.round((ms % 1000) * NANOS_PER_MS), `${ms} ms`);
}

/**
 * A duration of so many seconds.
 *
 * @param seconds - Any number from -315 576 000 000 to 315 576 000 000; fractions are rounded to nanoseconds.
 * @throws LeylineContractError `duration-out-of-range` if it is longer than protobuf allows, or no number
 * @see data-contracts-api-specifications §8.0.4
 */
export function fromSeconds(seconds: number): Duration {
  return fromParts(Math.trunc(seconds), Math.round((seconds % 1) * NANOS_PER_SECOND), `${seconds} s`);
}

/**
 * The milliseconds of a duration. Whole milliseconds come back exactly over the whole range; what is finer is a fraction.
 *
 * @throws LeylineContractError `duration-out-of-range` if it is longer than protobuf allows, or its parts differ in sign
 * @see data-contracts-api-specifications §8.0.4
 */
export function toMs({ seconds, nanos }: Pick<Duration, 'seconds' | 'nanos'>): number {
  const whole = Number(seconds);
  const isValid =
    Math.abs(whole) <= MAX_DURATION_SECONDS &&
    Number.isInteger(nanos) &&
    Math.abs(nanos) < NANOS_PER_SECOND &&
    whole * nanos >= 0 &&
    (Math.abs(whole) < MAX_DURATION_SECONDS || nanos === 0);
  if (!isValid) throw outOfRange(`${seconds} s and ${nanos} ns`);
  return whole * 1000 + nanos / NANOS_PER_MS;
}

function fromParts(seconds: number, nanos: number, given: string): Duration {
  const carry = Math.trunc(nanos / NANOS_PER_SECOND);
  const whole = seconds + carry;
  const rest = nanos - carry * NANOS_PER_SECOND;
  const isValid = Math.abs(whole) < MAX_DURATION_SECONDS || (Math.abs(whole) === MAX_DURATION_SECONDS && rest === 0);
  if (!isValid) throw outOfRange(given);
  return Duration.create({ seconds: BigInt(whole), nanos: rest });
}

function outOfRange(given: string): LeylineContractError {
  const most = `${MAX_DURATION_SECONDS} s`;
  return new LeylineContractError('duration-out-of-range', `${given} is no duration of at most ${most} either way`);
}
