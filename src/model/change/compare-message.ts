// What differs between two messages that are taken for the same: their fields by number, oneofs by name, ranges, options.

import type { FieldDescriptor, MessageDescriptor, OneofDescriptor } from '../proto/schema/descriptor.ts';
import type { ChangeList, Pair } from './change-list.ts';
import { compareField } from './compare-field.ts';
import { compareComments, compareOptions, compareRanges, compareSets } from './compare-parts.ts';
import { sharesWord } from './likeness.ts';
import { printOptions } from './print-options.ts';
import { isReserved, printRange } from './ranges.ts';
import type { Succession } from './schema-change.ts';

export function compareMessage(pair: Pair<MessageDescriptor>, list: ChangeList): void {
  const { before, after } = pair;
  if (!after.isMapEntry) {
    compareOptions('message', pair, list);
    compareComments('message', pair as never, list);
    list.changed('message', pair, 'visibility', visibilityOf(before), visibilityOf(after));
  }
  list.changed('message', pair, 'json-format', before.features.jsonFormat, after.features.jsonFormat);
  compareRanges('message', pair, 'reserved-range', before.reservedRanges, after.reservedRanges, list);
  const namesOf = ({ reservedNames }: MessageDescriptor) => reservedNames.map(({ name }) => name);
  compareSets('message', pair, 'reserved-name', namesOf(before), namesOf(after), list);
  compareRanges('message', pair, 'extension-range', before.extensionRanges, after.extensionRanges, list);
  compareRangeOptions(pair, list);
  compareFields(pair, list);
  compareOneofs(pair, list);
}

/** Declarations and the like; of ranges with other bounds their bounds are told. */
function compareRangeOptions(pair: Pair<MessageDescriptor>, list: ChangeList): void {
  const { before, after } = pair;
  if (before.extensionRanges.length === 0) return;
  const known = new Map(before.extensionRanges.map((range) => [printRange(range), range]));
  for (const range of after.extensionRanges) {
    const bounds = printRange(range);
    const other = known.get(bounds);
    if (!other) continue;
    const [from, to] = [printOptions(other.options), printOptions(range.options)];
    for (const name of new Set([...from.keys(), ...to.keys()])) {
      const option = `${name} of extensions ${bounds}`;
      list.changed('message', pair, 'extension-range-option', from.get(name), to.get(name), option);
    }
  }
}

function visibilityOf({ node }: MessageDescriptor): string | undefined {
  return node.kind === 'message' ? node.visibility?.text : undefined;
}

function compareFields({ before, after, pairing }: Pair<MessageDescriptor>, list: ChangeList): void {
  const then = byNumber(before.fields);
  const now = byNumber(after.fields);
  const thenByName = byName(before.fields);
  const nowByName = byName(after.fields);
  for (const [number, field] of then) {
    const other = now.get(number);
    if (other) {
      compareField('field', { before: field, after: other, pairing }, list);
      continue;
    }
    const renumbered = nowByName.get(field.name);
    list.removed('field', field, after, pairing, renumbered && succession(field, renumbered));
  }
  for (const [number, field] of now) {
    const renumbered = thenByName.get(field.name);
    if (!then.has(number)) list.added('field', field, pairing, renumbered && succession(renumbered, field, renumbered));
    const successor = renumbered && now.get(renumbered.number);
    const predecessor = then.get(number);
    if (renumbered && predecessor && successor && renumbered.number !== number) {
      list.push({ kind: 'field-swapped', element: 'field', pairing, before: renumbered, after: field, successor });
    } else if (predecessor && predecessor.name !== field.name && !sharesWord(predecessor.name, field.name)) {
      list.push({ kind: 'field-number-reused', element: 'field', pairing, before: predecessor, after: field });
    } else if (!predecessor && isReserved(before.reservedRanges, number)) {
      list.push({ kind: 'field-number-reused', element: 'field', pairing, before: undefined, after: field });
    }
  }
}

function succession(
  before: FieldDescriptor,
  after: FieldDescriptor,
  element: FieldDescriptor = after,
): Succession<FieldDescriptor> {
  return { element, evidence: ['name'], likeness: before.type === after.type ? 1 : 0 };
}

function compareOneofs({ before, after, pairing }: Pair<MessageDescriptor>, list: ChangeList): void {
  if (before.oneofs.length === 0 && after.oneofs.length === 0) return;
  const then = byName(before.oneofs);
  const now = byName(after.oneofs);
  const freshByNumbers = new Map(
    after.oneofs.filter(({ name }) => !then.has(name)).map((one) => [numbersOf(one), one]),
  );
  const origins = new Map<OneofDescriptor, OneofDescriptor>();
  for (const oneof of then.values()) {
    const other = now.get(oneof.name);
    if (other) {
      compareOptions('oneof', { before: oneof, after: other, pairing }, list);
      compareComments('oneof', { before: oneof, after: other, pairing }, list);
      continue;
    }
    const renamed = freshByNumbers.get(numbersOf(oneof));
    if (renamed) origins.set(renamed, oneof);
    list.removed('oneof', oneof, after, pairing, renamed && { element: renamed, evidence: ['shape'], likeness: 1 });
  }
  for (const oneof of now.values()) {
    if (then.has(oneof.name)) continue;
    const origin = origins.get(oneof);
    list.added('oneof', oneof, pairing, origin && { element: origin, evidence: ['shape'], likeness: 1 });
  }
}

function numbersOf({ fields }: OneofDescriptor): string {
  return fields
    .map(({ number }) => number)
    .sort((a, b) => a - b)
    .join();
}

function byNumber(fields: readonly FieldDescriptor[]): ReadonlyMap<number, FieldDescriptor> {
  const found = new Map<number, FieldDescriptor>();
  for (const field of fields) if (!found.has(field.number)) found.set(field.number, field);
  return found;
}

export function byName<Element extends { readonly name: string }>(
  elements: readonly Element[],
): ReadonlyMap<string, Element> {
  const found = new Map<string, Element>();
  for (const element of elements) if (!found.has(element.name)) found.set(element.name, element);
  return found;
}
