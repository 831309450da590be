// Whether versions are as they were released, by digests alone: the usual case, which has to cost next to nothing.

import { compareText } from '../diagnostics/finding.ts';
import type { ContractSet, ContractVersion } from '../model/contract-set.ts';
import type { Lock, LockedVersion } from '../model/release/lock.ts';
import type { ReleaseState, VersionState } from '../model/release/release-state.ts';
import { sha256 } from '../text/sha256.ts';
import type { SourceFile } from '../text/source-file.ts';

/** Whether the version's files are, byte for byte, those that were released. `texts` by path below the contract root. */
export function isAsReleased({ name, files }: LockedVersion, texts: ReadonlyMap<string, SourceFile>): boolean {
  const present = [...texts.keys()].filter((path) => path.startsWith(`${name}/`));
  if (present.length !== files.length) return false;
  return files.every(({ path, source }) => {
    const now = texts.get(path);
    return now !== undefined && sha256(now.text) === source;
  });
}

/** What the manifest lists, drafts excepted, and what the lock has. */
export function releasedNames(lock: Lock | undefined, { manifest }: ContractSet): readonly string[] {
  const locked = lock?.versions.map(({ name }) => name) ?? [];
  const declared = (manifest?.versions ?? []).filter(({ status }) => status.value !== 'draft');
  return [...new Set([...locked, ...declared.map(({ name }) => name.value)])].sort(compareText);
}

/** The state where nothing but the manifest can have changed. */
export function unchangedState(lock: Lock, contracts: ContractSet): ReleaseState {
  return { lock, versions: releasedNames(lock, contracts).map((name) => sameVersion(name, lock, contracts)) };
}

/** A version without any change. */
export function sameVersion(name: string, lock: Lock, contracts: ContractSet): VersionState {
  const parts = { locked: lockedNamed(lock, name), declared: declaredNamed(contracts, name) };
  return { name, ...parts, changes: [], level: 'none', reordered: [], files: [] };
}

function lockedNamed(lock: Lock, name: string): LockedVersion | undefined {
  return lock.versions.find((version) => version.name === name);
}

function declaredNamed({ manifest }: ContractSet, name: string): ContractVersion | undefined {
  return manifest?.versions.find((version) => version.name.value === name);
}
