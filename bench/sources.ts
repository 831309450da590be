// `npx tsx bench/sources.ts`: `leyline lint` with the source rules on about a thousand TypeScript files, beside a program
// that does no more than parse the same files with TypeScript's own API. In turns, as whole processes.

import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
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
  console.log(`${files.length} TypeScript files, ${found} findings; load ${loadavg()[0]?.toFixed(1)}\n`);
  console.log(table(['', 'wall ms', 'CPU ms', 'peak MiB'], rows));
}

const place = createWorkplace();
try {
  await measure(place);
} finally {
  rmSync(place.folder, { recursive: true, force: true });
}
