// The circuit breaker, step by step under a clock of its own, and held against a model of it.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CircuitBreakerSnapshot, CircuitState } from '../../../contracts/generated/v2.ts';
import { CircuitBreaker, type CircuitBreakerSettings } from '../../../contracts/runtime/circuit-breaker.ts';
import { createCodec } from '../../../contracts/runtime/codec.ts';
import { decodeMessage, encodeMessage } from '../../../contracts/runtime/encode-message.ts';
import { timestampFromMs, timestampToMs } from '../../../contracts/runtime/timestamp.ts';

function breakerAt(start: number, settings: CircuitBreakerSettings = {}) {
  const time = { ms: start };
  const breaker = new CircuitBreaker({ name: 'urza', now: () => time.ms, ...settings });
  return { breaker, time };
}

/** A snapshot in plain numbers. */
function read(breaker: CircuitBreaker) {
  const { consecutiveFailures, trialsInFlight, lastError, openedAt, openUntil, ...snapshot } = breaker.snapshot();
  return {
    phase: breaker.phase,
    consecutiveFailures,
    trialsInFlight,
    successes: Number(snapshot.successCount),
    failures: Number(snapshot.failureCount),
    rejections: Number(snapshot.rejectedCount),
    lastError,
    openedAtMs: openedAt && timestampToMs(openedAt),
    openUntilMs: openUntil && timestampToMs(openUntil),
  };
}

function fail(breaker: CircuitBreaker, times: number): void {
  for (let at = 0; at < times; at++) breaker.admit()?.fail(new Error(`failure ${at + 1}`));
}

