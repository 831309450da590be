// Finds `leyline.yaml` and with it the project root. Does not read what it finds.

import { lstatSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { UserError } from '../../diagnostics/user-error.ts';

export const CONFIG_NAMES = ['leyline.yaml', 'leyline.yml'] as const;

export interface ConfigLocation {
  /** Absolute: the folder of the configuration, or the starting folder when there is none. */
  readonly root: string;
  /** The file's name in `root`; undefined when there is none. */
  readonly name: string | undefined;
}

/** `explicit` is a path relative to `cwd`. Without it the search goes upwards, at most to the top of the repository. */
export function findConfig(cwd: string, explicit?: string): ConfigLocation {
  const start = resolve(cwd);
  if (explicit !== undefined) return explicitLocation(resolve(start, explicit), explicit);
  for (let folder = start; ; folder = dirname(folder)) {
    const names = CONFIG_NAMES.filter((name) => isThere(join(folder, name)));
    if (names.length > 1) {
      const hint = `remove one of them, or choose one with '--config ${CONFIG_NAMES[0]}'`;
      throw new UserError(`${folder} has both ${CONFIG_NAMES.join(' and ')}`, { hint });
    }
    if (names.length === 1) return { root: folder, name: names[0] };
    if (isThere(join(folder, '.git')) || folder === dirname(folder)) return { root: start, name: undefined };
  }
}

function explicitLocation(path: string, asWritten: string): ConfigLocation {
  const status = lstatSync(path, { throwIfNoEntry: false });
  if (!status) {
    const hint = "'leyline init' writes a configuration; without '--config' none is needed";
    throw new UserError(`the configuration file '${asWritten}' does not exist`, { hint });
  }
  if (status.isDirectory()) {
    const hint = `name the file, such as '${join(asWritten, CONFIG_NAMES[0])}', or use '--cwd ${asWritten}'`;
    throw new UserError(`'${asWritten}' is a folder, not a configuration file`, { hint });
  }
  return { root: dirname(path), name: basename(path) };
}

/** A link to nothing counts: passing over it would mean to run without the rules that it was to bring. */
function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    // A folder above that may not be searched holds no configuration that could be read.
    return false;
  }
}
