// `npm run bench`: `leyline lint` beside `buf lint`, in one run, in turns, on a small and on a large tree.
// `npm run bench -- contracts` or `-- large` measures one of them; `-- --readme` puts the figures into README.md.

import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { figure, rangeOf, ratios, table } from './figures.ts';
import { type Command, type Cost, cost, output, peakMebibytes } from './measure.ts';
import {
  bareNode,
  buf,
  bufLauncher,
  createWorkplace,
  largeTree,
  leyline,
  ROOT,
  UNSET,
  versionOf,
  type Workplace,
} from './workplace.ts';

interface Comparison {
  readonly title: string;
  readonly ours: Command;
  /** The same run, printing one line of JSON a finding. */
  readonly counting: Command;
  readonly theirs: Command;
  /** Measured beside them. */
  readonly others: readonly Command[];
  readonly warmUps: number;
  readonly rounds: number;
  readonly memoryRounds: number;
}

function contracts(place: Workplace): Comparison {
  const ours = leyline(place, place.project);
  return {
    title: 'The contracts of this repository',
    ours,
    counting: leyline(place, place.project, '--format', 'jsonl'),
    theirs: buf(place, place.contracts),
    others: [
      bareNode(place),
      {
        ...ours,
        name: 'leyline lint, no code cache',
        env: { ...place.env, NODE_DISABLE_COMPILE_CACHE: '1' },
      },
      bufLauncher(place, place.contracts),
    ],
    warmUps: 3,
    rounds: 25,
    memoryRounds: 5,
  };
}

const LARGE = { others: [], warmUps: 1, rounds: 5, memoryRounds: 1 };

function byDefault(place: Workplace): Comparison {
  const tree = largeTree(place, '{}\n');
  return {
    ...LARGE,
    title: 'google-proto-files, each with the rules that it runs by default',
    ours: leyline(place, tree),
    counting: leyline(place, tree, '--format', 'jsonl'),
    theirs: buf(place, tree),
  };
}

function sameRules(place: Workplace): Comparison {
  const tree = largeTree(place);
  return {
    ...LARGE,
    title: 'google-proto-files, both with the same buf.yaml, and a line per finding',
    ours: leyline(place, tree, '--format', 'compact'),
    counting: leyline(place, tree, '--format', 'jsonl'),
    theirs: buf(place, tree),
  };
}

async function compare(comparison: Comparison): Promise<string> {
  const { title, ours, counting, theirs, others } = comparison;
  const commands = [ours, theirs, ...others];
  const costs = costsInTurns(commands, comparison);
  const wall = (command: Command) => (costs.get(command) ?? []).map(({ wallMs }) => wallMs);
  const cpu = (command: Command) => (costs.get(command) ?? []).map(({ cpuMs }) => cpuMs);
  const memory = await memoryInTurns(commands, comparison);
  const peak = (command: Command) => memory.get(command) ?? [];
  const found = new Map([
    [ours, output(counting).filter((line) => JSON.parse(line).excused === null).length],
    [theirs, output(theirs).length],
  ]);
  const figures = [wall, cpu, peak];
  const rows = commands.map((command) => [
    command.name,
    ...figures.map((of) => (of(command).length === 0 ? '' : figure(rangeOf(of(command))))),
    `${found.get(command) ?? ''}`,
  ]);
  const compared = ['leyline / buf', ...figures.map((of) => figure(ratios(of(ours), of(theirs)))), ''];
  return [
    `**${title}**`,
    '',
    table(['', 'wall ms', 'CPU ms', 'peak MiB', 'findings'], [...rows, compared]),
    ...aboveTheFloor(others, [ours, theirs], wall),
    '',
  ].join('\n');
}

/** Back and forth, so that a machine that grows busier or quieter favours nobody. */
function turn<Item>(items: readonly Item[], round: number): readonly Item[] {
  return round % 2 === 0 ? items : items.toReversed();
}

