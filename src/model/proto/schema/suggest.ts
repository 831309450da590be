// What was probably meant by a name that means nothing. Looks only where looking is cheap: flawed files can be large.

import { nearest } from '../../../text/nearest.ts';
import { WELL_KNOWN } from '../well-known/sources.ts';
import type { Declarations } from './declarations.ts';
import { SCALARS } from './field-nature.ts';

const MAX_CANDIDATES = 100;
const MAX_TYPES = 2000;

export function didYouMean(
  name: string,
  candidates: Iterable<string>,
  maxCandidates = MAX_CANDIDATES,
): string | undefined {
  const few: string[] = [];
  for (const candidate of candidates) {
    if (few.length === maxCandidates) return undefined;
    few.push(candidate);
  }
  const meant = nearest(name, few);
  return meant === undefined ? undefined : `did you mean '${meant}'?`;
}

/** For a type that is defined nowhere: a well-known one that wants an import, or a slip of the pen. */
export function suggestType(name: string, { symbols }: Declarations): string | undefined {
  const simple = name.slice(name.lastIndexOf('.') + 1);
  const path = wellKnownTypes().get(simple);
  if (path !== undefined && (name === simple || /^\.?google\.protobuf\.\w+$/.test(name))) {
    const full = `google.protobuf.${simple}`;
    return name === simple ? `for ${full}, add: import "${path}";` : `add: import "${path}";`;
  }
  if (name !== simple) return undefined;
  const types = symbols.filter((symbol) => symbol.kind === 'message' || symbol.kind === 'enum');
  return didYouMean(name, [...SCALARS.keys(), ...types.map((type) => type.name)], MAX_TYPES);
}

let pathsByType: ReadonlyMap<string, string> | undefined;

/** Paths of the well-known files by the types that stand at their top. */
function wellKnownTypes(): ReadonlyMap<string, string> {
  pathsByType ??= new Map(
    Object.entries(WELL_KNOWN).flatMap(([path, text]) =>
      [...text.matchAll(/^(?:message|enum) (\w+)/gm)].map((match) => [match[1] as string, path] as const),
    ),
  );
  return pathsByType;
}
