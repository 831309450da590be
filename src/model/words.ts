// Names taken apart into words, so that rules judge a name by what it says and never by a chance run of letters.

/** Nobody reads a longer name, and what looks at its words need not fear it. */
const LONGEST_NAME = 400;

/** The lower-case words of a name in snake_case, camelCase or both; digits are words of their own: `sha256` has two. */
export function splitWords(name: string): string[] {
  const words: string[] = [];
  if (name.length > LONGEST_NAME) return words;
  let start = 0;
  let before: Kind = KIND.other;
  for (let at = 0; at < name.length; at += 1) {
    const kind = kindOf(name.charCodeAt(at));
    // In `HTTPServer` the last capital belongs to the word that follows.
    const endsAcronym = before === KIND.upper && kind === KIND.lower;
    const from = endsAcronym ? at - 1 : at;
    if (kind !== before && !(endsAcronym && from === start)) {
      if (before !== KIND.other && from > start) words.push(name.slice(start, from).toLowerCase());
      start = from;
    }
    before = kind;
  }
  if (before !== KIND.other) words.push(name.slice(start).toLowerCase());
  return words;
}

const KIND = { other: 0, lower: 1, upper: 2, digit: 3 } as const;
type Kind = (typeof KIND)[keyof typeof KIND];

function kindOf(code: number): Kind {
  if (code >= 0x61 && code <= 0x7a) return KIND.lower;
  if (code >= 0x41 && code <= 0x5a) return KIND.upper;
  if (code >= 0x30 && code <= 0x39) return KIND.digit;
  return KIND.other;
}

const setOf = new WeakMap<readonly string[], ReadonlySet<string>>();

/** The list as a set, made once per list: rules ask for every field, the list comes from the options and stays the same. */
export function wordSet(words: readonly string[]): ReadonlySet<string> {
  let set = setOf.get(words);
  if (!set) {
    set = new Set(words.map((word) => word.toLowerCase()));
    setOf.set(words, set);
  }
  return set;
}

/** The first word, or pair of words joined by `_`, that is in the set. */
export function findWord(words: readonly string[], set: ReadonlySet<string>): string | undefined {
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i] as string;
    const pair = `${word}_${words[i + 1]}`;
    if (set.has(pair)) return pair;
    if (set.has(word)) return word;
  }
  return undefined;
}
