// Repeated fields with a name for one. Which word of a name has the number is decided here; plurals are a fact of
// model/plural.

import * as z from 'zod/mini';
import { defineRule } from '../../src/engine/define-rule.ts';
import { isPlural, plural } from '../../src/model/plural.ts';
import { DESCRIPTOR_PROTO } from '../../src/model/proto/schema/link.ts';
import { renaming } from '../../src/model/rename.ts';
import { splitWords, wordSet } from '../../src/model/words.ts';

/** The noun stands before them: `ids_to_delete`, `days_of_week`. */
const PREPOSITIONS = words(
  'after as at before between by during for from in into of on over per since through to under until via with ' +
    'within without',
);

/** Nouns for the whole, however many are in it. */
const COLLECTIVE = words(
  'allowlist bag batch blacklist blocklist chain collection denylist embedding group histogram history log matrix path ' +
    'polygon polyline queue ring sequence set shape stack table tensor trail tree tuple vector whitelist',
);

/** No nouns: what is done with the list, or said of what is in it. */
const NO_NOUNS = words(
  'accept active actual additional all allow any block deny disallow distinct drop exact exclude extra forbid found ' +
    'get hide ignore include inline invalid keep match missing new not old omit only optional other pending reject ' +
    'remove require skip spoken unset valid',
);

/** `files_changed`, `unreachable`; but a feed, a table and a variable are things. */
const ADJECTIVE = /^.+[^e]ed$|^(?!(?:vari|execut|deliver|time|t)able$).*[ai]ble$/;

/** `hostIPs` and `int64s` do not come apart into words. */
const ACRONYMS = /[A-Z0-9]s$/;

export default defineRule({
  id: 'repeated-field-names-pluralized',
  group: 'fields',
  severity: 'warning',
  presets: ['strict'],
  since: '0.1.0',
  fixable: 'suggestion',
  summary: 'a repeated field with a name in the singular reads like one value in code and JSON',
  why:
    "`request.user` looks like one user wherever it is written: in code that reads the field, in JSON, in a query's " +
    'field mask. The plural says at each of these places that there may be none or several. It also leaves the ' +
    'singular free for the loop variable. Words that have no plural, and nouns for a whole list, pass.',
  aliases: { protolint: 'REPEATED_FIELD_NAMES_PLURALIZED' },
  messages: {
    singular: "repeated field '{name}' is named in the singular",
  },
  options: z.strictObject({
    /** Plurals that no rule of grammar gives, by singular. */
    plurals: z._default(z.record(z.string(), z.string()), {}),
    /** Words that are the same for one and many. */
    uncountable: z._default(z.array(z.string()), []),
    /** Names of fields to pass over. */
    allow: z._default(z.array(z.string()), []),
  }),
  visit: {
    field(field, ctx) {
      const { label, isMap, name, node, extendee } = field;
      // an option is set one by one under its name
      if (label !== 'repeated' || isMap || node.group || extendee?.file.importPath === DESCRIPTOR_PROTO) return;
      const { plurals, uncountable, allow } = ctx.options;
      if (ACRONYMS.test(name) || allow.includes(name)) return;
      const parts = splitWords(name);
      const noun = nounOf(parts);
      const word = parts[noun];
      if (word === undefined || isPlural(word) || wordSet(uncountable).has(word)) return;
      if (Object.values(plurals).includes(word)) return;
      const wanted = inPlural(name, parts, noun, plurals[word] ?? plural(word));
      ctx.report({ message: 'singular', at: node.name, data: { name }, ...renaming(ctx.workspace, field, wanted) });
    },
  },
});

/** Index of the word that has the number; -1 where there is none, or where the name is right as it is. */
function nounOf(parts: readonly string[]): number {
  let end = parts.length;
  while (end > 1 && (parts[end - 1] === 'v' || isDigits(parts[end - 1] as string))) end -= 1;
  if (isPlural(parts[end - 1] ?? '')) return -1;
  const cut = parts.findIndex((word) => PREPOSITIONS.has(word));
  if (cut === 0 || cut === end - 1) return -1;
  if (cut > 0) end = Math.min(end, cut);
  const last = parts[end - 1] ?? '';
  if (last === 'list' && isNoNoun(parts[end - 2] ?? '')) return -1;
  const isNoun = last.length > 1 && !COLLECTIVE.has(last) && !isNoNoun(last);
  return isNoun ? end - 1 : -1;
}

function isNoNoun(word: string): boolean {
  return NO_NOUNS.has(word) || ADJECTIVE.test(word);
}

function isDigits(word: string): boolean {
  const code = word.charCodeAt(0);
  return code >= 0x30 && code <= 0x39;
}

/** `user_ids`, `users` for `user_list`, `int64s`, `days_of_week`; in the case that the name has. */
function inPlural(name: string, parts: readonly string[], noun: number, word: string): string {
  const next = parts[noun + 1];
  if (next !== undefined && isDigits(next)) return `${name}s`;
  const lower = name.toLowerCase();
  let start = 0;
  let end = 0;
  for (const part of parts.slice(0, noun + 1)) {
    start = lower.indexOf(part, end);
    end = start + part.length;
  }
  if (parts[noun] === 'list' && noun > 0) {
    const listed = name.slice(0, start).replace(/_+$/, '');
    return inPlural(listed, parts.slice(0, noun), noun - 1, plural(parts[noun - 1] as string));
  }
  const old = lower.slice(start, end);
  const kept = word.startsWith(old) ? name.slice(start, end) : '';
  const isCapital = kept === '' && name.charAt(start) !== lower.charAt(start);
  const rest = word.slice(kept.length);
  const written = kept + (isCapital ? rest.charAt(0).toUpperCase() + rest.slice(1) : rest);
  return name.slice(0, start) + written + name.slice(end);
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}
