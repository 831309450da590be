// Points in time as bare numbers or strings. Spans of time are the business of duration-as-number.

import * as z from 'zod/mini';
import { defineRule } from '../../src/engine/define-rule.ts';
import type { FieldType } from '../../src/model/proto/schema/descriptor.ts';
import { TIMED } from '../../src/model/time-names.ts';
import { splitWords } from '../../src/model/words.ts';

const BARE = new Set<FieldType>([
  ...(['int32', 'int64', 'uint32', 'uint64', 'sint32', 'sint64', 'float', 'double', 'string'] as const),
  ...(['fixed32', 'fixed64', 'sfixed32', 'sfixed64'] as const),
]);

/** `max_handling_time` is the longest span, `average_time` one of many; a Lamport time is no time of day. */
const NO_POINTS = words('average avg lamport local logical max maximum mean median min minimum real virtual');

/** More words for spans when `time` follows; too loose to demand a unit of them. */
const LOOSELY_TIMED = words(
  'boot cycle dead delivery driving dwell flight handling hold lag lead life ping play prep preparation reaction ' +
    'recovery seek session setup shipping shutdown startup talk think transit walking watch',
);

export default defineRule({
  id: 'time-field-type',
  group: 'types',
  severity: 'warning',
  presets: ['strict'],
  since: '0.1.0',
  fixable: 'no',
  summary: 'a point in time as a number or string is read in the wrong unit, zone or format sooner or later',
  why:
    'An int64 may count seconds, milliseconds or microseconds, from 1970 or from elsewhere; a string may be RFC 3339 ' +
    'or anything else, with a time zone or without. All of it is in a comment at best, and every reader parses for ' +
    'itself. google.protobuf.Timestamp is one format with one meaning, has a type in every language and is RFC ' +
    '3339 in JSON. Names that end in a unit, and `date_time` for a civil time without zone, pass.',
  aliases: { apiLinter: 'core::0142::time-field-type' },
  messages: {
    bare: "point in time '{name}' has type {type}",
  },
  options: z.strictObject({
    /** Names of fields to pass over, alone or with package and message. */
    allow: z._default(z.array(z.string()), []),
  }),
  visit: {
    field({ name, fullName, type, node }, ctx) {
      if (!BARE.has(type) || !MAY_END.test(name) || !isPointInTime(splitWords(name))) return;
      const { allow } = ctx.options;
      if (allow.includes(name) || allow.includes(fullName)) return;
      const help = 'use google.protobuf.Timestamp; if the field is released, add a new one and reserve this number';
      ctx.report({ message: 'bare', at: node.type, data: { name, type }, help });
    },
  },
});

const MAY_END = /time(?:stamp)?s?$/i;

function isPointInTime(parts: readonly string[]): boolean {
  const last = parts.at(-1) ?? '';
  if (last === 'timestamp' || last === 'timestamps') return true;
  const before = parts.at(-2);
  if (before === undefined || before === 'date' || (last !== 'time' && last !== 'times')) return false;
  return !TIMED.has(before) && !LOOSELY_TIMED.has(before) && !parts.some((word) => NO_POINTS.has(word));
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}
