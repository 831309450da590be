// The schema of files: read, parsed and linked once for everybody who asks for the same files of the same tree, so that a
// run of many gates costs one parse. Nobody changes what is handed out here.

import type { FileTree } from '../inputs/files/file-tree.ts';
import { type ImportRoots, type LoadedProtos, loadProtos } from '../inputs/protos/load-protos.ts';
import { type LinkedSchema, linkFiles } from '../model/proto/schema/link.ts';
import type { FileNode } from '../model/proto/syntax/ast.ts';
import type { SourceFile } from '../text/source-file.ts';
import type { Progress } from './progress.ts';

export interface LoadedSchema {
  readonly loaded: LoadedProtos;
  readonly linked: LinkedSchema;
}

const known = new WeakMap<FileTree, Map<string, Promise<LoadedSchema>>>();

/** The order of `paths` makes no difference. `parse` is for whoever has parsed some already. */
export function loadSchema(
  tree: FileTree,
  paths: readonly string[],
  importRoots: ImportRoots,
  progress?: Progress,
  parse?: (source: SourceFile) => FileNode,
): Promise<LoadedSchema> {
  const sorted = [...paths].sort();
  const key = [importRoots.roots.join('\0'), ...sorted].join('\n');
  const schemas = known.get(tree) ?? new Map<string, Promise<LoadedSchema>>();
  known.set(tree, schemas);
  const schema = schemas.get(key) ?? load(tree, sorted, importRoots, progress, parse);
  schemas.set(key, schema);
  return schema;
}

async function load(
  tree: FileTree,
  paths: readonly string[],
  importRoots: ImportRoots,
  progress: Progress | undefined,
  parse: ((source: SourceFile) => FileNode) | undefined,
): Promise<LoadedSchema> {
  const loaded = await loadProtos(tree, paths, importRoots, (count) => progress?.say(`reading ${count} files`), parse);
  progress?.say('linking');
  return { loaded, linked: linkFiles(loaded.inputs) };
}
