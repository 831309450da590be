// Builds dist/: the command line in CommonJS chunks, so that a command loads little more than its own code, at the lowest
// start-up cost that Node has; the contracts as ES modules with their types; and the notices of the packages that are built in.

import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build, type Metafile, type Plugin, transform } from 'esbuild';
import { buildContracts } from './contracts.config.ts';

const TARGET = 'node20.19';

/** What commander and chalk load and we have no use for: it costs 4 ms, and colour is decided elsewhere. */
const leftOut: Plugin = {
  name: 'left-out',
  setup({ onResolve, onLoad }) {
    const namespace = 'left-out';
    onResolve({ filter: /^node:child_process$/ }, ({ path, importer }) =>
      /[\\/]commander[\\/]/.test(importer) ? { path, namespace } : undefined,
    );
    onResolve({ filter: /^#supports-color$/ }, ({ path }) => ({ path, namespace }));
    onLoad({ filter: /^node:child_process$/, namespace }, () => ({ contents: 'module.exports = {};' }));
    onLoad({ filter: /^#supports-color$/, namespace }, () => ({ contents: 'export default {};' }));
  },
};

/** The head of a file with several chunks, which stay modules: a function each, called when it is first required. */
const PACK = `'use strict';
const loaded = new Map();
module.exports = function load(id) {
  const chunk = chunks[id];
  if (chunk === undefined) return require(id);
  let module = loaded.get(id);
  if (module === undefined) {
    module = { exports: {} };
    loaded.set(id, module);
    chunk(module.exports, load, module);
  }
  return module.exports;
};
`;

/** The same code in ES modules, of which only what is used is bundled. */
const ALIASES = { yaml: join(import.meta.dirname, 'node_modules/yaml/browser/dist/index.js') };

/** Stands in the code for what is known once all of it is there. */
const BUILD = '0'.repeat(16);

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
  alias: ALIASES,
  define: { BUILD: JSON.stringify(BUILD) },
  plugins: [leftOut],
  metafile: true,
  write: false,
  logLevel: 'warning',
});

rmSync('dist', { recursive: true, force: true });
mkdirSync('dist');
// esbuild splits ES modules only, and those take Node longer to load than CommonJS does. `import()` becomes a `require`
// of the chunk: Node's own would take it through the loader for ES modules again.
const COMMONJS = { format: 'cjs', platform: 'node', target: TARGET, supported: { 'dynamic-import': false } } as const;
const chunks = new Map<string, string>();
for (const { path, text } of bundled.outputFiles) {
  const { code } = await transform(text, COMMONJS);
  chunks.set(basename(path), code);
}
const files = packed(chunks, bundled.metafile);
const id = digest([...files.values()].join('')).slice(0, BUILD.length);
for (const [name, code] of files)
  writeFileSync(join('dist', name), name === 'start.cjs' ? code.replace(BUILD, id) : code);
writeFileSync('THIRD-PARTY-NOTICES.txt', notices(bundled.metafile));
await buildContracts('dist/contracts');

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/**
 * Node takes longer for each file than for what is in it, so what every command loads is one file, and what `lint` loads
 * beside it another. Commands stay files of their own: by those the code cache sees that it has to learn something.
 */
function packed(chunks: ReadonlyMap<string, string>, { outputs }: Metafile): ReadonlyMap<string, string> {
  const loadedBy = (name: string, found = new Set<string>()): Set<string> => {
    if (found.has(name)) return found;
    found.add(name);
    for (const { path, kind, external } of outputs[`dist/${name}`]?.imports ?? []) {
      if (kind === 'import-statement' && !external) loadedBy(basename(path), found);
    }
    return found;
  };
  const entry = (word: string): string => {
    const named = [...chunks.keys()].find((name) => name.startsWith(`${word}-`));
    if (named === undefined) throw new Error(`no chunk is called ${word}`);
    return named;
  };
  // Loaded before the cache is there.
  const placed = loadedBy('start.cjs');
  const packOf = new Map<string, string>();
  const files = new Map<string, string>();
  const inPacks = (code: string) =>
    code.replace(/require\("(\.\/([\w-]+\.cjs))"\)/g, (call, id, name) =>
      packOf.has(name) ? `require("./${packOf.get(name)}")("${id}")` : call,
    );
  const lintParts = ['lint', 'release-state', 'lock', 'text'].map(entry);
  for (const [word, entries] of [
    ['main', [entry('main')]],
    ['lint', lintParts],
  ] as const) {
    const all = new Set(entries.flatMap((name) => [...loadedBy(name)]));
    const own = [...all].filter((name) => !placed.has(name) && !lintParts.includes(name));
    const functions = own.map((name) => `"./${name}"(exports, require, module) {\n${inPacks(chunks.get(name) ?? '')}}`);
    const code = `${PACK}const chunks = {\n${functions.join(',\n')}\n};\n`;
    const pack = `pack-${word}-${digest(code).slice(0, 8)}.cjs`;
    files.set(pack, code);
    for (const name of own) {
      placed.add(name);
      packOf.set(name, pack);
    }
  }
  for (const [name, code] of chunks) if (!packOf.has(name)) files.set(name, inPacks(code));
  return files;
}

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
