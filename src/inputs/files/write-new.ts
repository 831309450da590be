// Writes files that are not there yet, for their owner's eyes if need be. Never overwrites, and never follows a link.

import { closeSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { UserError } from '../../diagnostics/user-error.ts';
import { errorCode, errorWords } from './file-errors.ts';

export interface NewFile {
  readonly path: string;
  /** What messages call it. */
  readonly name: string;
  readonly text: string;
  /** Nobody but the owner may read it. */
  readonly isSecret: boolean;
}

/** All of them, or none. */
export function writeNew(files: readonly NewFile[]): void {
  const written: string[] = [];
  for (const { path, name, text, isSecret } of files) {
    try {
      const descriptor = openSync(path, 'wx', isSecret ? 0o600 : 0o644);
      written.push(path);
      try {
        writeSync(descriptor, text);
        fsyncSync(descriptor);
      } finally {
        closeSync(descriptor);
      }
    } catch (error) {
      for (const done of written) rmSync(done, { force: true });
      const hint = errorCode(error) === 'EEXIST' ? 'nothing is overwritten; name another file' : 'no file was written';
      throw new UserError(`${name} cannot be written: ${errorWords(error)}`, { hint });
    }
  }
}
