// Reads and links the schema before. What is the same as now, with all that it imports, is taken over as it is now:
// comparing it costs nothing then.

import type { Finding } from '../diagnostics/finding.ts';
import { UserError } from '../diagnostics/user-error.ts';
import type { FileTree } from '../inputs/files/file-tree.ts';
import { loadProtos } from '../inputs/protos/load-protos.ts';
import type { FileDescriptor } from '../model/proto/schema/descriptor.ts';
import { type LinkedSchema, type LinkInput, linkFiles } from '../model/proto/schema/link.ts';
import type { FileNode } from '../model/proto/syntax/ast.ts';
import { parseFile } from '../model/proto/syntax/parse-file.ts';
import type { SourceFile } from '../text/source-file.ts';
import type { Project } from './project.ts';
import { listPart } from './project-parts.ts';

/** The schema of now, as it was loaded and linked. */
export interface CurrentSchema {
  readonly inputs: readonly LinkInput[];
  readonly files: ReadonlyMap<string, FileDescriptor>;
  readonly declared: LinkedSchema['declared'];
}

export interface Before {
  readonly files: readonly FileDescriptor[];
  readonly findings: readonly Finding[];
}

const NOTHING: CurrentSchema = { inputs: [], files: new Map(), declared: new Map() };

/** With `only`, of these files alone; what they import is read in any case. */
export async function loadBefore(
  tree: FileTree,
  title: string,
  project: Project,
  current: CurrentSchema = NOTHING,
  only?: ReadonlySet<string>,
  parse: (source: SourceFile) => FileNode = parseFile,
): Promise<Before> {
  const wanted = (await listBefore(tree, title, project)).filter((path) => only?.has(path) ?? true);
  const nodes = new Map(current.inputs.map(({ node }) => [node.source.path, node]));
  const parseOnce = (source: SourceFile): FileNode => {
    const known = nodes.get(source.path);
    return known?.source.text === source.text ? known : parse(source);
  };
  const loaded = await loadProtos(tree, wanted, project.importRoots, undefined, parseOnce);
  const affected = affectedFiles(loaded.inputs, current);
  const unaffected = [...current.declared].filter(([path]) => !affected.has(path));
  const linked = linkFiles(withImports(loaded.inputs, affected), new Map(unaffected));
  const files = wanted.flatMap((path) => {
    const file = affected.has(path) ? linked.files.get(path) : current.files.get(path);
    return file ? [file] : [];
  });
  return { files, findings: [...loaded.findings, ...linked.findings.filter(({ path }) => affected.has(path))] };
}

/** At least one; sorted. */
export async function listBefore(tree: FileTree, title: string, project: Project): Promise<readonly string[]> {
  const wanted = [...new Set((await Promise.all(project.parts.map((part) => listPart(tree, part)))).flat())].sort();
  const [failure] = tree.failures.values();
  if (wanted.length === 0 && failure) throw new UserError(`${title}: ${failure.message}`);
  if (wanted.length === 0) {
    const folders = [...new Set(project.parts.flatMap(({ roots }) => roots))].filter((root) => root !== '');
    const where = folders.length === 0 ? '' : `; they are looked for in ${folders.join(' and ')}`;
    throw new UserError(`no .proto files are in '${title}'`, { hint: `name a version that has some${where}` });
  }
  return wanted;
}

/** Files that are not as they are now, and all that import them. */
function affectedFiles(inputs: readonly LinkInput[], current: CurrentSchema): ReadonlySet<string> {
  const now = new Map(current.inputs.map((input) => [input.node.source.path, input]));
  const importers = new Map<string, string[]>();
  const affected = new Set<string>();
  for (const input of inputs) {
    const { path } = input.node.source;
    for (const imported of input.imports.values()) {
      const known = importers.get(imported);
      if (known) known.push(path);
      else importers.set(imported, [path]);
    }
    if (!isSame(input, now.get(path))) affected.add(path);
  }
  // the loop goes on to what is added here
  for (const path of affected) for (const importer of importers.get(path) ?? []) affected.add(importer);
  return affected;
}

function isSame(input: LinkInput, now: LinkInput | undefined): boolean {
  if (!now || input.importPath !== now.importPath || input.imports.size !== now.imports.size) return false;
  if (input.node !== now.node && input.node.source.text !== now.node.source.text) return false;
  return [...input.imports].every(([written, path]) => now.imports.get(written) === path);
}

/** The affected files and all that they import, in the order given. */
function withImports(inputs: readonly LinkInput[], affected: ReadonlySet<string>): readonly LinkInput[] {
  const byPath = new Map(inputs.map((input) => [input.node.source.path, input]));
  const needed = new Set(affected);
  for (const path of needed) for (const imported of byPath.get(path)?.imports.values() ?? []) needed.add(imported);
  return inputs.filter(({ node }) => needed.has(node.source.path));
}
