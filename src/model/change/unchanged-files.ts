// Which files are the same before and after, with all that they import: nothing in them needs to be compared.

import type { FileDescriptor } from '../proto/schema/descriptor.ts';

/** Paths of the files whose texts, and those of all that they import, are the same. Linear in files and imports. */
export function unchangedPaths(
  before: readonly FileDescriptor[],
  after: readonly FileDescriptor[],
): ReadonlySet<string> {
  const now = withImports(after);
  const then = withImports(before);
  const importers = new Map<string, string[]>();
  const changed = new Set<string>();
  for (const [path, file] of then) {
    const other = now.get(path);
    if (other === file) continue;
    if (!other || !isSameText(file, other)) changed.add(path);
    for (const { file: imported } of file.imports) {
      if (!imported) continue;
      const known = importers.get(imported.path);
      if (known) known.push(path);
      else importers.set(imported.path, [path]);
    }
  }
  // the loop goes on to what is added here
  for (const path of changed) for (const importer of importers.get(path) ?? []) changed.add(importer);
  return new Set([...then.keys()].filter((path) => !changed.has(path)));
}

function isSameText(before: FileDescriptor, after: FileDescriptor): boolean {
  if (before.source.text !== after.source.text || before.imports.length !== after.imports.length) return false;
  return before.imports.every((imported, i) => imported.file?.path === after.imports[i]?.file?.path);
}

function withImports(files: readonly FileDescriptor[]): ReadonlyMap<string, FileDescriptor> {
  const found = new Map(files.map((file) => [file.path, file]));
  // the loop goes on to what is added here
  for (const file of found.values()) {
    for (const { file: imported } of file.imports) {
      if (imported && !found.has(imported.path)) found.set(imported.path, imported);
    }
  }
  return found;
}
