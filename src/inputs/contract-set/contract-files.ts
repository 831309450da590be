// The digest of every file of the contract set, hidden ones too. Reads no meaning into them.

import { join } from 'node:path';
import { UserError } from '../../diagnostics/user-error.ts';
import { digestFile } from '../files/file-digest.ts';
import { listAll } from '../files/list-all.ts';

const MOST_FILES = 100_000;

/** By path below the contract root; `except` is one such path. `root` is the absolute project root. */
export function digestContracts(root: string, contractRoot: string, except: string): ReadonlyMap<string, string> {
  const folder = join(root, contractRoot);
  const digests = new Map<string, string>();
  for (const [path, kind] of listAll(folder, { name: contractRoot, mostFiles: MOST_FILES, passesOver })) {
    if (kind !== 'file') {
      const what = kind === 'link' ? 'a symbolic link' : 'a pipe or device';
      throw new UserError(`${contractRoot}/${path} is ${what}`, {
        hint: 'a seal is about plain files; put the file itself there, or remove it',
      });
    }
    if (path === except) continue;
    digests.set(path, digestFile(join(folder, path), `${contractRoot}/${path}`).digest);
  }
  return digests;
}

function passesOver(name: string): boolean {
  return name === 'node_modules' || name === '.git';
}
