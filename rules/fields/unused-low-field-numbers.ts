// Messages that give out two-byte tags while one-byte tags are free.

import { defineRule } from '../../src/engine/define-rule.ts';
import type { MessageDescriptor } from '../../src/model/proto/schema/descriptor.ts';

/** The last number whose tag takes one byte. */
const LAST_LOW = 15;

export default defineRule({
  id: 'unused-low-field-numbers',
  group: 'fields',
  severity: 'info',
  presets: [],
  since: '0.1.0',
  fixable: 'no',
  summary: 'numbers above 15 cost a byte more each time the field is written, while lower ones are free',
  why:
    'The numbers 1 to 15 fit into a tag of one byte together with the wire type; from 16 on it takes two. In a ' +
    'repeated message with small fields that byte is a noticeable part of the whole. Which fields are frequent no ' +
    'schema tells, so this is advice: keep low numbers free on purpose for fields to come, and reserve those that are gone.',
  messages: {
    unused: "message '{name}' has fields above 15 while {numbers} would take a byte less",
  },
  visit: {
    message(message, ctx) {
      if (!message.fields.some(({ number }) => number > LAST_LOW)) return;
      const free = freeNumbers(message);
      if (free.length === 0) return;
      ctx.report({
        message: 'unused',
        at: message.nameSpan,
        data: { name: message.name, numbers: inRanges(free).join(', ') },
        help: 'give the next frequent field one of them, unless a field that is gone once had it: that one reserve',
      });
    },
  },
});

function freeNumbers({ fields, reservedRanges, extensionRanges }: MessageDescriptor): number[] {
  const isFree = new Array<boolean>(LAST_LOW + 1).fill(true);
  for (const { number } of fields) if (number <= LAST_LOW) isFree[number] = false;
  for (const { start, end } of [...reservedRanges, ...extensionRanges]) {
    for (let number = Math.max(start, 1); number <= Math.min(end, LAST_LOW); number += 1) isFree[number] = false;
  }
  return isFree.flatMap((free, number) => (free && number > 0 ? [number] : []));
}

/** `3`, `5 to 7`. */
function inRanges(numbers: readonly number[]): string[] {
  const ranges: { first: number; last: number }[] = [];
  for (const number of numbers) {
    const range = ranges.at(-1);
    if (range && range.last === number - 1) range.last = number;
    else ranges.push({ first: number, last: number });
  }
  return ranges.map(({ first, last }) => (first === last ? `${first}` : `${first} to ${last}`));
}
