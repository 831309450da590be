// The bytes that a pinned tool is made of here: a program on the PATH, or a script and all its files. They are digested,
// and copied to where they are run from in the same step, so that what runs is what was digested.

import { mkdirSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, sep } from 'node:path';
import { UserError } from '../../diagnostics/user-error.ts';
import type { ToolchainPin } from '../../model/contract-set.ts';
import { treeDigest } from '../../model/tree-digest.ts';
import { digestFile } from '../files/file-digest.ts';
import { errorCode, errorWords } from '../files/file-errors.ts';
import { listAll } from '../files/list-all.ts';
import { findProgram, type ProgramSearch } from './find-program.ts';

export interface FoundProgram {
  /** The file or script, as messages show it. */
  readonly path: string;
  readonly digest: string;
  /** Of pinned libraries, by their paths as written; nothing for one that is not here. */
  readonly libraries: ReadonlyMap<string, string | undefined>;
}

const MOST_SCRIPT_FILES = 20_000;

/** The name that a tool is found by. */
export function programName({ name, command }: ToolchainPin): string {
  return command?.[0]?.value ?? name.value;
}

/** Nothing when the tool is not here. With `copyTo`, a folder, the copy is made below it; see `copiedProgram`. */
export function digestProgram(pin: ToolchainPin, search: ProgramSearch, copyTo?: string): FoundProgram | undefined {
  if (pin.script) return digestScript(pin, search.root, copyTo);
  const path = findProgram(programName(pin), search);
  if (path === undefined) return undefined;
  const { digest } = digestFile(path, path, copyTo === undefined ? undefined : copiedProgram(pin, copyTo));
  return { path, digest, libraries: digestLibraries(pin, copyTo) };
}

/** Where copies of a tool's libraries stand. */
export function copiedLibraries(pin: ToolchainPin, folder: string): string {
  return join(folder, `${pin.name.value}.lib`);
}

function digestLibraries(pin: ToolchainPin, copyTo: string | undefined): ReadonlyMap<string, string | undefined> {
  const digests = new Map<string, string | undefined>();
  const folder = copyTo === undefined ? undefined : copiedLibraries(pin, copyTo);
  for (const path of pin.libraries?.keys() ?? []) {
    const real = isAbsolute(path) ? realOf(path) : undefined;
    if (folder !== undefined) mkdirSync(folder, { recursive: true });
    const target = folder === undefined ? undefined : join(folder, basename(path));
    digests.set(path, real === undefined ? undefined : digestFile(real, path, target).digest);
  }
  return digests;
}

function realOf(path: string): string | undefined {
  try {
    return realpathSync.native(path);
  } catch {
    return undefined;
  }
}

/** Where the copy of a tool stands: a program under its name, a script in a tree of its own. */
export function copiedProgram(pin: ToolchainPin, folder: string): string {
  if (pin.script) return join(folder, `${pin.name.value}.files`, pin.script.entry.value);
  const name = programName(pin);
  return join(folder, name.slice(name.lastIndexOf('/') + 1));
}

function digestScript(pin: ToolchainPin, root: string, copyTo: string | undefined): FoundProgram | undefined {
  if (!pin.script) return undefined;
  const { entry, files } = pin.script;
  const digests = new Map<string, string>();
  for (const { value: listed } of files) {
    for (const path of filesAt(root, listed)) {
      if (digests.has(path)) continue;
      const target = copyTo === undefined ? undefined : join(copyTo, `${pin.name.value}.files`, path);
      if (target !== undefined) mkdirSync(dirname(target), { recursive: true });
      digests.set(path, digestFile(join(root, path), path, target).digest);
    }
  }
  return digests.has(entry.value)
    ? { path: entry.value, digest: treeDigest(digests), libraries: new Map() }
    : undefined;
}

function filesAt(root: string, listed: string): readonly string[] {
  const absolute = join(root, listed);
  try {
    const inside = relative(realpathSync.native(root), realpathSync.native(absolute));
    if (isAbsolute(inside) || inside.split(sep)[0] === '..') {
      throw new UserError(`${listed} leads out of the project`, {
        hint: 'a script is pinned with files of the project',
      });
    }
    if (statSync(absolute).isFile()) return [listed];
    const entries = listAll(absolute, { name: listed, mostFiles: MOST_SCRIPT_FILES, passesOver: isLauncher });
    const link = [...entries].find(([, kind]) => kind !== 'file');
    if (!link) return [...entries.keys()].map((path) => (listed === '' ? path : `${listed}/${path}`));
    throw new UserError(`${listed}/${link[0]} is not a file`, { hint: 'what is pinned consists of plain files' });
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    if (error instanceof UserError) throw error;
    throw new UserError(`${listed} cannot be read: ${errorWords(error)}`, { hint: 'it is listed as part of a script' });
  }
}

/** npm links programs there; nothing is loaded from it. */
function isLauncher(name: string): boolean {
  return name === '.bin';
}
