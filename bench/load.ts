// `npm run bench:load`: what loading the built `leyline/contracts` costs above a start of Node, in turns; `-- 20` for fewer
// rounds than 40. Needs Linux and bash.

import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { figure, rangeOf, table } from './figures.ts';
import { type Command, cost } from './measure.ts';
import { ROOT, UNSET } from './workplace.ts';

const PROGRAMS: readonly (readonly [name: string, text: string | undefined])[] = [
  ['Node', undefined],
  ['an empty ES module', ''],
  ['leyline/contracts', "import 'leyline/contracts';"],
  [
    'leyline/contracts, and an envelope there and back',
    `import { decodeMessage, encodeMessage, EventEnvelope } from 'leyline/contracts';
    decodeMessage(EventEnvelope, encodeMessage(EventEnvelope, EventEnvelope.create({ eventId: 'a5c1' })));`,
  ],
];

const rounds = Number(process.argv[2] ?? 40);
const folder = mkdtempSync(join(tmpdir(), 'leyline-bench-'));
try {
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(ROOT, join(folder, 'node_modules/leyline'));
  const commands = PROGRAMS.map(([name, text], i) => command(name, text, i));
  const all = Array.from({ length: rounds }, () => commands.map((one) => cost(one)));
  const above = all.map((costs) => costs.map(({ wallMs }) => wallMs - (costs[0]?.wallMs ?? 0)));
  const rows = commands.map(({ name }, i) => [
    name,
    figure(rangeOf(all.map((costs) => costs[i]?.wallMs ?? Number.NaN))),
    i === 0 ? '' : rangeOf(above.map((one) => one[i] ?? Number.NaN)).median.toFixed(1),
  ]);
  console.log(`Node ${process.version}, ${cpus()[0]?.model}, load ${loadavg()[0]?.toFixed(1)}, ${rounds} rounds\n`);
  console.log(table(['', 'wall, ms', 'above Node, ms'], rows));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function command(name: string, text: string | undefined, i: number): Command {
  const env = { ...process.env };
  for (const unset of UNSET) delete env[unset];
  const file = join(folder, `${i}.mjs`);
  writeFileSync(file, text ?? '');
  const program = text === undefined ? ['-e', '0'] : [file];
  return { name, argv: [process.execPath, ...program], cwd: folder, env, exitCodes: [0] };
}
