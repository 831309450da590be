// Reads source files, parses those that can matter, and what these import as far as it decides what their names mean.
// Goes in rounds: each asks for the files that the one before could not look into.

import type { Finding } from '../../diagnostics/finding.ts';
import { type ContractTypes, nearName } from '../../model/contract-mirror.ts';
import { readGeneratedHeader } from '../../model/generated-header.ts';
import { callsOfRenamed, mayHandleBytes } from '../../model/source-graph/codec-words.ts';
import { findUses } from '../../model/source-graph/find-uses.ts';
import { natureOf } from '../../model/source-graph/message-nature.ts';
import type { ProtobufUse } from '../../model/source-graph/protobuf-use.ts';
import { createResolver, type Resolver } from '../../model/source-graph/resolver.ts';
import type { SourceModule, TypeReference } from '../../model/source-module.ts';
import type { SourceUnit } from '../../model/source-unit.ts';
import type { SourceFile } from '../../text/source-file.ts';
import { type FileTree, isReadFailure, type ReadFailure } from '../files/file-tree.ts';
import { UNREADABLE_FILE } from '../input-checks.ts';
import { moduleReader } from './module-reader.ts';
import { projectFiles } from './project-files.ts';
import { createGraph, type ProjectGraph } from './project-graph.ts';
import { type SourceSettings, settingsOf } from './source-settings.ts';

/** A syntax tree takes some fifty times the room of its text. */
const LARGEST = 8 * 1024 * 1024;
/** Chains of re-exports that are longer than this are not followed. */
const MAX_ROUNDS = 40;

export interface SourceRequest {
  readonly tree: FileTree;
  /** Reads installed packages, which are in no index. */
  readonly packages: FileTree;
  /** Absolute. */
  readonly root: string;
  readonly settings: readonly SourceSettings[];
  /** Project paths of the files to check. */
  readonly paths: readonly string[];
  readonly contracts: ContractTypes;
  /** Read every file whole, for who wants to know all types. */
  readonly isWhole?: boolean;
}

export interface LoadedSources {
  readonly units: readonly SourceUnit[];
  /** Files that cannot be read, and syntax errors. */
  readonly findings: readonly Finding[];
}

export async function loadSources(request: SourceRequest): Promise<LoadedSources> {
  const { tree, settings, paths, contracts, isWhole = false } = request;
  const findings: Finding[] = [];
  const graph = createGraph(await projectFiles(request));
  const read = await moduleReader();
  const unreadable = (path: string, failure: ReadFailure) => findings.push(unreadableFile(path, failure));

  await readInto(graph, tree, paths, unreadable);
  const own: SourceModule[] = [];
  const renamed = callsOfRenamed([...graph.texts.values()].map((source) => source?.text ?? ''));
  for (const path of paths) {
    const source = graph.texts.get(path);
    if (!source || graph.originOf(path)) continue;
    const { text } = source;
    const mayMatter = isWhole || mayHandleBytes(text) || renamed?.test(text) || declaresNear(text, contracts);
    if (!mayMatter) continue;
    if (text.length > LARGEST) {
      findings.push(tooLarge(path, text.length));
      continue;
    }
    const module = await read(source);
    graph.modules.set(path, module);
    own.push(module);
    findings.push(...flawsOf(module));
  }

  const known = await resolveAll(own, graph, request, read);
  const units = paths.flatMap((path): SourceUnit[] => {
    const source = graph.texts.get(path);
    return source ? [unitOf(source, graph, settings, known)] : [];
  });
  return { units, findings };
}

interface Known {
  readonly uses: ReadonlyMap<SourceModule, readonly ProtobufUse[]>;
  readonly derived: ReadonlyMap<SourceModule, ReadonlySet<number>>;
}

