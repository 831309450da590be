// The source files of a project, read and resolved beside its contracts.

import type { FileTree } from '../inputs/files/file-tree.ts';
import { workTree } from '../inputs/files/work-tree.ts';
import { type LoadedSources, loadSources } from '../inputs/sources/load-sources.ts';
import { type ContractTypes, contractTypes } from '../model/contract-mirror.ts';
import type { FileDescriptor } from '../model/proto/schema/descriptor.ts';
import type { Project } from './project.ts';
import { sourceSettings } from './source-settings.ts';

export interface CheckedSources extends LoadedSources {
  readonly contractTypes: ContractTypes;
}

export async function checkedSources(
  project: Project,
  tree: FileTree,
  paths: readonly string[],
  contracts: Iterable<FileDescriptor>,
): Promise<CheckedSources> {
  const types = contractTypes([...contracts].sort((a, b) => (a.path < b.path ? -1 : 1)));
  const packages = workTree(project.root);
  const settings = sourceSettings(project.loaded.config);
  const loaded = await loadSources({ tree, packages, root: project.root, settings, paths, contracts: types });
  return { ...loaded, contractTypes: types };
}
