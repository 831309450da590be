// `npx tsx bench/sources.ts`: `leyline lint` with the source rules on about a thousand TypeScript files, beside a program
// that does no more than parse the same files with TypeScript's own API. In turns, as whole processes.

import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { figure, rangeOf, ratios, table } from './figures.ts';
import { type Command, cost, output, peakMebibytes } from './measure.ts';
import { createWorkplace, leyline, ROOT, type Workplace } from './workplace.ts';

/** The last line of TypeScript that has its parser in JavaScript. */
const TYPESCRIPT = 'typescript@5.9.3';
const ROUNDS = 11;

const FOLDERS = ['src', 'rules', 'test', 'bench', 'node_modules/zod/src', 'node_modules/ajv/lib'];

const CONFIG = `contracts: { root: contracts/v2 }
sources:
  - { language: typescript, include: ['source/**'] }
`;

const PARSE = `const { readFileSync, readdirSync } = require('node:fs');
const ts = require('typescript');
for (const path of readdirSync('source', { recursive: true, encoding: 'utf8' })) {
  if (!path.endsWith('.ts')) continue;
  ts.createSourceFile(path, readFileSync('source/' + path, 'utf8'), ts.ScriptTarget.Latest, false);
}
`;

/** Loaded before the command: tells which files its parser is given. */
const LISTED = `const { Module } = require('node:module');
const load = Module._load;
const parsed = new Set();
Module._load = function (id, ...rest) {
  const binding = load.call(this, id, ...rest);
  if (!id.startsWith('@oxc-parser/binding-')) return binding;
  const listed = (parse) => (path, ...more) => (parsed.add(path), parse(path, ...more));
  return new Proxy(binding, { get: (of, name) => (/^parse/.test(name) ? listed(of[name]) : of[name]) });
};
process.on('exit', () => require('node:fs').writeFileSync('parsed.json', JSON.stringify([...parsed])));
`;

function sourceTree({ folder }: Workplace): string {
  const to = join(folder, 'sources');
  for (const from of FOLDERS)
    cpSync(join(ROOT, from), join(to, 'source', from.replace('node_modules/', '')), { recursive: true });
  cpSync(join(ROOT, 'contracts/v2'), join(to, 'contracts/v2'), { recursive: true });
  writeFileSync(join(to, 'leyline.yaml'), CONFIG);
  return to;
}

function parser({ folder, env }: Workplace, cwd: string): Command {
  const at = join(folder, 'parser');
  mkdirSync(at);
  writeFileSync(join(at, 'parse.cjs'), PARSE);
  execFileSync('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--prefix', at, TYPESCRIPT], {
    stdio: 'ignore',
  });
  const argv = [process.execPath, join(at, 'parse.cjs')] as const;
  return { name: `parsing with ${TYPESCRIPT}`, argv, cwd, env, exitCodes: [0] };
}

/** Of the files of the tree. */
function parsedFiles({ folder }: Workplace, { argv: [node, ...args], cwd, env }: Command): readonly string[] {
  const listing = join(folder, 'listing.cjs');
  writeFileSync(listing, LISTED);
  spawnSync(node, ['--require', listing, ...args], { cwd, env, stdio: 'ignore' });
  const parsed: readonly string[] = JSON.parse(readFileSync(join(cwd, 'parsed.json'), 'utf8'));
  return parsed.filter((path) => path.startsWith('source/'));
}

async function measure(place: Workplace): Promise<void> {
  const tree = sourceTree(place);
  const files = readdirSync(join(tree, 'source'), { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.ts'),
  );
  const without = join(place.folder, 'contracts-only');
  cpSync(join(tree, 'contracts'), join(without, 'contracts'), { recursive: true });
  writeFileSync(join(without, 'leyline.yaml'), 'contracts: { root: contracts/v2 }\n');
  const ours = leyline(place, tree);
  const theirs = parser(place, tree);
  const floor = { ...leyline(place, without), name: 'leyline lint, no sources configured' };
  const commands = [ours, theirs, floor];
  const costs = commands.map(() => ({ wall: [] as number[], cpu: [] as number[] }));
  for (let round = -2; round < ROUNDS; round++) {
    commands.forEach((command, i) => {
      const { wallMs, cpuMs } = cost(command);
      if (round < 0) return;
      costs[i]?.wall.push(wallMs);
      costs[i]?.cpu.push(cpuMs);
    });
  }
  const rows: string[][] = [];
  for (const [i, command] of commands.entries()) {
    const { wall = [], cpu = [] } = costs[i] ?? {};
    const peak = await peakMebibytes(command);
    rows.push([command.name, figure(rangeOf(wall)), figure(rangeOf(cpu)), peak.toFixed(0)]);
  }
  const [a, b] = costs;
  if (a && b) rows.push(['leyline / parsing', figure(ratios(a.wall, b.wall)), figure(ratios(a.cpu, b.cpu)), '']);
  const found = output(leyline(place, tree, '--format', 'jsonl')).length;
  const parsed = parsedFiles(place, ours);
  const sizeOf = (paths: readonly string[]) => paths.reduce((sum, path) => sum + statSync(join(tree, path)).size, 0);
  const share = sizeOf(parsed) / sizeOf(files.map((path) => `source/${path}`));
  const percent = (of: number) => `${(100 * of).toFixed(0)} %`;
  console.log(`${files.length} TypeScript files, ${found} findings; load ${loadavg()[0]?.toFixed(1)}`);
  console.log(
    `parsed: ${parsed.length} files, ${percent(parsed.length / files.length)} of them, ${percent(share)} of their bytes\n`,
  );
  console.log(table(['', 'wall ms', 'CPU ms', 'peak MiB'], rows));
}

const place = createWorkplace();
try {
  await measure(place);
} finally {
  rmSync(place.folder, { recursive: true, force: true });
}