function costsInTurns(
  commands: readonly Command[],
  { title, warmUps, rounds }: Comparison,
): ReadonlyMap<Command, readonly Cost[]> {
  const costs = new Map<Command, Cost[]>(commands.map((command) => [command, []]));
  for (let round = -warmUps; round < rounds; round++) {
    say(`${title}: ${round < 0 ? 'warming up' : `round ${round + 1} of ${rounds}`}`);
    for (const command of turn(commands, round)) {
      const one = cost(command);
      if (round >= 0) costs.get(command)?.push(one);
    }
  }
  say('');
  return costs;
}

async function memoryInTurns(
  commands: readonly Command[],
  { memoryRounds }: Comparison,
): Promise<ReadonlyMap<Command, readonly number[]>> {
  const memory = new Map<Command, number[]>();
  for (let round = 0; round < memoryRounds; round++) {
    for (const command of turn(commands, round)) {
      if (command.delegates) continue;
      memory.set(command, [...(memory.get(command) ?? []), await peakMebibytes(command)]);
    }
  }
  return memory;
}

function say(what: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${what}`);
}

/** What a start of Node costs is nobody's fault; what comes on top of it is. */
function aboveTheFloor(
  others: readonly Command[],
  compared: readonly Command[],
  wall: (command: Command) => number[],
): string[] {
  const floor = others.find(({ argv }) => argv.includes('-e'));
  if (!floor) return [];
  const parts = compared.map((command) => {
    const above = rangeOf(wall(command).map((ms, i) => ms - (wall(floor)[i] ?? NaN)));
    return `${command.name} ${figure(above)} ms`;
  });
  return ['', `Wall time above \`${floor.name}\`: ${parts.join(', ')}.`];
}

function load(): string {
  return loadavg()[0]?.toFixed(1) ?? '?';
}

const README = join(ROOT, 'README.md');
const README_PART = /(?<=<!-- bench -->\n)[\s\S]*(?=<!-- \/bench -->)/;

async function main(args: readonly string[]): Promise<void> {
  const cases = { contracts: [contracts], large: [byDefault, sameRules] };
  const names = args.filter((arg) => arg !== '--readme');
  const unknown = names.find((name) => !Object.hasOwn(cases, name));
  if (unknown !== undefined) throw new Error(`'${unknown}' is none of ${Object.keys(cases).join(', ')}`);
  const chosen = Object.entries(cases).filter(([name]) => names.length === 0 || names.includes(name));
  const wereSet = UNSET.filter((name) => process.env[name] !== undefined);
  console.log(
    `Unset for all that is measured: ${UNSET.join(', ')} (set here: ${wereSet.join(', ') || 'none of them'}).`,
  );
  console.log('With NODE_EXTRA_CA_CERTS, Node 20 needs some 34 ms more for every start.\n');
  const place = createWorkplace();
  const before = load();
  const parts: string[] = [];
  try {
    for (const comparison of chosen.flatMap(([, comparisons]) => comparisons)) {
      parts.push(await compare(comparison(place)));
    }
  } finally {
    rmSync(place.folder, { recursive: true, force: true });
  }
  const text = [machine(before), ...parts].join('\n');
  console.log(text);
  if (args.includes('--readme'))
    writeFileSync(
      README,
      readFileSync(README, 'utf8').replace(README_PART, () => `\n${text}\n`),
    );
}

function machine(loadBefore: string): string {
  return `Taken on ${cpus()[0]?.model.trim()}, ${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GiB;
${process.platform} ${release().split('-')[0]}, Node ${process.version}, load ${loadBefore} before and ${load()} after;
leyline ${versionOf('..')}, buf ${versionOf('@bufbuild/buf')}. Times are in ms, memory in MiB: the median [least..most] of
runs in turns after warm-up. Ratios are of runs made beside each other.
`;
}

await main(process.argv.slice(2));
