// Which folders the files stand in, as the project has them and as imports see them. Facts about paths only.

import { sortedNames } from '../text/listed.ts';
import type { FileDescriptor } from './proto/schema/descriptor.ts';
import type { Workspace } from './workspace.ts';

/** Names, each with the first file that it holds for. */
export interface FirstFiles {
  /** Sorted; the empty name, which stands for none, is last. */
  readonly names: readonly string[];
  readonly files: ReadonlyMap<string, FileDescriptor>;
}

interface Folders {
  /** Folders that some import path is relative to, the project's own left out. */
  readonly roots: ReadonlySet<string>;
  /** By folder, what it is called in imports, where that differs. */
  readonly imported: ReadonlyMap<string, string>;
  /** By folder, where files under check have more than one package. */
  readonly packages: ReadonlyMap<string, FirstFiles>;
  /** By package, where files under check are in more than one folder. */
  readonly folders: ReadonlyMap<string, FirstFiles>;
}

/** The folder of a path; `.` is the one that paths are relative to. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash === -1 ? '.' : path.slice(0, slash);
}

/** What imports call the file's folder. One folder has one name here, though nobody may import this very file. */
export function importFolder(workspace: Workspace, { path, importPath }: FileDescriptor): string {
  return foldersOf(workspace).imported.get(folderOf(path)) ?? folderOf(importPath);
}

/**
 * Whether the file stands in this folder of an import root. Where no root is configured, any that an import shows will
 * do: a file that nobody imports does not tell which one is its own.
 */
export function isInImportFolder(workspace: Workspace, { path, importPath }: FileDescriptor, wanted: string): boolean {
  if (folderOf(importPath) === wanted) return true;
  const { roots } = foldersOf(workspace);
  const folder = folderOf(path);
  if (wanted === '.') return roots.has(folder);
  return folder.endsWith(`/${wanted}`) && roots.has(folder.slice(0, -wanted.length - 1));
}

/** The packages of the files under check in the file's folder, if there are several. */
export function packagesBeside(workspace: Workspace, { path }: FileDescriptor): FirstFiles | undefined {
  return foldersOf(workspace).packages.get(folderOf(path));
}

/** The folders, as imports see them, of the files under check that are in the file's package, if there are several. */
export function foldersOfPackage(workspace: Workspace, file: FileDescriptor): FirstFiles | undefined {
  return foldersOf(workspace).folders.get(file.package);
}

const known = new WeakMap<Workspace, Folders>();

function foldersOf(workspace: Workspace): Folders {
  let folders = known.get(workspace);
  if (!folders) {
    folders = readFolders(workspace);
    known.set(workspace, folders);
  }
  return folders;
}

function readFolders(workspace: Workspace): Folders {
  const roots = new Set<string>();
  const imported = new Map<string, string>();
  for (const { path, importPath } of workspace.schema.values()) {
    const above = path.length - importPath.length - 1;
    if (above <= 0 || path[above] !== '/' || !path.endsWith(importPath)) continue;
    roots.add(path.slice(0, above));
    imported.set(folderOf(path), folderOf(importPath));
  }
  const packages = new Map<string, Map<string, FileDescriptor>>();
  const folders = new Map<string, Map<string, FileDescriptor>>();
  for (const file of workspace.files) {
    const folder = folderOf(file.path);
    addFirst(packages, folder, file.package, file);
    addFirst(folders, file.package, imported.get(folder) ?? folderOf(file.importPath), file);
  }
  return { roots, imported, packages: severalOnly(packages), folders: severalOnly(folders) };
}

function addFirst<T>(to: Map<string, Map<string, T>>, key: string, name: string, first: T): void {
  let names = to.get(key);
  if (!names) {
    names = new Map();
    to.set(key, names);
  }
  if (!names.has(name)) names.set(name, first);
}

function severalOnly(all: ReadonlyMap<string, ReadonlyMap<string, FileDescriptor>>): ReadonlyMap<string, FirstFiles> {
  const several = new Map<string, FirstFiles>();
  for (const [key, files] of all) if (files.size > 1) several.set(key, { names: sortedNames(files.keys()), files });
  return several;
}

/** The first file, in the order of names, that holds for another name than this. */
export function otherFile({ names, files }: FirstFiles, own: string): FileDescriptor | undefined {
  return files.get(names[names[0] === own ? 1 : 0] ?? '');
}
