// What lies in the folders that generators write to, and what they have just made. Never goes through a symbolic link, and
// never reads or names anything outside of the project.

import { lstatSync, realpathSync } from 'node:fs';
import { isAbsolute, join, relative, sep } from 'node:path';
import { UserError } from '../../diagnostics/user-error.ts';
import { type ListedKind, listAll } from '../files/list-all.ts';
import { readBytes } from '../golden/read-bytes.ts';

const MOST_FILES = 20_000;
const MOST_BYTES = 512 * 1024 * 1024;

/** Bytes by path relative to `folder`, an absolute path; `name` is what messages call it. */
export function readMade(folder: string, name: string): ReadonlyMap<string, Uint8Array> {
  const made = new Map<string, Uint8Array>();
  let size = 0;
  for (const [path, kind] of listAll(folder, { name, mostFiles: MOST_FILES })) {
    if (kind !== 'file') {
      throw new UserError(`${name} holds '${path}', which is not a file`, { hint: 'generated code is plain files' });
    }
    const bytes = readBytes(folder, path);
    if (typeof bytes === 'string') throw new UserError(`${name}: '${path}' cannot be read: ${bytes}`);
    size += bytes.length;
    if (size > MOST_BYTES) {
      throw new UserError(`${name} holds more than ${MOST_BYTES / 1024 / 1024} MiB`, {
        hint: 'so much is not put in place',
      });
    }
    made.set(path, bytes);
  }
  return made;
}

export type Lying = Uint8Array | Exclude<ListedKind, 'file'>;

/** By path relative to the project. Hidden files and what Python compiles for itself are passed over. */
export function readLying(root: string, folder: string): ReadonlyMap<string, Lying> {
  const lying = new Map<string, Lying>();
  for (const [path, kind] of listAll(join(root, folder), { name: folder, mostFiles: MOST_FILES, passesOver })) {
    const bytes = kind === 'file' ? readBytes(root, `${folder}/${path}`) : kind;
    if (kind === 'file' && typeof bytes === 'string') {
      throw new UserError(`${folder}/${path} cannot be read: ${bytes}`);
    }
    lying.set(`${folder}/${path}`, bytes as Lying);
  }
  return lying;
}

function passesOver(name: string): boolean {
  return name.startsWith('.') || name === '__pycache__' || name === 'node_modules';
}

/** Refuses a folder that a link leads out of the project, or that is no folder. */
export function refuseForeignFolder(root: string, folder: string): void {
  const steps = folder.split('/');
  for (let count = steps.length; count > 0; count--) {
    const path = steps.slice(0, count).join('/');
    const status = lstatSync(join(root, path), { throwIfNoEntry: false });
    if (!status) continue;
    const inside = relative(realpathSync.native(root), realpathSync.native(join(root, path)));
    if (isAbsolute(inside) || inside.split(sep)[0] === '..') {
      throw new UserError(`${folder} leads out of the project`, { hint: 'generated code goes into the project only' });
    }
    return;
  }
}

/** Refuses a file that would be written through a link inside of the output folder. */
export function refuseLinks(root: string, folder: string, path: string): void {
  const from = folder.split('/').length;
  const steps = path.split('/');
  for (let count = from + 1; count <= steps.length; count++) {
    const current = steps.slice(0, count).join('/');
    if (lstatSync(join(root, current), { throwIfNoEntry: false })?.isSymbolicLink() !== true) continue;
    throw new UserError(`${current} is a symbolic link, and nothing is written through it`, { hint: 'remove it' });
  }
}
