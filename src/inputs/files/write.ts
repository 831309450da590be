// Writes files all together: every new text is safe on disk beside its target before the first target is replaced.
// A reader, or a killed process, leaves each file whole: old or new, never a mixture.

import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fchmodSync,
  fchownSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readlinkSync,
  renameSync,
  rmdirSync,
  rmSync,
  type Stats,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { UserError } from '../../diagnostics/user-error.ts';
import { errorWords } from './file-errors.ts';

export interface FileToWrite {
  /** Absolute, or relative to the process's folder. */
  readonly path: string;
  readonly text: string;
}

interface Staged {
  readonly path: string;
  /** Where the text goes: `path`, or what it links to. */
  readonly target: string;
  readonly temporary: string;
}

const MOST_LINKS = 40;

/**
 * Replaces or creates all files. Missing folders are made, modes are kept, links stay links. When anything fails before
 * the first file is replaced, everything is as it was; the error then says so.
 */
export function writeFilesAtomically(files: readonly FileToWrite[]): void {
  const staged: Staged[] = [];
  const made: string[] = [];
  let current = '';
  try {
    for (const { path, text } of files) {
      current = path;
      staged.push(stage(path, text, made, staged));
    }
  } catch (error) {
    undo(staged, made);
    throw new UserError(`cannot write ${current}: ${errorWords(error)}`, { hint: 'no file was changed' });
  }
  replaceAll(staged, made);
  for (const folder of new Set(staged.map(({ target }) => dirname(target)))) flushFolder(folder);
}

function stage(path: string, text: string, made: string[], earlier: readonly Staged[]): Staged {
  const target = linkTarget(resolve(path));
  if (earlier.some((other) => other.target === target)) throw new Error('it is to be written twice');
  const folder = dirname(target);
  makeFolder(folder, made);
  const before = statSync(target, { throwIfNoEntry: false });
  if (before && !before.isFile()) throw new Error('it is not a file');
  // Nothing of the target's own name, which may be as long as names can be.
  const temporary = join(folder, `.leyline-${randomBytes(8).toString('hex')}.tmp`);
  const descriptor = openSync(temporary, 'wx', 0o666);
  try {
    writeAll(descriptor, Buffer.from(text));
    if (before) keepOwnership(descriptor, before);
    fsyncSync(descriptor);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  } finally {
    closeSync(descriptor);
  }
  return { path, target, temporary };
}

function writeAll(descriptor: number, bytes: Buffer): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at);
}

function keepOwnership(descriptor: number, before: Stats): void {
  // Only root can give files away; in a container it would otherwise take the user's files over.
  if (process.geteuid?.() === 0) fchownSync(descriptor, before.uid, before.gid);
  fchmodSync(descriptor, before.mode & 0o7777);
}

function replaceAll(staged: readonly Staged[], made: readonly string[]): void {
  staged.forEach(({ path, target, temporary }, i) => {
    try {
      renameSync(temporary, target);
    } catch (error) {
      undo(staged.slice(i), i === 0 ? made : []);
      const hint =
        i === 0
          ? 'no file was changed'
          : `already replaced: ${staged
              .slice(0, i)
              .map((done) => done.path)
              .join(', ')}; run the same command again`;
      throw new UserError(`cannot replace ${path}: ${errorWords(error)}`, { hint });
    }
  });
}

function undo(staged: readonly Staged[], made: readonly string[]): void {
  for (const { temporary } of staged) rmSync(temporary, { force: true });
  for (const folder of [...made].reverse()) {
    try {
      rmdirSync(folder);
    } catch {
      // Somebody has put something into it meanwhile; then it is theirs.
    }
  }
}

/** Notes each folder that it makes, so that all can be taken back when a later one fails. */
function makeFolder(folder: string, made: string[]): void {
  if (statSync(folder, { throwIfNoEntry: false })) return;
  makeFolder(dirname(folder), made);
  mkdirSync(folder);
  made.push(folder);
}

/** A dangling link is followed too: its file comes to be where it points. */
function linkTarget(path: string): string {
  let target = path;
  for (let hops = 0; lstatSync(target, { throwIfNoEntry: false })?.isSymbolicLink() === true; hops++) {
    if (hops === MOST_LINKS) throw new Error('its symbolic links lead in a circle');
    target = resolve(dirname(target), readlinkSync(target));
  }
  return target;
}

function flushFolder(folder: string): void {
  // Windows cannot open folders, and keeps names safe by itself.
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
