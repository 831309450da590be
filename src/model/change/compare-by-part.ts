// Compares the parts of a project one by one, as modules that are released for themselves: what went from one into another
// is gone from the one, and new in the other.

import type { FileDescriptor } from '../proto/schema/descriptor.ts';
import { type Comparison, compareSchemas } from './compare-schemas.ts';
import type { SchemaChange } from './schema-change.ts';
import type { SchemaIndex } from './schema-index.ts';

/** A file is of the part that `partOf` gives for its path. */
export function compareByPart(
  before: readonly FileDescriptor[],
  after: readonly FileDescriptor[],
  partOf: (path: string) => unknown,
): Comparison {
  const [then, now] = [grouped(before, partOf), grouped(after, partOf)];
  const parts = [...new Set([...then.keys(), ...now.keys()])];
  const comparisons = parts.map((part) => compareSchemas(then.get(part) ?? [], now.get(part) ?? []));
  const [only] = comparisons;
  if (only && comparisons.length === 1) return only;
  const indexes = new Map<SchemaChange, SchemaIndex>();
  for (const comparison of comparisons) {
    for (const change of [...comparison.changes, ...comparison.entryChanges]) indexes.set(change, comparison.after);
  }
  return {
    changes: comparisons.flatMap(({ changes }) => changes),
    entryChanges: comparisons.flatMap(({ entryChanges }) => entryChanges),
    before: joined(comparisons.map(({ before: index }) => index)),
    after: joined(comparisons.map(({ after: index }) => index)),
    partAfter: (change) => indexes.get(change),
  };
}

function grouped(
  files: readonly FileDescriptor[],
  partOf: (path: string) => unknown,
): ReadonlyMap<unknown, readonly FileDescriptor[]> {
  const groups = new Map<unknown, FileDescriptor[]>();
  for (const file of files) {
    const part = partOf(file.path);
    const known = groups.get(part);
    if (known) known.push(file);
    else groups.set(part, [file]);
  }
  return groups;
}

/** Of what two parts have by one name, the first part's. */
function joined(indexes: readonly SchemaIndex[]): SchemaIndex {
  const maps = <Value>(of: (index: SchemaIndex) => ReadonlyMap<string, Value>) =>
    new Map([...indexes].reverse().flatMap((index) => [...of(index)]));
  return {
    files: maps(({ files }) => files),
    packages: maps(({ packages }) => packages),
    messages: maps(({ messages }) => messages),
    enums: maps(({ enums }) => enums),
    services: maps(({ services }) => services),
    extensions: maps(({ extensions }) => extensions),
  };
}
