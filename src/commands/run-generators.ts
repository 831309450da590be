// Runs generators from verified copies of their tools, or in containers, and collects what they make. All pins are verified
// before the first generator runs; nothing in the project is written.

import { UserError } from '../diagnostics/user-error.ts';
import { thisNode } from '../inputs/files/platform.ts';
import { readMade } from '../inputs/toolchain/output-folder.ts';
import { copiedLibraries, copiedProgram } from '../inputs/toolchain/pinned-program.ts';
import type { Workplace } from '../inputs/toolchain/workplace.ts';
import type { Generator, ToolchainPin } from '../model/contract-set.ts';
import { visible } from '../reporters/visible.ts';
import { CONTAINER_IN, CONTAINER_OUT } from '../toolchain/container.ts';
import { type Engine, noEngine, runContainer } from '../toolchain/container-engine.ts';
import { expandArguments, type RunPaths } from '../toolchain/expand-arguments.ts';
import { markGenerated } from '../toolchain/mark-generated.ts';
import { type ProgramRun, runProgram } from '../toolchain/run-program.ts';
import type { PinSearch } from './check-pins.ts';
import { copySources, type GeneratorSources } from './generator-sources.ts';
import type { OpenToolchain } from './open-toolchain.ts';
import type { Progress } from './progress.ts';
import type { Project } from './project.ts';
import { verifyPins } from './verify-pins.ts';

export interface GeneratorRequest {
  readonly project: Project;
  readonly opened: OpenToolchain;
  readonly generators: readonly Generator[];
  readonly search: PinSearch;
  readonly workplace: Workplace;
  readonly progress: Progress;
  /** Where what generators say is shown although they succeeded. */
  readonly onWords?: (words: string) => void;
}

/** What all of them made, by project path. */
export async function runGenerators(request: GeneratorRequest): Promise<ReadonlyMap<string, Uint8Array>> {
  const { project, opened, generators, workplace, progress } = request;
  const prepared: Prepared[] = [];
  let engine: Engine | undefined;
  for (const generator of generators) {
    progress.say(`verifying ${generator.name.value}`);
    const sources = await copySources(generator, project, opened, workplace);
    const verified = await verifyPins(generator, request, engine);
    engine = verified.engine;
    const { pins } = verified;
    prepared.push({ generator, sources, pins });
  }
  const made = new Map<string, Uint8Array>();
  const makers = new Map<string, string>();
  for (const { generator, sources, pins } of prepared) {
    const name = generator.name.value;
    progress.say(`generating ${name}`);
    const out = workplace.at(`out/${name}`);
    const run = await runOne({ generator, sources, pins }, out, engine, request);
    judge(run, generator, request);
    const files = readMade(out, `what generator '${name}' made`);
    if (files.size === 0) {
      const hint = "its files belong into the folder that '{out}' stands for";
      throw new UserError(`generator '${name}' made no file`, { place: opened.at(generator.name.place.start), hint });
    }
    for (const [path, bytes] of files) {
      const target = `${generator.output.value}/${path}`;
      const other = makers.get(target);
      if (other !== undefined) {
        const hint = 'give each a folder of its own';
        throw new UserError(`generators '${other}' and '${name}' both make ${target}`, { hint });
      }
      makers.set(target, name);
      made.set(target, generator.hasHeaders ? markGenerated(path, bytes, sources.digest) : bytes);
    }
  }
  return made;
}

interface Prepared {
  readonly generator: Generator;
  readonly sources: GeneratorSources;
  /** What is run, and then what that uses. */
  readonly pins: readonly ToolchainPin[];
}

async function runOne(
  { generator, sources, pins }: Prepared,
  out: string,
  engine: Engine | undefined,
  { workplace, search }: GeneratorRequest,
): Promise<ProgramRun> {
  const [pin] = pins;
  if (!pin) throw new UserError(`generator '${generator.name.value}' runs nothing`);
  const { timeoutSeconds } = generator;
  const words = generator.args.map(({ value }) => value);
  const reads = workplace.at(sources.folder);
  if (generator.kind === 'container') {
    const args = expandArguments(words, pathsIn(CONTAINER_IN, CONTAINER_OUT, sources));
    if (!engine) throw noEngine(search.engine);
    // Of podman's containers, root is whoever started them.
    const user = engine.name === 'docker' ? workplace.owner : '0:0';
    const name = `${workplace.name}-${generator.name.value}`.replace(/[^A-Za-z0-9_.-]/g, '-');
    return runContainer(engine, { pin, name, reads, writes: out, user, args }, { cwd: out, timeoutSeconds });
  }
  const bin = workplace.at(`bin/${generator.name.value}`);
  const args = expandArguments(words, pathsIn(reads, out, sources));
  const program = copiedProgram(pin, bin);
  const [file, first] = pin.script ? [thisNode(), [program]] : [program, []];
  return runProgram(file, [...first, ...args], {
    cwd: out,
    env: toolEnvironment(bin, pins, workplace, search),
    timeoutSeconds,
  });
}

function pathsIn(folder: string, out: string, { files, imports }: GeneratorSources): RunPaths {
  const contracts = `${folder}/contracts`;
  return {
    contracts,
    imports: imports.map((name) => `${folder}/${name}`),
    wellKnown: `${folder}/well-known`,
    out,
    files: files.map((path) => `${contracts}/${path}`),
  };
}

/** Nothing of the user's: what a generator makes must not depend on it, and plugins are found among verified copies only. */
function toolEnvironment(
  bin: string,
  pins: readonly ToolchainPin[],
  workplace: Workplace,
  { io: { env } }: PinSearch,
): Record<string, string> {
  const temporary = workplace.at('tmp');
  const libraries = pins.filter((pin) => pin.libraries).map((pin) => copiedLibraries(pin, bin));
  const searched = libraries.join(':');
  return {
    PATH: bin,
    HOME: temporary,
    TMPDIR: temporary,
    TEMP: temporary,
    LC_ALL: 'C',
    TZ: 'UTC',
    ...(searched !== '' && { LD_LIBRARY_PATH: searched, DYLD_LIBRARY_PATH: searched }),
    ...(env['SystemRoot'] !== undefined && { SystemRoot: env['SystemRoot'] }),
  };
}

const MOST_LINES = 40;

function judge(
  { exitCode, stdout, stderr, trouble }: ProgramRun,
  generator: Generator,
  request: GeneratorRequest,
): void {
  const { search, workplace, opened, onWords, project } = request;
  const said = `${stdout}\n${stderr}`
    .replaceAll(`${workplace.folder}/in/${generator.name.value}/contracts`, project.contractRoot || '.')
    .replaceAll(`${CONTAINER_IN}/contracts`, project.contractRoot || '.')
    .split('\n')
    .filter((line) => line.trim() !== '');
  const words = said.slice(0, MOST_LINES).map((line) => `${generator.name.value}: ${visible(line)}\n`);
  if (exitCode === 0 && trouble === undefined) {
    if (words.length > 0) onWords?.(words.join(''));
    return;
  }
  request.progress.done();
  search.io.stderr(words.join(''));
  throw new UserError(`generator '${generator.name.value}' failed: ${trouble ?? `it ended with code ${exitCode}`}`, {
    place: opened.at(generator.name.place.start),
    hint: words.length > 0 ? 'what it said stands above; no file was changed' : 'it said nothing; no file was changed',
  });
}
