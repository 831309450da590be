// Lists of names within a sentence. Bounded, as what is listed may come from a stranger's files.

const MAX_NAMES = 4;
const MAX_LENGTH = 80;

/** `'a'`, `'a' and 'b'`, `'a', 'b' and none`, `'a', 'b', 'c', 'd' and 9 more`; an empty name reads none. */
export function listed(names: readonly string[]): string {
  const shown = names.slice(0, MAX_NAMES).map((name) => (name === '' ? 'none' : quoted(name)));
  if (names.length > MAX_NAMES) shown.push(`${names.length - MAX_NAMES} more`);
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}

/** The name in quotes, cut short where nobody would read on. */
export function quoted(name: string): string {
  return name.length > MAX_LENGTH ? `'${name.slice(0, MAX_LENGTH)}…'` : `'${name}'`;
}

/** In order, without duplicates; the empty name last. */
export function sortedNames(names: Iterable<string>): readonly string[] {
  const set = new Set(names);
  const hasNone = set.delete('');
  return [...[...set].sort(), ...(hasNone ? [''] : [])];
}
