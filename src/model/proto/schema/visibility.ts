// Who sees whom: a file sees itself, what it imports, and what those files hand on by public imports.
// Long chains of public imports are walked, never stored: storing what each file sees would take their square.

import type { FileDescriptor } from './descriptor.ts';

export class PublicImports {
  readonly #files: readonly FileDescriptor[];
  readonly #indexes: ReadonlyMap<FileDescriptor, number>;
  /** By the index of a file, the indexes of the files that it hands on. */
  readonly #handedOn: readonly (readonly number[])[];
  /** When each file was last met; saves a set per walk. */
  readonly #met: Uint32Array;
  #walk = 0;

  constructor(files: readonly FileDescriptor[]) {
    const indexes = new Map(files.map((file, i) => [file, i]));
    this.#files = files;
    this.#indexes = indexes;
    this.#handedOn = files.map((file) => {
      const isHandedOn = file.imports.filter((imported) => imported.isPublic && imported.file);
      return isHandedOn.map((imported) => indexes.get(imported.file as FileDescriptor) as number);
    });
    this.#met = new Uint32Array(files.length);
  }

  /** Whether the test holds for a file or for one that it hands on. The test must not walk itself. */
  some(files: Iterable<FileDescriptor>, test: (file: FileDescriptor) => boolean): boolean {
    const walk = ++this.#walk;
    const waiting: number[] = [];
    for (const file of files) waiting.push(this.#indexes.get(file) as number);
    for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
      if (this.#met[index] === walk) continue;
      this.#met[index] = walk;
      if (test(this.#files[index] as FileDescriptor)) return true;
      for (const next of this.#handedOn[index] as readonly number[]) waiting.push(next);
    }
    return false;
  }
}

/** What one file sees; `forOptions` counts imports that only options may use. */
export class Visibility {
  readonly #publicImports: PublicImports;
  readonly #direct: ReadonlySet<FileDescriptor>;
  #files: Map<FileDescriptor, boolean> | undefined;
  #packages: Map<string, boolean> | undefined;

  constructor(file: FileDescriptor, publicImports: PublicImports, forOptions: boolean) {
    this.#publicImports = publicImports;
    const direct = new Set([file]);
    for (const imported of file.imports) {
      if (imported.file && (forOptions || !imported.isOption)) direct.add(imported.file);
    }
    this.#direct = direct;
  }

  sees(file: FileDescriptor): boolean {
    if (this.#direct.has(file)) return true;
    this.#files ??= new Map();
    let seen = this.#files.get(file);
    if (seen === undefined) {
      seen = this.some((each) => each === file);
      this.#files.set(file, seen);
    }
    return seen;
  }

  /** Whether some file that is seen is in the package, or in one below it. */
  seesPackage(name: string): boolean {
    this.#packages ??= new Map();
    let seen = this.#packages.get(name);
    if (seen === undefined) {
      seen = this.some((each) => each.package.startsWith(name) && (each.package[name.length] ?? '.') === '.');
      this.#packages.set(name, seen);
    }
    return seen;
  }

  some(test: (file: FileDescriptor) => boolean): boolean {
    return this.#publicImports.some(this.#direct, test);
  }
}
