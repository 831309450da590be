// Reads the golden folder of a contract set: manifests, and beside each the bytes and twins of its fixtures. Which files
// belong together is settled here; whether they agree is judged elsewhere.

import type { Finding } from '../../diagnostics/finding.ts';
import type { GoldenManifest } from '../../model/golden-set.ts';
import type { SourceFile } from '../../text/source-file.ts';
import { asFinding } from '../contract-set/manifest-file.ts';
import { type FileTree, isReadFailure } from '../files/file-tree.ts';
import { readBytes } from './read-bytes.ts';
import { readGoldenManifest } from './read-golden-manifest.ts';

/** What stands in a golden folder beside its manifest. */
export interface GoldenFiles {
  readonly manifest: GoldenManifest | undefined;
  /** The manifest's text, where there is one. */
  readonly source: SourceFile | undefined;
  readonly version: string;
  /** Project path of the folder. */
  readonly folder: string;
  /** Project paths of everything else in the folder, sorted. */
  readonly others: readonly string[];
}

export interface GoldenFolders {
  readonly folders: readonly GoldenFiles[];
  readonly findings: readonly Finding[];
}

export function goldenFolder(contractRoot: string): string {
  return contractRoot === '' ? 'golden' : `${contractRoot}/golden`;
}

export const MANIFEST = 'manifest.yaml';

/** The manifests of the versions named. What is missing is passed over. */
export async function readGoldenManifests(
  tree: FileTree,
  contractRoot: string,
  versions: readonly string[],
): Promise<GoldenFolders> {
  const folders = await Promise.all(versions.map((version) => readFolder(tree, contractRoot, version, [])));
  return { folders: folders.map(({ files }) => files), findings: folders.flatMap(({ findings }) => findings) };
}

/** Everything below the golden folder. */
export async function readGoldenFolders(tree: FileTree, contractRoot: string): Promise<GoldenFolders> {
  const top = goldenFolder(contractRoot);
  const paths = await tree.list(top, ['']);
  const versions = new Map<string, string[]>();
  for (const path of paths) {
    const [version = '', ...rest] = path.slice(top.length + 1).split('/');
    const name = rest.length === 0 ? '' : version;
    const known = versions.get(name);
    if (known) known.push(path);
    else versions.set(name, [path]);
  }
  const folders = await Promise.all(
    [...versions].map(([version, files]) => readFolder(tree, contractRoot, version, files)),
  );
  return { folders: folders.map(({ files }) => files), findings: folders.flatMap(({ findings }) => findings) };
}

async function readFolder(tree: FileTree, contractRoot: string, version: string, paths: readonly string[]) {
  const folder = version === '' ? goldenFolder(contractRoot) : `${goldenFolder(contractRoot)}/${version}`;
  const path = `${folder}/${MANIFEST}`;
  // What begins with a dot is for other tools, such as git's attributes.
  const others = paths.filter((other) => other !== path && !/(?:^|\/)\.[^/]*$/.test(other));
  const nothing: GoldenFiles = { manifest: undefined, source: undefined, version, folder, others };
  const read = (await tree.readMany([path])).get(path);
  if (!read || (isReadFailure(read) && read.kind === 'missing')) return { files: nothing, findings: [] };
  if (isReadFailure(read)) {
    return { files: nothing, findings: [asFinding(path, { message: read.message, span: { start: 0, end: 0 } })] };
  }
  const { value, findings } = await readGoldenManifest(read, version);
  return { files: { ...nothing, manifest: value, source: read }, findings };
}

export interface FixtureFiles {
  /** The bytes, a sentence why they cannot be read, or nothing where there is no such file. */
  readonly bytes: Uint8Array | string | undefined;
  readonly twin: SourceFile | string | undefined;
}

/** Names of fixtures with what belongs to each; `root` is the project's absolute path. */
export async function readFixtureFiles(
  tree: FileTree,
  root: string,
  { folder, others }: GoldenFiles,
  names: readonly string[],
): Promise<ReadonlyMap<string, FixtureFiles>> {
  const there = new Set(others);
  const twins = names.map((name) => `${folder}/${name}.json`).filter((path) => there.has(path));
  const texts = await tree.readMany(twins);
  return new Map(
    names.map((name) => {
      const binary = `${folder}/${name}.bin`;
      const text = texts.get(`${folder}/${name}.json`);
      const bytes = there.has(binary) ? readBytes(root, binary) : undefined;
      return [name, { bytes, twin: text && isReadFailure(text) ? text.message : text }];
    }),
  );
}
