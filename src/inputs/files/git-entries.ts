// The names in git's index, or in a commit, below the project root, and where symbolic links among them lead. Reads no contents.

import { posix } from 'node:path';
import { missing, notAFile, outside, type ReadFailure } from './file-tree.ts';

export interface GitEntry {
  readonly path: string;
  readonly kind: 'file' | 'link' | 'submodule' | 'conflict';
  /** The object that holds the content. */
  readonly id: string;
}

export type GitEntries = ReadonlyMap<string, GitEntry>;

const MOST_LINKS_ON_A_WAY = 40;

/** Reads the output of `git ls-files --stage -z`. */
export function parseEntries(output: string): GitEntries {
  const entries = new Map<string, GitEntry>();
  for (const row of output.split('\0')) {
    const tab = row.indexOf('\t');
    if (tab === -1) continue;
    const [mode = '', id = '', stage = '0'] = row.slice(0, tab).split(' ');
    const path = row.slice(tab + 1);
    entries.set(path, { path, kind: stage === '0' ? kindOf(mode) : 'conflict', id });
  }
  return entries;
}

/** Reads the output of `git ls-tree -r -z`. */
export function parseTreeEntries(output: string): GitEntries {
  const entries = new Map<string, GitEntry>();
  for (const row of output.split('\0')) {
    const tab = row.indexOf('\t');
    if (tab === -1) continue;
    const [mode = '', , id = ''] = row.slice(0, tab).split(' ');
    const path = row.slice(tab + 1);
    entries.set(path, { path, kind: kindOf(mode), id });
  }
  return entries;
}

function kindOf(mode: string): GitEntry['kind'] {
  if (mode === '120000') return 'link';
  return mode === '160000' ? 'submodule' : 'file';
}

/** The path that `path` stands for once the links on its way are followed, or why there is none. */
export function followLinks(path: string, targets: ReadonlyMap<string, string>): string | ReadFailure {
  let current = path;
  for (let hops = 0; targets.size > 0; hops++) {
    const link = firstLink(current, targets);
    if (link === undefined) return current;
    const target = targets.get(link) ?? '';
    if (hops === MOST_LINKS_ON_A_WAY || target === '') {
      return { kind: 'missing', message: `${path} is a symbolic link that leads nowhere` };
    }
    const next = posix.join(posix.dirname(link), target, current.slice(link.length));
    if (target.startsWith('/') || next === '..' || next.startsWith('../')) return outside(path);
    current = next === '.' ? '' : next.replace(/\/$/, '');
  }
  return current;
}

function firstLink(path: string, targets: ReadonlyMap<string, string>): string | undefined {
  for (let slash = path.indexOf('/'); slash !== -1; slash = path.indexOf('/', slash + 1)) {
    const ancestor = path.slice(0, slash);
    if (targets.has(ancestor)) return ancestor;
  }
  return targets.has(path) ? path : undefined;
}

/** Why the tree called `title` has no file at `path`. */
export function absence(path: string, entries: GitEntries, folders: ReadonlySet<string>, title: string): ReadFailure {
  if (folders.has(path)) return notAFile(path, 'a folder');
  for (let slash = path.length; slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
    const ancestor = path.slice(0, slash);
    if (entries.get(ancestor)?.kind !== 'submodule') continue;
    if (ancestor === path) return notAFile(path, 'a git submodule');
    const message = `${path} is not in ${title}: its folder '${ancestor}' is a submodule with an index of its own`;
    return { kind: 'missing', message };
  }
  return { ...missing(path), message: `${path} is not in ${title}` };
}

/** Every folder that holds an entry, `''` for the root. */
export function foldersOf(entries: GitEntries): ReadonlySet<string> {
  const folders = new Set(['']);
  for (const path of entries.keys()) {
    let slash = path.lastIndexOf('/');
    while (slash > 0 && !folders.has(path.slice(0, slash))) {
      folders.add(path.slice(0, slash));
      slash = path.lastIndexOf('/', slash - 1);
    }
  }
  return folders;
}
