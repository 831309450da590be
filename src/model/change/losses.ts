// What a file or a package has lost, by names below the package: an element may be gone from its file and still be there.

import type { Place } from '../../diagnostics/finding.ts';
import type { FileDescriptor } from '../proto/schema/descriptor.ts';
import { placeOf } from './change-place.ts';
import type { Comparison } from './compare-schemas.ts';
import type { SchemaChange } from './schema-change.ts';
import { enumsOf, extensionsOf, messagesOf, type Named, nestedName, type SchemaIndex } from './schema-index.ts';

export type LosableKind = 'message' | 'enum' | 'service' | 'extension';

export interface Loss {
  /** `Outer.Inner`. */
  readonly name: string;
  readonly package: string;
  readonly path: string;
  /** The innermost message around it that is left, else the file; else where it was. */
  readonly at: Place;
}

/** The element is not in the file any more, and the file is still there. */
export function lostFromFile(change: SchemaChange, kind: LosableKind, comparison: Comparison): Loss | undefined {
  const after = partAfter(change, comparison);
  const before = leaving(change, kind);
  const file = before && after.files.get(before.file.path);
  if (!before || !file) return undefined;
  const left = namesIn(file);
  const name = nestedName(before);
  if (left[kind].has(name)) return undefined;
  const around = outerNames(name).find((outer) => left.message.has(outer));
  const survivor = around === undefined ? file : left.message.get(around);
  return lossOf(before, name, placeOf(survivor ?? file));
}

/** The element is in no file of its package any more, and the package still has others of its kind. */
export function lostFromPackage(change: SchemaChange, kind: LosableKind, comparison: Comparison): Loss | undefined {
  const after = partAfter(change, comparison);
  const before = leaving(change, kind);
  if (!before || change.kind.endsWith('-moved')) return undefined;
  const own = after.packages.get(before.file.package);
  if (!own || (kind === 'extension' && extensionNames(after).has(before.fullName))) return undefined;
  if (kind !== 'service' && !own.files.some((file) => namesIn(file)[kind].size > 0)) return undefined;
  const name = nestedName(before);
  const prefix = before.file.package === '' ? '' : `${before.file.package}.`;
  const file = after.files.get(before.file.path);
  const survivor = outerNames(name)
    .map((outer) => after.messages.get(prefix + outer))
    .find((message) => message !== undefined);
  return lossOf(before, name, file ? placeOf(survivor ?? file) : placeOf(before.file));
}

function partAfter(change: SchemaChange, comparison: Comparison): SchemaIndex {
  return comparison.partAfter?.(change) ?? comparison.after;
}

function lossOf({ file }: Named, name: string, at: Place): Loss {
  return { name, package: file.package, path: file.path, at };
}

function leaving(change: SchemaChange, kind: LosableKind): Named | undefined {
  if (change.element !== kind || change.before === undefined) return undefined;
  const isLeaving =
    change.kind === `${kind}-removed` ||
    change.kind === `${kind}-moved` ||
    (change.kind === 'extension-changed' && change.aspect === 'name');
  return isLeaving ? (change.before as Named) : undefined;
}

/** From the inside out. */
function outerNames(name: string): readonly string[] {
  const outer: string[] = [];
  for (let dot = name.lastIndexOf('.'); dot !== -1; dot = name.lastIndexOf('.', dot - 1))
    outer.push(name.slice(0, dot));
  return outer;
}

type Names = { readonly [Kind in LosableKind]: ReadonlyMap<string, Named> };

const namesOfFiles = new WeakMap<FileDescriptor, Names>();

function namesIn(file: FileDescriptor): Names {
  let names = namesOfFiles.get(file);
  if (!names) {
    const byName = (elements: readonly Named[]) => new Map(elements.map((element) => [nestedName(element), element]));
    names = {
      message: byName(messagesOf(file)),
      enum: byName(enumsOf(file)),
      service: byName(file.services),
      extension: byName(extensionsOf(file)),
    };
    namesOfFiles.set(file, names);
  }
  return names;
}

const namesOfExtensions = new WeakMap<SchemaIndex, ReadonlySet<string>>();

function extensionNames(index: SchemaIndex): ReadonlySet<string> {
  let names = namesOfExtensions.get(index);
  if (!names) {
    names = new Set([...index.extensions.values()].map(({ fullName }) => fullName));
    namesOfExtensions.set(index, names);
  }
  return names;
}
