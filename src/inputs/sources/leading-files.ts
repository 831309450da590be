// Which files can get at something of protobuf by what they import, directly or through others. Looks at texts only, and
// says that a file can rather than that it cannot.

import { mayDeclareWriter } from '../../model/source-graph/codec-words.ts';
import { scriptSpecifiers } from '../../model/source-graph/specifiers.ts';
import type { SourceFile } from '../../text/source-file.ts';
import type { ProjectGraph } from './project-graph.ts';

/** Reading a file costs about as much as parsing so many characters of another. */
const READING_COSTS = 400;

/**
 * `scripts`: files of TypeScript and JavaScript, which are in the graph. `read` brings others into it; it is asked for
 * no more than what is saved by not parsing the scripts.
 */
export async function leadingFiles(
  scripts: readonly SourceFile[],
  graph: ProjectGraph,
  read: (paths: readonly string[]) => Promise<void>,
): Promise<ReadonlySet<string>> {
  const importers = new Map<string, string[]>();
  const signs: string[] = [];
  let budget = scripts.reduce((sum, { text }) => sum + text.length, 0) / READING_COSTS;
  let open = scripts.map(({ path }) => path);
  for (const path of open) importers.set(path, []);

  while (open.length > 0) {
    const unread = open.filter((path) => !graph.texts.has(path));
    budget -= unread.length;
    if (budget < 0) {
      signs.push(...open);
      break;
    }
    await read(unread);
    const next: string[] = [];
    for (const path of open) {
      const targets = targetsOf(path);
      if (!targets) signs.push(path);
      for (const target of targets ?? []) {
        const known = importers.get(target);
        if (known) known.push(path);
        else {
          importers.set(target, [path]);
          next.push(target);
        }
      }
    }
    open = next;
  }
  return closed(signs, importers);

  /** Nothing when the file has a sign of protobuf itself, or what it imports cannot be told. */
  function targetsOf(path: string): readonly string[] | undefined {
    const source = graph.texts.get(path);
    if (!source) return [];
    if (graph.originOf(path) || mayDeclareWriter(source.text)) return undefined;
    const targets: string[] = [];
    for (const specifier of scriptSpecifiers(source.text) ?? [undefined]) {
      if (specifier === undefined) return undefined;
      const target = graph.targetOf({ source, language: 'typescript' }, specifier);
      if (typeof target === 'string') targets.push(target);
      else if (target.kind === 'runtime' || target.kind === 'generated') return undefined;
    }
    return targets;
  }
}

/** All that lead to one of `signs`. */
function closed(signs: readonly string[], importers: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const found = new Set(signs);
  const open = [...signs];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    for (const importer of importers.get(path) ?? []) {
      if (found.has(importer)) continue;
      found.add(importer);
      open.push(importer);
    }
  }
  return found;
}
