// The configuration that a run starts from: found, read and parsed. Loads no parser when there is no file.

import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../diagnostics/user-error.ts';
import { errorWords } from '../files/file-errors.ts';
import { isReadFailure } from '../files/file-tree.ts';
import { readText } from '../files/read-text.ts';
import { LARGEST_YAML } from '../yaml/parse-yaml.ts';
import { findConfig } from './find-config.ts';
import { type ParsedConfig, parseConfig } from './parse-config.ts';
import type { KnownRules } from './rule-settings.ts';

export interface LoadedConfig extends ParsedConfig {
  /** The absolute project root. */
  readonly root: string;
  /** The file's path relative to the root; undefined when there is none and everything is at its default. */
  readonly path: string | undefined;
}

export async function loadConfig(cwd: string, explicit: string | undefined, known: KnownRules): Promise<LoadedConfig> {
  const { root, name } = findConfig(cwd, explicit);
  const text = name === undefined ? '' : readConfigText(root, name);
  return { root, path: name, ...(await parseConfig(text, name ?? '', known)) };
}

function readConfigText(root: string, name: string): string {
  const read = readText(realPath(join(root, name), name), name, { largestFile: LARGEST_YAML });
  if (!isReadFailure(read)) return read.text;
  const hint = read.kind === 'not-utf8' ? 'save it as UTF-8 text' : 'check that it is the right file';
  throw new UserError(read.message, { hint, place: name });
}

/** Projects may share a configuration by a link. */
function realPath(path: string, name: string): string {
  try {
    return realpathSync.native(path);
  } catch (error) {
    throw new UserError(`${name} cannot be read: ${errorWords(error)}`, { place: name });
  }
}
