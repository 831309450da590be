// A release as a plan: what becomes of each version, and every text that is written for it. Pure; linking the new texts
// and writing them is the command's work.

import { compareText } from '../diagnostics/finding.ts';
import type { ContractSet, Manifest } from '../model/contract-set.ts';
import type { FileDescriptor } from '../model/proto/schema/descriptor.ts';
import { type Lock, type LockedVersion, releasedText } from '../model/release/lock.ts';
import { applyEdits } from '../text/edit.ts';
import type { SourceFile } from '../text/source-file.ts';
import type { VersionDecision } from './decide.ts';
import { lockFile, sortLocked } from './lock-text.ts';
import { ManifestEdits } from './manifest-edits.ts';
import { nextPackage, nextTexts } from './next-version.ts';
import { Refusal } from './refusal.ts';

export interface BumpInput {
  readonly contracts: ContractSet;
  readonly manifest: Manifest;
  readonly manifestSource: SourceFile;
  /** All files, imported ones too, by project path. */
  readonly schema: ReadonlyMap<string, FileDescriptor>;
  /** `YYYY-MM-DD`. */
  readonly date: string;
}

export interface ContractTexts {
  /** Contracts that come to be or change, by path below the contract root. */
  readonly written: ReadonlyMap<string, string>;
  /** Contracts that go, by path below the contract root. */
  readonly removed: readonly string[];
}

/** What a break makes of the contracts: the next version, and the old one as it was released. */
export function planContracts(decisions: readonly VersionDecision[], input: BumpInput, root: string): ContractTexts {
  const written = new Map<string, string>();
  const removed: string[] = [];
  for (const { state, next } of decisions) {
    if (next === undefined) continue;
    const taken = input.manifest.versions.find(({ name }) => name.value === next);
    if (taken) {
      const hint = `make the changes in ${next}, and take them back in ${state.name}`;
      throw new Refusal(`${state.name} has changes that break, and ${next} exists already`, hint, taken.name.place);
    }
    const parts = { from: state.name, to: next, files: state.files, schema: input.schema, contracts: input.contracts };
    const inside = (path: string) => (root === '' ? path : path.slice(root.length + 1));
    for (const [path, text] of nextTexts(parts)) written.set(`${next}${inside(path).slice(state.name.length)}`, text);
    for (const { path, text } of restored(state.locked)) written.set(path, text);
    const released = new Set(state.locked?.files.map(({ path }) => path));
    removed.push(...state.files.map(({ path }) => inside(path)).filter((path) => !released.has(path)));
  }
  return { written, removed };
}

function restored(locked: LockedVersion | undefined): { readonly path: string; readonly text: string }[] {
  return (locked?.files ?? []).map((file) => {
    const text = releasedText(file);
    if (text !== undefined) return { path: file.path, text };
    throw new Refusal(`the lock does not have the text of ${file.path}`, 'bring the file back from version control');
  });
}

export function planManifest(decisions: readonly VersionDecision[], input: BumpInput): string {
  const { manifestSource, date } = input;
  const edits = new ManifestEdits(manifestSource);
  for (const { action, state, to, from, next } of decisions) {
    const { declared, locked, files, name } = state;
    if (!declared) continue;
    if (action === 'first' || action === 'raise' || action === 'record') {
      edits.setVersion(declared, to);
      if (action === 'first') edits.addDate(declared, 'released', date);
    }
    if (action !== 'next' || next === undefined) continue;
    edits.setStatus(declared, 'frozen');
    edits.setVersion(declared, from ?? to);
    edits.addDate(declared, 'deprecated', date);
    edits.setPackages(declared, packageNames(locked?.files ?? []));
    const packages = packageNames(files).map((each) => nextPackage(each, { from: name, to: next }));
    edits.addVersion(declared, { name: next, version: to, released: date, packages });
    edits.addMigration(name, next);
  }
  return applyEdits(manifestSource.text, edits.edits);
}

function packageNames(files: readonly { readonly package: string }[]): readonly string[] {
  return [...new Set(files.map((file) => file.package))].sort(compareText);
}

/** `files`: all versions' files as they are after the release, by path below the contract root. */
export function planLock(
  lock: Lock,
  decisions: readonly VersionDecision[],
  files: ReadonlyMap<string, FileDescriptor>,
): readonly LockedVersion[] {
  const versions = new Map(lock.versions.map((version) => [version.name, version]));
  for (const { action, name, next, state, to, from } of decisions) {
    const { locked, declared } = state;
    if (action === 'drop') versions.delete(name);
    else if (action === 'next' && locked && next !== undefined) {
      versions.set(name, frozen(locked));
      versions.set(next, lockedNow(next, 'active', to, files));
    } else if (action === 'freeze' && locked) versions.set(name, { ...frozen(locked), version: from ?? to });
    else versions.set(name, lockedNow(name, declared?.status.value === 'frozen' ? 'frozen' : 'active', to, files));
  }
  return [...versions.values()];
}

function frozen(version: LockedVersion): LockedVersion {
  return { ...version, status: 'frozen', files: version.files.map((file) => ({ ...file, text: undefined })) };
}

function lockedNow(
  name: string,
  status: LockedVersion['status'],
  version: string,
  files: ReadonlyMap<string, FileDescriptor>,
): LockedVersion {
  const own = [...files].filter(([path]) => path.startsWith(`${name}/`));
  return {
    name,
    status,
    version,
    files: sortLocked(own.map(([path, file]) => lockFile(path, file, status === 'frozen'))),
  };
}
