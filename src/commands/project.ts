// What a run knows of the project that it works on, from wherever its configuration came. Types only.

import type { ConfiguredException } from '../engine/exceptions.ts';
import type { LoadedConfig } from '../inputs/config/load-config.ts';
import type { FileTree } from '../inputs/files/file-tree.ts';
import type { ImportRoots } from '../inputs/protos/load-protos.ts';
import type { CommonOptions } from './io.ts';
import type { ProjectPart } from './project-parts.ts';

export interface Project {
  /** Absolute. */
  readonly root: string;
  /** Absolute; what paths on the command line are relative to. */
  readonly cwd: string;
  /** Who opens the project closes it. */
  readonly tree: FileTree;
  readonly loaded: LoadedConfig;
  /** Project path of the contract root; nothing when the configuration names none. */
  readonly contractRoot: string | undefined;
  readonly importRoots: ImportRoots;
  /** What to do about an import that is not found, where that is not the usual. */
  readonly importHelp?: string;
  readonly exceptions: readonly ConfiguredException[];
  /** At least one. */
  readonly parts: readonly ProjectPart[];
  /** The part that a file belongs to. */
  readonly partOf: (path: string) => ProjectPart | undefined;
}

export interface ProjectOptions extends CommonOptions {
  /** Read everything as git has staged it, the configuration too. */
  readonly staged?: boolean;
}
