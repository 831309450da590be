// Finds the configuration of the Buf project that a folder belongs to. Of what it finds it reads only which modules a
// workspace names; mistakes in the files are left to whoever reads them in earnest.

import { readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { parseYaml } from '../yaml/parse-yaml.ts';
import { nodeAt, type YamlNode } from '../yaml/yaml-node.ts';

export const WORKSPACE_NAME = 'buf.work.yaml';
/** Where both stand in one folder, the workspace's is read, and complains. */
export const BUF_NAMES = [WORKSPACE_NAME, 'buf.yaml'] as const;
export type BufName = (typeof BUF_NAMES)[number];

export interface BufLocation {
  /** Absolute: the folder that holds the configuration. */
  readonly root: string;
  readonly name: BufName;
}

/** Searches upwards, at most to the top of the repository. A workspace further up wins if it names the nearest module. */
export async function findBuf(cwd: string): Promise<BufLocation | undefined> {
  let nearest: BufLocation | undefined;
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    for (const name of BUF_NAMES) {
      const text = textOf(join(folder, name));
      if (text === undefined) continue;
      const found = { root: folder, name };
      if (nearest === undefined) nearest = found;
      else if (await namesModule(text, name, relative(folder, nearest.root).split(sep).join('/'))) return found;
    }
    if (textOf(join(folder, '.git')) !== undefined || folder === dirname(folder)) return nearest;
  }
}

/** Where the user has named a configuration; nothing when the file is none of Buf's. */
export function bufLocation(root: string, file: string): BufLocation | undefined {
  const name = BUF_NAMES.find((known) => known === file);
  return name && { root, name };
}

async function namesModule(text: string, name: BufName, folder: string): Promise<boolean> {
  const { root } = await parseYaml(text);
  const list = nodeAt(root, [name === WORKSPACE_NAME ? 'directories' : 'modules']);
  const entries = list?.kind === 'list' ? list.items : [];
  return entries.some((entry) => pathIn(name === WORKSPACE_NAME ? entry : nodeAt(entry, ['path'])) === folder);
}

function pathIn(node: YamlNode | undefined): string | undefined {
  if (node?.kind !== 'scalar') return undefined;
  return String(node.value)
    .replace(/^(?:\.\/)+/, '')
    .replace(/\/+$/, '');
}

/** Empty for what is there and cannot be read as a text. */
function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? undefined : '';
  }
}
