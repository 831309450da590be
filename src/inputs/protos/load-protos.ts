// Reads .proto files and all that they import, round by round, and parses them. What imports mean is settled here;
// what is wrong with the texts is left to the linker.

import { posix } from 'node:path';
import type { Finding } from '../../diagnostics/finding.ts';
import { pathFlaw } from '../../model/proto/schema/imports.ts';
import { isWellKnownPath, type LinkInput, wellKnownFile, wellKnownPath } from '../../model/proto/schema/link.ts';
import type { FileNode } from '../../model/proto/syntax/ast.ts';
import { parseFile } from '../../model/proto/syntax/parse-file.ts';
import { WELL_KNOWN } from '../../model/proto/well-known/sources.ts';
import type { SourceFile } from '../../text/source-file.ts';
import { type FileTree, isReadFailure, type ReadFailure } from '../files/file-tree.ts';
import { UNREADABLE_FILE } from '../input-checks.ts';

export interface ImportRoots {
  /** Project paths of folders that imports are relative to, first match wins; `''` is the project root. */
  readonly roots: readonly string[];
}

export interface LoadedProtos {
  /** The wanted files and everything that they import, well-known files included. */
  readonly inputs: readonly LinkInput[];
  /** One per wanted file that could not be read. */
  readonly findings: readonly Finding[];
}

export async function loadProtos(
  tree: FileTree,
  wanted: readonly string[],
  importRoots: ImportRoots,
  onRound: (filesSoFar: number) => void = () => {},
  parse: (source: SourceFile) => FileNode = parseFile,
): Promise<LoadedProtos> {
  const nodes = new Map<string, FileNode>();
  const importsOf = new Map<string, Map<string, string>>();
  const findings: Finding[] = [];
  const names = new Map<string, string>();
  const asked = new Set(wanted);
  const resolver = new ImportResolver(tree, importRoots);
  for (let round: readonly string[] = wanted; round.length > 0; ) {
    const texts = await tree.readMany(round);
    const next = new Set<string>();
    for (const path of round) {
      const read = texts.get(path);
      if (!read) continue;
      if (isReadFailure(read)) {
        findings.push(unreadableFile(path, read));
        continue;
      }
      const node = parse(read);
      nodes.set(path, node);
      const imports = new Map<string, string>();
      importsOf.set(path, imports);
      for (const { path: literal } of node.imports) {
        const imported = resolver.resolve(literal.value, path);
        if (imported === undefined) continue;
        imports.set(literal.value, imported);
        if (!names.has(imported)) names.set(imported, literal.value);
        if (asked.has(imported)) continue;
        asked.add(imported);
        if (isWellKnownPath(imported)) addWellKnown(literal.value, nodes, importsOf, names);
        else next.add(imported);
      }
    }
    onRound(nodes.size);
    round = [...next];
  }
  const inputs = [...nodes].map(([path, node]) => ({
    node,
    importPath: names.get(path) ?? nameBelowRoot(path, importRoots),
    imports: importsOf.get(path) ?? new Map<string, string>(),
  }));
  return { inputs, findings };
}

/** Finds what imports mean; remembers it, since the files of a folder import the same files. */
class ImportResolver {
  readonly #tree: FileTree;
  readonly #roots: readonly string[];
  readonly #known = new Map<string, Map<string, string | undefined>>();
  /** By what an import begins with and a folder: the folders from there upwards that have it. */
  readonly #above = new Map<string, Map<string, readonly string[]>>();

  constructor(tree: FileTree, { roots }: ImportRoots) {
    this.#tree = tree;
    this.#roots = roots;
  }

  /** The project path that an import means; for a file that comes with Leyline, its own kind of path. */
  resolve(written: string, importer: string): string | undefined {
    // Below a known root the importer's folder makes no difference.
    const folder = isBelowAny(importer, this.#roots) ? undefined : posix.dirname(importer);
    const key = folder ?? '';
    let known = this.#known.get(key);
    if (!known) {
      known = new Map();
      this.#known.set(key, known);
    }
    if (!known.has(written)) known.set(written, this.#find(written, folder));
    return known.get(written);
  }

  #find(written: string, folder: string | undefined): string | undefined {
    if (pathFlaw(written) !== undefined) return undefined;
    const slash = written.indexOf('/');
    const first = slash === -1 ? written : written.slice(0, slash);
    const roots = folder === undefined ? this.#roots : [...this.#roots, ...this.#foldersWith(first, folder)];
    for (const root of roots) {
      const path = below(root, written);
      if (this.#tree.has(path)) return path;
    }
    return Object.hasOwn(WELL_KNOWN, written) ? wellKnownPath(written) : undefined;
  }

  /**
   * Without a known root, any folder above the importing file may be one; the nearest is tried first. Only those that
   * have what the import begins with: files of a large tree import a few such names from thousands of folders.
   */
  #foldersWith(first: string, nearest: string): readonly string[] {
    const folder = nearest === '.' ? '' : nearest;
    let known = this.#above.get(first);
    if (!known) {
      known = new Map();
      this.#above.set(first, known);
    }
    let found = known.get(folder);
    if (!found) {
      const outer = folder === '' ? [] : this.#foldersWith(first, posix.dirname(folder));
      found = this.#tree.kind(below(folder, first)) === undefined ? outer : [folder, ...outer];
      known.set(folder, found);
    }
    return found;
  }
}

/** Both are plain paths, so that they need no more than a slash. */
function below(folder: string, path: string): string {
  return folder === '' ? path : `${folder}/${path}`;
}

function isBelowAny(path: string, roots: readonly string[]): boolean {
  return roots.some((root) => root === '' || path.startsWith(`${root}/`));
}

/** Adds a well-known file and what it imports; those never come from the project. */
function addWellKnown(
  importPath: string,
  nodes: Map<string, FileNode>,
  importsOf: Map<string, Map<string, string>>,
  names: Map<string, string>,
): void {
  const node = wellKnownFile(importPath);
  if (!node || nodes.has(node.source.path)) return;
  nodes.set(node.source.path, node);
  names.set(node.source.path, importPath);
  const imports = new Map<string, string>();
  importsOf.set(node.source.path, imports);
  for (const { path: literal } of node.imports) {
    imports.set(literal.value, wellKnownPath(literal.value));
    addWellKnown(literal.value, nodes, importsOf, names);
  }
}

function nameBelowRoot(path: string, { roots }: ImportRoots): string {
  const inside = roots.filter((root) => root !== '' && path.startsWith(`${root}/`));
  const deepest = inside.sort((a, b) => b.length - a.length)[0];
  return deepest === undefined ? path : path.slice(deepest.length + 1);
}

function unreadableFile(path: string, failure: ReadFailure): Finding {
  const message = failure.message.startsWith(path) ? `file${failure.message.slice(path.length)}` : failure.message;
  return { rule: UNREADABLE_FILE, severity: 'error', path, start: 0, end: 0, message };
}
