// A file tree in which some texts are others than on disk: what an editor sends, or what fixes have made so far.

import type { SourceFile } from '../../text/source-file.ts';
import { endsWithOneOf, type FileTree } from './file-tree.ts';

/** `texts` by project path. Files that exist only here are listed and found as well. */
export function overlayTree(tree: FileTree, texts: ReadonlyMap<string, string>): FileTree {
  if (texts.size === 0) return tree;
  return {
    ...tree,
    async list(dir, endings) {
      const below = [...texts.keys()].filter((path) => path === dir || dir === '' || path.startsWith(`${dir}/`));
      const added = below.filter((path) => endsWithOneOf(path, endings));
      return [...new Set([...(await tree.list(dir, endings)), ...added])].sort();
    },
    async readMany(paths) {
      const onDisk = await tree.readMany(paths.filter((path) => !texts.has(path)));
      const read = new Map(onDisk);
      for (const path of paths) {
        const text = texts.get(path);
        if (text !== undefined) read.set(path, { path, text } satisfies SourceFile);
      }
      return read;
    },
    has: (path) => texts.has(path) || tree.has(path),
    content: (path) => (texts.has(path) ? undefined : tree.content?.(path)),
    kind: (path) => (texts.has(path) ? 'file' : (tree.kind(path) ?? (isAbove(path, texts) ? 'folder' : undefined))),
  };
}

function isAbove(path: string, texts: ReadonlyMap<string, string>): boolean {
  return [...texts.keys()].some((other) => other.startsWith(`${path}/`));
}
