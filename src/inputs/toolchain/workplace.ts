// The private temporary folder that generators run in: copies of tools and contracts go in, generated files come out, and
// it vanishes with everything in it. Touches nothing of the project but to read it.

import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { UserError } from '../../diagnostics/user-error.ts';
import { errorWords } from '../files/file-errors.ts';
import { removeAtExit } from '../files/remove-at-exit.ts';

export interface Workplace {
  /** Absolute. */
  readonly folder: string;
  /** A name that no other run has. */
  readonly name: string;
  /** `uid:gid` of whoever owns it. */
  readonly owner: string;
  /** The absolute path of a folder in it, made if need be. */
  at(path: string): string;
  /** Writes a file that is not there yet; its absolute path. */
  put(path: string, content: string | Uint8Array, mode?: number): string;
  remove(): void;
}

export function openWorkplace(): Workplace {
  const folder = attempted(() => mkdtempSync(join(tmpdir(), 'leyline-generate-')));
  const { uid, gid } = statSync(folder);
  const endWatch = removeAtExit(folder);
  return {
    folder,
    name: basename(folder),
    owner: `${uid}:${gid}`,
    at: (path) => attempted(() => made(join(folder, path))),
    put(path, content, mode = 0o600) {
      const file = join(folder, path);
      return attempted(() => {
        made(dirname(file));
        writeFileSync(file, content, { flag: 'wx', mode });
        chmodSync(file, mode);
        return file;
      });
    },
    remove() {
      endWatch();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function made(folder: string): string {
  mkdirSync(folder, { recursive: true });
  return folder;
}

function attempted<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw new UserError(`no temporary file can be written: ${errorWords(error)}`, {
      hint: 'TMPDIR names another folder',
    });
  }
}
