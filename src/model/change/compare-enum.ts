// What differs between two enums that are taken for the same: their values by number and name, their order, ranges, options.

import type { EnumDescriptor, EnumValueDescriptor } from '../proto/schema/descriptor.ts';
import type { ChangeList, Pair } from './change-list.ts';
import { compareComments, compareOptions, compareRanges, compareSets } from './compare-parts.ts';
import { displaced } from './order.ts';
import type { Changed } from './schema-change.ts';

export function compareEnum(pair: Pair<EnumDescriptor>, list: ChangeList): void {
  const { before, after } = pair;
  compareOptions('enum', pair, list);
  compareComments('enum', pair, list);
  list.changed('enum', pair, 'visibility', before.node.visibility?.text, after.node.visibility?.text);
  list.changed('enum', pair, 'openness', opennessOf(before), opennessOf(after));
  list.changed('enum', pair, 'json-format', before.features.jsonFormat, after.features.jsonFormat);
  compareRanges('enum', pair, 'reserved-range', before.reservedRanges, after.reservedRanges, list);
  const namesOf = ({ reservedNames }: EnumDescriptor) => reservedNames.map(({ name }) => name);
  compareSets('enum', pair, 'reserved-name', namesOf(before), namesOf(after), list);
  compareValues(pair, list);
}

function opennessOf({ features }: EnumDescriptor): string {
  return features.enumType === 'OPEN' ? 'open' : 'closed';
}

function compareValues({ before, after, pairing }: Pair<EnumDescriptor>, list: ChangeList): void {
  const pairs = pairValues(before, after);
  const paired = new Map([...pairs].map(([then, now]) => [now, then]));
  const thenByName = new Map(before.values.map((value) => [value.name, value]));
  const nowByName = new Map(after.values.map((value) => [value.name, value]));
  const stayed = before.values.filter((value) => pairs.has(value));
  const moved = displaced(
    stayed,
    after.values.flatMap((value) => paired.get(value) ?? []),
  );
  const thenPlaces = moved.size === 0 ? NO_PLACES : placesIn(before);
  const nowPlaces = moved.size === 0 ? NO_PLACES : placesIn(after);
  for (const value of before.values) {
    const other = pairs.get(value);
    if (!other) {
      const renumbered = nowByName.get(value.name);
      const successor = renumbered && ({ element: renumbered, evidence: ['name'], likeness: 1 } as const);
      list.removed('enum-value', value, after, pairing, successor);
      continue;
    }
    const both = { before: value, after: other, pairing };
    list.changed('enum-value', both, 'name', value.name, other.name);
    compareOptions('enum-value', both, list);
    compareComments('enum-value', both, list);
    if (moved.has(value)) list.push(positionFact(both, thenPlaces.get(value), nowPlaces.get(other)));
  }
  const lastStayed = after.values.findLastIndex((value) => paired.has(value));
  for (const [i, value] of after.values.entries()) {
    if (paired.has(value)) continue;
    const renumbered = thenByName.get(value.name);
    const origin = renumbered && ({ element: renumbered, evidence: ['name'], likeness: 1 } as const);
    list.added('enum-value', value, pairing, origin, i < lastStayed);
  }
}

/** Same number and name first; then what is left of each number, in order: those are renamed. */
function pairValues(before: EnumDescriptor, after: EnumDescriptor): Map<EnumValueDescriptor, EnumValueDescriptor> {
  const pairs = new Map<EnumValueDescriptor, EnumValueDescriptor>();
  const now = new Map(after.values.map((value) => [`${value.number} ${value.name}`, value]));
  for (const value of before.values) {
    const other = now.get(`${value.number} ${value.name}`);
    if (other) pairs.set(value, other);
  }
  const taken = new Set(pairs.values());
  const left = new Map<number, EnumValueDescriptor[]>();
  for (const value of after.values) {
    if (taken.has(value)) continue;
    const known = left.get(value.number);
    if (known) known.push(value);
    else left.set(value.number, [value]);
  }
  for (const value of before.values) {
    if (pairs.has(value)) continue;
    const other = left.get(value.number)?.shift();
    if (other) pairs.set(value, other);
  }
  return pairs;
}

const NO_PLACES: ReadonlyMap<EnumValueDescriptor, string> = new Map();

/** What each value stands behind. */
function placesIn({ values }: EnumDescriptor): ReadonlyMap<EnumValueDescriptor, string> {
  return new Map(values.map((value, i) => [value, i === 0 ? 'first' : `after ${values[i - 1]?.name}`]));
}

/** Of values that moved together, some stand behind the same one as before. */
function positionFact(
  pair: Pair<EnumValueDescriptor>,
  from: string | undefined,
  to: string | undefined,
): Changed<'enum-value'> {
  return { kind: 'enum-value-changed', element: 'enum-value', aspect: 'position', ...pair, from, to };
}
