// Builds what Node gets as `leyline/contracts`: one file with what everybody needs, and parts that are read when something
// of them is first used: the messages of each proto file, and concerns that few need. Rests on how esbuild prints modules.

import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { type BuildOptions, build, type Plugin } from 'esbuild';

const CONTRACTS = join(import.meta.dirname, 'contracts');

interface Part {
  /** In the folder that is written, without what is put behind it. */
  readonly path: string;
  /** Places below `contracts/`. */
  readonly modules: readonly string[];
}

/** What a part uses of the rest: it knows `name` of `module` as `as`. */
interface Taken {
  readonly module: string;
  readonly name: string;
  readonly as: string;
}

/** Outside of its part, a module has types, functions and constants; a number says which part it is. */
const PARTS: readonly Part[] = [
  partOf('wire', [/^runtime\/(wire-\w+|unknown-fields|map-entry)/, /^generated\/(short-ascii|google\/\w+)/]),
  partOf('migration', [/^runtime\/migrat/]),
  partOf('bus-config', [/^runtime\/(bus-config|config-section|yaml-subset)/]),
  partOf('wal', [/^runtime\/wal-/]),
  partOf('merkle-checkpoint', [/^runtime\/merkle-/]),
  partOf('telemetry', [/^runtime\/(telemetry-builder|packet-slot)/]),
  partOf('signing', [/^runtime\/(signing|replay-cache)/]),
  partOf('vocabulary', [/^runtime\/embedding-dictionary/]),
  partOf('guards', [/^runtime\/guards/]),
  ...modulesIn(/^generated\/v\d+\//)
    .filter((module) => typesOf(module).length > 0)
    .map((module) => ({ path: module.replace('generated/', '').replace(/\.ts$/, ''), modules: [module] })),
];

/** Writes `index.js` and the parts. */
export async function buildInParts(options: BuildOptions, outdir: string): Promise<void> {
  const taken = new Map<string, Taken>();
  const paths: string[] = [];
  for (const part of PARTS) {
    const text = asFunction(await textOf(options, part), taken);
    // A process that goes on while the package is replaced must not get a part of another version.
    const digest = createHash('sha256').update(text).digest('hex').slice(0, 8);
    const path = `${part.path}-${digest}.cjs`;
    mkdirSync(dirname(join(outdir, path)), { recursive: true });
    writeFileSync(join(outdir, path), text);
    paths.push(path);
  }
  await build({
    ...options,
    stdin: { contents: entryText([...taken.values()], paths), resolveDir: CONTRACTS },
    outfile: join(outdir, 'index.js'),
    plugins: [doors],
  });
}

async function textOf(options: BuildOptions, { modules }: Part): Promise<string> {
  const contents = modules.map((module) => `export * from './${module}';\n`).join('');
  const stdin = { contents, resolveDir: CONTRACTS };
  // Messages are printed by the names of their classes.
  const named = { ...options, minify: false, minifySyntax: true, minifyWhitespace: true };
  const { outputFiles } = await build({ ...named, stdin, write: false, plugins: [alone(modules)] });
  return outputFiles?.[0]?.text ?? '';
}

/** Bundles nothing into a part but what belongs to it. */
function alone(modules: readonly string[]): Plugin {
  return {
    name: 'alone',
    setup({ onResolve }) {
      onResolve({ filter: /^\.\.?\// }, ({ path, resolveDir }) => {
        const module = placeOf(join(resolveDir, path));
        return modules.includes(module) ? undefined : { path: module, external: true };
      });
    },
  };
}

const doors: Plugin = {
  name: 'doors',
  setup({ onResolve, onLoad }) {
    const whole = (path: string) => ({ path, namespace: 'whole', sideEffects: false });
    onResolve({ filter: /^whole:/ }, ({ path }) => whole(path.replace('whole:', '')));
    onResolve({ filter: /^\.\.?\//, namespace: 'whole' }, ({ path, resolveDir }) => whole(join(resolveDir, path)));
    onLoad({ filter: /./, namespace: 'whole' }, ({ path }) => load(path, readFileSync(path, 'utf8')));
    onLoad({ filter: /\.ts$/ }, ({ path }) => {
      const part = numberOf(placeOf(path));
      return part < 0 ? undefined : load(path, doorText(placeOf(path), part));
    });
  },
};

function load(path: string, contents: string) {
  return { contents, loader: 'ts', resolveDir: dirname(path) } as const;
}

/** What stands for a module of a part. Of its constants there are two, of which only these are ever handed out. */
function doorText(module: string, part: number): string {
  const constants = constantsOf(module).join();
  return [
    `import { lateFunction, lateType } from '${join(CONTRACTS, 'runtime/late-parts.ts')}';`,
    constants === '' ? '' : `export { ${constants} } from 'whole:${join(CONTRACTS, module)}';`,
    ...typesOf(module).map(([name, typeName]) => late(name, `lateType(${part}, '${name}', '${typeName}')`)),
    ...namesIn(module, FUNCTION).map((name) => late(name, `lateFunction(${part}, '${name}')`)),
  ].join('\n');
}

function late(name: string, call: string): string {
  return `export const ${name} = /* @__PURE__ */ ${call};`;
}

/** An ES module as a function of what it imports; what it exports is what the function returns. */
function asFunction(text: string, taken: Map<string, Taken>): string {
  const body = text
    .replace(/import(?:\{([^}]*)\}|\*as ([\w$]+) )from"([^"]+)";/g, (_, names, whole, module) =>
      whole === undefined ? takeNames(names, module, taken) : `const ${whole}=$rest.${take(module, '*', taken)};`,
    )
    .replace(/export\{([^}]*)\};\s*$/, (_, names) => `return{${pairs(names).map(([own, name]) => `${name}:${own}`)}}`);
  return `module.exports=($rest,$part)=>{${body}};\n`;
}

