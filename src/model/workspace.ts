// Everything that is under check, joined into one immutable whole. Rules and facts read it; nobody changes it.

import type { Comparison } from './change/compare-schemas.ts';
import type { ContractTypes } from './contract-mirror.ts';
import type { ContractSet, ContractVersion } from './contract-set.ts';
import type { FileDescriptor } from './proto/schema/descriptor.ts';
import type { ReleaseState } from './release/release-state.ts';
import type { SharedType } from './shared-type.ts';
import type { SourceUnit } from './source-unit.ts';

export interface Workspace {
  /** Files under check, sorted by path. */
  readonly files: readonly FileDescriptor[];
  /** Those and everything they import, by path. */
  readonly schema: ReadonlyMap<string, FileDescriptor>;
  readonly contracts: ContractSet;
  /** Every file that could refer to those under check is here; only then is a rename safe. */
  readonly isComplete: boolean;
  /** Source files under check, sorted by path. */
  readonly sources?: readonly SourceUnit[];
  /** The messages and enums that types in the source are compared with; there where there are sources. */
  readonly contractTypes?: ContractTypes;
  /** Types that several subsystems import; where there are some, rules about these run, and no others. */
  readonly sharedTypes?: readonly SharedType[];
  /** What differs from another version; rules about changes run only where there is one. */
  readonly changes?: WorkspaceChanges;
  /** How the versions stand against the lock; nothing where there is none. */
  readonly release?: ReleaseState | undefined;
}

export interface WorkspaceChanges extends Comparison {
  /** What a path of the version before is called in reports, where files of now may have the same. */
  readonly shownBefore: (path: string) => string;
}

/** The version whose folder holds the file, if the manifest knows one. */
export function versionOf(contracts: ContractSet, path: string): ContractVersion | undefined {
  if (contracts.root === undefined || !contracts.manifest) return undefined;
  const prefix = contracts.root === '' ? '' : `${contracts.root}/`;
  if (!path.startsWith(prefix)) return undefined;
  const folder = path.slice(prefix.length).split('/', 1)[0];
  return contracts.manifest.versions.find((version) => version.name.value === folder);
}

export function isFrozen(contracts: ContractSet, path: string): boolean {
  return versionOf(contracts, path)?.status.value === 'frozen';
}
