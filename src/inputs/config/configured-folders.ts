// Sees that the folders named in the configuration exist: a misspelled one would make a run find nothing and call it clean.

import type { FileTree } from '../files/file-tree.ts';
import type { Problem } from '../yaml/yaml-node.ts';
import { ConfigError } from './config-error.ts';
import { contractRoots } from './contract-roots.ts';
import type { ParsedConfig } from './parse-config.ts';

/** `tree` is the work tree: import roots are often not under version control. */
export function checkFolders(tree: FileTree, { config, source, locate }: ParsedConfig): void {
  const { root, imports = [] } = config.contracts ?? {};
  const roots = contractRoots(config);
  const named: [string, (string | number)[]][] = imports.map((folder, i) => [folder, ['contracts', 'imports', i]]);
  const keysOf = (i: number) => (Array.isArray(root) ? ['contracts', 'root', i] : ['contracts', 'root']);
  named.unshift(...roots.map((folder, i): [string, (string | number)[]] => [folder, keysOf(i)]));
  const problems = named.flatMap(([folder, keys]): Problem[] => {
    const kind = tree.kind(folder);
    if (kind === 'folder') return [];
    const message = kind === 'file' ? `'${folder}' is a file, not a folder` : `there is no folder '${folder}'`;
    return [{ message, hint: "paths are relative to this file's folder", span: locate(keys) }];
  });
  if (problems.length > 0) throw new ConfigError(source, problems);
}
