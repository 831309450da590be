// Time spans as bare numbers. Whether a name speaks of a span, a point in time or a rate is decided here, by its words.

import * as z from 'zod/mini';
import { defineRule } from '../../src/engine/define-rule.ts';
import type { FieldDescriptor, FieldType } from '../../src/model/proto/schema/descriptor.ts';
import { valueField } from '../../src/model/schema-graph.ts';
import { TIMED } from '../../src/model/time-names.ts';
import { splitWords } from '../../src/model/words.ts';

const UNITS = ['nanoseconds', 'microseconds', 'milliseconds', 'seconds', 'minutes', 'hours', 'days', 'weeks'] as const;
type Unit = (typeof UNITS)[number];

/** Spellings that mean a unit wherever they end a name. */
const PLAIN_UNITS = spellings([
  ['nanoseconds', 'ns nsec nsecs nanosec nanosecs nanosecond nanoseconds'],
  ['microseconds', 'us usec usecs microsec microsecs microsecond microseconds'],
  ['milliseconds', 'ms msec msecs milli millis millisec millisecs millisecond milliseconds'],
  ['seconds', 'sec secs seconds'],
]);

/** Spellings that mean other things too (a date's `day`, money in `micros`): units only beside a word for a span. */
const LOOSE_UNITS = spellings([
  ['nanoseconds', 'nano nanos'],
  ['microseconds', 'micro micros'],
  ['seconds', 's second'],
  ['minutes', 'mins minute minutes'],
  ['hours', 'h hr hrs hour hours'],
  ['days', 'd day days'],
  ['weeks', 'week weeks'],
]);

/** Spans of time even when nothing says in which unit. */
const SPANS = words('backoff cooldown delay downtime duration elapsed interval latency rtt timeout ttl uptime');

/** Spans of time when a unit follows; of something else, or a fraction, when none does. */
const SPANS_WITH_UNIT = words(
  'age freshness grace idle jitter keepalive lag lease life lifespan lifetime lookback period retain retention ' +
    'staleness sleep wait waiting window',
);

const POINTS = words(
  'after at atime before begin birth clock created ctime date datetime deleted end ended epoch expiration expires ' +
    'expiry finished first instant last modified mtime next now offset published scheduled seen since start started ' +
    'stop stopped time timestamp timestamps ts unix until updated utc',
);

/** `gpu_seconds` and `gb_seconds` are amounts of a resource used, `lifetime_value_micros` is money. */
const RESOURCES = words('accelerator byte bytes core cpu dcu gb gpu mb node replica slot tpu value vcore vcpu watt');
const QUALIFIERS = words('average avg limit max maximum mean median min minimum p sum total');
const TIME_VALUES = words('date datetime day duration instant span time timespan timespec timestamp');
const UNCLOCKED_INTERVALS = words('confidence credible prediction');

const NUMBERS = new Set<FieldType>(
  words('int32 int64 uint32 uint64 sint32 sint64 fixed32 fixed64 sfixed32 sfixed64 float double') as Set<FieldType>,
);

export default defineRule({
  id: 'duration-as-number',
  group: 'governance',
  severity: 'error',
  presets: ['recommended'],
  since: '0.1.0',
  fixable: 'no',
  summary: 'a time span as a bare number in anything but milliseconds gets misread',
  why:
    'A number does not know its unit. One service writes seconds, another reads milliseconds, and a timeout of half ' +
    'a minute becomes one of thirty milliseconds; no type check and no test of either service alone can see it. ' +
    'google.protobuf.Duration carries its unit on the wire and has a type in every language. Where a number must ' +
    'be, milliseconds everywhere, said in the name, leave nothing to convert. A name ending in `_ms` passes for ' +
    'float and double too: the unit is what gets confused, not the fraction.',
  source: '§8.0.4',
  messages: {
    unit: "time span '{name}' is a number in {unit}",
    unitless: "time span '{name}' is a number without a unit",
  },
  options: z.strictObject({
    /** Units that are as good as milliseconds here. */
    units: z._default(z.array(z.enum(UNITS)), []),
    /** Names of fields to pass over, alone or with package and message. */
    allow: z._default(z.array(z.string()), []),
  }),
  visit: {
    field(field, ctx) {
      if (!NUMBERS.has(valueField(field).type)) return;
      const span = timeSpan(field, joinedUnits(field.name));
      if (!span || span.unit === 'milliseconds') return;
      const { units, allow } = ctx.options;
      const { name } = field;
      if (span.unit && units.includes(span.unit)) return;
      if (allow.includes(name) || allow.includes(field.fullName)) return;
      const at = field.node.name;
      const help = `use google.protobuf.Duration, or an integer in milliseconds named '${nameInMs(span)}'`;
      if (span.unit) return ctx.report({ message: 'unit', at, data: { name, unit: span.unit }, help });
      const orElse = `${help}; if it counts something else, say so in the name, as in '${name}_epochs'`;
      ctx.report({ message: 'unitless', at, data: { name }, help: orElse });
    },
  },
});