async function resolveAll(
  own: readonly SourceModule[],
  graph: ProjectGraph,
  { tree, packages, contracts }: SourceRequest,
  read: (source: SourceFile) => Promise<SourceModule>,
): Promise<Known> {
  for (let round = 1; ; round++) {
    graph.wanted.clear();
    const resolver = createResolver(graph);
    const uses = new Map(own.map((module) => [module, findUses(module, resolver, graph)] as const));
    const derived = new Map(own.map((module) => [module, derivedTypes(module, resolver, contracts)] as const));
    const wanted = [...graph.wanted].sort();
    if (wanted.length === 0 || round === MAX_ROUNDS) return { uses, derived };
    const unread = wanted.filter((path) => !graph.texts.has(path));
    const isInstalled = (path: string) => path.split('/').includes('node_modules');
    await readInto(graph, packages, unread.filter(isInstalled));
    await readInto(
      graph,
      tree,
      unread.filter((path) => !isInstalled(path)),
    );
    for (const path of wanted) {
      const source = graph.texts.get(path);
      // what was only to be read may turn out to be generated, or not to matter
      if (!source || unread.includes(path)) continue;
      graph.modules.set(path, await read(source));
    }
  }
}

async function readInto(
  graph: ProjectGraph,
  tree: FileTree,
  paths: readonly string[],
  onFailure?: (path: string, failure: ReadFailure) => void,
): Promise<void> {
  if (paths.length === 0) return;
  for (const [path, found] of await tree.readMany(paths)) {
    const isFailure = isReadFailure(found);
    graph.texts.set(path, isFailure ? undefined : found);
    if (isFailure) onFailure?.(path, found);
  }
}

const DECLARES = /\b(?:interface|class|type|enum|const|let|var)\s+([A-Za-z_$][\w$]*)|^([A-Za-z_]\w*) *=/gm;

function declaresNear(text: string, { byName }: ContractTypes): boolean {
  if (byName.size === 0) return false;
  for (const [, name, assigned] of text.matchAll(DECLARES)) {
    const declared = name ?? assigned ?? '';
    if (declared.length < 200 && byName.has(nearName(declared))) return true;
  }
  return false;
}

/** Types that are made from generated ones, of those that a contract could be mirrored by. */
function derivedTypes(module: SourceModule, resolver: Resolver, { byName }: ContractTypes): ReadonlySet<number> {
  const derived = new Set<number>();
  module.types.forEach(({ name, bases, members }, i) => {
    if (!byName.has(nearName(name))) return;
    const isStub = (type: TypeReference) => natureOf(resolver.typed(type, module, true), resolver) !== undefined;
    // `{ seq: Packet['seq'] }`
    const indexed = members.flatMap(({ type }) => (type?.kind === 'derived' ? type.from : []));
    if ([...bases, ...indexed].some(isStub)) derived.add(i);
  });
  return derived;
}

const NONE: ReadonlySet<number> = new Set();

function unitOf(
  source: SourceFile,
  graph: ProjectGraph,
  settings: readonly SourceSettings[],
  { uses, derived }: Known,
): SourceUnit {
  const { path, text } = source;
  if (graph.originOf(path)) {
    const header = readGeneratedHeader(text);
    const empty = { module: undefined, uses: [], derived: NONE };
    return { path, source, role: 'generated', ...empty, ...(header && { header }) };
  }
  const module = graph.modules.get(path);
  const role = settingsOf(path, settings)?.isCodec(path) ? 'codec' : 'code';
  return {
    path,
    source,
    role,
    module,
    uses: (module && uses.get(module)) ?? [],
    derived: (module && derived.get(module)) ?? NONE,
  };
}

function flawsOf({ source, flaws }: SourceModule): Finding[] {
  return flaws.map(({ message, start, end }) => ({
    rule: 'syntax-error',
    severity: 'error',
    path: source.path,
    message,
    start,
    end,
  }));
}

function tooLarge(path: string, length: number): Finding {
  const size = `${Math.round(length / 1024 / 1024)} MiB`;
  const message = `file has ${size}; source files over ${LARGEST / 1024 / 1024} MiB are not read`;
  const help = "leave it out with 'exclude' of 'sources', or name it in 'generated'";
  return { rule: UNREADABLE_FILE, severity: 'error', path, start: 0, end: 0, message, help };
}

function unreadableFile(path: string, failure: ReadFailure): Finding {
  const message = failure.message.startsWith(path) ? `file${failure.message.slice(path.length)}` : failure.message;
  return {
    rule: UNREADABLE_FILE,
    severity: 'error',
    path,
    start: failure.offset ?? 0,
    end: failure.offset ?? 0,
    message,
  };
}
