// Loads and links the schema of now: all files of the project's parts, whatever is asked about them later.

import { compareText, type Finding } from '../diagnostics/finding.ts';
import { readContractSet } from '../inputs/contract-set/read-contract-set.ts';
import type { FileNode } from '../model/proto/syntax/ast.ts';
import type { Workspace } from '../model/workspace.ts';
import type { SourceFile } from '../text/source-file.ts';
import type { CurrentSchema } from './load-before.ts';
import { loadSchema } from './load-schema.ts';
import type { Progress } from './progress.ts';
import type { Project } from './project.ts';
import { selectFiles } from './select-files.ts';

export interface Current extends CurrentSchema {
  readonly workspace: Workspace;
  /** What is wrong with the files themselves. */
  readonly findings: readonly Finding[];
  /** The YAML files beside the contracts. */
  readonly beside: readonly SourceFile[];
}

/** With `only`, of these files alone; what they import is read in any case. */
export async function loadCurrent(
  project: Project,
  progress: Progress,
  only?: ReadonlySet<string>,
  parse?: (source: SourceFile) => FileNode,
): Promise<Current> {
  const { tree, importRoots, loaded: configured } = project;
  const protos = (await listCurrent(project)).filter((path) => only?.has(path) ?? true);
  const { loaded, linked } = await loadSchema(tree, protos, importRoots, progress, parse);
  const { files: schema, declared, findings } = linked;
  const { contracts, sources } = await readContractSet(tree, configured.config);
  const wanted = new Set(protos);
  const files = [...schema.values()].filter(({ path }) => wanted.has(path));
  return {
    inputs: loaded.inputs,
    files: schema,
    declared,
    workspace: { files: files.sort((a, b) => compareText(a.path, b.path)), schema, contracts, isComplete: true },
    findings: [...loaded.findings, ...findings],
    beside: sources,
  };
}

export async function listCurrent(project: Project): Promise<readonly string[]> {
  return (await selectFiles(project.tree, project, { paths: [] })).protos;
}
