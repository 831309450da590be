// The circuit breaker: lets calls through until they fail in a row, then refuses them for a while, then tries one.
// The clock is handed in; nothing is retried, waited for or logged here.

import { type CircuitBreakerConfig, CircuitBreakerSnapshot, CircuitState } from '../generated/v2/bus.ts';
import { LeylineContractError } from './errors.ts';
import { timestampFromMs } from './timestamp.ts';

/** Where a breaker stands. */
export type CircuitPhase = 'closed' | 'open' | 'half-open';

const STATES = {
  closed: CircuitState.CLOSED,
  open: CircuitState.OPEN,
  'half-open': CircuitState.HALF_OPEN,
} as const;

/**
 * What is not given is as in message-contracts: `failureThreshold` 3 failures in a row that open it, `recoveryTimeoutMs` 30 000
 * that it stays open, `halfOpenRequests` 1 trial at once and success that closes it. All are 1 or more.
 */
export type CircuitBreakerSettings = Readonly<
  Partial<Pick<CircuitBreakerConfig, 'failureThreshold' | 'recoveryTimeoutMs' | 'halfOpenRequests'>>
>;

export interface CircuitBreakerOptions extends CircuitBreakerSettings {
  /** Names the breaker in snapshots and errors. */
  readonly name: string;
  /** The clock: Unix time in milliseconds. */
  readonly now: () => number;
}

/** Leave for one call. Its outcome is told once; a second word is ignored, and so is one that comes a phase too late. */
export interface CircuitPermit {
  succeed(): void;
  /** @param error - What the next snapshot gives as the last error. */
  fail(error?: unknown): void;
}

const DEFAULTS = { failureThreshold: 3, recoveryTimeoutMs: 30_000, halfOpenRequests: 1 } as const;

/**
 * Closed → open after `failureThreshold` failures in a row → half-open after `recoveryTimeoutMs` → closed after
 * `halfOpenRequests` successes, or open again after one failure.
 *
 * @see message-contracts, Circuit Breakers
 */
export class CircuitBreaker {
  readonly #name: string;
  readonly #now: () => number;
  readonly #settings: Required<CircuitBreakerSettings>;
  #phase: CircuitPhase = 'closed';
  /** Goes up with every change of phase, so that a permit knows that its own has passed. */
  #era = 0;
  #consecutiveFailures = 0;
  #trialsInFlight = 0;
  #trialSuccesses = 0;
  #lastTrialMs = 0;
  #successes = 0;
  #failures = 0;
  #rejections = 0;
  #lastError = '';
  #openedAtMs = 0;
  #holdMs = 0;

