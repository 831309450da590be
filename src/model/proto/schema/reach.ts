// Which files can meet in one compilation. Files that nothing imports together may declare the same names and numbers.

import type { FileDescriptor } from './descriptor.ts';

export class Reach {
  readonly #files: readonly FileDescriptor[];
  readonly #companions = new Map<FileDescriptor, ReadonlySet<FileDescriptor>>();
  #importers: ReadonlyMap<FileDescriptor, readonly FileDescriptor[]> | undefined;
  #positions: ReadonlyMap<FileDescriptor, number> | undefined;

  /** `files` in the order in which they are compiled: imported files first. */
  constructor(files: readonly FileDescriptor[]) {
    this.#files = files;
  }

  position(file: FileDescriptor): number {
    this.#positions ??= new Map(this.#files.map((each, i) => [each, i]));
    return this.#positions.get(file) ?? 0;
  }

  /** Whether some file needs both, directly or not; or one of them the other. */
  meet(a: FileDescriptor, b: FileDescriptor): boolean {
    if (a === b) return true;
    let companions = this.#companions.get(a);
    if (!companions) {
      this.#importers ??= importersOf(this.#files);
      const importers = this.#importers;
      const users = closure([a], (file) => importers.get(file) ?? []);
      companions = closure(users, (file) => file.imports.flatMap((imported) => imported.file ?? []));
      this.#companions.set(a, companions);
    }
    return companions.has(b);
  }
}

function importersOf(files: readonly FileDescriptor[]): ReadonlyMap<FileDescriptor, readonly FileDescriptor[]> {
  const importers = new Map<FileDescriptor, FileDescriptor[]>();
  for (const file of files) {
    for (const imported of file.imports) {
      if (!imported.file) continue;
      const known = importers.get(imported.file);
      if (known) known.push(file);
      else importers.set(imported.file, [file]);
    }
  }
  return importers;
}

function closure(
  from: Iterable<FileDescriptor>,
  next: (file: FileDescriptor) => readonly FileDescriptor[],
): ReadonlySet<FileDescriptor> {
  const reached = new Set(from);
  // The loop goes on to what is added here.
  for (const file of reached) for (const each of next(file)) reached.add(each);
  return reached;
}
