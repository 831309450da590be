// One part of a configuration, from an object or from an environment: reads its values by key, checks them, and finds the
// keys that nobody has asked for. Knows no key of its own.

import { LeylineContractError } from './errors.ts';

/** Where the values of a configuration come from. Keys are snake_case in both. */
export interface ConfigSection {
  /** The value of a key; undefined where there is none. */
  value(key: string): unknown;
  /** The part below a key, empty where there is none. */
  section(key: string): ConfigSection;
  /** The parts of the list below a key; undefined where there is none. */
  list(key: string): readonly ConfigSection[] | undefined;
  /** How a key is called in messages. */
  path(key: string): string;
  /** Whether there is anything in it. */
  readonly isEmpty: boolean;
  /** Keys that were never asked for, here and below. */
  unread(): readonly string[];
  /** Keys that were asked for, as unread ones are called. */
  known(): readonly string[];
}

/** A configuration in an object. */
export function objectSection(source: unknown, path = ''): ConfigSection {
  const entries = source === undefined || source === null ? {} : source;
  if (typeof entries !== 'object' || Array.isArray(entries)) throw refuse(path || 'configuration', 'is no mapping');
  const object = new Map(Object.entries(entries));
  const below = new Map<string, readonly ConfigSection[]>();
  const asked = new Set<string>();
  const pathOf = (key: string) => (path === '' ? key : `${path}.${key}`);
  const read = (key: string) => {
    asked.add(key);
    return object.get(key);
  };
  return {
    isEmpty: object.size === 0,
    path: pathOf,
    value: read,
    section: (key) => {
      const part = objectSection(read(key), pathOf(key));
      below.set(key, [part]);
      return part;
    },
    list: (key) => {
      const value = read(key);
      if (value === undefined || value === null) return undefined;
      if (!Array.isArray(value)) throw refuse(pathOf(key), 'is no list');
      const parts = value.map((item, at) => objectSection(item, `${pathOf(key)}[${at}]`));
      below.set(key, parts);
      return parts;
    },
    unread: () => [
      ...[...object.keys()].filter((key) => !asked.has(key)).map(pathOf),
      ...[...below.values()].flat().flatMap((part) => part.unread()),
    ],
    known: () => [...[...asked].map(pathOf), ...[...below.values()].flat().flatMap((part) => part.known())],
  };
}

/**
 * A configuration in environment variables: `PREFIX_RETRY_MAX_ATTEMPTS` is `retry.max_attempts`, and
 * `PREFIX_STREAMS_0_TOPIC` is `streams[0].topic`. Empty variables count as absent.
 */
export function environmentSection(
  environment: Readonly<Record<string, string | undefined>>,
  prefix: string,
): ConfigSection {
  const own = Object.keys(environment).filter((name) => name.startsWith(`${prefix}_`) && environment[name]);
  const below: ConfigSection[] = [];
  const asked = new Set<string>();
  const nameOf = (key: string) => `${prefix}_${key.toUpperCase()}`;
  const open = (name: string) => {
    const part = environmentSection(environment, name);
    below.push(part);
    return part;
  };
  const read = () => [...asked, ...below.flatMap((part) => part.known())];
  return {
    isEmpty: own.length === 0,
    path: nameOf,
    value: (key) => {
      asked.add(nameOf(key));
      return environment[nameOf(key)] || undefined;
    },
    section: (key) => open(nameOf(key)),
    list: (key) => {
      const parts: ConfigSection[] = [];
      for (let part = open(`${nameOf(key)}_0`); !part.isEmpty; part = open(`${nameOf(key)}_${parts.length}`)) {
        parts.push(part);
      }
      return parts.length === 0 ? undefined : parts;
    },
    unread: () => own.filter((name) => !read().includes(name)),
    known: read,
  };
}

export interface NumberBounds {
  readonly from: number;
  readonly to: number;
  /** Taken where there is none. */
  readonly otherwise: number;
}

/** A whole number. */
export function integerIn(section: ConfigSection, key: string, bounds: NumberBounds): number {
  const value = numberIn(section, key, bounds);
  if (Number.isInteger(value)) return value;
  throw refuse(section.path(key), `is ${value}, but must be a whole number`);
}

/** A number; from an environment, its digits. */
export function numberIn(section: ConfigSection, key: string, { from, to, otherwise }: NumberBounds): number {
  const value = section.value(key) ?? otherwise;
  const isDigits = typeof value === 'string' && /^-?\d+(?:\.\d+)?$/.test(value);
  const number = isDigits ? Number(value) : value;
  if (typeof number === 'number' && number >= from && number <= to) return number;
  throw refuse(section.path(key), `is ${show(value)}, but must be a number from ${from} to ${to}`);
}

/** A text. Without `otherwise` there must be one, and it must not be empty. */
export function textIn(section: ConfigSection, key: string, otherwise?: string): string {
  const value = section.value(key) ?? otherwise;
  if (typeof value === 'string' && (value !== '' || otherwise !== undefined)) return value;
  throw refuse(section.path(key), value === undefined ? 'is missing' : `is ${show(value)}, but must be a text`);
}

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const MAX_DURATION_MS = 10_000 * 365 * 86_400_000;

/** A span of time, in milliseconds: `500ms`, `30s`, `5m`, `72h`, `7d`, or a number of milliseconds. */
export function durationIn<Otherwise>(section: ConfigSection, key: string, otherwise: Otherwise): number | Otherwise {
  const value = section.value(key) ?? undefined;
  if (value === undefined) return otherwise;
  const [, digits = '', unit = 'ms'] = /^(\d+(?:\.\d+)?)(ms|[smhd])?$/.exec(String(value)) ?? [];
  const milliseconds = Math.round(Number(digits) * (UNITS[unit] ?? Number.NaN) * 1e6) / 1e6;
  if (digits !== '' && milliseconds <= MAX_DURATION_MS) return milliseconds;
  throw refuse(section.path(key), `is ${show(value)}, but must be a span of time such as 500ms, 30s or 72h`);
}

/** Refuses a configuration that has keys which nobody has asked for. */
export function refuseUnknownKeys(section: ConfigSection): void {
  const [unknown] = section.unread();
  if (unknown === undefined) return;
  const nearest = section.known().find((known) => isNear(known.toLowerCase(), unknown.toLowerCase()));
  throw refuse(unknown, `is not known${nearest === undefined ? '' : `; did you mean ${nearest}?`}`);
}

/** What is wrong at a key. */
export function refuse(path: string, what: string): LeylineContractError {
  return new LeylineContractError('invalid-config', `${path} ${what}`);
}

function show(value: unknown): string {
  const text = typeof value === 'string' ? `'${value}'` : typeof value === 'object' ? 'no scalar' : String(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

/** Whether one text becomes the other by changing, adding, losing or swapping few letters. */
function isNear(left: string, right: string): boolean {
  if (Math.abs(left.length - right.length) > 2 || left.length > 200) return false;
  let row = Array.from({ length: right.length + 1 }, (_, at) => at);
  for (let i = 1; i <= left.length; i++) {
    const next = [i];
    for (let j = 1; j <= right.length; j++) {
      const change = (row[j - 1] ?? 0) + (left[i - 1] === right[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return (row[right.length] ?? 3) <= 2;
}
