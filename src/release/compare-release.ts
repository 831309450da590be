// Compares what is there now with the lock, version by version. Digests first: what is the same costs next to nothing.

import type { Place } from '../diagnostics/finding.ts';
import { placeAfter, placeBefore } from '../model/change/change-place.ts';
import { schemaChanges } from '../model/change/compare-schemas.ts';
import { describeChange } from '../model/change/describe-change.ts';
import { highestLevel, levelOf } from '../model/change/level.ts';
import type { SchemaChange } from '../model/change/schema-change.ts';
import type { ContractSet } from '../model/contract-set.ts';
import { crossingOf } from '../model/crossing.ts';
import { outlineOf } from '../model/proto/print/outline-of.ts';
import { printSchema } from '../model/proto/print/print-schema.ts';
import type { FileDescriptor } from '../model/proto/schema/descriptor.ts';
import { type Lock, type LockedVersion, schemaDigest } from '../model/release/lock.ts';
import type { ReleaseChange, ReleaseState, VersionState } from '../model/release/release-state.ts';
import type { Workspace } from '../model/workspace.ts';
import { positionAt, type SourceFile } from '../text/source-file.ts';
import { releasedNames, sameVersion } from './as-released.ts';

/** Files by path below the contract root. */
export type FilesBelowRoot = ReadonlyMap<string, FileDescriptor>;

export interface ReleaseComparison {
  readonly lock: Lock;
  readonly contracts: ContractSet;
  readonly before: FilesBelowRoot;
  readonly after: FilesBelowRoot;
  /** The lock as it is written. */
  readonly lockSource: SourceFile | undefined;
  /** All files of now, imported ones too. */
  readonly schema: ReadonlyMap<string, FileDescriptor>;
}

export function compareRelease({
  lock,
  contracts,
  before,
  after,
  schema,
  lockSource,
}: ReleaseComparison): ReleaseState {
  const inLock = lockSource && lockPlaces(lockSource, before);
  const workspace: Workspace = { files: [...after.values()], schema, contracts, isComplete: true };
  const versions = releasedNames(lock, contracts).map((name): VersionState => {
    const files = filesOf(after, name);
    const same = sameVersion(name, lock, contracts);
    if (!same.locked) return { ...same, files };
    const differing = differingFiles(same.locked, after);
    if (differing.length === 0) return { ...same, files };
    const changes = schemaChanges(filesOf(before, name), files)
      .filter((change) => !('aspect' in change && change.aspect === 'comment'))
      .map((change) => ({ ...judged(change, workspace), released: inLock?.(placeBefore(change)) }));
    const touched = new Set(changes.map(({ place }) => place?.path));
    const reordered = differing
      .flatMap((path) => after.get(path) ?? [])
      .filter(({ path }) => !touched.has(path))
      .map((file): Place => ({ path: file.path, start: 0, end: 0 }));
    return { ...same, changes, level: highestLevel(changes.map(({ level }) => level)), reordered, files };
  });
  return { lock, versions };
}

function filesOf(files: FilesBelowRoot, version: string): readonly FileDescriptor[] {
  return [...files].filter(([path]) => path.startsWith(`${version}/`)).map(([, file]) => file);
}

function differingFiles({ name, files }: LockedVersion, after: FilesBelowRoot): readonly string[] {
  const digests = new Map(files.map(({ path, digest }) => [path, digest]));
  const now = [...after.keys()].filter((path) => path.startsWith(`${name}/`));
  const all = [...new Set([...digests.keys(), ...now])];
  return all.filter((path) => {
    const file = after.get(path);
    return !file || schemaDigest(printSchema(outlineOf(file))) !== digests.get(path);
  });
}

function judged(change: SchemaChange, workspace: Workspace): Omit<ReleaseChange, 'released'> {
  const level = levelOf(change, { crossesPlanes: (message) => crossingOf(workspace, message) !== undefined });
  const isGone = change.after === undefined && (!('survivor' in change) || change.survivor === undefined);
  const place = isGone ? undefined : placeAfter(change);
  return { change, level, sentence: describeChange(change), place };
}

/** Where a place of a canonical schema stands in the lock, which has every line of it on a line. */
function lockPlaces(lock: SourceFile, before: FilesBelowRoot): (place: Place | undefined) => Place | undefined {
  const files = new Map([...before].map(([path, { source }]) => [source.path, { path, source }]));
  const starts = new Map<string, readonly number[]>();
  return (place) => {
    const file = files.get(place?.path ?? '');
    if (!place || !file) return undefined;
    const { path, source } = file;
    const lines = starts.get(path) ?? schemaLines(lock.text, path, source.text.split('\n').length);
    starts.set(path, lines);
    const at = lines[positionAt(source, place.start).line - 1];
    if (at === undefined) return undefined;
    const end = lock.text.indexOf('\n', at);
    const written = lock.text.slice(at, end);
    const start = at + written.length - written.trimStart().length;
    return { path: lock.path, start, end: at + written.replace(/,?\r?$/, '').length };
  };
}

/** Where the lines of a file's schema begin. */
function schemaLines(lock: string, path: string, count: number): readonly number[] {
  const key = lock.indexOf(`"${path}": {`);
  let at = key === -1 ? -1 : lock.indexOf('"schema": [', key);
  const lines: number[] = [];
  while (at !== -1 && lines.length < count) {
    const end = lock.indexOf('\n', at);
    at = end === -1 ? -1 : end + 1;
    if (at !== -1) lines.push(at);
  }
  return lines;
}