/** Types and constants are those that are handed out; all else comes from the other part itself, without a detour. */
function takeNames(names: string, module: string, taken: Map<string, Taken>): string {
  const part = numberOf(module);
  const atDoor = [...constantsOf(module), ...typesOf(module).map(([name]) => name)];
  const isOfPart = ([name]: readonly [string, string]): boolean => part >= 0 && !atDoor.includes(name);
  const ofPart = pairs(names).filter((pair) => isOfPart(pair));
  const ofRest = pairs(names).filter((pair) => !isOfPart(pair));
  return [
    ofRest.length === 0 ? '' : `const{${ofRest.map(([name, as]) => `${take(module, name, taken)}:${as}`)}}=$rest;`,
    ofPart.length === 0 ? '' : `const{${ofPart.map(([name, as]) => `${name}:${as}`)}}=$part(${part});`,
  ].join('');
}

function take(module: string, name: string, taken: Map<string, Taken>): string {
  const key = `${module} ${name}`;
  const one = taken.get(key) ?? { module, name, as: `$${taken.size}` };
  taken.set(key, one);
  return one.as;
}

/** `a as b,c` → the names before and behind `as`. */
function pairs(names: string): readonly (readonly [string, string])[] {
  return names.split(',').map((text) => {
    const [before = '', after = before] = text.trim().split(/\s+as\s+/);
    return [before, after];
  });
}

function entryText(taken: readonly Taken[], paths: readonly string[]): string {
  const imports = taken
    .filter(({ name }) => name !== '*')
    .map(({ module, name, as }) => `import { ${name} as ${as} } from './${module}';\n`);
  const names = taken.map(({ module, name, as }) => (name === '*' ? `${as}: ${/v\d+/.exec(module)}` : as));
  // A URL spelled out is found by whoever gathers the files of a program.
  const readers = paths.map((path) => `() => readFile(new URL('./${path}', import.meta.url))`);
  return `export * from './index.ts';
import { giveParts } from './runtime/late-parts.ts';
${imports.join('')}${['v1', 'v2'].map(versionText).join('')}${READ_FILE}giveParts({ ${names} }, [${readers}]);
`;
}

/** Where a part is below the folder of all. Vite makes its URL lead to a server where a test has a DOM. */
const WHERE = /(?:\/v\d+)?\/[^/?]+\.cjs(?=\?|$)/;

/**
 * `require` is made when it is first needed, since that takes as long as all functions together. Tests of code for
 * browsers may take `process` away before.
 */
const READ_FILE = `const { process: host } = globalThis;
let require;
function readFile({ href }) {
  require ??= host.getBuiltinModule('module').createRequire(import.meta.url);
  return require('.' + ${WHERE}.exec(href)[0]);
}
`;

/** A plain object takes less time to make than a namespace inside a bundle. */
function versionText(version: string): string {
  const text = readFileSync(join(CONTRACTS, 'generated', `${version}.ts`), 'utf8');
  const names = Array.from(text.matchAll(/^export \{ (.*) \}/gm), ([, list = '']) => list.split(', ')).flat();
  const imports = names.map((name) => `${name} as ${version}${name}`);
  const members = names.map((name) => `${name}: ${version}${name}`);
  return `import { ${imports} } from './generated/${version}.ts';
export const ${version} = Object.freeze({ ${members} });
`;
}

function partOf(name: string, own: readonly RegExp[]): Part {
  return { path: name, modules: own.flatMap(modulesIn) };
}

function modulesIn(pattern: RegExp): readonly string[] {
  return readdirSync(CONTRACTS, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.ts') && pattern.test(path))
    .sort();
}

function numberOf(module: string): number {
  return PARTS.findIndex(({ modules }) => modules.includes(module));
}

function placeOf(path: string): string {
  return relative(CONTRACTS, path).replaceAll('\\', '/');
}

const FUNCTION = /^export (?:async )?function\*? (\w+)/gm;

function typesOf(module: string): readonly (readonly [string, string])[] {
  const found = textOfModule(module).matchAll(/^export const (\w+): MessageType<\w+> = \{\n {2}typeName: '([^']+)'/gm);
  return Array.from(found, ([, name = '', typeName = '']) => [name, typeName]);
}

/** Enums, and others with a capital. */
function constantsOf(module: string): readonly string[] {
  return namesIn(module, /^export const ([A-Z]\w*)(?:: (?!MessageType)[^=]+)? = /gm);
}

function namesIn(module: string, pattern: RegExp): readonly string[] {
  return Array.from(textOfModule(module).matchAll(pattern), ([, name = '']) => name);
}

function textOfModule(module: string): string {
  return readFileSync(join(CONTRACTS, module), 'utf8');
}
