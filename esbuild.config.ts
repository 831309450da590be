// Builds dist/: the command line in CommonJS chunks, so that a command loads its own code and no more, at the lowest
// start-up cost that Node has; the contracts as ES modules with their types; and the notices of the packages that are built in.

import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build, type Metafile, transform } from 'esbuild';
import { buildContracts } from './contracts.config.ts';

const TARGET = 'node20.19';

const bundled = await build({
  entryPoints: ['src/cli/start.ts'],
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: TARGET,
  // native code, which comes as packages of its own
  external: ['oxc-parser', 'oxc-resolver'],
  outdir: 'dist',
  outExtension: { '.js': '.cjs' },
  metafile: true,
  write: false,
  logLevel: 'warning',
});

rmSync('dist', { recursive: true, force: true });
mkdirSync('dist');
// esbuild splits ES modules only, and those take Node longer to load than CommonJS does. `import()` becomes a `require`
// of the chunk: Node's own would take it through the loader for ES modules again.
const COMMONJS = { format: 'cjs', platform: 'node', target: TARGET, supported: { 'dynamic-import': false } } as const;
for (const { path, text } of bundled.outputFiles) {
  const { code } = await transform(text, COMMONJS);
  writeFileSync(join('dist', basename(path)), code);
}
writeFileSync('THIRD-PARTY-NOTICES.txt', notices(bundled.metafile));
await buildContracts('dist/contracts');

function notices({ inputs }: Metafile): string {
  const folders = new Set<string>();
  for (const path of Object.keys(inputs)) {
    const folder = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0];
    if (folder !== undefined) folders.add(folder);
  }
  const parts = [...folders].sort().map(notice);
  return `The leyline command contains code of these packages.\n\n${parts.join('\n')}`;
}

function notice(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const text = ['LICENSE', 'LICENSE.md', 'license', 'LICENSE.txt', 'license.md', 'LICENCE']
    .map((file) => readIfThere(join(folder, file)))
    .find((found) => found !== undefined);
  if (text === undefined && license === undefined) throw new Error(`${name} has no licence`);
  return `${'-'.repeat(80)}\n${name} ${version}, ${license}\n\n${(text ?? '').trim()}\n`;
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
