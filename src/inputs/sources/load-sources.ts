// Reads source files, parses those that can matter, and what these import as far as it decides what their names mean.
// Goes in rounds: each asks for the files that the one before could not look into.

import type { Finding } from '../../diagnostics/finding.ts';
import { type ContractTypes, nearName } from '../../model/contract-mirror.ts';
import { readGeneratedHeader } from '../../model/generated-header.ts';
import { findUses } from '../../model/source-graph/find-uses.ts';
import { natureOf } from '../../model/source-graph/message-nature.ts';
import type { ProtobufUse } from '../../model/source-graph/protobuf-use.ts';
import type { Resolver } from '../../model/source-graph/resolution.ts';
import { createResolver } from '../../model/source-graph/resolver.ts';
import type { SourceModule, TypeReference } from '../../model/source-module.ts';
import type { SourceUnit } from '../../model/source-unit.ts';
import type { SourceFile } from '../../text/source-file.ts';
import { type FileTree, isReadFailure, type ReadFailure } from '../files/file-tree.ts';
import { UNREADABLE_FILE } from '../input-checks.ts';
import { filesToParse, isInstalled } from './files-to-parse.ts';
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
  /** Parse every file, whatever it looks like: what the look leaves out must make no difference. */
  readonly isWhole?: boolean;
}

export interface LoadedSources {
  readonly units: readonly SourceUnit[];
  /** Files that cannot be read, and syntax errors. */
  readonly findings: readonly Finding[];
}

export async function loadSources(request: SourceRequest): Promise<LoadedSources> {
  const { tree, settings, paths } = request;
  const findings: Finding[] = [];
  const reader = moduleReader();
  const graph = createGraph(await projectFiles(request), reader.read);
  const unreadable = (path: string, failure: ReadFailure) => findings.push(unreadableFile(path, failure));

  await readInto(graph, tree, paths, unreadable);
  const own: SourceModule[] = [];
  for (const source of await filesToParse(graph, request, (others) => readOthers(graph, request, others))) {
    if (source.text.length > LARGEST) {
      findings.push(tooLarge(source));
      continue;
    }
    await reader.load(source.path);
    const module = graph.moduleOf(source);
    own.push(module);
    findings.push(...flawsOf(module));
  }

  const known = await resolveAll(own, graph, request);
  const units = paths.flatMap((path): SourceUnit[] => {
    const source = graph.texts.get(path);
    return source ? [unitOf(source, graph, settings, known)] : [];
  });
  return { units, findings };
}

interface Resolved {
  readonly uses: readonly ProtobufUse[];
  readonly derived: ReadonlySet<number>;
}

type Known = ReadonlyMap<SourceModule, Resolved>;

async function resolveAll(own: readonly SourceModule[], graph: ProjectGraph, request: SourceRequest): Promise<Known> {
  const { gaps, wanted } = graph;
  const resolver = createResolver(graph);
  const known = new Map<SourceModule, Resolved>();
  let open = own;
  for (let round = 1; ; round++) {
    gaps.round = round;
    wanted.clear();
    open = open.filter((module) => {
      const before = gaps.count;
      const uses = findUses(module, resolver, graph);
      known.set(module, { uses, derived: derivedTypes(module, resolver, request.contracts) });
      return gaps.count !== before;
    });
    if (wanted.size === 0 || round === MAX_ROUNDS) return known;
    await readOthers(graph, request, [...wanted].sort());
  }
}

/** Of packages as well, which are in no index. */
async function readOthers(
  graph: ProjectGraph,
  { tree, packages }: SourceRequest,
  paths: readonly string[],
): Promise<void> {
  await readInto(graph, packages, paths.filter(isInstalled));
  await readInto(
    graph,
    tree,
    paths.filter((path) => !isInstalled(path)),
  );
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
  known: Known,
): SourceUnit {
  const { path, text } = source;
  if (graph.originOf(path)) {
    const header = readGeneratedHeader(text);
    const empty = { module: undefined, uses: [], derived: NONE };
    return { path, source, role: 'generated', ...empty, ...(header && { header }) };
  }
  const module = graph.moduleAt(path);
  const resolved = module && known.get(module);
  const role = settingsOf(path, settings)?.isCodec(path) ? 'codec' : 'code';
  return {
    path,
    source,
    role,
    module,
    uses: resolved?.uses ?? [],
    derived: resolved?.derived ?? NONE,
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

function tooLarge({ path, text }: SourceFile): Finding {
  const size = `${Math.round(text.length / 1024 / 1024)} MiB`;
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
