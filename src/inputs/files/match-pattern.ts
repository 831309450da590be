// Matches a pattern against the names of a file tree, so that it means the same on disk and in git's index.
// Never looks at the disk itself.

import type { Dirent, Stats } from 'node:fs';
import { resolve, sep } from 'node:path';
import type { Options } from 'globby';
import type { FileTree } from './file-tree.ts';

type Done<T> = (error: NodeJS.ErrnoException | null, value: T) => void;

/** A place that need not exist, for globby to believe that the names lie there. */
const TOP = resolve(sep, 'project');

/** The files below `folder` that a pattern relative to it matches, and all files below the folders that it matches. */
export async function matchPattern(
  tree: FileTree,
  folder: string,
  pattern: string,
  endings: readonly string[],
): Promise<string[]> {
  const prefix = folder === '' ? '' : `${folder}/`;
  const names = (await tree.list(folder, endings)).map((file) => file.slice(prefix.length));
  const { globby } = await import('globby');
  const options: Options = {
    cwd: TOP,
    fs: namesAsFileSystem(names) as unknown as NonNullable<Options['fs']>,
    onlyFiles: false,
    expandDirectories: false,
    expandNegationOnlyPatterns: false,
    followSymbolicLinks: false,
    dot: true,
  };
  const matched = new Set(await globby(withoutQuestionMarks(pattern), options));
  return names.filter((name) => selfAndFolders(name).some((path) => matched.has(path))).map((name) => prefix + name);
}

/** globby takes `v?/a` for a folder that is really called `v?`; the same said as a class it understands. */
function withoutQuestionMarks(pattern: string): string {
  return pattern.replaceAll(/\[[^\]]*\]|\?(?!\()/g, (part) => (part === '?' ? '[^/]' : part));
}

function selfAndFolders(name: string): string[] {
  const segments = name.split('/');
  return segments.map((_, i) => segments.slice(0, i + 1).join('/'));
}

/** The part of node:fs that globby uses, over a list of names. */
function namesAsFileSystem(files: readonly string[]) {
  const children = new Map<string, Map<string, 'file' | 'folder'>>([[TOP, new Map()]]);
  for (const file of files) {
    let folder = TOP;
    const segments = file.split('/');
    segments.forEach((name, i) => {
      const kind = i === segments.length - 1 ? 'file' : 'folder';
      children.get(folder)?.set(name, kind);
      folder += sep + name;
      if (kind === 'folder' && !children.has(folder)) children.set(folder, new Map());
    });
  }
  const all = new Set(files.map((file) => resolve(TOP, file)));

  function readdir(path: string, _options: object, done: Done<Dirent[]>): void {
    const entries = children.get(path) ?? [];
    done(
      children.has(path) ? null : absent(path),
      [...entries].map(([name, kind]) => ({ name, ...kindQuestions(kind) }) as Dirent),
    );
  }

  function stat(path: string, done: Done<Stats>): void {
    const kind = children.has(path) ? 'folder' : all.has(path) ? 'file' : undefined;
    done(kind ? null : absent(path), kindQuestions(kind ?? 'file') as Stats);
  }

  return { readdir, stat, lstat: stat };
}

function kindQuestions(kind: 'file' | 'folder') {
  const no = () => false;
  return {
    isFile: () => kind === 'file',
    isDirectory: () => kind === 'folder',
    isSymbolicLink: no,
    isBlockDevice: no,
    isCharacterDevice: no,
    isFIFO: no,
    isSocket: no,
  };
}

function absent(path: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`no such name: ${path}`), { code: 'ENOENT' });
}
