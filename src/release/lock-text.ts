// The lock as text: fixed order, one declaration a line, so that changes are small diffs and merges go line by line.

import { compareText } from '../diagnostics/finding.ts';
import { outlineOf } from '../model/proto/print/outline-of.ts';
import { printSchema } from '../model/proto/print/print-schema.ts';
import type { FileDescriptor } from '../model/proto/schema/descriptor.ts';
import {
  type LockedFile,
  type LockedVersion,
  packageDigest,
  packagesOf,
  schemaDigest,
  versionDigest,
} from '../model/release/lock.ts';
import { sha256 } from '../text/sha256.ts';

export const LOCK_FORMAT = 1;

const NOTICE = "written by 'leyline bump'; an edit by hand is noticed by its digests";

/** `path` is relative to the contract root. */
export function lockFile(path: string, file: FileDescriptor, isFrozen: boolean): LockedFile {
  const schema = printSchema(outlineOf(file));
  const { text } = file.source;
  return {
    path,
    package: file.package,
    digest: schemaDigest(schema),
    source: sha256(text),
    schema,
    text: isFrozen ? undefined : text.split('\n'),
  };
}

/** In the order that the lock keeps. */
export function sortLocked(files: readonly LockedFile[]): readonly LockedFile[] {
  return [...files].sort((a, b) => compareText(a.package, b.package) || compareText(a.path, b.path));
}

export function serializeLock(versions: readonly LockedVersion[]): string {
  const sorted = [...versions].sort((a, b) => compareText(a.name, b.name));
  const lock = {
    format: LOCK_FORMAT,
    notice: NOTICE,
    versions: Object.fromEntries(sorted.map((version) => [version.name, versionJson(version)])),
  };
  return `${JSON.stringify(lock, null, 2)}\n`;
}

function versionJson(version: LockedVersion): object {
  const packages = [...packagesOf(version)].map(([name, files]) => [
    name,
    { digest: packageDigest(files), files: Object.fromEntries(files.map((file) => [file.path, fileJson(file)])) },
  ]);
  const { status, version: semver } = version;
  return { status, version: semver, digest: versionDigest(version), packages: Object.fromEntries(packages) };
}

function fileJson({ digest, source, schema, text }: LockedFile): object {
  return { digest, source, schema, ...(text && { text }) };
}
