// Which chains of names a module uses: `telemetry.Event` of a value or a type, from the root name on.

import type { SourceModule } from '../model/source-module.ts';

/** Names on the way to something: `['telemetry', 'Event']`. */
export type Path = readonly string[];

/** Each once; single names too. `written`: what a text of Python writes. */
export function usedPaths(module: SourceModule, written: (text: string) => readonly Path[]): readonly Path[] {
  const paths = new Map<string, Path>();
  const add = (path: Path) => {
    paths.set(path.join('.'), path);
  };
  // a module's expressions leave out what does not tell what something is, such as comparisons
  if (module.language === 'python') written(module.source.text).forEach(add);
  const seen = new Set<object>();
  const open: unknown[] = [module.bindings, module.calls, module.types, module.exports];
  for (let next = open.pop(); open.length > 0 || next !== undefined; next = open.pop()) {
    if (typeof next !== 'object' || next === null || seen.has(next)) continue;
    seen.add(next);
    const path = pathOf(next as Visited);
    if (path) add(path);
    for (const value of Object.values(next)) if (typeof value === 'object' && value !== null) open.push(value);
  }
  return [...paths.values()];
}

interface Visited {
  readonly kind?: unknown;
  readonly name?: unknown;
  readonly path?: unknown;
  readonly object?: Visited;
}

function pathOf(node: Visited): Path | undefined {
  if (node.kind === 'name')
    return Array.isArray(node.path) ? node.path : typeof node.name === 'string' ? [node.name] : [];
  if (node.kind !== 'member' || !node.object || typeof node.name !== 'string') return undefined;
  const names: string[] = [node.name];
  let at: Visited = node.object;
  for (; at.kind === 'member' && at.object; at = at.object) names.push(String(at.name));
  return at.kind === 'name' && typeof at.name === 'string' ? [at.name, ...names.reverse()] : undefined;
}
