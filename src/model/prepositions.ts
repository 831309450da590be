// Prepositions in names: which ones there are, and whether they belong to a phrase that is allowed.

import { splitWords, wordSet } from './words.ts';

/** Those that a name of a field or message can do without. */
export const PREPOSITIONS: readonly string[] = [
  ...[
    'about',
    'after',
    'against',
    'among',
    'at',
    'before',
    'between',
    'by',
    'concerning',
    'despite',
    'during',
    'except',
  ],
  ...['for', 'from', 'in', 'including', 'into', 'of', 'on', 'over', 'since', 'through', 'throughout', 'to', 'toward'],
  ...['towards', 'under', 'until', 'upon', 'with', 'within', 'without'],
];

export interface PrepositionOptions {
  readonly prepositions: readonly string[];
  /** Phrases such as `order_by`, whose prepositions do not count. */
  readonly allow: readonly string[];
}

const foundWith = new WeakMap<PrepositionOptions, Map<string, string | undefined>>();

/** The first preposition in the name that counts. The same names come again and again, so they are remembered. */
export function findPreposition(name: string, options: PrepositionOptions): string | undefined {
  let found = foundWith.get(options);
  if (!found) {
    found = new Map();
    foundWith.set(options, found);
  }
  if (!found.has(name)) found.set(name, search(name, options));
  return found.get(name);
}

function search(name: string, { prepositions, allow }: PrepositionOptions): string | undefined {
  const known = wordSet(prepositions);
  const words = splitWords(name);
  if (!words.some((word) => known.has(word))) return undefined;
  let rest = `_${words.join('_')}_`;
  for (const phrase of allow) rest = rest.replaceAll(`_${splitWords(phrase).join('_')}_`, '__');
  return rest.split('_').find((word) => known.has(word));
}
