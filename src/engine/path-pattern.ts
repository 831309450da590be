// Which paths a list of patterns means. Matching takes time in proportion to pattern times path, whatever the pattern:
// patterns come from a repository that may be a stranger's. Never looks at the file system.

import { UserError } from '../diagnostics/user-error.ts';

export type PathMatcher = (path: string) => boolean;

/** Stands for any number of items; `*` within a name, `**` among folders. */
const ANY = Symbol('any');
type Pattern<Item> = readonly (typeof ANY | ((item: Item) => boolean))[];

const GLOB = /[*?[{]/;
const MAX_LENGTH = 1000;
const MAX_ALTERNATIVES = 100;

/**
 * `*`, `?`, `[a-z]`, `[!a-z]`, `{a,b}`, and `**` as a whole folder name; dot files are files like others. A pattern
 * without any of these means that file, or everything below that folder.
 */
export function pathMatcher(patterns: readonly string[]): PathMatcher {
  const compiled = patterns.flatMap(compile);
  return (path) => {
    const names = path.split('/');
    return compiled.some((pattern) => fits(pattern, names));
  };
}

function compile(pattern: string): Pattern<string>[] {
  if (pattern.length > MAX_LENGTH) throw tooMuch(pattern, `longer than ${MAX_LENGTH} characters`);
  return alternatives(pattern).map((plain) => {
    const names = plain.split('/').filter((name) => name !== '' && name !== '.');
    const tests = names.map((name) => (name === '**' ? ANY : nameTest(name)));
    return GLOB.test(pattern) ? tests : [...tests, ANY];
  });
}

/** Writes `{a,b}` out; braces without a comma or a partner are themselves. */
function alternatives(pattern: string): string[] {
  const open = [pattern];
  const plain: string[] = [];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const group = /\{([^{}]*,[^{}]*)\}/.exec(next);
    if (!group) {
      plain.push(next);
      continue;
    }
    const [before, after] = [next.slice(0, group.index), next.slice(group.index + group[0].length)];
    for (const part of (group[1] as string).split(',')) open.push(before + part + after);
    if (open.length + plain.length > MAX_ALTERNATIVES) throw tooMuch(pattern, `more than ${MAX_ALTERNATIVES} patterns`);
  }
  return plain;
}

function nameTest(name: string): (name: string) => boolean {
  if (!GLOB.test(name)) return (other) => other === name;
  const characters: (typeof ANY | ((character: string) => boolean))[] = [];
  for (const [piece] of name.matchAll(/\[[!^]?.[^\]]*\]|\*+|./gsu)) {
    if (piece.startsWith('*')) characters.push(ANY);
    else if (piece === '?') characters.push(() => true);
    else if (piece.length > 2 && piece.startsWith('[')) characters.push(classTest(piece.slice(1, -1)));
    else characters.push((character) => character === piece);
  }
  return (other) => fits(characters, [...other]);
}

/** The inside of `[…]`. */
function classTest(written: string): (character: string) => boolean {
  const negated = /^[!^]./su.test(written);
  const ranges = [...(negated ? written.slice(1) : written).matchAll(/(.)-(.)|(.)/gsu)].map(
    ([, from, to, single]) => [from ?? single ?? '', to ?? single ?? ''] as const,
  );
  return (character) => ranges.some(([from, to]) => from <= character && character <= to) !== negated;
}

/** Goes back to the last ANY only, which is enough, and keeps this from trying everything. */
function fits<Item>(pattern: Pattern<Item>, items: readonly Item[]): boolean {
  let at = 0;
  let any = -1;
  let resume = 0;
  for (let i = 0; i < items.length; ) {
    const test = pattern[at];
    if (test === ANY) {
      any = at++;
      resume = i;
    } else if (test?.(items[i] as Item)) {
      at++;
      i++;
    } else if (any !== -1) {
      at = any + 1;
      i = ++resume;
    } else return false;
  }
  while (pattern[at] === ANY) at++;
  return at === pattern.length;
}

function tooMuch(pattern: string, why: string): UserError {
  return new UserError(`path pattern '${pattern.slice(0, 60)}…' is ${why}`, { hint: 'write several shorter patterns' });
}
