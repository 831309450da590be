// `npx tsx bench/breaking.ts`: `leyline breaking` beside `buf breaking`, in one run, in turns, on two versions of a tree:
// some 1,000 files of google-proto-files with all that they import, and the same with some dozen edits.

import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { figure, rangeOf, ratios, table } from './figures.ts';
import { type Command, type Cost, cost, output } from './measure.ts';
import { buf, createWorkplace, largeTree, ROOT, type Workplace } from './workplace.ts';

const ROUNDS = 5;
const FILES = 1000;
/** One file in so many is edited. */
const EVERY = 12;
/** Ways to change a field's line. */
const EDITS: readonly ((line: string) => string)[] = [
  (line) => line.replace(/ = (\d+)/, (_, number) => ` = ${Number(number) + 5000}`),
  (line) => line.replace(/\w+(?= = \d)/, '$&_renamed'),
  (line) => line.replace(/string /, 'bytes '),
  () => '',
];

/** The first files by name, and what they import. */
function firstFiles(all: string, { folder }: Workplace): string {
  const tree = join(folder, 'some');
  const wanted = new Set<string>();
  const add = (path: string): void => {
    if (wanted.has(path) || !existsSync(join(all, path))) return;
    wanted.add(path);
    for (const [, imported = ''] of readFileSync(join(all, path), 'utf8').matchAll(/^import .*"(.*)";/gm))
      add(imported);
  };
  for (const path of protosOf(all)) if (wanted.size < FILES) add(path);
  for (const path of [...wanted, 'buf.yaml']) cpSync(join(all, path), join(tree, path));
  return tree;
}

function protosOf(tree: string): readonly string[] {
  return readdirSync(tree, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.proto'))
    .sort();
}

function editedTree(before: string, { folder }: Workplace): { readonly tree: string; readonly edits: number } {
  const tree = join(folder, 'edited');
  cpSync(before, tree, { recursive: true });
  let edits = 0;
  protosOf(tree).forEach((path, i) => {
    if (i % EVERY !== 0) return;
    const text = readFileSync(join(tree, path), 'utf8');
    const edit = EDITS[edits % EDITS.length] ?? ((line: string) => line);
    const changed = text.replace(/^ {2}string \w+ = \d+;$/m, edit);
    if (changed === text) return;
    edits += 1;
    writeFileSync(join(tree, path), changed);
  });
  return { tree, edits };
}

function commands(place: Workplace, before: string, tree: string): readonly [Command, Command] {
  const { env } = place;
  const [binary] = buf(place, tree).argv;
  const leyline = [
    process.execPath,
    join(ROOT, 'bin/leyline.js'),
    'breaking',
    '--against',
    before,
    '--format',
    'compact',
  ];
  return [
    { name: 'leyline breaking', argv: leyline as [string, ...string[]], cwd: tree, env, exitCodes: [0, 1] },
    { name: 'buf breaking', argv: [binary, 'breaking', '--against', before], cwd: tree, env, exitCodes: [0, 100] },
  ];
}

function main(): void {
  const place = createWorkplace();
  try {
    const before = firstFiles(largeTree(place), place);
    const { tree, edits } = editedTree(before, place);
    const files = protosOf(tree);
    const pair = commands(place, before, tree);
    const found = pair.map((command) => output(command).length);
    const costs = pair.map((): Cost[] => []);
    for (let round = 0; round < ROUNDS; round++) {
      const order = round % 2 === 0 ? [0, 1] : [1, 0];
      for (const i of order) costs[i]?.push(cost(pair[i] as Command));
    }
    const of = (i: number, what: keyof Cost) => (costs[i] ?? []).map((one) => one[what]);
    const rows = pair.map(({ name }, i) => [
      name,
      figure(rangeOf(of(i, 'wallMs'))),
      figure(rangeOf(of(i, 'cpuMs'))),
      `${found[i]}`,
    ]);
    const compared = [
      'leyline / buf',
      ...(['wallMs', 'cpuMs'] as const).map((what) => figure(ratios(of(0, what), of(1, what)))),
      '',
    ];
    console.log(`${files.length} files, ${edits} of them edited; load ${loadavg()[0]?.toFixed(1)}\n`);
    console.log(table(['', 'wall ms', 'CPU ms', 'findings'], [...rows, compared]));
  } finally {
    rmSync(place.folder, { recursive: true, force: true });
  }
}

main();
