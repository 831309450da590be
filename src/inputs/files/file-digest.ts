// SHA-256 of files of any size, piece by piece. A copy is made of the very bytes that were digested. Follows no symbolic
// link: whoever calls has resolved it.

import { createHash } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, readSync, writeSync } from 'node:fs';
import { UserError } from '../../diagnostics/user-error.ts';
import { errorWords } from './file-errors.ts';

const FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
const PIECE = 1 << 20;

export interface DigestedFile {
  /** `sha256:` and 64 hexadecimal digits. */
  readonly digest: string;
  readonly size: number;
  readonly isExecutable: boolean;
}

/** `name` is what messages call the file. With `copyTo`, the bytes go into a new file there, too. */
export function digestFile(path: string, name: string, copyTo?: string): DigestedFile {
  let source: number | undefined;
  let copy: number | undefined;
  try {
    source = openSync(path, FLAGS);
    const status = fstatSync(source);
    if (!status.isFile()) throw new Error('it is not a file');
    const isExecutable = (status.mode & 0o111) !== 0;
    if (copyTo !== undefined) copy = openSync(copyTo, 'wx', isExecutable ? 0o700 : 0o600);
    const hash = createHash('sha256');
    const piece = Buffer.allocUnsafe(Math.min(PIECE, Math.max(status.size, 1)));
    let size = 0;
    for (let count = readSync(source, piece); count > 0; count = readSync(source, piece)) {
      const bytes = piece.subarray(0, count);
      hash.update(bytes);
      if (copy !== undefined) for (let at = 0; at < count; ) at += writeSync(copy, bytes, at);
      size += count;
    }
    return { digest: `sha256:${hash.digest('hex')}`, size, isExecutable };
  } catch (error) {
    throw new UserError(`${name} cannot be read: ${errorWords(error)}`, { hint: 'it must be a file that may be read' });
  } finally {
    if (source !== undefined) closeSync(source);
    if (copy !== undefined) closeSync(copy);
  }
}
