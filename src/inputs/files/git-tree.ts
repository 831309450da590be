// Files that git keeps, as a tree: names from a list of entries, texts from one `git cat-file` process that lives until
// `close`. Where the entries come from, the index or a commit, is settled elsewhere.

import type { SourceFile } from '../../text/source-file.ts';
import { type Blob, type BlobReader, openBlobReader } from './blob-reader.ts';
import {
  endsWithOneOf,
  type FileContent,
  type FileTree,
  isPassedOver,
  isReadFailure,
  malformedPath,
  type ReadFailure,
  type TreeLimits,
  tooLarge,
} from './file-tree.ts';
import { absence, foldersOf, followLinks, type GitEntries } from './git-entries.ts';
import { decode } from './read-text.ts';

/** `root` is a folder of the repository; `title` is what messages call the tree. */
export async function gitTree(root: string, entries: GitEntries, title: string, limits: TreeLimits): Promise<FileTree> {
  const folders = foldersOf(entries);
  let reader: Promise<BlobReader> | undefined;
  let isClosed = false;

  async function blob(id: string): Promise<Blob> {
    if (isClosed) return { kind: 'failed', reason: 'reading has ended' };
    reader ??= openBlobReader(root, limits.largestFile);
    return (await reader).read(id);
  }

  async function close(): Promise<void> {
    isClosed = true;
    await (await reader)?.close();
  }

  const links = await linkTargets(entries, blob).catch(async (error) => {
    await close();
    throw error;
  });

  function resolve(path: string): string | ReadFailure {
    return malformedPath(path) ?? followLinks(path, links);
  }

  async function read(path: string): Promise<SourceFile | ReadFailure> {
    const target = resolve(path);
    if (typeof target !== 'string') return target;
    const entry = entries.get(target);
    if (entry?.kind === 'conflict') {
      const message = `${path} has an unresolved merge conflict; resolve it, then run 'git add ${path}'`;
      return { kind: 'unreadable', message };
    }
    if (entry?.kind !== 'file') return { ...absence(target, entries, folders, title) };
    const content = await blob(entry.id);
    if (content.kind === 'content') return decode(content.bytes, path);
    if (content.kind === 'too-large') return tooLarge(path, content.size, limits);
    const reason = content.kind === 'failed' ? content.reason : `object ${entry.id} is missing; 'git fsck' tells more`;
    return { kind: 'unreadable', message: `${path} cannot be read from git: ${reason}` };
  }

  function kind(path: string): 'file' | 'folder' | undefined {
    const target = resolve(path);
    if (typeof target !== 'string') return undefined;
    const entry = entries.get(target);
    if (entry?.kind === 'file' || entry?.kind === 'conflict') return 'file';
    return folders.has(target) ? 'folder' : undefined;
  }

  function content(path: string): FileContent | undefined {
    const target = resolve(path);
    const entry = typeof target === 'string' ? entries.get(target) : undefined;
    return entry?.kind === 'file' ? { id: entry.id } : undefined;
  }

  async function list(dir: string, endings: readonly string[]): Promise<readonly string[]> {
    const target = resolve(dir);
    if (typeof target !== 'string') return [];
    if (kind(target) === 'file') return endsWithOneOf(dir, endings) ? [dir] : [];
    const prefix = target === '' ? '' : `${target}/`;
    const shown = dir === '' ? '' : `${dir}/`;
    const found: string[] = [];
    for (const { path, kind: entryKind } of entries.values()) {
      if (!path.startsWith(prefix) || entryKind === 'link' || entryKind === 'submodule') continue;
      const below = path.slice(prefix.length);
      const isHidden = below.split('/').slice(0, -1).some(isPassedOver);
      if (!isHidden && endsWithOneOf(below, endings)) found.push(shown + below);
    }
    return found.sort();
  }

  async function readMany(paths: readonly string[]): Promise<ReadonlyMap<string, SourceFile | ReadFailure>> {
    return new Map(await Promise.all(paths.map(async (path) => [path, await read(path)] as const)));
  }

  return {
    title,
    list,
    readMany,
    has: (path) => kind(path) === 'file',
    kind,
    content,
    failures: new Map(),
    close,
  };
}

/** A link's content is the path that it leads to. */
async function linkTargets(
  entries: GitEntries,
  blob: (id: string) => Promise<Blob>,
): Promise<ReadonlyMap<string, string>> {
  const links = [...entries.values()].filter((entry) => entry.kind === 'link');
  const targets = new Map<string, string>();
  for (const [link, content] of await Promise.all(links.map(async (link) => [link, await blob(link.id)] as const))) {
    const target = content.kind === 'content' ? decode(content.bytes, link.path) : undefined;
    // A target that cannot be read leads nowhere, which is what the empty text stands for.
    targets.set(link.path, target && !isReadFailure(target) ? target.text : '');
  }
  return targets;
}
