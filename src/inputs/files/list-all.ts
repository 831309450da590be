// Every file below a folder, hidden and untracked ones too, without following a link. For folders that must hold exactly
// what they should; which files are of the project is told by a FileTree.

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { compareText } from '../../diagnostics/finding.ts';
import { UserError } from '../../diagnostics/user-error.ts';
import { errorCode, errorWords } from './file-errors.ts';

export type ListedKind = 'file' | 'link' | 'other';

export interface ListRequest {
  /** What messages call the folder. */
  readonly name: string;
  readonly mostFiles: number;
  /** Names of files and folders that are passed over. */
  readonly passesOver?: (name: string) => boolean;
}

/** Paths relative to the folder, with slashes, in order; nothing when there is no such folder. */
export function listAll(folder: string, request: ListRequest): ReadonlyMap<string, ListedKind> {
  const { name: title, mostFiles, passesOver = () => false } = request;
  const found = new Map<string, ListedKind>();
  const pending = [''];
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    for (const entry of entriesOf(join(folder, path), path === '' ? title : `${title}/${path}`)) {
      if (passesOver(entry.name)) continue;
      const inside = path === '' ? entry.name : `${path}/${entry.name}`;
      if (entry.isDirectory()) pending.push(inside);
      else found.set(inside, entry.isFile() ? 'file' : entry.isSymbolicLink() ? 'link' : 'other');
      if (found.size + pending.length > mostFiles) {
        throw new UserError(`${title} holds more than ${mostFiles} files`, {
          hint: 'such a folder is not read; name a smaller one',
        });
      }
    }
  }
  return new Map([...found].sort(([a], [b]) => compareText(a, b)));
}

function entriesOf(folder: string, name: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw new UserError(`${name} cannot be listed: ${errorWords(error)}`, {
      hint: 'it must be a folder that may be read',
    });
  }
}
