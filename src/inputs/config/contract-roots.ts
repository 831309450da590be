// The folders of the contracts, however `contracts.root` names them. Reads nothing.

import type { Config } from './schema.ts';

/** Project paths, in the order written: versions, lock and fixtures are those of the first. Empty where none is named. */
export function contractRoots({ contracts }: Pick<Config, 'contracts'>): readonly string[] {
  const root = contracts?.root ?? [];
  return typeof root === 'string' ? [root] : root;
}
