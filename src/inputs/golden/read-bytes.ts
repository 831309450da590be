// Reads one file of the project as bytes, or says why not. Whoever calls got its path from a FileTree's list, so it is no
// link and lies in the project; a link that has come into its place since is not followed.

import { closeSync, constants, fstatSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../diagnostics/user-error.ts';
import { errorWords } from '../files/file-errors.ts';

/** In bytes; no fixture that somebody means to read is larger. */
export const LARGEST_FIXTURE = 64 * 1024 * 1024;

const FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

export function readBytes(root: string, path: string): Uint8Array | string {
  try {
    const descriptor = openSync(join(root, path), FLAGS);
    try {
      const status = fstatSync(descriptor);
      if (!status.isFile()) return 'it is not a file';
      if (status.size > LARGEST_FIXTURE) return `it has more than ${LARGEST_FIXTURE / 1024 / 1024} MiB`;
      return readAll(descriptor, status.size);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    return errorWords(error);
  }
}

function readAll(descriptor: number, size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  let length = 0;
  while (length < size) {
    const count = readSync(descriptor, bytes, length, size - length, null);
    if (count === 0) break;
    length += count;
  }
  return bytes.subarray(0, length);
}

/** A file that somebody named on the command line, in the project or not. */
export function readGivenBytes(path: string, name: string): Uint8Array {
  try {
    if (statSync(path).size > LARGEST_FIXTURE) throw new Error(`it has more than ${LARGEST_FIXTURE / 1024 / 1024} MiB`);
    return readFileSync(path);
  } catch (error) {
    throw new UserError(`${name} cannot be read: ${errorWords(error)}`);
  }
}

export function isThere(path: string, kind: 'file' | 'folder'): boolean {
  const status = statSync(path, { throwIfNoEntry: false });
  return kind === 'file' ? status?.isFile() === true : status?.isDirectory() === true;
}
