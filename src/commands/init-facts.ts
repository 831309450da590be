// What `leyline init` finds in a folder and around it: contracts, sources, configurations, the repository and its hooks.
// Reads only.

import { relative, sep } from 'node:path';
import { type HookFacts, NPM_PROGRAMS } from '../init/hook-plan.ts';
import type { ProtoFacts } from '../init/proto-layout.ts';
import {
  mayBeGenerated,
  PYTHON_ENDINGS,
  SCRIPT_ENDINGS,
  type SourceEntry,
  sourceLayout,
} from '../init/source-layout.ts';
import { type FileTree, isReadFailure } from '../inputs/files/file-tree.ts';
import { type GitPlace, gitPlace } from '../inputs/files/git-place.ts';
import { workTree } from '../inputs/files/work-tree.ts';
import { parseFile } from '../model/proto/syntax/parse-file.ts';

export interface RepositoryFacts {
  readonly place: GitPlace;
  readonly tree: FileTree;
  /** The project's folder in it; `''` is the whole. */
  readonly below: string;
  readonly isAtGitHub: boolean;
  readonly isAtGitLab: boolean;
  readonly hook: HookFacts;
}

export interface InitFacts {
  /** Absolute. */
  readonly root: string;
  readonly tree: FileTree;
  readonly protos: readonly ProtoFacts[];
  /** Project paths of files called `build/versions.yaml`. */
  readonly manifests: readonly string[];
  /** Empty where nothing in the project has to do with protobuf but the contracts. */
  readonly sources: readonly SourceEntry[];
  /** How many files of Go are generated. */
  readonly goStubs: number;
  /** What package.json has among its dependencies names this package. */
  readonly isInstalled: boolean;
  /** Names of files beside package.json; empty where there is none. */
  readonly besidePackage: ReadonlySet<string>;
  readonly repository: RepositoryFacts | undefined;
}

const MANIFEST = 'build/versions.yaml';
const PACKAGE_LOCKS = ['package.json', 'package-lock.json', 'pnpm-lock.yaml', 'yarn.lock'];
const PYTHON_PROJECTS = ['pyproject.toml', 'requirements.txt', 'setup.py', 'setup.cfg'];

export async function readInitFacts(root: string): Promise<InitFacts> {
  const tree = workTree(root);
  const names = await textOf(tree, 'package.json');
  const dependencies = dependenciesIn(names);
  const manifests = await tree.list('', ['versions.yaml']);
  return {
    root,
    tree,
    protos: await protoFacts(tree),
    manifests: manifests.filter((path) => path === MANIFEST || path.endsWith(`/${MANIFEST}`)),
    sources: await sourceEntries(tree, dependencies),
    goStubs: (await tree.list('', ['.pb.go'])).length,
    isInstalled: dependencies.includes('leyline'),
    besidePackage: new Set(names === undefined ? [] : PACKAGE_LOCKS.filter((name) => tree.has(name))),
    repository: await repositoryFacts(root),
  };
}

async function protoFacts(tree: FileTree): Promise<readonly ProtoFacts[]> {
  const texts = await tree.readMany(await tree.list('', ['.proto']));
  return [...texts].flatMap(([path, read]) => {
    if (isReadFailure(read)) return [{ path, package: '', imports: [] }];
    const file = parseFile(read);
    return [{ path, package: file.package?.name.text ?? '', imports: file.imports.map((node) => node.path.value) }];
  });
}

async function sourceEntries(tree: FileTree, dependencies: readonly string[]): Promise<readonly SourceEntry[]> {
  const paths = await tree.list('', [...SCRIPT_ENDINGS, ...PYTHON_ENDINGS]);
  const heads = new Map<string, string>();
  for (const [path, read] of await tree.readMany(paths.filter(mayBeGenerated))) {
    if (!isReadFailure(read)) heads.set(path, read.text.slice(0, 4000));
  }
  const entries = sourceLayout(paths, heads);
  const usesInScripts = dependencies.some((name) => /protobuf|grpc|connectrpc/.test(name));
  const usesInPython = await anyMentions(tree, PYTHON_PROJECTS, /protobuf|grpc/);
  return entries.filter(
    ({ language, generated }) => generated.length > 0 || (language === 'python' ? usesInPython : usesInScripts),
  );
}

async function anyMentions(tree: FileTree, paths: readonly string[], what: RegExp): Promise<boolean> {
  const texts = await tree.readMany(paths);
  return [...texts.values()].some((read) => !isReadFailure(read) && what.test(read.text));
}

/** A package.json that is none is its owner's affair. */
function dependenciesIn(text: string | undefined): readonly string[] {
  const found = packageKeys(text);
  return ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'].flatMap((key) =>
    Object.keys(found[key] ?? {}),
  );
}

function packageKeys(text: string | undefined): Readonly<Record<string, object | undefined>> {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return typeof value === 'object' && value !== null ? (value as Record<string, object | undefined>) : {};
  } catch {
    return {};
  }
}

async function repositoryFacts(root: string): Promise<RepositoryFacts | undefined> {
  const place = await gitPlace(root);
  if (!place) return undefined;
  const tree = workTree(place.top);
  const packageText = await textOf(tree, 'package.json');
  const hosts = (pattern: RegExp) => place.remotes.some((url) => pattern.test(url));
  const hooks = posix(relative(place.top, place.hooks));
  const gitHook =
    hooks === '..' || hooks.startsWith('../') || /^[A-Za-z]:|^\//.test(hooks) ? undefined : `${hooks}/pre-commit`;
  return {
    place,
    tree,
    below: posix(relative(place.top, root)),
    isAtGitHub: hosts(/github/i) || tree.kind('.github') === 'folder',
    isAtGitLab: hosts(/gitlab/i) || tree.has('.gitlab-ci.yml'),
    hook: {
      gitHook,
      hasGitHook: gitHook !== undefined && tree.has(gitHook),
      hasHusky: tree.kind('.husky') === 'folder',
      hasHuskyHook: tree.has('.husky/pre-commit'),
      lefthook: ['lefthook.yml', 'lefthook.yaml', '.lefthook.yml', '.lefthook.yaml'].find((name) => tree.has(name)),
      hasPreCommitConfig: tree.has('.pre-commit-config.yaml'),
      hasSimpleGitHooks: packageKeys(packageText)['simple-git-hooks'] !== undefined,
    },
  };
}

/** Where npm installs programs of the project, seen from the top of its repository. */
export function npmPrograms({ repository }: InitFacts): string {
  return repository?.below ? `${repository.below}/${NPM_PROGRAMS}` : NPM_PROGRAMS;
}

async function textOf(tree: FileTree, path: string): Promise<string | undefined> {
  const read = (await tree.readMany([path])).get(path);
  return read === undefined || isReadFailure(read) ? undefined : read.text;
}

function posix(path: string): string {
  return path.split(sep).join('/');
}
