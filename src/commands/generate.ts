// `leyline generate`: makes code of the contracts with the pinned toolchain and puts it in place, all of it or nothing.
// `--check` compares instead, and writes nothing.

import { join } from 'node:path';
import { UserError } from '../diagnostics/user-error.ts';
import { pathMatcher } from '../engine/path-pattern.ts';
import { type Lying, readLying, refuseForeignFolder, refuseLinks } from '../inputs/toolchain/output-folder.ts';
import { openWorkplace } from '../inputs/toolchain/workplace.ts';
import type { Generator } from '../model/contract-set.ts';
import { counted } from '../reporters/summary-sentence.ts';
import { visible } from '../reporters/visible.ts';
import { nearest } from '../text/nearest.ts';
import { type ComparedFile, compareGenerated } from '../toolchain/compare-generated.ts';
import type { EngineName } from '../toolchain/container-engine.ts';
import { type CommonOptions, EXIT_CLEAN, EXIT_FINDINGS, type Io } from './io.ts';
import { openProject } from './open-project.ts';
import { type OpenToolchain, openToolchain } from './open-toolchain.ts';
import { startProgress } from './progress.ts';
import type { Project } from './project.ts';
import { runGenerators } from './run-generators.ts';

export interface GenerateOptions extends CommonOptions {
  /** Names of generators; all of them when there are none. */
  readonly names: readonly string[];
  readonly check?: boolean;
  readonly engine?: EngineName;
  readonly format: 'text' | 'json';
}

export async function generate(options: GenerateOptions, io: Io): Promise<number> {
  const project = await openProject(options, io);
  try {
    const { files, made, generators } = await compareProject(project, options, io);
    if (!options.check) await putInPlace(project, generators, files, made, io);
    const isStale = files.some(({ state }) => state !== 'same');
    if (options.format === 'json') {
      io.stdout(`${JSON.stringify({ mode: options.check ? 'check' : 'write', files }, null, 2)}\n`);
    } else io.stdout(options.check ? checkText(files, options) : writtenText(files, options));
    return options.check && isStale ? EXIT_FINDINGS : EXIT_CLEAN;
  } finally {
    await project.tree.close();
  }
}

export interface ComparedProject {
  readonly generators: readonly Generator[];
  readonly files: readonly ComparedFile[];
  /** By project path. */
  readonly made: ReadonlyMap<string, Uint8Array>;
}

/** Runs the generators and compares what they make with what lies in the project; writes nothing to it. */
export async function compareProject(
  project: Project,
  options: Pick<GenerateOptions, 'names' | 'engine' | 'quiet' | 'verbose'>,
  io: Io,
): Promise<ComparedProject> {
  const opened = await openToolchain(project);
  const { generators: all = [] } = opened.toolchain;
  if (all.length === 0) {
    throw new UserError(`${opened.toolchain.path} declares no generators`, {
      hint: "list them under 'generators:'; docs/toolchain.md says how",
    });
  }
  const generators = select(all, options.names);
  for (const generator of generators) refuseBadOutput(generator, project, opened);
  const progress = startProgress(io, options.quiet);
  const workplace = openWorkplace();
  try {
    const search = { root: project.root, io, engine: options.engine };
    const onWords = options.verbose ? (words: string) => io.stderr(words) : () => {};
    const made = await runGenerators({ project, opened, generators, search, workplace, progress, onWords });
    const files = compareGenerated(made, lyingThere(project.root, generators, all, made));
    return { generators, files, made };
  } finally {
    progress.done();
    workplace.remove();
  }
}

function select(all: readonly Generator[], names: readonly string[]): readonly Generator[] {
  const known = all.map(({ name }) => name.value);
  for (const name of names) {
    if (known.includes(name)) continue;
    const near = nearest(name, known);
    const hint = near === undefined ? `it is one of ${known.join(', ')}` : `did you mean '${near}'?`;
    throw new UserError(`there is no generator '${name}'`, { hint });
  }
  return names.length === 0 ? all : all.filter(({ name }) => names.includes(name.value));
}

