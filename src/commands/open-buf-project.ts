// Opens a project that has a configuration of Buf's and none of ours.

import type { Place } from '../diagnostics/finding.ts';
import type { BufLocation } from '../inputs/buf/find-buf.ts';
import { readBufProject } from '../inputs/buf/read-buf-project.ts';
import { workTree } from '../inputs/files/work-tree.ts';
import { bufPart, importHelp, uncheckedRules } from './buf-parts.ts';
import type { Io } from './io.ts';
import type { Project, ProjectOptions } from './project.ts';
import { partFinder } from './project-parts.ts';

export async function openBufProject(
  { root, name }: BufLocation,
  cwd: string,
  { staged, config, verbose }: ProjectOptions,
  io: Io,
): Promise<Project> {
  const tree = staged ? await (await import('../inputs/files/git-index.ts')).gitIndex(root) : workTree(root);
  try {
    const isStaged = staged && config === undefined && tree.has(name);
    const project = await readBufProject(isStaged ? tree : workTree(root), name);
    const unchecked = verbose ? uncheckedRules(project) : [];
    if (unchecked.length > 0)
      io.stderr(`leyline: ${name} asks for ${unchecked.join(', ')}, which leyline does not check\n`);
    const { source, modules } = project;
    const locate = (): Place => ({ path: source.path, start: 0, end: 0 });
    const parts = modules.map(bufPart);
    return {
      root,
      cwd,
      tree,
      loaded: { root, path: source.path, config: {}, source, locate, locateKey: locate },
      contractRoot: undefined,
      importRoots: { roots: [...new Set(parts.flatMap(({ roots }) => roots))] },
      importHelp: importHelp(project),
      exceptions: [],
      parts,
      partOf: partFinder(parts),
    };
  } catch (error) {
    await tree.close();
    throw error;
  }
}
