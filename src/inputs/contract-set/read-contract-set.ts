// Everything that stands beside the `.proto` files, as one ContractSet with what is wrong in it.

import type { Finding } from '../../diagnostics/finding.ts';
import type { ContractSet, Plane } from '../../model/contract-set.ts';
import type { SourceFile } from '../../text/source-file.ts';
import { contractRoots } from '../config/contract-roots.ts';
import type { Config } from '../config/schema.ts';
import { type FileTree, isReadFailure } from '../files/file-tree.ts';
import { readGoldenManifests } from '../golden/read-golden-set.ts';
import { asFinding, type ReadManifest } from './manifest-file.ts';
import { readToolchain } from './read-toolchain.ts';
import { readTopics } from './read-topics.ts';
import { readVersions } from './read-versions.ts';

export interface ReadContractSet {
  readonly contracts: ContractSet;
  readonly findings: readonly Finding[];
  /** The texts that the findings and places point into. */
  readonly sources: readonly SourceFile[];
}

export async function readContractSet(tree: FileTree, config: Config): Promise<ReadContractSet> {
  const [root] = contractRoots(config);
  const planes = planesOf(config);
  if (root === undefined) {
    const contracts = { root, manifest: undefined, topics: [], toolchain: undefined, planes };
    return { contracts, findings: [], sources: [] };
  }
  const build = root === '' ? 'build' : `${root}/build`;
  const sources: SourceFile[] = [];
  const findings: Finding[] = [];

  async function read<T>(
    name: string,
    reader: (source: SourceFile) => Promise<ReadManifest<T>>,
  ): Promise<T | undefined> {
    const path = `${build}/${name}`;
    const text = (await tree.readMany([path])).get(path);
    if (!text || (isReadFailure(text) && text.kind === 'missing')) return undefined;
    if (isReadFailure(text)) {
      findings.push(asFinding(path, { message: text.message, span: { start: 0, end: 0 } }));
      return undefined;
    }
    sources.push(text);
    const result = await reader(text);
    findings.push(...result.findings);
    return result.value;
  }

  const manifest = await read('versions.yaml', readVersions);
  const topics = (await read('topics.yaml', readTopics)) ?? [];
  const toolchain = await read('toolchain.yaml', readToolchain);
  const golden = await readGoldenManifests(
    tree,
    root,
    (manifest?.versions ?? []).map(({ name }) => name.value),
  );
  findings.push(...golden.findings);
  sources.push(...golden.folders.flatMap(({ source }) => source ?? []));
  const maxMessageSize = config.budgets?.['max-message-size'];
  const contracts = {
    root,
    manifest,
    topics,
    toolchain,
    planes,
    golden: golden.folders.flatMap((folder) => folder.manifest ?? []),
    ...(maxMessageSize !== undefined && { maxMessageSize }),
  };
  return { contracts, findings, sources };
}

export function planesOf(config: Config): readonly Plane[] {
  return Object.entries(config.planes ?? {}).map(([name, { packages = [], subsystems = [], internal = [] }]) => ({
    name,
    packages,
    subsystems,
    internal,
  }));
}
