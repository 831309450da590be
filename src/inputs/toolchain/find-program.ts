// Finds a local tool by its name, as a shell would, or below the project where its path is given. Runs nothing.

import { realpathSync, statSync } from 'node:fs';
import { delimiter, isAbsolute, join, relative, sep } from 'node:path';
import { UserError } from '../../diagnostics/user-error.ts';

export interface ProgramSearch {
  /** Absolute. */
  readonly root: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** The absolute path of the file, links followed; nothing when there is none. */
export function findProgram(name: string, { root, env }: ProgramSearch): string | undefined {
  if (/[\\/]/.test(name)) {
    const real = programAt(join(root, name));
    if (real === undefined) return undefined;
    const inside = relative(realpathSync.native(root), real);
    if (isAbsolute(name) || isAbsolute(inside) || inside.split(sep)[0] === '..') {
      throw new UserError(`tool '${name}' lies outside of the project`, {
        hint: 'write its name alone, so that it is looked for on the PATH',
      });
    }
    return real;
  }
  const suffixes = env['OS'] === 'Windows_NT' ? ['.exe', ''] : [''];
  for (const folder of searchedFolders(env)) {
    for (const suffix of suffixes) {
      const real = programAt(join(folder, name + suffix));
      if (real !== undefined) return real;
    }
  }
  return undefined;
}

/** Not the launchers of npm packages: they shadow the real tool under npm, and fetch one where there is none. */
function searchedFolders(env: ProgramSearch['env']): readonly string[] {
  const path = env['PATH'] ?? env['Path'] ?? '';
  return path.split(delimiter).filter((folder) => isAbsolute(folder) && !/node_modules[\\/]\.bin[\\/]?$/.test(folder));
}

function programAt(path: string): string | undefined {
  try {
    const real = realpathSync.native(path);
    const status = statSync(real);
    const isRunnable = sep === '\\' || (status.mode & 0o111) !== 0;
    return status.isFile() && isRunnable ? real : undefined;
  } catch {
    return undefined;
  }
}
