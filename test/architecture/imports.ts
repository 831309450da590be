// Reads what source files import: esbuild tells what is imported when the code runs, their text tells of types.

import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { build, transformSync } from 'esbuild';

export interface Import {
  readonly from: string;
  /** A path of the project, or the name of a package as it is written. */
  readonly to: string;
  readonly isPackage: boolean;
  /** Gone when the code runs. */
  readonly isType: boolean;
}

/** TypeScript files of a folder of the project, sorted; none where the folder does not exist. */
export function sourceFiles(root: string, folder: string): string[] {
  let paths: string[];
  try {
    paths = readdirSync(posix.join(root, folder), { recursive: true, encoding: 'utf8' });
  } catch {
    return [];
  }
  const files = paths.filter((path) => /\.[cm]?tsx?$/.test(path));
  return files.map((path) => posix.join(folder, path.replaceAll('\\', '/'))).sort();
}

/** `files` are paths relative to `root`. */
export async function importsOf(root: string, files: readonly string[]): Promise<Import[]> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [...files],
    bundle: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    outdir: 'nowhere',
    write: false,
    metafile: true,
    logLevel: 'silent',
    // Keeps every import that is not of types only, used or not.
    tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
  });
  return files.flatMap((from) => {
    const running = (metafile.inputs[from]?.imports ?? []).map(({ path, external }) => ({
      from,
      to: path,
      isPackage: external === true,
      isType: false,
    }));
    return [...running, ...typeImports(from, readFileSync(posix.join(root, from), 'utf8'))];
  });
}

const TYPE_IMPORT = /\b(?:import|export)\s+type\b[^;'"]*?\bfrom\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;

/** `import type … from`, `export type … from`, and `import('…')` among types, which code that runs is taken for too. */
export function typeImports(from: string, text: string): Import[] {
  return [...text.matchAll(TYPE_IMPORT)].map(([, named, inline]) => {
    const to = named ?? inline ?? '';
    const isPackage = !to.startsWith('.');
    return { from, to: isPackage ? to : posix.join(posix.dirname(from), to), isPackage, isType: true };
  });
}

/** The code alone: no types, no comments. */
export function runningCode(text: string): string {
  return transformSync(text, { loader: 'ts', legalComments: 'none' }).code;
}

/** Groups of files that import each other in a circle, types included. */
export function cyclesOf(imports: readonly Import[]): string[][] {
  const next = new Map<string, string[]>();
  for (const { from, to, isPackage } of imports) {
    if (isPackage) continue;
    const known = next.get(from);
    if (known) known.push(to);
    else next.set(from, [to]);
  }
  const reach = new Map([...next.keys()].map((file) => [file, reachable(file, next)] as const));
  const cycles = new Map<string, string[]>();
  for (const [file, reached] of reach) {
    if (!reached.has(file)) continue;
    const members = [...reached].filter((other) => reach.get(other)?.has(file)).sort();
    cycles.set(members.join('\n'), members);
  }
  return [...cycles.values()];
}

function reachable(start: string, next: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const seen = new Set<string>();
  const open = [...(next.get(start) ?? [])];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    open.push(...(next.get(file) ?? []));
  }
  return seen;
}
