// Everything that is under check, joined into one immutable whole. Rules and facts read it; nobody changes it.

import type { ContractSet, ContractVersion } from './contract-set.ts';
import type { FileDescriptor } from './proto/schema/descriptor.ts';

export interface Workspace {
  /** Files under check, sorted by path. */
  readonly files: readonly FileDescriptor[];
  /** Those and everything they import, by path. */
  readonly schema: ReadonlyMap<string, FileDescriptor>;
  readonly contracts: ContractSet;
  /** Every file that could refer to those under check is here; only then is a rename safe. */
  readonly isComplete: boolean;
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
