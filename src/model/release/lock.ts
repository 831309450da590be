// What `build/contracts.lock.json` says: the schema of every released version, and the digests that tell it unchanged.
// Data and how its digests are made; nothing is read or written here.

import { sha256 } from '../../text/sha256.ts';

export const LOCK_NAME = 'contracts.lock.json';

export interface LockedFile {
  /** Posix path relative to the contract root: `v2/telemetry.proto`. */
  readonly path: string;
  readonly package: string;
  /** Of the canonical schema. */
  readonly digest: string;
  /** Of the file as it was released, comments and all. */
  readonly source: string;
  /** The canonical schema, a line each. */
  readonly schema: readonly string[];
  /** The file as it was released, a line each; frozen versions do without, since nothing has to bring them back. */
  readonly text: readonly string[] | undefined;
}

export interface LockedVersion {
  readonly name: string;
  readonly status: 'active' | 'frozen';
  /** Semver. */
  readonly version: string;
  /** Sorted by package, then by path. */
  readonly files: readonly LockedFile[];
}

export interface Lock {
  /** Project path of the lock file. */
  readonly path: string;
  /** Sorted by name. */
  readonly versions: readonly LockedVersion[];
}

export function lockPath(root: string): string {
  return `${root === '' ? '' : `${root}/`}build/${LOCK_NAME}`;
}

export function schemaDigest(lines: readonly string[]): string {
  return sha256(lines.map((line) => `${line}\n`).join(''));
}

/** Changes when the schema of any of the package's files does. */
export function packageDigest(files: readonly LockedFile[]): string {
  return sha256(files.map(({ path, digest }) => `${path} ${digest}\n`).join(''));
}

/** Changes with everything that the lock says of the version. */
export function versionDigest({ name, status, version, files }: LockedVersion): string {
  const rows = files.map((file) => `${file.package} ${file.path} ${file.digest} ${file.source}\n`);
  return sha256(`${name} ${status} ${version}\n${rows.join('')}`);
}

/** The released file's text, byte for byte. */
export function releasedText({ text }: LockedFile): string | undefined {
  return text?.join('\n');
}

/** The files of a version by package, in the lock's order. */
export function packagesOf({ files }: LockedVersion): ReadonlyMap<string, readonly LockedFile[]> {
  const packages = new Map<string, LockedFile[]>();
  for (const file of files) {
    const known = packages.get(file.package);
    if (known) known.push(file);
    else packages.set(file.package, [file]);
  }
  return packages;
}
