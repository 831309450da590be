// One digest over many files: of their names and contents, whatever order they come in. Pure.

import { sha256 } from '../text/sha256.ts';

/**
 * Of files by their path below one folder, each with its own digest. Every folder has a digest, too: that of a line for
 * each entry, `file NAME DIGEST` or `folder NAME DIGEST`, sorted by name. Names are written as JSON strings.
 */
export function treeDigest(files: ReadonlyMap<string, string>): string {
  const entries = new Map<string, string>();
  const folders = new Map<string, Map<string, string>>();
  for (const [path, digest] of files) {
    const slash = path.indexOf('/');
    if (slash === -1) {
      entries.set(path, `file ${JSON.stringify(path)} ${digest}\n`);
      continue;
    }
    const name = path.slice(0, slash);
    const below = folders.get(name) ?? new Map<string, string>();
    folders.set(name, below.set(path.slice(slash + 1), digest));
  }
  for (const [name, below] of folders) entries.set(`${name}/`, `folder ${JSON.stringify(name)} ${treeDigest(below)}\n`);
  const names = [...entries.keys()].sort();
  return sha256(names.map((name) => entries.get(name)).join(''));
}
