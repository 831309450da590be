// Every `a.b.c` that a Python text writes, wherever it stands; what it means is for others to find out.

import { tokenize } from './tokenize.ts';
import { DOT, NAME } from './tokens.ts';

/** Each path once; single names too. */
export function dottedPaths(text: string): readonly (readonly string[])[] {
  const { kinds, starts, ends } = tokenize(text);
  const paths = new Map<string, readonly string[]>();
  for (let i = 0; i < kinds.length; i++) {
    if (kinds[i] !== NAME || kinds[i - 1] === DOT) continue;
    const path = [text.slice(starts[i], ends[i])];
    while (kinds[i + 1] === DOT && kinds[i + 2] === NAME) {
      i += 2;
      path.push(text.slice(starts[i], ends[i]));
    }
    paths.set(path.join('.'), path);
  }
  return [...paths.values()];
}
