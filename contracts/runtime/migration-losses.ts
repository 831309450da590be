// What gets lost when a message is brought to another version: noted by path, or refused. Knows no message.

import { compareUtf8 } from './bytes.ts';
import { LeylineContractError } from './errors.ts';

/** Something that a version 1 message says and version 2 has no place for. */
export interface MigrationLoss {
  /** Fields in snake_case from the migrated message on, such as `seed_states[0].stage`. */
  readonly path: string;
  readonly value: unknown;
  readonly reason: string;
}

/** Notes losses below one path. */
export class LossLog {
  readonly losses: MigrationLoss[];
  readonly #path: string;

  constructor(losses: MigrationLoss[] = [], path = '') {
    this.losses = losses;
    this.#path = path;
  }

  /** The same log, one field further down. */
  at(field: string): LossLog {
    return new LossLog(this.losses, this.path(field));
  }

  path(field: string): string {
    if (field === '') return this.#path;
    return this.#path === '' ? field : `${this.#path}.${field}`;
  }

  /** Notes that a value is lost. */
  note(field: string, value: unknown, reason: string): void {
    this.losses.push({ path: this.path(field), value, reason });
  }

  /** Notes that a value is lost, unless it says nothing. */
  lose(field: string, value: unknown, reason = 'version 2 has no such field'): void {
    if (saysSomething(value)) this.note(field, value, reason);
  }

  /** Notes all fields of this message that are lost, and what its schema does not know. */
  loseAll(message: { readonly $unknown?: unknown }, fields: Readonly<Record<string, unknown>>, reason?: string): void {
    for (const [field, value] of Object.entries(fields)) this.lose(field, value, reason);
    this.lose('$unknown', message.$unknown, 'the numbers of unknown fields may mean something else in version 2');
  }

  /**
   * A whole number for a narrower field.
   *
   * @throws LeylineContractError `migration-out-of-range` if it does not fit
   */
  fit<Value extends number | bigint>(field: string, value: Value, most: Value): Value {
    if (value <= most) return value;
    const what = `${this.path(field)} is ${value}, but version 2 has room for ${most} at most`;
    throw new LeylineContractError('migration-out-of-range', what);
  }
}

export const INT32_MAX = 0x7fffffff;
export const INT64_MAX = 0x7fffffffffffffffn;

/** The entries of a map, as version 2 lists them: in the byte order of their keys. */
export function sortedEntries<Value>(map: Readonly<Record<string, Value>>): readonly (readonly [string, Value])[] {
  return Object.entries(map).sort(([left], [right]) => compareUtf8(left, right));
}

function saysSomething(value: unknown): boolean {
  if (value === undefined || value === '' || value === 0 || value === 0n || value === false) return false;
  if (Array.isArray(value) || value instanceof Uint8Array) return value.length > 0;
  const isMap = typeof value === 'object' && value !== null && !('$unknown' in value);
  return !isMap || Object.keys(value).length > 0;
}
