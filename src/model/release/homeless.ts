// Which contracts belong to no version, by their folder or by their package. Nothing that was released is looked at.

import type { ContractSet } from '../contract-set.ts';
import type { FileDescriptor } from '../proto/schema/descriptor.ts';

/** What the version's folder, or the one that is none, is called; `''` is the contract root itself. */
export interface Homeless {
  readonly lacks: 'version' | 'package' | 'listing';
  readonly folder: string;
}

/** Nothing for a file that has its place, or that lies outside the contract root. */
export function homelessIn(file: FileDescriptor, { root, manifest }: ContractSet): Homeless | undefined {
  const prefix = root === undefined || root === '' ? '' : `${root}/`;
  if (root === undefined || !manifest || !file.path.startsWith(prefix)) return undefined;
  const inside = file.path.slice(prefix.length);
  const folder = inside.slice(0, Math.max(inside.indexOf('/'), 0));
  const version = manifest.versions.find(({ name }) => name.value === folder);
  if (!version) return { lacks: 'version', folder };
  if (version.packages.some(({ value }) => value === file.package)) return undefined;
  return { lacks: file.package === '' ? 'package' : 'listing', folder };
}
