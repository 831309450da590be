// `npm run bench:contracts`: the codec of `leyline/contracts` beside other protobuf libraries and JSON, in one run, each in
// processes of its own, in turns. `-- SystemState` measures the messages whose name has that in it; `-- --rounds 1` is quick.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildSync } from 'esbuild';
import { LIBRARIES, type Library } from './codec/libraries.ts';
import { type Sample, samples } from './codec/samples.ts';
import { figure, rangeOf, table } from './figures.ts';
import { ROOT } from './workplace.ts';

interface Figures {
  readonly encode: number;
  readonly decode: number;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '5' } },
});
const ROUNDS = Number(values.rounds);
const folder = mkdtempSync(join(tmpdir(), 'leyline-bench-'));
try {
  for (const library of LIBRARIES) library.prepare(folder);
  console.log(`Node ${process.version}, ${cpus()[0]?.model}, load ${loadavg()[0]?.toFixed(1)}, ${ROUNDS} rounds\n`);
  const chosen = samples().filter(({ title }) => positionals.every((word) => title.includes(word)));
  for (const sample of chosen) console.log(`${report(sample)}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function report(sample: Sample): string {
  const file = join(folder, `${sample.type}.json`);
  writeFileSync(file, JSON.stringify(sample.messages.map((bytes) => Buffer.from(bytes).toString('hex'))));
  const programs = LIBRARIES.map((library) => bundle(library, sample));
  const rounds = Array.from({ length: ROUNDS }, () => programs.map((program) => run(program, 'time', file)));
  const memory = programs.map((program) => run(program, 'memory', file));
  const rows = LIBRARIES.map((library, i) => {
    const of = (what: keyof Figures) => figure(rangeOf(rounds.map((round) => Math.round(round[i]?.[what] ?? NaN))));
    const kilobytes = (what: keyof Figures) => `${((memory[i]?.[what] ?? NaN) / 1000).toFixed(1)} kB`;
    return [library.name, of('encode'), of('decode'), kilobytes('encode'), kilobytes('decode')];
  });
  const size = Math.round(rangeOf(sample.messages.map(({ length }) => length)).median);
  const limit = sample.budget === undefined ? '' : `, budget ${sample.budget} µs`;
  const head = ['', 'encode, ns', 'decode, ns', 'encode allocates', 'decode allocates'];
  return `${sample.title} (${size} bytes${limit})\n\n${table(head, rows)}`;
}

/** As whoever uses the library would ship it, so that no loader of ours has a hand in it. */
function bundle(library: Library, { type }: Sample): string {
  const outfile = join(folder, `${LIBRARIES.indexOf(library)}-${type}.mjs`);
  const adapter = library.adapter(type, folder);
  const entry = join(folder, `${LIBRARIES.indexOf(library)}-${type}.adapter.js`);
  writeFileSync(entry, adapter);
  const program = `import * as codec from '${entry}';
    import { measureCodec } from '${join(ROOT, 'bench/codec/measure-codec.ts')}';
    await measureCodec(codec);`;
  buildSync({
    stdin: { contents: program, resolveDir: ROOT },
    nodePaths: [join(ROOT, 'node_modules')],
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    external: ['bun:jsc'],
    logLevel: 'error',
    outfile,
  });
  return outfile;
}

function run(program: string, what: 'time' | 'memory', file: string): Figures {
  const flags = what === 'memory' ? ['--expose-gc', '--min-semi-space-size=512', '--max-semi-space-size=512'] : [];
  return JSON.parse(execFileSync('node', [...flags, program, what, file], { encoding: 'utf8' })) as Figures;
}
