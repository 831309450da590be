// The note of a write of several files that is under way, so that whoever finds it later can take the write back or finish
// it. Believes nothing that it reads: a journal that came with somebody's project must not reach anything outside of it.

import {
  closeSync,
  fsyncSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { UserError } from '../../diagnostics/user-error.ts';
import { errorCode, errorWords } from './file-errors.ts';

/** While texts are staged: found later, the write is taken back. */
const STAGING = '.leyline-journal';
/** Once every text is safe on disk: found later, the write is finished. The one rename between the two decides. */
const COMMITTED = '.leyline-journal-committed';

/** Names below a folder of their own kind, so that nothing else is ever taken for a temporary file. */
export const TEMPORARY = /^\.leyline-[0-9a-f]{16}\.tmp$/;

/** Absolute paths. */
export interface PlannedWrites {
  readonly replaced: readonly { readonly target: string; readonly temporary: string }[];
  readonly removed: readonly string[];
  /** Folders that do not exist yet, outer before inner. */
  readonly made: readonly string[];
}

export interface Journal {
  commit(): void;
  /** Everything is in place, or taken back. */
  end(): void;
}

interface Written {
  readonly owner: string;
  readonly replaced: readonly { readonly target: string; readonly temporary: string }[];
  readonly removed: readonly string[];
  readonly made: readonly string[];
}

export function beginJournal(root: string, { replaced, removed, made }: PlannedWrites): Journal {
  const inside = (path: string) => relative(root, path).split(sep).join('/');
  const written: Written = {
    owner: ownerOf(process.pid),
    replaced: replaced.map(({ target, temporary }) => ({ target: inside(target), temporary: basename(temporary) })),
    removed: removed.map(inside),
    made: made.map(inside),
  };
  let path = join(root, STAGING);
  const descriptor = openSync(path, 'wx', 0o600);
  try {
    writeSync(descriptor, JSON.stringify(written));
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  flushFolder(root);
  return {
    commit() {
      renameSync(path, join(root, COMMITTED));
      path = join(root, COMMITTED);
      flushFolder(root);
    },
    end: () => rmSync(path, { force: true }),
  };
}

/**
 * Settles what an earlier run left half done below the project root, and says what it did. A write that is under way is
 * left alone: `refuse` says whether that stops this run.
 */
export function settleJournal(
  root: string,
  { refuse }: { readonly refuse: boolean },
): 'finished' | 'undone' | undefined {
  for (const name of [COMMITTED, STAGING]) {
    const path = join(root, name);
    const text = readJournal(path);
    if (text === undefined) continue;
    const written = parseJournal(text);
    if (written && isAlive(written.owner)) {
      if (!refuse) return undefined;
      const hint = `wait for process ${written.owner.split(' ')[0]} to end, then run the same command again`;
      throw new UserError('another run of leyline is writing to this project', { hint });
    }
    try {
      if (written) settle(root, written, name === COMMITTED);
      rmSync(path, { force: true });
    } catch (error) {
      const message = `an earlier run was stopped while it wrote, and cannot be settled: ${errorWords(error)}`;
      throw new UserError(message, { hint: `see ${path}`, place: root });
    }
    return name === COMMITTED ? 'finished' : 'undone';
  }
  return undefined;
}

function settle(root: string, written: Written, isCommitted: boolean): void {
  for (const { target, temporary } of written.replaced) {
    const path = ownPath(root, target);
    if (path === undefined || !TEMPORARY.test(temporary)) continue;
    const beside = join(dirname(path), temporary);
    if (!isCommitted) rmSync(beside, { force: true });
    else if (statSync(beside, { throwIfNoEntry: false })?.isFile()) renameSync(beside, path);
  }
  if (isCommitted) {
    for (const removed of written.removed) {
      const path = ownPath(root, removed);
      if (path?.endsWith('.proto')) rmSync(path, { force: true });
    }
  } else removeFolders(written.made.flatMap((folder) => ownPath(root, folder) ?? []));
}

/** Absolute, below the root with all links followed, and in no hidden folder, such as git's. */
function ownPath(root: string, path: string): string | undefined {
  const parts = path.split('/');
  const isPlain = parts.every((part) => part !== '' && part !== '..' && part !== '.' && !/[\\:\0]/.test(part));
  if (!isPlain || parts.slice(0, -1).some((part) => part.startsWith('.'))) return undefined;
  const absolute = resolve(root, path);
  try {
    const folder = realpathSync(dirname(absolute));
    const top = realpathSync(root);
    return folder === top || folder.startsWith(`${top}${sep}`) ? absolute : undefined;
  } catch {
    return undefined;
  }
}

/** Inner before outer; those that somebody has put something into meanwhile are theirs. */
export function removeFolders(made: readonly string[]): void {
  for (const folder of [...made].reverse()) {
    try {
      rmdirSync(folder);
    } catch {
      // Not empty, or not there.
    }
  }
}

function readJournal(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw new UserError(`${path} cannot be read: ${errorWords(error)}`, {
      hint: 'remove it if nothing is being written',
    });
  }
}

/** Nothing for a text that is cut short: then nothing had been done yet. */
function parseJournal(text: string): Written | undefined {
  const isText = (value: unknown): value is string => typeof value === 'string';
  try {
    const { owner, replaced, removed, made } = JSON.parse(text) as Written;
    const isWhole = [...removed, ...made, owner].every(isText) && replaced.every((row) => isText(row.target));
    return isWhole && replaced.every((row) => isText(row.temporary)) ? { owner, replaced, removed, made } : undefined;
  } catch {
    return undefined;
  }
}

/** A process and, where the system tells, when it began: numbers of processes are given out again. */
function ownerOf(pid: number): string {
  try {
    const status = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return `${pid} ${status.slice(status.lastIndexOf(')') + 2).split(' ')[19] ?? ''}`;
  } catch {
    return `${pid} `;
  }
}

function isAlive(owner: string): boolean {
  const pid = Number(owner.split(' ')[0]);
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (errorCode(error) !== 'EPERM') return false;
  }
  return ownerOf(pid) === owner;
}

export function flushFolder(folder: string): void {
  // Windows cannot open folders, and keeps names safe by itself.
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
