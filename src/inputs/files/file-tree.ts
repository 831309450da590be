// What the rest of Leyline sees of the files: texts by project path, from the work tree or from git.
// Types and plain checks only; nothing is read here.

import type { SourceFile } from '../../text/source-file.ts';

export interface ReadFailure {
  readonly kind: 'missing' | 'unreadable' | 'too-large' | 'not-utf8' | 'outside' | 'not-a-file';
  /** Ready to print; begins with the path. */
  readonly message: string;
  /** Of the first byte that is not UTF-8. */
  readonly offset?: number;
}

/** A snapshot of names: what is created after a folder was first looked at may stay unseen. Texts are read when asked for. */
export interface FileTree {
  /** What messages call it: `the work tree`. */
  readonly title: string;
  /**
   * Posix paths relative to the project root, sorted, of every file below `dir` (or of the file `dir` itself) that ends
   * with one of `endings`. Folders named `node_modules` or `.something`, and symbolic links, are passed over below `dir`.
   */
  list(dir: string, endings: readonly string[]): Promise<readonly string[]>;
  /** An entry per path. Nothing outside the project root is ever read. */
  readMany(paths: readonly string[]): Promise<ReadonlyMap<string, SourceFile | ReadFailure>>;
  /** Whether there is such a file. Meant for thousands of lookups. */
  has(path: string): boolean;
  kind(path: string): 'file' | 'folder' | undefined;
  /** For telling whether two trees have the same, without a text being made. Nothing where that cannot be told. */
  content?(path: string): FileContent | undefined;
  /** Folders that `list` had to leave out, by path. */
  readonly failures: ReadonlyMap<string, ReadFailure>;
  /** Ends what the tree keeps running; it cannot be read from afterwards. */
  close(): Promise<void>;
}

/** Git's id of the content, where that is at hand; else the bytes, until the tree is asked again. */
export type FileContent = { readonly id: string } | { readonly bytes: Buffer };

export interface TreeLimits {
  /** In bytes; larger files are not read. */
  readonly largestFile: number;
}

export const DEFAULT_LIMITS: TreeLimits = { largestFile: 256 * 1024 * 1024 };

export function isReadFailure(result: SourceFile | ReadFailure): result is ReadFailure {
  return 'kind' in result;
}

/** Whether listing passes over a folder that it meets on its way. */
export function isPassedOver(folder: string): boolean {
  return folder === 'node_modules' || folder.startsWith('.');
}

export function endsWithOneOf(name: string, endings: readonly string[]): boolean {
  return endings.some((ending) => name.endsWith(ending));
}

/** An empty, `.` or `..` segment, or a NUL. */
const NOT_PLAIN = /(?:^|\/)\.{0,2}(?:\/|$)|\0/;

/** A failure when `path` is not a plain path below the project root: `a/b`, never `/a`, `../a`, `a//b` or `a/./b`. */
export function malformedPath(path: string): ReadFailure | undefined {
  if (isForeign(path)) return outside(path);
  if (path === '' || !NOT_PLAIN.test(path)) return undefined;
  return path.startsWith('/') || path.split('/').includes('..') ? outside(path) : missing(path);
}

// On Windows `a\..\..\b` and `c:b` would climb as well.
function isForeign(path: string): boolean {
  return process.platform === 'win32' && /[\\:]/.test(path);
}

export function missing(path: string): ReadFailure {
  return { kind: 'missing', message: `${path} does not exist` };
}

export function outside(path: string): ReadFailure {
  return { kind: 'outside', message: `${path} leads out of the project and is not read` };
}

export function notAFile(path: string, what: string): ReadFailure {
  return { kind: 'not-a-file', message: `${path} is ${what}, not a file` };
}

export function tooLarge(path: string, size: number, limits: TreeLimits): ReadFailure {
  const message = `${path} has ${inMebibytes(size)}; files over ${inMebibytes(limits.largestFile)} are not read`;
  return { kind: 'too-large', message };
}

function inMebibytes(bytes: number): string {
  return bytes < 1024 * 1024 ? `${bytes} bytes` : `${Math.round(bytes / 1024 / 1024)} MiB`;
}
