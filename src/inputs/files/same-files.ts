// Which files two trees have alike, told from bytes and from git's ids: no text is made, and git is asked for no object.
// Rather too few than too many: what cannot be told is not the same.

import { isAscii, isUtf8 } from 'node:buffer';
import type { FileTree } from './file-tree.ts';

export interface SameFiles {
  readonly paths: ReadonlySet<string>;
  /** Those that say one of the words. */
  readonly saying: ReadonlySet<string>;
}

/** `now` is asked for bytes, `before` for anything. */
export async function sameFiles(
  before: FileTree,
  now: FileTree,
  paths: readonly string[],
  word: string,
): Promise<SameFiles> {
  const same = new Set<string>();
  const saying = new Set<string>();
  let held = Buffer.alloc(0);
  let blobId: ((bytes: Buffer, like: string) => string) | undefined;
  for (const path of paths) {
    const then = before.content?.(path);
    if (!then) continue;
    let isSame: (bytes: Buffer) => boolean;
    if ('id' in then) {
      blobId ??= (await import('./git-blob-id.ts')).gitBlobId;
      const idOf = blobId;
      isSame = (bytes) => idOf(bytes, then.id) === then.id;
    } else {
      // reading the other file may overwrite these bytes
      const { length } = then.bytes;
      if (held.length < length) held = Buffer.allocUnsafe(length * 2);
      then.bytes.copy(held);
      isSame = (bytes) => bytes.length === length && held.compare(bytes, 0, length, 0, length) === 0;
    }
    const current = now.content?.(path);
    if (!current || !('bytes' in current)) continue;
    const { bytes } = current;
    if (!isSame(bytes) || !(isAscii(bytes) || isUtf8(bytes))) continue;
    same.add(path);
    if (bytes.includes(word)) saying.add(path);
  }
  return { paths: same, saying };
}
