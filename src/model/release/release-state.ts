// How the versions of a contract set stand against their lock: what changed since each was released, and what that
// demands. Data for rules and for `bump`; computed once per run, and only where there is a lock.

import type { Place } from '../../diagnostics/finding.ts';
import { LEVELS, type Level } from '../change/level.ts';
import type { SchemaChange } from '../change/schema-change.ts';
import type { ContractSet, ContractVersion } from '../contract-set.ts';
import type { FileDescriptor } from '../proto/schema/descriptor.ts';
import { type Lock, type LockedVersion, lockPath } from './lock.ts';

export interface ReleaseChange {
  readonly change: SchemaChange;
  readonly level: Level;
  /** `field 'grad_norm' (8) of esper.telemetry.v2.TelemetryPacket was added`. */
  readonly sentence: string;
  /** Where it is to be seen now; nothing when all around it is gone. */
  readonly place: Place | undefined;
  /** Its line in the lock; nothing for what is new. */
  readonly released: Place | undefined;
}

export interface VersionState {
  /** `v2`. */
  readonly name: string;
  /** Nothing for a version that was never released. */
  readonly locked: LockedVersion | undefined;
  /** What the manifest says; nothing for one that it does not list any more. */
  readonly declared: ContractVersion | undefined;
  /** Against the lock, comments excepted. */
  readonly changes: readonly ReleaseChange[];
  /** The highest of all changes. */
  readonly level: Level;
  /** Files that differ from the lock without any change of meaning: the order of declarations. */
  readonly reordered: readonly Place[];
  /** The version's files as they are; empty when nothing had to be read. */
  readonly files: readonly FileDescriptor[];
}

export interface ReleaseState {
  readonly lock: Lock;
  /** There is no such file, though something was released: nothing is known of the versions then. */
  readonly isLockMissing?: true;
  /** Every version that the lock or the manifest names, drafts excepted; by name. */
  readonly versions: readonly VersionState[];
}

/** Whether the manifest says so itself. */
export function saysReleased({ released, status }: ContractVersion): boolean {
  return released !== undefined || status.value === 'frozen';
}

/** How things stand where there is no lock; nothing is wrong with that before the first release. */
export function missingLock({ root, manifest }: ContractSet): ReleaseState | undefined {
  if (root === undefined || !manifest?.versions.some(saysReleased)) return undefined;
  return { lock: { path: lockPath(root), versions: [] }, versions: [], isLockMissing: true };
}

export function isFrozenVersion({ locked, declared }: VersionState): boolean {
  return declared?.status.value === 'frozen' || locked?.status === 'frozen';
}

/** Listed and released, and none of its files is there any more. */
export function isEmptied({ locked, declared, files, changes }: VersionState): boolean {
  // where nothing changed, nothing was read
  return locked !== undefined && declared !== undefined && files.length === 0 && changes.length > 0;
}

/** One change for each thing that is to be seen: of several about one element the one that demands the most. */
export function distinctChanges({ changes }: VersionState): readonly ReleaseChange[] {
  const strongest = new Map<string, ReleaseChange>();
  for (const change of changes) {
    const { place, sentence, level } = change;
    // its change of type says so already
    if (change.change.kind === 'field-narrowed') continue;
    const isThere = change.change.after !== undefined && place !== undefined;
    const key = isThere ? `${place.path} ${place.start}` : sentence;
    const known = strongest.get(key);
    if (!known || LEVELS.indexOf(level) > LEVELS.indexOf(known.level)) strongest.set(key, change);
  }
  return [...strongest.values()];
}
