// Subsystems as people call them.

import type { Subsystem } from './register.ts';

/** By its path, the last name of each, where that tells it apart; else the path. */
export function shortNames(subsystems: readonly Subsystem[]): ReadonlyMap<string, string> {
  const last = (path: string) => path.slice(path.lastIndexOf('/') + 1);
  const counts = new Map<string, number>();
  for (const { path } of subsystems) counts.set(last(path), (counts.get(last(path)) ?? 0) + 1);
  return new Map(subsystems.map(({ path }) => [path, counts.get(last(path)) === 1 ? last(path) : path]));
}
