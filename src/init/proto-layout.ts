// Where a project keeps its contracts, told from what its .proto files are called, declare and import. Guesses only where
// there is one answer; reads nothing.

import { compareText } from '../diagnostics/finding.ts';
import { isNameable } from './nameable-path.ts';

export interface ProtoFacts {
  /** Project path. */
  readonly path: string;
  /** Empty for none. */
  readonly package: string;
  /** As written. */
  readonly imports: readonly string[];
}

export interface ProtoLayout {
  /** Folder that imports are relative to; `''` is the project's own, nothing where there are several. */
  readonly root: string | undefined;
  /** All of those folders; empty where nothing shows them. */
  readonly roots: readonly string[];
  /** Folders of other people's files: imported from, not checked. */
  readonly thirdParty: readonly string[];
  /** Files that are the project's own. */
  readonly own: readonly ProtoFacts[];
  /** Names of version folders below the root, lowest first; empty unless every own file lies in one. */
  readonly versions: readonly string[];
}

const OTHERS = /^(?:third[-_]?party|vendor|external|googleapis)$/i;
const VERSION_FOLDER = /^v(\d+)$/;

/** `manifests`: project paths of files called `build/versions.yaml`; `chosen`: a root that somebody has named. */
export function protoLayout(
  files: readonly ProtoFacts[],
  manifests: readonly string[] = [],
  chosen?: string,
): ProtoLayout {
  const paths = new Set(files.map(({ path }) => path));
  const owned = files.filter((file) => !isOthers(file));
  const root = chosen ?? rootFromManifest(manifests) ?? rootOf(owned, paths);
  const own = root ? owned.filter(({ path }) => path.startsWith(`${root}/`)) : owned;
  const thirdParty = new Set(files.filter(isOthers).map((file) => othersFolder(file, root)));
  thirdParty.delete('');
  return {
    root,
    roots: root === undefined ? severalRoots(own, paths) : [root],
    thirdParty: [...thirdParty].filter(isNameable).sort(compareText),
    own,
    versions: root === undefined ? [] : versionsBelow(root, own),
  };
}

/** The folder that `path` would have to be in for its folders to be the parts of its package. */
function folderByPackage({ path, package: name }: ProtoFacts): string | undefined {
  const folder = folderOf(path);
  const wanted = name.replaceAll('.', '/');
  if (name === '') return undefined;
  if (folder === wanted) return '';
  return folder.endsWith(`/${wanted}`) ? folder.slice(0, -wanted.length - 1) : undefined;
}

function isOthers({ path, package: name }: ProtoFacts): boolean {
  return (
    path
      .split('/')
      .slice(0, -1)
      .some((folder) => OTHERS.test(folder)) || /^google(?:\.|$)/.test(name)
  );
}

function othersFolder(file: ProtoFacts, root: string | undefined): string {
  const byPackage = folderByPackage(file);
  // Beside the project's own files only the first folder of the package is somebody else's.
  if (byPackage !== undefined && byPackage === root) {
    const [first = ''] = file.package.split('.');
    return root === '' ? first : `${root}/${first}`;
  }
  if (byPackage) return byPackage;
  const folders = folderOf(file.path).split('/');
  const at = folders.findIndex((folder) => OTHERS.test(folder));
  return folders.slice(0, at === -1 ? folders.length : at + 1).join('/');
}

function rootFromManifest(manifests: readonly string[]): string | undefined {
  const [only, ...others] = manifests;
  if (only === undefined || others.length > 0) return undefined;
  return only.replace(/\/?build\/versions\.yaml$/, '');
}

/** Beside each other, and every file in one of them. */
function severalRoots(own: readonly ProtoFacts[], paths: ReadonlySet<string>): readonly string[] {
  const roots = [...sureRoots(own, paths)].sort(compareText);
  const holds = (root: string, path: string) => root === '' || path.startsWith(`${root}/`);
  const areApart = roots.every(
    (root) => isNameable(root) && !roots.some((other) => other !== root && holds(other, root)),
  );
  return areApart && own.every(({ path }) => roots.some((root) => holds(root, path))) ? roots : [];
}

function sureRoots(own: readonly ProtoFacts[], paths: ReadonlySet<string>): ReadonlySet<string> {
  return new Set(own.flatMap((file) => [...rootsByImport(file, paths), ...rootByPackage(file)]));
}

function rootOf(own: readonly ProtoFacts[], paths: ReadonlySet<string>): string | undefined {
  const sure = sureRoots(own, paths);
  if (sure.size > 1) return undefined;
  const [only] = sure;
  const root = only ?? commonFolder(own.map(({ path }) => folderAroundVersion(folderOf(path))));
  if (root === undefined || !isNameable(root)) return undefined;
  return own.every(({ path }) => root === '' || path.startsWith(`${root}/`)) ? root : undefined;
}

function rootByPackage(file: ProtoFacts): readonly string[] {
  const root = folderByPackage(file);
  return root === undefined ? [] : [root];
}

function* rootsByImport({ path, imports }: ProtoFacts, paths: ReadonlySet<string>): Iterable<string> {
  for (const written of imports) {
    const found = foldersUp(folderOf(path)).find((folder) =>
      paths.has(folder === '' ? written : `${folder}/${written}`),
    );
    if (found !== undefined) yield found;
  }
}

function foldersUp(folder: string): readonly string[] {
  const names = folder === '' ? [] : folder.split('/');
  return [...names.map((_, i) => names.slice(0, names.length - i).join('/')), ''];
}

function folderAroundVersion(folder: string): string {
  const [last = '', ...outer] = folder.split('/').reverse();
  return VERSION_FOLDER.test(last) ? outer.reverse().join('/') : folder;
}

function commonFolder(folders: readonly string[]): string | undefined {
  const [first, ...others] = folders.map((folder) => (folder === '' ? [] : folder.split('/')));
  if (!first) return undefined;
  let length = first.length;
  for (const names of others) {
    let same = 0;
    while (same < length && names[same] === first[same]) same++;
    length = same;
  }
  return first.slice(0, length).join('/');
}

function versionsBelow(root: string, own: readonly ProtoFacts[]): readonly string[] {
  const below = own.map(({ path }) => (root === '' ? path : path.slice(root.length + 1)));
  const names = below.map((path) => (path.includes('/') ? path.slice(0, path.indexOf('/')) : ''));
  if (!names.every((name) => VERSION_FOLDER.test(name))) return [];
  const number = (name: string) => Number(VERSION_FOLDER.exec(name)?.[1]);
  return [...new Set(names)].sort((a, b) => number(a) - number(b));
}

function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash === -1 ? '' : path.slice(0, slash);
}
