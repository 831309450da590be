// Timestamps whose names do not end in `_time`, or that say `created` where everybody says `create`.

import * as z from 'zod/mini';
import { defineRule } from '../../src/engine/define-rule.ts';
import { renaming } from '../../src/model/rename.ts';
import { splitWords } from '../../src/model/words.ts';

/** Well-known events, by the words that are written for them. */
const VERBS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    create: 'created creation',
    delete: 'deleted deletion',
    end: 'ended',
    expire: 'expired expires expiration expiry',
    finish: 'finished',
    publish: 'published publication',
    purge: 'purged',
    start: 'started',
    update: 'updated modified modification',
  }).flatMap(([verb, words]) => words.split(' ').map((word) => [word, verb] as const)),
);

/** What names of times end in instead. */
const OTHER_ENDINGS = new Set(['at', 'date', 'dates', 'on', 'timestamp', 'timestamps', 'ts']);

export default defineRule({
  id: 'time-field-names',
  group: 'fields',
  severity: 'warning',
  presets: [],
  since: '0.1.0',
  fixable: 'suggestion',
  summary: 'names of timestamps in several habits cannot be guessed',
  why:
    '`created_at`, `creation_timestamp`, `created` and `create_time` are one thing. A contract that has them all makes ' +
    'its users look up each message, and tools cannot find the times by name. The ending `_time` says that the ' +
    'field is a point in time; the verb before it says which event, in the one form that needs no grammar.',
  aliases: { apiLinter: 'core::0142::time-field-names' },
  messages: {
    ending: "timestamp '{name}' does not end in '{wanted}'",
    verb: "timestamp '{name}' says '{word}' for '{verb}'",
  },
  options: z.strictObject({
    /** What names of timestamps may end in, as words. */
    endings: z._default(z.array(z.string()).check(z.minLength(1)), ['time']),
  }),
  visit: {
    field(field, ctx) {
      if (field.message?.fullName !== 'google.protobuf.Timestamp') return;
      const { name, node, label } = field;
      const { endings } = ctx.options;
      const words = splitWords(name);
      const last = words.at(-1) ?? '';
      const wanted = timeName(name, words, label === 'repeated' ? 'times' : 'time');
      const fix = wanted !== undefined && endings.includes('time') && renaming(ctx.workspace, field, wanted);
      const help = { help: `name the event by its verb and end in '${endingOf(endings)}'` };
      if (!endings.includes(last) && !(label === 'repeated' && endings.includes(last.replace(/s$/, '')))) {
        ctx.report({ message: 'ending', at: node.name, data: { name, wanted: endingOf(endings) }, ...(fix || help) });
        return;
      }
      const word = words.at(-2) ?? '';
      const verb = VERBS.get(word);
      if (verb === undefined || !/^times?$/.test(last)) return;
      ctx.report({ message: 'verb', at: node.name, data: { name, word, verb }, ...(fix || help) });
    },
  },
});

function endingOf(endings: readonly string[]): string {
  return `_${endings[0]}`;
}

/** `create_time` for `created_at`; nothing where the verb is not well known. */
function timeName(name: string, words: readonly string[], ending: string): string | undefined {
  if (words.join('_') !== name) return undefined;
  const isTime = /^times?$/.test(words.at(-1) ?? '');
  const event = isTime || OTHER_ENDINGS.has(words.at(-1) ?? '') ? words.slice(0, -1) : words;
  const last = event.at(-1);
  if (last === undefined) return undefined;
  const verb = VERBS.get(last);
  if (verb === undefined && (event === words || last.endsWith('ed'))) return undefined;
  return [...event.slice(0, -1), verb ?? last, ending].join('_');
}
