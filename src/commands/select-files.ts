// Which files a run is about: all of the project, the paths given, or what git has staged or changed.

import { resolve } from 'node:path';
import { UserError } from '../diagnostics/user-error.ts';
import { ConfigError, placeOf } from '../inputs/config/config-error.ts';
import type { FileTree } from '../inputs/files/file-tree.ts';
import { resolvePaths } from '../inputs/files/resolve-paths.ts';
import { endingsOf, type SourceSettings, settingsOf } from '../inputs/sources/source-settings.ts';
import type { Project } from './project.ts';
import { listPart, type ProjectPart } from './project-parts.ts';
import { sourceSettings } from './source-settings.ts';

export interface Selection {
  /** Project paths of the .proto files to check, sorted. */
  readonly protos: readonly string[];
  /** Project paths of the source files to check, sorted. */
  readonly sources: readonly string[];
  /** Whether findings in this file are wanted. */
  includes(path: string): boolean;
  /** Everything that the configuration covers is looked at. */
  readonly isComplete: boolean;
}

export interface SelectionOptions {
  /** As written on the command line. */
  readonly paths: readonly string[];
  /** Project paths to which the selection is limited further. */
  readonly limit?: readonly string[] | undefined;
}

const ENDINGS = ['.proto', '.yaml', '.yml'];

export async function selectFiles(tree: FileTree, project: Project, options: SelectionOptions): Promise<Selection> {
  const { paths } = options;
  const settings = sourceSettings(project.loaded.config);
  const endings = [...ENDINGS, ...endingsOf(settings)];
  const scope =
    paths.length > 0
      ? covered(
          inParts(await resolvePaths(tree, project.root, project.cwd, paths, endings), project),
          settings,
          project,
        )
      : [
          ...(await defaultScope(tree, project, options.limit !== undefined)),
          ...(await listSources(tree, settings)),
        ].sort();
  const isInScope = paths.length > 0 ? inSet(scope) : () => true;
  const isInLimit = options.limit ? inSet(options.limit) : () => true;
  return {
    protos: scope.filter((path) => path.endsWith('.proto') && isInLimit(path)),
    sources: scope.filter((path) => settingsOf(path, settings) !== undefined && isInLimit(path)),
    includes: (path) => isInScope(path) && isInLimit(path),
    isComplete: paths.length === 0 && !options.limit,
  };
}

async function listSources(tree: FileTree, settings: readonly SourceSettings[]): Promise<readonly string[]> {
  if (settings.length === 0) return [];
  const files = await tree.list('', endingsOf(settings));
  return files.filter((path) => settingsOf(path, settings) !== undefined);
}

/** Source files count where `sources` covers them; a folder holds others, too. */
function covered(
  given: readonly string[],
  settings: readonly SourceSettings[],
  { loaded }: Project,
): readonly string[] {
  const inside = given.filter(
    (path) => ENDINGS.some((ending) => path.endsWith(ending)) || settingsOf(path, settings) !== undefined,
  );
  const [first] = given;
  if (inside.length > 0 || first === undefined) return inside;
  const what = given.length === 1 ? `${first} is` : `${first} and the other files given are`;
  throw new UserError(`${what} not covered by 'sources' of ${loaded.path}`, {
    hint: "name files that an 'include' of 'sources' matches, or add a pattern",
  });
}

/** Of the paths given, those that some part of the project holds. */
function inParts(given: readonly string[], { partOf, loaded }: Project): readonly string[] {
  const inside = given.filter((path) => partOf(path) !== undefined);
  const [first] = given;
  if (inside.length > 0 || first === undefined) return inside;
  const what = given.length === 1 ? `${first} is` : `${first} and the other files given are`;
  throw new UserError(`${what} in no module of ${loaded.path}`, { hint: 'name files of its modules, or add a module' });
}

function inSet(paths: readonly string[]): (path: string) => boolean {
  const set = new Set(paths);
  return (path) => set.has(path);
}

/** What the parts of the project hold; third-party import roots are read, not checked. */
async function defaultScope(tree: FileTree, project: Project, mayBeEmpty: boolean): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const part of project.parts) {
    refuseMissingRoot(part, tree, project);
    const files = await listPart(tree, part);
    if (files.length === 0 && !mayBeEmpty) throw emptyPart(part, tree, project);
    for (const path of files) found.add(path);
  }
  return [...found].sort();
}

function refuseMissingRoot({ roots, title, rootPlaces }: ProjectPart, tree: FileTree, project: Project): void {
  const problems = rootPlaces.flatMap((span, i) => {
    const root = roots[i] ?? '';
    if (root === '' || tree.kind(root) === 'folder') return [];
    return [{ message: `the ${title} '${root}' is not a folder of ${tree.title}`, span }];
  });
  if (problems.length > 0) throw new ConfigError(project.loaded.source, problems);
}

function emptyPart({ roots, place, emptyHint }: ProjectPart, tree: FileTree, project: Project): UserError {
  const [failure] = tree.failures.values();
  if (failure) return new UserError(failure.message);
  const folders = roots.map((root) => resolve(project.root, root)).join(' or ');
  const at = place && { place: placeOf(project.loaded.source, place.start) };
  return new UserError(`no .proto files are in ${folders}`, { hint: emptyHint, ...at });
}
