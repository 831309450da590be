// Writes files all together: every new text is safe on disk beside its target before the first target is replaced.
// A reader, or a killed process, leaves each file whole: old or new, never a mixture. With a journal, all of them together.

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
  rmSync,
  type Stats,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { UserError } from '../../diagnostics/user-error.ts';
import { errorWords } from './file-errors.ts';
import { beginJournal, flushFolder, type Journal, removeFolders, settleJournal } from './journal.ts';

export interface FileToWrite {
  /** Absolute, or relative to the process's folder. */
  readonly path: string;
  /** Bytes are written as they are. */
  readonly text: string | Uint8Array;
  /** Of a new file, such as 0o755; less what the process's mask takes away. */
  readonly mode?: number;
}

export interface WriteOptions {
  /**
   * Absolute; where the journal is kept meanwhile. All files lie below it. A write that is interrupted is then finished or
   * taken back by whoever calls `settleJournal` or writes next.
   */
  readonly journalIn?: string;
  /** Absolute paths of files that are removed in the same step. Needs a journal. */
  readonly removed?: readonly string[];
}

interface Staged {
  readonly path: string;
  readonly text: string | Uint8Array;
  /** Where the text goes: `path`, or what it links to. */
  readonly target: string;
  readonly temporary: string;
  readonly mode: number;
}

const MOST_LINKS = 40;

/**
 * Replaces or creates all files. Missing folders are made, modes are kept, links stay links. When anything fails before
 * the first file is replaced, everything is as it was; the error then says so.
 */
export function writeFilesAtomically(files: readonly FileToWrite[], options: WriteOptions = {}): void {
  const { journalIn, removed = [] } = options;
  if (journalIn !== undefined) settleJournal(journalIn, { refuse: true });
  const staged: Staged[] = [];
  const made: string[] = [];
  let journal: Journal | undefined;
  let current = journalIn ?? '';
  try {
    for (const file of files) {
      current = file.path;
      staged.push(plan(file, made, staged));
    }
    if (journalIn !== undefined) journal = beginJournal(journalIn, { replaced: staged, removed, made });
    for (const folder of made) mkdirSync(folder);
    for (const file of staged) {
      current = file.path;
      stage(file);
    }
    journal?.commit();
  } catch (error) {
    undo(staged, made);
    journal?.end();
    throw new UserError(`cannot write ${current}: ${errorWords(error)}`, { hint: 'no file was changed' });
  }
  replaceAll(staged, made, journal);
  for (const path of removed) rmSync(path, { force: true });
  for (const folder of new Set([...staged.map(({ target }) => target), ...removed].map(dirname))) flushFolder(folder);
  journal?.end();
}

/** Touches nothing. Notes the folders that are missing, outer before inner. */
function plan({ path, text, mode = 0o666 }: FileToWrite, made: string[], earlier: readonly Staged[]): Staged {
  const target = linkTarget(resolve(path));
  if (earlier.some((other) => other.target === target)) throw new Error('it is to be written twice');
  const folder = dirname(target);
  noteMissing(folder, made);
  const before = statSync(target, { throwIfNoEntry: false });
  if (before && !before.isFile()) throw new Error('it is not a file');
  // Nothing of the target's own name, which may be as long as names can be.
  const temporary = join(folder, `.leyline-${randomBytes(8).toString('hex')}.tmp`);
  return { path, text, target, temporary, mode };
}

function stage({ text, target, temporary, mode }: Staged): void {
  const before = statSync(target, { throwIfNoEntry: false });
  const descriptor = openSync(temporary, 'wx', mode);
  try {
    writeAll(descriptor, typeof text === 'string' ? Buffer.from(text) : text);
    if (before) keepOwnership(descriptor, before);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function writeAll(descriptor: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at);
}

function keepOwnership(descriptor: number, before: Stats): void {
  // Only root can give files away; in a container it would otherwise take the user's files over.
  if (process.geteuid?.() === 0) fchownSync(descriptor, before.uid, before.gid);
  fchmodSync(descriptor, before.mode & 0o7777);
}

function replaceAll(staged: readonly Staged[], made: readonly string[], journal: Journal | undefined): void {
  staged.forEach(({ path, target, temporary }, i) => {
    try {
      renameSync(temporary, target);
    } catch (error) {
      // With a journal, what is left is finished by the next run; at the first file there is nothing to finish yet.
      if (!journal || i === 0) undo(staged.slice(i), i === 0 ? made : []);
      if (i === 0) journal?.end();
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
  for (const { temporary } of staged) {
    try {
      rmSync(temporary, { force: true });
    } catch {
      // Its folder was never made, or its name is too long for one.
    }
  }
  removeFolders(made);
}

function noteMissing(folder: string, made: string[]): void {
  if (made.includes(folder) || statSync(folder, { throwIfNoEntry: false })) return;
  noteMissing(dirname(folder), made);
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
