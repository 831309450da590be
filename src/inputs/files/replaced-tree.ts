// A file tree in which a folder's contracts are others: what a lock or a descriptor set says instead of what is there.

import type { SourceFile } from '../../text/source-file.ts';
import { endsWithOneOf, type FileTree, missing } from './file-tree.ts';

/** `texts` by path; of the `.proto` files below `folder` there are only those. */
export function replacedTree(tree: FileTree, folder: string, texts: ReadonlyMap<string, string>): FileTree {
  const isReplaced = (path: string) =>
    path.endsWith('.proto') && (folder === '' || path === folder || path.startsWith(`${folder}/`));
  const folders = new Set<string>();
  for (const path of texts.keys()) {
    for (let slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
      folders.add(path.slice(0, slash));
    }
  }
  return {
    title: tree.title,
    failures: tree.failures,
    close: () => tree.close(),
    async list(dir, endings) {
      const below = [...texts.keys()].filter((path) => path === dir || dir === '' || path.startsWith(`${dir}/`));
      const kept = (await tree.list(dir, endings)).filter((path) => !isReplaced(path));
      return [...new Set([...kept, ...below.filter((path) => endsWithOneOf(path, endings))])].sort();
    },
    async readMany(paths) {
      const read = new Map(await tree.readMany(paths.filter((path) => !isReplaced(path) && !texts.has(path))));
      for (const path of paths) {
        const text = texts.get(path);
        if (text !== undefined) read.set(path, { path, text } satisfies SourceFile);
        else if (isReplaced(path)) read.set(path, missing(path));
      }
      return read;
    },
    has: (path) => texts.has(path) || (!isReplaced(path) && tree.has(path)),
    kind(path) {
      if (texts.has(path)) return 'file';
      if (folders.has(path) || path === '') return 'folder';
      return isReplaced(path) ? undefined : tree.kind(path);
    },
  };
}
