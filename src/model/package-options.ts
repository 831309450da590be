// Whether the files of a package agree in a file option, as generators of code want it. Says what is; demands nothing.

import type { Place, RelatedPlace } from '../diagnostics/finding.ts';
import { quoted, sortedNames } from '../text/listed.ts';
import type { FileDescriptor } from './proto/schema/descriptor.ts';
import { optionNode, standardOption } from './proto/schema/options.ts';
import type { Workspace } from './workspace.ts';

export interface OptionSplit {
  /** Sorted; the empty value, of files that do not set the option, is last. */
  readonly values: readonly string[];
  /** Where the file itself sets the option, or its start. */
  readonly at: Place;
  /** Files with other values, one for each of a few. */
  readonly others: readonly RelatedPlace[];
}

const MAX_OTHERS = 3;
const NONE = '';

interface Split {
  readonly values: readonly string[];
  readonly firstFiles: ReadonlyMap<string, FileDescriptor>;
}

const splitsOf = new WeakMap<Workspace, Map<string, ReadonlyMap<string, Split>>>();

/** How the files under check of the file's package differ in a standard file option; nothing when they agree. */
export function optionSplit(workspace: Workspace, file: FileDescriptor, option: string): OptionSplit | undefined {
  const split = splitsIn(workspace, option).get(file.package);
  if (!split) return undefined;
  const own = optionValue(file, option);
  const others = split.values.slice(0, MAX_OTHERS + 1).filter((value) => value !== own);
  return {
    values: split.values,
    at: placeOf(file, option),
    others: others.slice(0, MAX_OTHERS).map((value) => ({
      ...placeOf(split.firstFiles.get(value) as FileDescriptor, option),
      message: value === NONE ? `'${option}' is not set here` : `'${option}' is ${quoted(value)} here`,
    })),
  };
}

/** By package, where there is more than one value. */
function splitsIn(workspace: Workspace, option: string): ReadonlyMap<string, Split> {
  const byOption = splitsOf.get(workspace) ?? new Map<string, ReadonlyMap<string, Split>>();
  splitsOf.set(workspace, byOption);
  const known = byOption.get(option);
  if (known) return known;
  const packages = new Map<string, Map<string, FileDescriptor>>();
  for (const file of workspace.files) {
    const firstFiles = packages.get(file.package) ?? new Map<string, FileDescriptor>();
    packages.set(file.package, firstFiles);
    const value = optionValue(file, option);
    if (!firstFiles.has(value)) firstFiles.set(value, file);
  }
  const splits = new Map<string, Split>();
  for (const [name, firstFiles] of packages) {
    if (firstFiles.size > 1) splits.set(name, { values: sortedNames(firstFiles.keys()), firstFiles });
  }
  byOption.set(option, splits);
  return splits;
}

function optionValue({ options }: FileDescriptor, option: string): string {
  return String(standardOption(options, option) ?? NONE);
}

function placeOf({ path, options }: FileDescriptor, option: string): Place {
  const { start, end } = optionNode(options, option) ?? { start: 0, end: 0 };
  return { path, start, end };
}