  /** @throws LeylineContractError `invalid-config` if a setting is no whole number from 1 */
  constructor({ name, now, ...settings }: CircuitBreakerOptions) {
    this.#name = name;
    this.#now = now;
    this.#settings = {
      failureThreshold: positive('failure_threshold', settings.failureThreshold ?? DEFAULTS.failureThreshold),
      recoveryTimeoutMs: positive('recovery_timeout_ms', settings.recoveryTimeoutMs ?? DEFAULTS.recoveryTimeoutMs),
      halfOpenRequests: positive('half_open_requests', settings.halfOpenRequests ?? DEFAULTS.halfOpenRequests),
    };
  }

  /** Asks leave for one call. Whoever gets it must tell the outcome. */
  admit(): CircuitPermit | undefined {
    this.#letTimePass();
    const { halfOpenRequests } = this.#settings;
    const isFull = this.#phase === 'half-open' && this.#trialsInFlight + this.#trialSuccesses >= halfOpenRequests;
    if (this.#phase === 'open' || isFull) {
      this.#rejections += 1;
      return undefined;
    }
    if (this.#phase === 'half-open') {
      this.#trialsInFlight += 1;
      this.#lastTrialMs = this.#now();
    }
    return this.#permit(this.#era);
  }

  /**
   * Makes a call, unless the breaker is open. What the call throws counts as a failure and is thrown on.
   *
   * @throws LeylineContractError `circuit-open` if the call was not made
   */
  run<Result>(call: () => Result): Result {
    const permit = this.#demand();
    try {
      const result = call();
      permit.succeed();
      return result;
    } catch (error) {
      permit.fail(error);
      throw error;
    }
  }

  /** As {@link CircuitBreaker.run}, for a call that takes its time. */
  async runAsync<Result>(call: () => Promise<Result>): Promise<Result> {
    const permit = this.#demand();
    try {
      const result = await call();
      permit.succeed();
      return result;
    } catch (error) {
      permit.fail(error);
      throw error;
    }
  }

  /** Opens it by hand, for at least so many milliseconds; for its own timeout unless given. */
  trip(holdMs = this.#settings.recoveryTimeoutMs): void {
    this.#open(holdMs);
  }

  /** Lets trials through by hand, before the time. */
  probe(): void {
    if (this.#phase === 'open') this.#enter('half-open');
  }

  /** Closes it by hand and forgets past failures in a row. */
  reset(): void {
    this.#consecutiveFailures = 0;
    this.#enter('closed');
  }

  /** Where it stands now. */
  get phase(): CircuitPhase {
    this.#letTimePass();
    return this.#phase;
  }

  /** What it has seen since it was made, and where it stands now. */
  snapshot(): CircuitBreakerSnapshot {
    const { phase } = this;
    return CircuitBreakerSnapshot.create({
      breakerName: this.#name,
      state: STATES[phase],
      consecutiveFailures: this.#consecutiveFailures,
      trialsInFlight: this.#trialsInFlight,
      successCount: BigInt(this.#successes),
      failureCount: BigInt(this.#failures),
      rejectedCount: BigInt(this.#rejections),
      lastError: this.#lastError,
      openedAt: phase === 'closed' ? undefined : timestampFromMs(this.#openedAtMs),
      openUntil: phase === 'open' ? timestampFromMs(this.#openedAtMs + this.#holdMs) : undefined,
      takenAt: timestampFromMs(this.#now()),
    });
  }

  #demand(): CircuitPermit {
    const permit = this.admit();
    if (permit) return permit;
    throw new LeylineContractError('circuit-open', `circuit breaker '${this.#name}' is ${this.#phase}`);
  }

  #permit(era: number): CircuitPermit {
    let isTold = false;
    const tell = (count: () => void, react: () => void) => () => {
      if (isTold) return;
      isTold = true;
      count();
      if (era === this.#era) react();
    };
    return {
      succeed: tell(
        () => {
          this.#successes += 1;
        },
        () => this.#onSuccess(),
      ),
      fail: (error) => {
        tell(
          () => {
            this.#failures += 1;
            this.#lastError = error === undefined ? '' : error instanceof Error ? error.message : String(error);
          },
          () => this.#onFailure(),
        )();
      },
    };
  }

  #onSuccess(): void {
    this.#consecutiveFailures = 0;
    if (this.#phase !== 'half-open') return;
    this.#trialsInFlight -= 1;
    this.#trialSuccesses += 1;
    if (this.#trialSuccesses >= this.#settings.halfOpenRequests) this.#enter('closed');
  }

  #onFailure(): void {
    this.#consecutiveFailures += 1;
    const isTrial = this.#phase === 'half-open';
    if (isTrial || this.#consecutiveFailures >= this.#settings.failureThreshold) {
      this.#open(this.#settings.recoveryTimeoutMs);
    }
  }

  #open(holdMs: number): void {
    this.#openedAtMs = this.#now();
    this.#holdMs = holdMs;
    this.#enter('open');
  }

  #enter(phase: CircuitPhase): void {
    this.#phase = phase;
    this.#era += 1;
    this.#trialsInFlight = 0;
    this.#trialSuccesses = 0;
  }

  #letTimePass(): void {
    if (this.#phase === 'closed') return;
    const now = this.#now();
    if (this.#phase === 'half-open') {
      // A trial whose outcome nobody tells would keep it half open for ever.
      const isForgotten = this.#trialsInFlight > 0 && now - this.#lastTrialMs >= this.#settings.recoveryTimeoutMs;
      if (isForgotten) this.#enter('half-open');
      return;
    }
    // A clock that was set back must not hold it open for longer than it was to be.
    if (now < this.#openedAtMs) this.#openedAtMs = now;
    if (now - this.#openedAtMs >= this.#holdMs) this.#enter('half-open');
  }
}

function positive(name: string, value: number): number {
  if (Number.isSafeInteger(value) && value >= 1) return value;
  throw new LeylineContractError('invalid-config', `circuit_breaker.${name} is ${value}, but must be 1 or more`);
}
