// Builds what is published as `leyline/contracts`: ES modules of which a bundler takes what is used, and their types.
// The versions are modules of their own, since a namespace inside a bundle could not be taken apart any more.

import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';

const ROOT = import.meta.dirname;

/** The modules, each by the file that it is made of. */
const MODULES = {
  index: 'contracts/index.ts',
  node: 'contracts/runtime/node.ts',
  v1: 'contracts/generated/v1.ts',
  v2: 'contracts/generated/v2.ts',
  'schema-v1': 'contracts/generated/schema-v1.ts',
  'schema-v2': 'contracts/generated/schema-v2.ts',
};

/** `exports` of package.json, for what is built into `dist/contracts/`. */
export const CONTRACTS_EXPORTS = Object.fromEntries(
  Object.entries(MODULES).map(([name, file]) => [
    name === 'index' ? './contracts' : `./contracts/${name}`,
    {
      types: `./dist/contracts/types/${file.replace('contracts/', '').replace(/\.ts$/, '.d.ts')}`,
      default: `./dist/contracts/${name}.js`,
    },
  ]),
);

const versions: Plugin = {
  name: 'versions',
  setup({ onResolve }) {
    onResolve({ filter: /\/generated\/v\d+\.ts$/ }, ({ path, kind }) =>
      kind === 'entry-point' ? undefined : { path: `./${/v\d+/.exec(path)?.[0]}.js`, external: true },
    );
  },
};

/** Writes `index.js`, `node.js`, what they share, and `types/`. */
export async function buildContracts(outdir: string): Promise<void> {
  await build({
    absWorkingDir: ROOT,
    entryPoints: MODULES,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'neutral',
    external: ['node:*'],
    target: 'es2022',
    // What is loaded is parsed first. Marks of pure calls go, too, so that none may matter.
    minify: true,
    chunkNames: 'chunk-[hash]',
    outdir,
    plugins: [versions],
    logLevel: 'warning',
  });
  const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
  execFileSync(process.execPath, [tsc, '-p', 'contracts', '--outDir', join(outdir, 'types')], {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  for (const name of readdirSync(join(outdir, 'types'), { recursive: true, encoding: 'utf8' })) {
    if (name.endsWith('.d.ts')) nameBuiltModules(join(outdir, 'types', name));
  }
}

/** The compiler leaves imports of `.ts` as they are, which not all of its versions can follow from a declaration. */
function nameBuiltModules(path: string): void {
  const text = readFileSync(path, 'utf8');
  writeFileSync(path, text.replace(/((?:from |import\()['"]\.[^'"]*)\.ts(?=['"])/g, '$1.js'));
}
