// What `--against` can name beside a folder: a commit of this repository, a descriptor set, the lock. Each becomes a file
// tree with the project's paths; git's objects are read in place.

import { posix } from 'node:path';
import { UserError } from '../diagnostics/user-error.ts';
import { type FileTree, isReadFailure } from '../inputs/files/file-tree.ts';
import { replacedTree } from '../inputs/files/replaced-tree.ts';
import { isWellKnownImport } from '../model/proto/schema/link.ts';
import { type Lock, lockPath, releasedText } from '../model/release/lock.ts';
import { sha256 } from '../text/sha256.ts';
import type { Project } from './project.ts';

export interface AgainstTree {
  /** With the project's paths, or with those of its contract root. Who opens it closes it. */
  readonly tree: FileTree;
  /** What a path of the tree is called in reports. */
  readonly shown: (path: string) => string;
  /** Roots of the project of which this version holds nothing, so that they are as they are now. */
  readonly lacks?: readonly string[];
}

/** `main`, `origin/main:contracts`, a commit, `tag:v*`. */
export async function openRevision(spec: string, project: Project): Promise<AgainstTree> {
  const { knownCommit, treeId } = await import('../inputs/files/git-revisions.ts');
  const { repositoryRoot } = await import('../inputs/files/git.ts');
  const { gitRevisionTree } = await import('../inputs/files/git-revision-tree.ts');
  const top = await repositoryRoot(project.root).catch((error) => {
    throw error instanceof UserError && error.message.endsWith('is not in a git repository') ? noSuch(spec) : error;
  });
  const { ref, folder } = await parseRevision(spec, project.root);
  const commit = await knownCommit(project.root, ref);
  if (folder === undefined) {
    const tree = await gitRevisionTree(project.root, commit, `'${ref}'`);
    return { tree, shown: (path) => `${ref}:${path}` };
  }
  const inside = posix
    .normalize(folder)
    .replace(/^\.?\/|\/$/g, '')
    .replace(/^\.$/, '');
  const id = inside.split('/').includes('..') ? undefined : await treeId(top, commit, inside);
  if (id === undefined) {
    const hint = `it is looked for from the top of the repository: 'git ls-tree ${ref}' lists what is there`;
    throw new UserError(`'${folder}' is not a folder of '${ref}'`, { hint });
  }
  const tree = await gitRevisionTree(top, id, `'${spec}'`);
  return { tree, shown: (path) => `${ref}:${posix.join(inside, path)}` };
}

function noSuch(spec: string): UserError {
  const hint = "name a folder, a descriptor set, 'lock', or inside of a git repository a commit, branch or tag";
  return new UserError(`'${spec}' does not exist`, { hint });
}

async function parseRevision(spec: string, root: string): Promise<{ readonly ref: string; readonly folder?: string }> {
  const isTag = spec.startsWith('tag:');
  const rest = isTag ? spec.slice('tag:'.length) : spec;
  const colon = rest.indexOf(':');
  const name = colon === -1 ? rest : rest.slice(0, colon);
  if (name === '') {
    const hint = isTag ? "write a pattern, such as 'tag:v*'" : `write a commit, branch or tag: 'HEAD${spec}'`;
    throw new UserError(`'${spec}' names no ${isTag ? 'tag' : 'commit'}`, { hint });
  }
  const ref = isTag ? await (await import('../inputs/files/git-tags.ts')).newestTag(root, name) : name;
  return colon === -1 ? { ref } : { ref, folder: rest.slice(colon + 1) };
}

export async function openDescriptorSet(absolute: string, spec: string, project: Project): Promise<AgainstTree> {
  const { descriptorSetTexts } = await import('../inputs/descriptor-set.ts');
  const roots = [...new Set(project.parts.flatMap((part) => part.roots))].sort((a, b) => a.length - b.length);
  const thirdParty = project.loaded.config.contracts?.imports ?? [];
  const texts = new Map(roots.map((root) => [root, new Map<string, string>()]));
  for (const [name, text] of descriptorSetTexts(absolute, spec)) {
    const isImport = isWellKnownImport(name) || thirdParty.some((folder) => project.tree.has(posix.join(folder, name)));
    const [root, path] = placeOf(name, roots, project.tree);
    if (!isImport) texts.get(root)?.set(path, text);
  }
  const tree = [...texts].reduce((outer, [root, inside]) => replacedTree(outer, root, inside), project.tree);
  return { tree: { ...tree, close: async () => {} }, shown: (path) => `${spec}:${path}` };
}

/** Names are relative to the folders that the compiler was called with: ours, or the one around them. */
function placeOf(name: string, roots: readonly string[], tree: FileTree): readonly [root: string, path: string] {
  const around = roots.findLast((root) => root === '' || name.startsWith(`${root}/`));
  if (around !== undefined && (around !== '' || tree.has(name))) return [around, name];
  const folder = posix.dirname(name);
  const root =
    roots.find((own) => tree.has(posix.join(own, name))) ??
    roots.find((own) => tree.kind(posix.join(own, folder)) === 'folder') ??
    roots[0] ??
    '';
  return [root, posix.join(root, name)];
}

export async function openLock(project: Project): Promise<AgainstTree> {
  const root = project.contractRoot;
  const path = lockPath(root ?? '');
  const source = root === undefined ? undefined : (await project.tree.readMany([path])).get(path);
  if (root === undefined || !source || (isReadFailure(source) && source.kind === 'missing')) {
    const [message, remedy] =
      root === undefined
        ? ['there is no lock without a contract root', 'set contracts.root in leyline.yaml']
        : [`there is no lock ${path}`, "bring it back from version control, or make the first with 'leyline bump'"];
    throw new UserError(message, { hint: `${remedy}; a folder named 'lock' is './lock'` });
  }
  if (isReadFailure(source)) throw new UserError(source.message);
  const { lockError, readLock } = await import('../inputs/lock.ts');
  const read = await readLock(source);
  if ('problem' in read) throw lockError(read.problem, source);
  return {
    tree: instead(await releasedTexts(read.lock, root, project), root, project),
    shown: (inner) => `lock:${inner}`,
    lacks: rootsBeside(root, project),
  };
}

/** The lock holds what lies below the first root. */
function rootsBeside(first: string, { parts }: Project): readonly string[] {
  const roots = parts.flatMap((part) => part.roots);
  return roots.filter((root) => first !== '' && root !== first && !root.startsWith(`${first}/`));
}

/** As released, comments and all, wherever that is known: from the lock, or since nothing was changed. */
async function releasedTexts(lock: Lock, root: string, { tree }: Project): Promise<ReadonlyMap<string, string>> {
  const prefix = root === '' ? '' : `${root}/`;
  const files = lock.versions.flatMap((version) => version.files);
  const now = await tree.readMany(files.map(({ path }) => prefix + path));
  return new Map(
    files.map((file) => {
      const current = now.get(prefix + file.path);
      const isSame = current && !isReadFailure(current) && sha256(current.text) === file.source;
      return [prefix + file.path, isSame ? current.text : (releasedText(file) ?? `${file.schema.join('\n')}\n`)];
    }),
  );
}

function instead(texts: ReadonlyMap<string, string>, root: string, { tree }: Project): FileTree {
  return { ...replacedTree(tree, root, texts), close: async () => {} };
}