describe('circuit breaker', () => {
  it('opens after 3 failures in a row, tries one after 30 000 ms, and closes after its success', () => {
    const { breaker, time } = breakerAt(1000);
    fail(breaker, 2);
    breaker.admit()?.succeed();
    fail(breaker, 2);
    expect(read(breaker)).toMatchObject({ phase: 'closed', consecutiveFailures: 2, openedAtMs: undefined });
    fail(breaker, 1);
    expect(read(breaker)).toMatchObject({ phase: 'open', openedAtMs: 1000, openUntilMs: 31_000 });
    time.ms = 30_999;
    expect(breaker.admit()).toBeUndefined();
    time.ms = 31_000;
    const trial = breaker.admit();
    expect(trial).toBeDefined();
    expect(breaker.admit()).toBeUndefined();
    expect(read(breaker)).toMatchObject({ phase: 'half-open', trialsInFlight: 1, openUntilMs: undefined });
    trial?.succeed();
    expect(read(breaker)).toEqual({
      phase: 'closed',
      consecutiveFailures: 0,
      trialsInFlight: 0,
      successes: 2,
      failures: 5,
      rejections: 2,
      lastError: 'failure 1',
      openedAtMs: undefined,
      openUntilMs: undefined,
    });
  });

  it('opens again when the trial fails', () => {
    const { breaker, time } = breakerAt(0);
    fail(breaker, 3);
    time.ms = 30_000;
    fail(breaker, 1);
    expect(read(breaker)).toMatchObject({ phase: 'open', openedAtMs: 30_000, openUntilMs: 60_000 });
  });

  it('lets several trials through where it is told to, and closes after all of them', () => {
    const { breaker, time } = breakerAt(0, { failureThreshold: 1, recoveryTimeoutMs: 10, halfOpenRequests: 2 });
    fail(breaker, 1);
    time.ms = 10;
    const trials = [breaker.admit(), breaker.admit(), breaker.admit()];
    expect(trials.map((trial) => trial !== undefined)).toEqual([true, true, false]);
    trials[0]?.succeed();
    expect(breaker.admit()).toBeUndefined();
    trials[1]?.succeed();
    expect(breaker.phase).toBe('closed');
  });

  it('does not count what a call of an earlier phase says', () => {
    const { breaker, time } = breakerAt(0);
    const slow = [breaker.admit(), breaker.admit()];
    fail(breaker, 3);
    slow[0]?.succeed();
    expect(breaker.phase).toBe('open');
    time.ms = 30_000;
    const trial = breaker.admit();
    slow[1]?.fail();
    expect(breaker.phase).toBe('half-open');
    trial?.succeed();
    trial?.fail();
    expect(read(breaker)).toMatchObject({ phase: 'closed', successes: 2, failures: 4 });
  });

  it('does not wait for ever for a trial that nobody tells the outcome of', () => {
    const { breaker, time } = breakerAt(0);
    fail(breaker, 3);
    time.ms = 30_000;
    expect(breaker.admit()).toBeDefined();
    time.ms = 59_999;
    expect(breaker.admit()).toBeUndefined();
    time.ms = 60_000;
    breaker.admit()?.succeed();
    expect(breaker.phase).toBe('closed');
  });

  it('is not held open by a clock that is set back', () => {
    const { breaker, time } = breakerAt(1e9);
    fail(breaker, 3);
    time.ms = 0;
    expect(breaker.admit()).toBeUndefined();
    time.ms = 30_000;
    expect(breaker.admit()).toBeDefined();
  });

  it('gives a snapshot as a message', () => {
    const { breaker, time } = breakerAt(1000);
    expect(breaker.snapshot()).toEqual(
      CircuitBreakerSnapshot.create({
        breakerName: 'urza',
        state: CircuitState.CLOSED,
        takenAt: timestampFromMs(1000),
      }),
    );
    fail(breaker, 3);
    breaker.admit();
    time.ms = 2000;
    const open = breaker.snapshot();
    expect(open).toEqual(
      CircuitBreakerSnapshot.create({
        breakerName: 'urza',
        state: CircuitState.OPEN,
        consecutiveFailures: 3,
        failureCount: 3n,
        rejectedCount: 1n,
        lastError: 'failure 3',
        openedAt: timestampFromMs(1000),
        openUntil: timestampFromMs(31_000),
        takenAt: timestampFromMs(2000),
      }),
    );
    expect(decodeMessage(CircuitBreakerSnapshot, encodeMessage(CircuitBreakerSnapshot, open))).toEqual(open);
    time.ms = 31_000;
    breaker.admit();
    expect(breaker.snapshot()).toMatchObject({
      state: CircuitState.HALF_OPEN,
      trialsInFlight: 1,
      openUntil: undefined,
    });
  });

  it('runs calls', async () => {
    const { breaker } = breakerAt(0, { failureThreshold: 2 });
    expect(breaker.run(() => 7)).toBe(7);
    expect(await breaker.runAsync(async () => 8)).toBe(8);
    const bad = new Error('bad');
    expect(() =>
      breaker.run(() => {
        throw bad;
      }),
    ).toThrow(bad);
    await expect(breaker.runAsync(() => Promise.reject(bad))).rejects.toBe(bad);
    expect(() => breaker.run(() => 7)).toThrow(expect.objectContaining({ code: 'circuit-open' }));
    await expect(breaker.runAsync(async () => 7)).rejects.toMatchObject({ code: 'circuit-open' });
    expect(read(breaker)).toMatchObject({ successes: 2, failures: 2, rejections: 2, lastError: 'bad' });
  });

  it('opens when serialization fails, as message-contracts wants it', () => {
    const { breaker } = breakerAt(0);
    const codec = createCodec({ settings: { max_message_size: 10 } });
    const large = CircuitBreakerSnapshot.create({ lastError: 'x'.repeat(100) });
    const send = () => breaker.run(() => codec.encode(CircuitBreakerSnapshot, large));
    for (let at = 0; at < 3; at++) expect(send).toThrow(expect.objectContaining({ code: 'message-too-large' }));
    expect(send).toThrow(expect.objectContaining({ code: 'circuit-open' }));
    expect(breaker.snapshot().lastError).toContain('max_message_size');
  });

  it('is moved by hand', () => {
    const { breaker, time } = breakerAt(0);
    breaker.trip(100);
    expect(read(breaker)).toMatchObject({ phase: 'open', openUntilMs: 100 });
    breaker.probe();
    expect(breaker.phase).toBe('half-open');
    breaker.reset();
    expect(breaker.phase).toBe('closed');
    breaker.probe();
    expect(breaker.phase).toBe('closed');
    breaker.trip();
    time.ms = 30_000;
    expect(breaker.phase).toBe('half-open');
  });

  it.each<[string, CircuitBreakerSettings]>([
    ['failure_threshold', { failureThreshold: 0 }],
    ['recovery_timeout_ms', { recoveryTimeoutMs: -1 }],
    ['half_open_requests', { halfOpenRequests: 1.5 }],
  ])('refuses a %s that is no whole number from 1', (name, settings) => {
    expect(() => breakerAt(0, settings)).toThrow(
      expect.objectContaining({ code: 'invalid-config', message: expect.stringContaining(name) }),
    );
  });

  it('never lets a call through while open, and always closes again when all goes well', () => {
    const step = fc.oneof(
      fc.record({ outcome: fc.constantFrom('succeed', 'fail') }),
      fc.record({ passMs: fc.nat(20_000) }),
    );
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const { breaker, time } = breakerAt(0);
        let failuresInARow = 0;
        let openUntil = Number.NEGATIVE_INFINITY;
        let isClosed = true;
        for (const one of steps) {
          if ('passMs' in one) {
            time.ms += one.passMs;
            continue;
          }
          const permit = breaker.admit();
          expect(permit !== undefined).toBe(isClosed || time.ms >= openUntil);
          if (!permit) continue;
          if (one.outcome === 'succeed') {
            permit.succeed();
            failuresInARow = 0;
            isClosed = true;
          } else {
            permit.fail();
            failuresInARow += 1;
            if (!isClosed || failuresInARow >= 3) {
              isClosed = false;
              openUntil = time.ms + 30_000;
            }
          }
        }
        time.ms += 30_000;
        breaker.admit()?.succeed();
        expect(breaker.phase).toBe('closed');
      }),
    );
  });
});
