// Builds what is published as `leyline/contracts`: ES modules of which a bundler takes what is used, and their types.
// The versions are modules of their own, since a namespace inside a bundle could not be taken apart any more. Node takes
// longer for each module than for what is in it, and gets one file with all; what else it may ask for leads there.

import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { buildInParts } from './contracts.parts.config.ts';

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

/** What Node gets in another form. */
const OF_NODE: readonly string[] = ['index', 'node', 'v1', 'v2'];

/** `exports` of package.json, for what is built into `dist/contracts/`. */
export const CONTRACTS_EXPORTS = Object.fromEntries(
  Object.entries(MODULES).map(([name, file]) => [
    name === 'index' ? './contracts' : `./contracts/${name}`,
    {
      types: `./dist/contracts/types/${file.replace('contracts/', '').replace(/\.ts$/, '.d.ts')}`,
      // A bundler that builds for Node takes what is used, too; else it would miss the parts of Node's file.
      ...(OF_NODE.includes(name)
        ? { module: `./dist/contracts/${name}.js`, node: `./dist/contracts/node/${name}.js` }
        : {}),
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

/** Nothing is twice in a process, least of all the class of errors. */
const insideIndex: Plugin = {
  name: 'inside-index',
  setup({ onResolve }) {
    onResolve({ filter: /\/errors\.ts$/ }, () => ({ path: './index.js', external: true }));
  },
};

const OPTIONS: Omit<BuildOptions, 'metafile'> = {
  absWorkingDir: ROOT,
  bundle: true,
  format: 'esm',
  platform: 'neutral',
  external: ['node:*'],
  target: 'es2022',
  // What is loaded is parsed first. Marks of pure calls go, too, so that none may matter.
  minify: true,
  // Node shows the line of an error that nobody catches.
  lineLimit: 120,
  logLevel: 'warning',
};

/** Writes `index.js`, `node.js`, what they share, `types/`, and what Node gets into `node/`. */
export async function buildContracts(outdir: string): Promise<void> {
  const { metafile } = await build({
    ...OPTIONS,
    entryPoints: MODULES,
    splitting: true,
    chunkNames: 'chunk-[hash]',
    outdir,
    plugins: [versions],
    metafile: true,
  });
  const modules = Object.values(metafile.outputs);
  const namesOf = (version: 'v1' | 'v2'): string =>
    modules.find(({ entryPoint }) => entryPoint === MODULES[version])?.exports.join() ?? '';
  const ofNode = join(outdir, 'node');
  await buildInParts(OPTIONS, ofNode);
  await build({ ...OPTIONS, entryPoints: { node: MODULES.node }, outdir: ofNode, plugins: [insideIndex] });
  writeFileSync(join(ofNode, 'v1.js'), `import{v1}from"./index.js";export const{${namesOf('v1')}}=v1;\n`);
  writeFileSync(join(ofNode, 'v2.js'), `export{${namesOf('v2')}}from"./index.js";\n`);
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
