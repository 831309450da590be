// What `--against` means: the schema before, linked, with the paths of the project. Decides what a spec names; what is not
// a folder is opened elsewhere.

import { statSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import type { Finding } from '../diagnostics/finding.ts';
import { UserError } from '../diagnostics/user-error.ts';
import type { FileTree } from '../inputs/files/file-tree.ts';
import { mountedTree } from '../inputs/files/mounted-tree.ts';
import { workTree } from '../inputs/files/work-tree.ts';
import type { FileDescriptor } from '../model/proto/schema/descriptor.ts';
import type { FileNode } from '../model/proto/syntax/ast.ts';
import { lockPath } from '../model/release/lock.ts';
import type { SourceFile } from '../text/source-file.ts';
import type { AgainstTree } from './against-tree.ts';
import { foreignAddress } from './foreign-address.ts';
import { type CurrentSchema, loadBefore } from './load-before.ts';
import type { Project } from './project.ts';

/** The schema before. */
export interface Against {
  /** What messages call it: the spec, as written. */
  readonly title: string;
  /** Those of the project's parts, imports not among them; by the paths that they have, or had, in the project. */
  readonly files: readonly FileDescriptor[];
  /** Texts that places before point into, by the path that `shown` gives. */
  readonly sources: ReadonlyMap<string, SourceFile>;
  /** What a path of these files is called in a report, where files of now have the same paths. */
  readonly shown: (path: string) => string;
  /** Roots of the project that cannot be compared with this version. */
  readonly lacks: readonly string[];
  /** Flaws of these files: errors make the comparison worthless. */
  readonly findings: readonly Finding[];
}

/** The files of the version before, by the paths of the project. Closing the tree is the caller's. */
export type OpenedAgainst = { readonly tree: FileTree } & Pick<Against, 'title' | 'shown' | 'lacks'>;

/** `spec`: a folder, a descriptor set, `lock`, or a commit. What exists as a path is one. */
export async function openAgainstTree(spec: string, project: Project): Promise<OpenedAgainst> {
  const opened = await openTree(spec, project);
  const tree = asProject(opened.tree, project);
  const shown = (path: string) => opened.shown(tree.inner(path));
  return { tree: withImports(tree, project), title: spec, shown, lacks: opened.lacks ?? [] };
}

async function openTree(spec: string, project: Project): Promise<AgainstTree> {
  if (spec === '') throw new UserError("'--against' names nothing", { hint: NAME_SOMETHING });
  if (spec === 'lock') return (await import('./against-tree.ts')).openLock(project);
  const absolute = resolve(project.cwd, spec);
  // A NUL is in no path, and asking the system for it would be an error of ours.
  const status = spec.includes('\0') ? undefined : statSync(absolute, { throwIfNoEntry: false });
  const foreign = status && !absolute.endsWith(`${sep}.git`) ? undefined : foreignAddress(spec);
  if (foreign) throw foreign;
  if (status?.isDirectory()) {
    return { tree: workTree(absolute), shown: (path) => shownPath(resolve(absolute, path), project) };
  }
  const isLock =
    project.contractRoot !== undefined && absolute === resolve(project.root, lockPath(project.contractRoot));
  if (isLock) return (await import('./against-tree.ts')).openLock(project);
  if (status?.isFile()) return (await import('./against-tree.ts')).openDescriptorSet(absolute, spec, project);
  if (status) throw new UserError(`'${spec}' is neither a folder nor a file`, { hint: NAME_SOMETHING });
  if (isPath(spec)) throw new UserError(`'${spec}' does not exist`, { hint: `paths are relative to ${project.cwd}` });
  return (await import('./against-tree.ts')).openRevision(spec, project);
}

const NAME_SOMETHING = "name a folder, a descriptor set, a commit, branch or tag, or 'lock'";

/** Written so that it can be nothing else; behind a colon there is a folder of a commit. */
function isPath(spec: string): boolean {
  return /^\.{0,2}[/\\]|^\.{1,2}$|^[A-Za-z]:\\|^[^:]*(?:\/|\.(?:binpb|pb|desc|protoset))$/.test(spec);
}

/**
 * With `current`, texts that are the same are not parsed again, and what they mean is not found out twice. With `only`, of
 * these files alone.
 */
export async function againstTree(
  { tree, title, shown, lacks }: OpenedAgainst,
  project: Project,
  current?: CurrentSchema,
  only?: ReadonlySet<string>,
  parse?: (source: SourceFile) => FileNode,
): Promise<Against> {
  const { files, findings } = await loadBefore(tree, title, project, current, only, parse);
  const sources = new Map(
    files.map(({ source }) => [shown(source.path), { path: shown(source.path), text: source.text }]),
  );
  return { title, files, sources, shown, lacks, findings };
}

/** A tree may be a version of the whole project, or of its contract root alone. */
function asProject(tree: FileTree, project: Project): FileTree & { readonly inner: (path: string) => string } {
  const roots = [...new Set(project.parts.flatMap((part) => part.roots))];
  const [only = ''] = roots;
  const isRootItself = roots.length === 1 && only !== '' && tree.kind(only) !== 'folder';
  return mountedTree(tree, isRootItself ? only : '');
}

/** Third-party files are as they are now where the tree does not have them. */
function withImports(tree: FileTree, project: Project): FileTree {
  const folders = project.loaded.config.contracts?.imports ?? [];
  if (folders.length === 0) return tree;
  const isNow = (path: string) => !tree.has(path) && folders.some((folder) => path.startsWith(`${folder}/`));
  return {
    ...tree,
    has: (path) => (isNow(path) ? project.tree.has(path) : tree.has(path)),
    content: (path) => (isNow(path) ? project.tree : tree).content?.(path),
    async readMany(paths) {
      const now = paths.filter(isNow);
      const then = paths.filter((path) => !now.includes(path));
      return new Map([...(await tree.readMany(then)), ...(await project.tree.readMany(now))]);
    },
  };
}

/** Relative to the project, as all paths of a report. */
function shownPath(path: string, { root }: Project): string {
  return relative(root, path).split(sep).join('/');
}
