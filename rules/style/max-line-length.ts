// Lines that are too long. Words that cannot be broken, such as an address, may be as long as they are.

import * as z from 'zod/mini';
import { defineRule } from '../../src/engine/define-rule.ts';
import { lineEndAt } from '../../src/text/lines.ts';

export default defineRule({
  id: 'max-line-length',
  group: 'style',
  severity: 'warning',
  presets: [],
  since: '0.1.0',
  fixable: 'no',
  summary: 'what stands at the end of a very long line is not read',
  why:
    'Side-by-side reviews and terminals cut long lines or wrap them in odd places, and the option or comment at the ' +
    'end is what gets lost. The default of 120 characters leaves room for a field with options and a comment. ' +
    'Imports cannot be broken and may have any length; so may a line whose only fault is one long word or address.',
  aliases: { protolint: 'MAX_LINE_LENGTH' },
  messages: {
    long: 'line has {length} characters, which is more than {max}',
  },
  options: z.strictObject({
    /** The most characters that a line may have. */
    max: z._default(z.int().check(z.minimum(20)), 120),
  }),
  visit: {
    file({ source: { text } }, ctx) {
      const { max } = ctx.options;
      for (let start = nextLongLine(text, 0, max); start !== -1; ) {
        const end = lineEndAt(text, start);
        const line = text.slice(start, end).trimEnd();
        const length = lengthOf(line);
        if (length > max && isBreakable(line, max)) {
          ctx.report({
            message: 'long',
            at: { start: start + unitsOf(line, max), end: start + line.length },
            data: { length, max },
            help: 'break the line, or move the comment above it',
          });
        }
        start = nextLongLine(text, end, max);
      }
    },
  },
});

/** Where the next line begins that has more code units; -1 when none has. Jumps, as nearly all lines are short. */
function nextLongLine(text: string, from: number, max: number): number {
  let start = from === 0 ? 0 : text.indexOf('\n', from) + 1;
  if (start === 0 && from > 0) return -1;
  while (start + max < text.length) {
    const lineBreak = text.lastIndexOf('\n', start + max);
    if (lineBreak < start) return start;
    start = lineBreak + 1;
  }
  return -1;
}

/** Characters, not code units: an emoji counts once. */
function lengthOf(line: string): number {
  let length = 0;
  for (const _ of line) length += 1;
  return length;
}

/** How many code units so many characters have. */
function unitsOf(line: string, characters: number): number {
  let units = 0;
  let rest = characters;
  for (const character of line) {
    if (rest === 0) break;
    units += character.length;
    rest -= 1;
  }
  return units;
}

const UNBREAKABLE = /^\s*(?:import|package|syntax|edition)\b/;
/** What a word cannot be parted from: indentation, the marker of a comment, the name of the value. */
const MARGIN = /^\s*(?:\/\/+|\/?\*+|[\w.()]+\s*[:=]|option\s+[\w.()]+\s*=)?\s*/;

/** Not when a single word runs over the edge, with nothing before it or too long for a line of its own. */
function isBreakable(line: string, max: number): boolean {
  if (UNBREAKABLE.test(line)) return false;
  const edge = unitsOf(line, max);
  const margin = (MARGIN.exec(line)?.[0] ?? '').length;
  const before = line.slice(0, edge + 1).search(/\S*$/);
  if (before > edge) return true;
  const word = (/^\S*/.exec(line.slice(before))?.[0] ?? '').length;
  return before > margin && margin + word <= max;
}
