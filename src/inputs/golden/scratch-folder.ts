// A folder for files that programs want to be handed by name; it vanishes with everything in it.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UserError } from '../../diagnostics/user-error.ts';
import { errorWords } from '../files/file-errors.ts';

export interface ScratchFolder {
  /** The absolute path of a new file. */
  put(name: string, bytes: Uint8Array): string;
  remove(): void;
}

/** Made when the first file is put into it. */
export function scratchFolder(): ScratchFolder {
  let folder: string | undefined;
  return {
    put(name, bytes) {
      try {
        folder ??= mkdtempSync(join(tmpdir(), 'leyline-golden-'));
        writeFileSync(join(folder, name), bytes);
        return join(folder, name);
      } catch (error) {
        throw new UserError(`no temporary file can be written: ${errorWords(error)}`, {
          hint: 'TMPDIR names another folder',
        });
      }
    },
    remove() {
      if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}