interface TimeSpan {
  readonly name: string;
  /** The words of the name. */
  readonly words: readonly string[];
  /** Index of the word for the unit, or where one is missing. */
  readonly at: number;
  readonly unit: Unit | undefined;
}

/** The name with `micro_seconds` and `MicroSeconds` in one word. */
function joinedUnits(name: string): string {
  return name.replace(/(milli|micro|nano)_?(sec(?:ond)?s?)(?![a-z])/i, (_, prefix: string, rest: string) => {
    return prefix + rest.toLowerCase();
  });
}

/** The time span that a field's name speaks of, if any. */
function timeSpan(field: FieldDescriptor, name: string): TimeSpan | undefined {
  const words = splitWords(name);
  let at = words.length - 1;
  while (at > 0 && isQualifier(words[at] as string)) at -= 1;
  const last = words[at] ?? '';
  const before = words.slice(0, at);
  if (before.includes('per')) return undefined;
  const unit = PLAIN_UNITS.get(last) ?? LOOSE_UNITS.get(last);
  if (!unit) return isBareSpan(last, before) ? { name, words, at: at + 1, unit } : undefined;
  const isMeant = at === 0 ? isWholeName(last, field) : isTimeIn(last, before);
  return isMeant ? { name, words, at, unit } : undefined;
}

/** Whether the word for a unit is one after these words. */
function isTimeIn(word: string, before: readonly string[]): boolean {
  if (RESOURCES.has(before.at(-1) ?? '')) return false;
  if (before.some((other, i) => SPANS.has(other) || SPANS_WITH_UNIT.has(other) || isTimed(before, i))) return true;
  return PLAIN_UNITS.has(word) && !before.some((other) => POINTS.has(other));
}

function isQualifier(word: string): boolean {
  return QUALIFIERS.has(word) || /^\d/.test(word);
}

function isBareSpan(last: string, before: readonly string[]): boolean {
  const previous = before.at(-1) ?? '';
  if (before.includes('num') || before.includes('number') || UNCLOCKED_INTERVALS.has(previous)) return false;
  return SPANS.has(last) || (last === 'time' && TIMED.has(previous));
}

function isTimed(name: readonly string[], i: number): boolean {
  return name[i] === 'time' && TIMED.has(name[i - 1] ?? '');
}

/** `seconds` with nothing before it is a part of the value in a message that is itself a time. */
function isWholeName(word: string, field: FieldDescriptor): boolean {
  const message = field.isExtension ? undefined : splitWords(field.parent?.name ?? '').at(-1);
  return word.length > 3 && PLAIN_UNITS.has(word) && !(message && TIME_VALUES.has(message));
}

/** The name with `ms` for its unit, or at its end. */
function nameInMs({ name, words, at, unit }: TimeSpan): string {
  if (unit && at === 0) return 'duration_ms';
  if (!unit) return /^[^_]*[A-Z]/.test(name) ? `${name}Ms` : `${name}_ms`;
  const lower = name.toLowerCase();
  let start = name.length;
  for (const word of words.slice(at).reverse()) start = lower.lastIndexOf(word, start - word.length);
  const end = start + (words[at] as string).length;
  return name.slice(0, start) + (/[A-Z]/.test(name.charAt(start)) ? 'Ms' : 'ms') + name.slice(end);
}

function words(list: string): Set<string> {
  return new Set(list.split(' '));
}

function spellings(table: readonly (readonly [Unit, string])[]): ReadonlyMap<string, Unit> {
  return new Map(table.flatMap(([unit, list]) => list.split(' ').map((word) => [word, unit] as const)));
}
