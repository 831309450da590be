// A tree as if it lay below a folder: the folder `contracts` of one project, found elsewhere alone. Reads through it.

import { type FileTree, isReadFailure, missing } from './file-tree.ts';

export interface MountedTree extends FileTree {
  /** The tree's own path of a file; itself where it lies nowhere in the tree. */
  readonly inner: (path: string) => string;
}

/** `''` mounts it where it is. */
export function mountedTree(tree: FileTree, at: string): MountedTree {
  if (at === '') return { ...bound(tree), inner: (path) => path };
  const prefix = `${at}/`;
  const inside = (path: string) => (path.startsWith(prefix) ? path.slice(prefix.length) : undefined);
  return {
    ...bound(tree),
    async list(dir, endings) {
      const below = dir === at || dir === '' || at.startsWith(`${dir}/`) ? '' : inside(dir);
      return below === undefined ? [] : (await tree.list(below, endings)).map((path) => prefix + path);
    },
    async readMany(paths) {
      const known = paths.map(inside).filter((path) => path !== undefined);
      const texts = await tree.readMany(known);
      return new Map(
        paths.map((path) => {
          const read = texts.get(inside(path) ?? '') ?? missing(path);
          return [path, isReadFailure(read) ? read : { ...read, path }];
        }),
      );
    },
    has(path) {
      const own = inside(path);
      return own !== undefined && tree.has(own);
    },
    kind(path) {
      if (path === at || path === '' || at.startsWith(`${path}/`)) return 'folder';
      const own = inside(path);
      return own === undefined ? undefined : tree.kind(own);
    },
    content(path) {
      const own = inside(path);
      return own === undefined ? undefined : tree.content?.(own);
    },
    inner: (path) => inside(path) ?? path,
  };
}

/** A tree may be an object with a prototype; its members are taken one by one. */
function bound(tree: FileTree): FileTree {
  return {
    title: tree.title,
    list: (dir, endings) => tree.list(dir, endings),
    readMany: (paths) => tree.readMany(paths),
    has: (path) => tree.has(path),
    kind: (path) => tree.kind(path),
    content: (path) => tree.content?.(path),
    failures: tree.failures,
    close: () => tree.close(),
  };
}
