// Which file a relative import of TypeScript or JavaScript means, by the names that a file tree has.

import { posix } from 'node:path';

/** What TypeScript takes for the ending that is written. */
const STANDS_FOR: Readonly<Record<string, readonly string[]>> = {
  '.js': ['.ts', '.tsx', '.d.ts', '.js', '.jsx'],
  '.jsx': ['.tsx', '.d.ts', '.jsx'],
  '.mjs': ['.mts', '.d.mts', '.mjs'],
  '.cjs': ['.cts', '.d.cts', '.cjs'],
};

const ADDED = ['.ts', '.tsx', '.d.ts', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs'];

export function isRelative(specifier: string): boolean {
  return /^\.\.?(?:\/|$)/.test(specifier);
}

/** A project path, or nothing. */
export function resolveRelative(from: string, specifier: string, has: (path: string) => boolean): string | undefined {
  const path = posix.join(posix.dirname(from), specifier.replace(/[?#].*$/, '')).replace(/\/$/, '');
  if (path.startsWith('../')) return undefined;
  for (const candidate of candidates(path)) if (/\.[^/]+$/.test(candidate) && has(candidate)) return candidate;
  return undefined;
}

function* candidates(path: string): Iterable<string> {
  const ending = /\.[cm]?jsx?$/.exec(path)?.[0] ?? '';
  const bare = path.slice(0, path.length - ending.length);
  const others = Object.hasOwn(STANDS_FOR, ending) ? STANDS_FOR[ending] : undefined;
  for (const other of others ?? []) yield bare + other;
  yield path;
  for (const added of ADDED) yield path + added;
  for (const added of ADDED) yield path === '.' ? `index${added}` : `${path}/index${added}`;
}