function refuseBadOutput(generator: Generator, { root, contractRoot = '' }: Project, { at }: OpenToolchain): void {
  const { value: output, place } = generator.output;
  const inputs = generator.inputs.map(({ value }) => [contractRoot, value].filter((part) => part !== '').join('/'));
  const isSource = [contractRoot, ...inputs].some((path) => path === output || path.startsWith(`${output}/`));
  if (isSource) {
    const hint = 'give what is generated a folder of its own';
    throw new UserError(`'${output}' holds the contracts themselves`, { place: at(place.start), hint });
  }
  refuseForeignFolder(root, output);
}

/** What lies in the output folders, and is not kept there by hand. */
function lyingThere(
  root: string,
  generators: readonly Generator[],
  all: readonly Generator[],
  made: ReadonlyMap<string, Uint8Array>,
): ReadonlyMap<string, Lying> {
  const others = all.filter((generator) => !generators.includes(generator)).map(({ output }) => output.value);
  const kept = all.map(({ output, keep }) => ({
    folder: `${output.value}/`,
    matches: pathMatcher(keep.map(({ value }) => value)),
  }));
  const isKept = (path: string) =>
    kept.some(({ folder, matches }) => path.startsWith(folder) && matches(path.slice(folder.length)));
  const lying = new Map<string, Lying>();
  for (const { output } of generators) {
    const folder = output.value;
    // What a generator that does not run made there before, nobody can tell from what is left over.
    const isShared = others.some((other) => overlap(other, folder));
    for (const [path, content] of readLying(root, folder)) {
      if (made.has(path) || !(isShared || isKept(path))) lying.set(path, content);
    }
  }
  return lying;
}

function overlap(a: string, b: string): boolean {
  return a === b || a.startsWith(`${b}/`) || b.startsWith(`${a}/`);
}

async function putInPlace(
  { root }: Project,
  generators: readonly Generator[],
  files: readonly ComparedFile[],
  made: ReadonlyMap<string, Uint8Array>,
  io: Io,
): Promise<void> {
  const written = files.flatMap(({ path, state }) => {
    const text = made.get(path);
    return state === 'same' || text === undefined ? [] : [{ path, text }];
  });
  for (const { path } of written) {
    for (const { output } of generators) {
      if (path.startsWith(`${output.value}/`)) refuseLinks(root, output.value, path);
    }
  }
  const removed = files.filter(({ isLeftOver }) => isLeftOver).map(({ path }) => join(root, path));
  if (written.length === 0 && removed.length === 0) return;
  const { writeFilesAtomically } = await import('../inputs/files/write.ts');
  const placed = written.map(({ path, text }) => ({ path: join(root, path), text }));
  io.uninterrupted(() => writeFilesAtomically(placed, { journalIn: root, removed }));
}

function checkText(files: readonly ComparedFile[], { quiet }: CommonOptions): string {
  const stale = files.filter(({ state }) => state !== 'same');
  if (stale.length === 0) return quiet ? '' : `${counted(files.length, 'generated file')}, all up to date\n`;
  const rows = stale.map(
    ({ path, state, detail }) => `${state.padEnd(9)} ${visible(path)}${detail === undefined ? '' : `: ${detail}`}\n`,
  );
  const counts = (['missing', 'different', 'extra'] as const).flatMap((state) => {
    const count = stale.filter((file) => file.state === state).length;
    return count === 0 ? [] : [`${count} ${state}`];
  });
  const hint = "run 'leyline generate' to renew them; files made by hand are listed under 'keep:' of the generator\n";
  return `${rows.join('')}\n${counts.join(', ')} of ${counted(files.length, 'file')}\n${hint}`;
}

function writtenText(files: readonly ComparedFile[], { quiet }: CommonOptions): string {
  const rows = files.flatMap(({ path, state, isLeftOver }) => {
    if (state === 'same') return [];
    if (state === 'extra' && !isLeftOver) return [`not made  ${visible(path)}\n`];
    if (quiet) return [];
    return [
      `${state === 'missing' ? 'written  ' : state === 'different' ? 'renewed  ' : 'removed  '} ${visible(path)}\n`,
    ];
  });
  const foreign = files.some(({ state, isLeftOver }) => state === 'extra' && !isLeftOver);
  const hint = foreign ? "what no generator made was left alone; remove it, or list it under 'keep:'\n" : '';
  const made = files.filter(({ state }) => state !== 'extra').length;
  const same = files.filter(({ state }) => state === 'same').length;
  const total = quiet ? '' : `${counted(made, 'generated file')}, ${same} unchanged\n`;
  return `${rows.join('')}${hint}${total}`;
}
