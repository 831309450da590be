// How the contract set stands against its lock, for `lint` and `bump`: reads the lock and all files of the versions, even
// where a run is about some of them only. Without a lock it costs one look whether there is one.

import type { Finding } from '../diagnostics/finding.ts';
import { asFinding } from '../inputs/contract-set/manifest-file.ts';
import { type FileTree, isReadFailure } from '../inputs/files/file-tree.ts';
import { replacedTree } from '../inputs/files/replaced-tree.ts';
import type { ImportRoots } from '../inputs/protos/load-protos.ts';
import type { ContractSet } from '../model/contract-set.ts';
import type { FileDescriptor } from '../model/proto/schema/descriptor.ts';
import { type Lock, lockPath } from '../model/release/lock.ts';
import { missingLock, type ReleaseState } from '../model/release/release-state.ts';
import { isAsReleased, unchangedState } from '../release/as-released.ts';
import type { SourceFile } from '../text/source-file.ts';
import { loadSchema } from './load-schema.ts';

export interface ReleaseReading {
  readonly tree: FileTree;
  readonly contracts: ContractSet;
  readonly importRoots: ImportRoots;
  /** Whether a file below the contract root is one of the contracts. */
  readonly isContract: (path: string) => boolean;
}

export interface ReadRelease {
  /** Nothing before the first release, or where something is wrong with the lock or with the contracts. */
  readonly state: ReleaseState | undefined;
  /** At most one, about the lock. */
  readonly findings: readonly Finding[];
  readonly sources: readonly SourceFile[];
}

const NOTHING: ReadRelease = { state: undefined, findings: [], sources: [] };

export async function readReleaseState(reading: ReleaseReading): Promise<ReadRelease> {
  const { tree, contracts } = reading;
  const { root, manifest } = contracts;
  if (root === undefined) return NOTHING;
  if (!tree.has(lockPath(root))) return { ...NOTHING, state: missingLock(contracts) };
  const path = lockPath(root);
  const source = (await tree.readMany([path])).get(path);
  if (!source || isReadFailure(source)) {
    const message = source?.message ?? `${path} cannot be read`;
    return { ...NOTHING, findings: [asFinding(path, { message, span: { start: 0, end: 0 } })] };
  }
  const { readLock } = await import('../inputs/lock.ts');
  const read = await readLock(source);
  if ('problem' in read) return { ...NOTHING, findings: [asFinding(path, read.problem)], sources: [source] };
  if (!manifest) {
    const isGone = !tree.has(manifestPath(root)) && read.lock.versions.length > 0;
    return { ...NOTHING, findings: isGone ? [withoutManifest(path, root)] : [], sources: [source] };
  }
  const state = await stateOf(read.lock, source, root, reading);
  const isPointedInto = state?.versions.some(({ changes }) => changes.length > 0);
  return { state, findings: [], sources: isPointedInto ? [source] : [] };
}

function manifestPath(root: string): string {
  return `${root === '' ? '' : `${root}/`}build/versions.yaml`;
}

/** Without it nobody could say what the versions are now, and nothing would be compared. */
function withoutManifest(path: string, root: string): Finding {
  const message = `the lock has released versions, and there is no manifest ${manifestPath(root)}`;
  const hint = 'bring it back from version control; who wants no version gate any more removes the lock, too';
  return asFinding(path, { message, hint, span: { start: 0, end: 0 } });
}

async function stateOf(
  lock: Lock,
  lockSource: SourceFile,
  root: string,
  reading: ReleaseReading,
): Promise<ReleaseState | undefined> {
  const texts = await versionTexts(root, reading);
  if (lock.versions.every((version) => isAsReleased(version, texts))) return unchangedState(lock, reading.contracts);
  const paths = [...texts.values()].map(({ path }) => path);
  const { files, findings } = await linkContracts(reading.tree, paths, reading.importRoots);
  // What does not compile means nothing that could be compared; the flaws are told where they are found.
  return findings.length > 0 ? undefined : compareWithLock(lock, root, paths, files, { ...reading, lockSource });
}

/** Against the lock, in full. `paths`: the contracts; `files`: those and what they import, linked without a flaw. */
export async function compareWithLock(
  lock: Lock,
  root: string,
  paths: readonly string[],
  files: ReadonlyMap<string, FileDescriptor>,
  { tree, importRoots, contracts, lockSource }: ReleaseReading & { readonly lockSource?: SourceFile },
): Promise<ReleaseState> {
  const { compareRelease } = await import('../release/compare-release.ts');
  const locked = lockedTexts(lock, root);
  const before = await linkContracts(replacedTree(tree, root, locked), [...locked.keys()], importRoots);
  return compareRelease({
    lock,
    contracts,
    before: belowRoot([...locked.keys()], before.files, root),
    after: belowRoot(paths, files, root),
    schema: files,
    lockSource,
  });
}

/** The contracts by path below the contract root. */
export async function versionTexts(
  root: string,
  { tree, isContract }: Pick<ReleaseReading, 'tree' | 'isContract'>,
): Promise<ReadonlyMap<string, SourceFile>> {
  const paths = (await tree.list(root, ['.proto'])).filter(isContract);
  const texts = new Map<string, SourceFile>();
  for (const [path, text] of await tree.readMany(paths)) {
    if (!isReadFailure(text)) texts.set(insideRoot(path, root), text);
  }
  return texts;
}

export function insideRoot(path: string, root: string): string {
  return root === '' ? path : path.slice(root.length + 1);
}

/** Files by path below the contract root. */
export function belowRoot(
  paths: readonly string[],
  files: ReadonlyMap<string, FileDescriptor>,
  root: string,
): ReadonlyMap<string, FileDescriptor> {
  return new Map(
    paths.flatMap((path) => {
      const file = files.get(path);
      return file ? [[insideRoot(path, root), file] as const] : [];
    }),
  );
}

export interface LinkedContracts {
  /** By project path; imported files too. */
  readonly files: ReadonlyMap<string, FileDescriptor>;
  /** Flaws of the contracts themselves. */
  readonly findings: readonly Finding[];
}

export async function linkContracts(
  tree: FileTree,
  paths: readonly string[],
  importRoots: ImportRoots,
): Promise<LinkedContracts> {
  const { loaded, linked } = await loadSchema(tree, paths, importRoots);
  const { files, findings } = linked;
  const wanted = new Set(paths);
  return { files, findings: [...loaded.findings, ...findings.filter(({ path }) => wanted.has(path))] };
}

/** The canonical schemas of the lock by project path. */
export function lockedTexts(lock: Lock, root: string): ReadonlyMap<string, string> {
  const prefix = root === '' ? '' : `${root}/`;
  const files = lock.versions.flatMap((version) => version.files);
  return new Map(files.map(({ path, schema }) => [prefix + path, schema.map((line) => `${line}\n`).join('')]));
}
