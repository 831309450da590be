// Turns the paths, folders and patterns of a command line into the project files that they mean.
// A name that means nothing is an error, so that a typing mistake never passes for a clean run.

import { existsSync, realpathSync } from 'node:fs';
import { isAbsolute, posix, relative, resolve, sep } from 'node:path';
import { UserError } from '../../diagnostics/user-error.ts';
import { nearest } from '../../text/nearest.ts';
import { endsWithOneOf, type FileTree, isReadFailure } from './file-tree.ts';
import { matchPattern } from './match-pattern.ts';

/** `root` and `cwd` are absolute; `args` are relative to `cwd`, or absolute. Sorted project paths, each once. */
export async function resolvePaths(
  tree: FileTree,
  root: string,
  cwd: string,
  args: readonly string[],
  endings: readonly string[],
): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const arg of args) {
    for (const path of await filesMeantBy(arg, { tree, root, cwd, endings })) found.add(path);
  }
  return [...found].sort();
}

const GLOB = /[*?[\]{}]|[!+@]\(/;

interface Scope {
  readonly tree: FileTree;
  readonly root: string;
  readonly cwd: string;
  readonly endings: readonly string[];
}

async function filesMeantBy(arg: string, scope: Scope): Promise<readonly string[]> {
  const { tree, endings } = scope;
  if (arg === '') throw new UserError('an empty path was given', { hint: "write '.' for the folder you are in" });
  const path = projectPathOf(arg, arg, scope);
  const kind = tree.kind(path);
  if (kind === undefined && arg.startsWith('!')) {
    const hint = "name what to check; 'overrides' and 'exceptions' in leyline.yaml are there to leave things out";
    throw new UserError(`'${arg}' is negated`, { hint });
  }
  if (kind === undefined && GLOB.test(arg)) return matchesOf(arg, scope);
  if (kind === undefined) throw await notFound(arg, path, scope);
  if (kind === 'file' && !endsWithOneOf(path, endings)) {
    throw new UserError(`'${arg}' is not a kind of file that is checked here`, { hint: checkedAre(endings) });
  }
  const files = kind === 'file' ? [path] : await tree.list(path, endings);
  if (files.length > 0) return files;
  const unread = [...tree.failures].find(([folder]) => folder === path || folder.startsWith(`${path}/`))?.[1];
  if (unread) throw new UserError(`'${arg}' cannot be checked: ${unread.message}`);
  throw new UserError(`'${arg}' holds no files to check`, { hint: checkedAre(endings) });
}

async function matchesOf(arg: string, scope: Scope): Promise<readonly string[]> {
  const { tree, endings } = scope;
  const segments = arg.split('/');
  const rest = segments.splice(segments.findIndex((segment) => GLOB.test(segment)));
  // Below the root of the file system the leading segment is empty.
  const literal = segments.length === 1 && segments[0] === '' ? '/' : segments.join('/');
  const folder = projectPathOf(literal, arg, scope);
  if (tree.kind(folder) !== 'folder') throw await notFound(literal, folder, scope);
  const files = await matchPattern(tree, folder, rest.join('/'), endings);
  if (files.length > 0) return files;
  throw new UserError(`nothing in ${tree.title} matches '${arg}'`, { hint: checkedAre(endings) });
}

function projectPathOf(path: string, arg: string, { root, cwd }: Scope): string {
  const absolute = resolve(cwd, path);
  const found = below(root, absolute) ?? below(realPath(root), realPath(absolute));
  if (found !== undefined) return found;
  const hint = `the project is ${root}: the folder of leyline.yaml, or the one you are in; '--cwd' chooses another`;
  throw new UserError(`'${arg}' lies outside the project`, { hint });
}

function below(root: string, absolute: string): string | undefined {
  const path = relative(root, absolute).split(sep).join('/');
  return path === '..' || path.startsWith('../') || isAbsolute(path) ? undefined : path;
}

/** The same folder can have several names; what does not exist keeps the one given. */
function realPath(path: string): string {
  return existsSync(path) ? realpathSync.native(path) : path;
}

async function notFound(arg: string, path: string, { tree, root, cwd, endings }: Scope): Promise<UserError> {
  if (tree.title === "git's index" && existsSync(resolve(root, path))) {
    return new UserError(`'${arg}' is not in git's index`, { hint: `stage it first: git add -- ${arg}` });
  }
  const read = (await tree.readMany([path])).get(path);
  if (read && isReadFailure(read) && read.kind !== 'missing') {
    return new UserError(`'${arg}' cannot be checked: ${read.message}`);
  }
  const near = await nearestName(tree, path, endings);
  const nearFromHere = near === undefined ? undefined : relative(cwd, resolve(root, near)).split(sep).join('/');
  const hint = nearFromHere ? `did you mean '${nearFromHere}'?` : 'paths are relative to the folder you are in';
  return new UserError(`'${arg}' does not exist`, { hint });
}

/** Looks in the deepest folder on the way that exists. */
async function nearestName(tree: FileTree, path: string, endings: readonly string[]): Promise<string | undefined> {
  let folder = posix.dirname(path);
  let wanted = path;
  while (folder !== '.' && tree.kind(folder) !== 'folder') {
    wanted = folder;
    folder = posix.dirname(folder);
  }
  const prefix = folder === '.' ? '' : `${folder}/`;
  const files = await tree.list(folder === '.' ? '' : folder, endings);
  const names = new Set(files.map((file) => file.slice(prefix.length).split('/', 1)[0] ?? ''));
  const near = nearest(wanted.slice(prefix.length), [...names]);
  return near === undefined ? undefined : prefix + near;
}

function checkedAre(endings: readonly string[]): string {
  return `checked are files that end in ${endings.join(', ')}`;
}
