// Pairs elements that are gone with elements that are new, where one seems to have become the other. Gives its evidence;
// never pairs where two would do as well.

import { likeness } from './likeness.ts';
import type { Succession } from './schema-change.ts';

export interface Candidate<Element> {
  readonly element: Element;
  readonly name: string;
  /** Where it stands: its file and what is around it. */
  readonly home: string;
  /** Its members as words. */
  readonly shape: readonly string[];
}

/** Below this share of equal members, the same name elsewhere is another thing. */
const LIKE_BY_NAME = 0.5;
/** Below this share, another name in the same place is another thing. */
const LIKE_BY_SHAPE = 0.6;
/** In one place no more than so many are compared each with each. */
const MOST_IN_ONE_PLACE = 40;

export function findSuccessors<Element>(
  gone: readonly Candidate<Element>[],
  fresh: readonly Candidate<Element>[],
): ReadonlyMap<Element, Succession<Element>> {
  const found = new Map<Element, Succession<Element>>();
  const taken = new Set<Element>();
  const pair = (before: Candidate<Element>, after: Candidate<Element>): void => {
    const alike = likeness(before.shape, after.shape);
    const evidence = [
      ...(before.name === after.name ? (['name'] as const) : []),
      ...(alike >= LIKE_BY_SHAPE ? (['shape'] as const) : []),
    ];
    found.set(before.element, { element: after.element, evidence, likeness: alike });
    taken.add(after.element);
  };
  const open = (candidates: readonly Candidate<Element>[]) =>
    candidates.filter(({ element }) => !found.has(element) && !taken.has(element));

  const freshByName = grouped(fresh, ({ name }) => name);
  for (const before of gone) {
    const alike = open((freshByName.get(before.name) ?? []).slice(0, MOST_IN_ONE_PLACE));
    const best = bestOf(before, alike, LIKE_BY_NAME);
    if (best) pair(before, best);
  }
  const freshByShape = grouped(open(fresh).filter(hasMembers), shapeKey);
  for (const [key, alike] of grouped(open(gone).filter(hasMembers), shapeKey)) {
    const [before, another] = alike;
    const [after, yetAnother] = freshByShape.get(key) ?? [];
    if (before && after && !another && !yetAnother) pair(before, after);
  }
  const freshByHome = grouped(open(fresh).filter(hasMembers), ({ home }) => home);
  for (const [home, alike] of grouped(open(gone).filter(hasMembers), (candidate) => candidate.home)) {
    const neighbours = freshByHome.get(home) ?? [];
    if (alike.length > MOST_IN_ONE_PLACE || neighbours.length > MOST_IN_ONE_PLACE) continue;
    for (const before of alike) {
      const best = bestOf(before, open(neighbours), LIKE_BY_SHAPE);
      if (best) pair(before, best);
    }
  }
  return found;
}

function bestOf<Element>(
  before: Candidate<Element>,
  candidates: readonly Candidate<Element>[],
  least: number,
): Candidate<Element> | undefined {
  let best: Candidate<Element> | undefined;
  let most = 0;
  for (const candidate of candidates) {
    const alike = likeness(before.shape, candidate.shape);
    if (alike >= least && alike > most) [best, most] = [candidate, alike];
  }
  return best;
}

function hasMembers({ shape }: Candidate<unknown>): boolean {
  return shape.length > 0;
}

function shapeKey({ shape }: Candidate<unknown>): string {
  return [...shape].sort().join('\n');
}

function grouped<Value>(values: readonly Value[], keyOf: (value: Value) => string): ReadonlyMap<string, Value[]> {
  const groups = new Map<string, Value[]>();
  for (const value of values) {
    const key = keyOf(value);
    const known = groups.get(key);
    if (known) known.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}
