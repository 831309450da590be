// One module of a Buf workspace: which files it holds and what is checked in them. Facts about paths only.

import type { Place } from '../../diagnostics/finding.ts';
import type { BufBreaking } from './breaking-section.ts';
import type { BufLint } from './lint-section.ts';

export interface BufModule {
  /** Project paths of the folders that imports are relative to; one, but for version v1beta1. */
  readonly roots: readonly string[];
  /** Project paths: only what lies below these belongs to the module; empty for everything. */
  readonly includes: readonly string[];
  /** Project paths of what does not belong to it. */
  readonly excludes: readonly string[];
  readonly lint: BufLint;
  readonly breaking: BufBreaking;
  /** Where the configuration names the module. */
  readonly place: Place;
}

/** `''` is the project's own folder. */
export function isWithin(path: string, folder: string): boolean {
  return folder === '' || path === folder || path.startsWith(`${folder}/`);
}

export function joinPaths(folder: string, path: string): string {
  return folder === '' || path === '' ? folder + path : `${folder}/${path}`;
}
