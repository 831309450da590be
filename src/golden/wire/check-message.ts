// What can be wrong with the fields of one message among each other: their order, repetition, packing, maps, oneofs.

import type { FieldDescriptor, MessageDescriptor, OneofDescriptor } from '../../model/proto/schema/descriptor.ts';
import { isPackable } from '../../model/proto/schema/field-nature.ts';
import { compareKeys, type MapKey, orderTrouble } from './map-keys.ts';
import { numberFromWire } from './scalar-wire.ts';
import { type FlawKind, LEN, type WireField } from './wire-field.ts';

export type TellField = (kind: FlawKind, field: WireField, words: string) => void;

export function checkMessage(
  fields: readonly WireField[],
  message: MessageDescriptor,
  bytes: Uint8Array,
  tell: TellField,
): void {
  checkOrder(fields, tell);
  checkRepetition(fields, tell);
  checkGoOrder(fields, tell);
  if (message.isMapEntry) checkEntry(fields, message, tell);
  checkMaps(fields, bytes, tell);
}

function checkOrder(fields: readonly WireField[], tell: TellField): void {
  let highest: WireField | undefined;
  for (const field of fields) {
    if (highest && field.number < highest.number) {
      tell('field-order', field, `it stands behind field ${nameOf(highest)}, where encoders write fields by number`);
    } else highest = field;
  }
}

function nameOf({ number, field }: WireField): string {
  return field ? `${number} '${field.name}'` : String(number);
}

function checkRepetition(fields: readonly WireField[], tell: TellField): void {
  const seen = new Map<FieldDescriptor, WireField>();
  const members = new Map<OneofDescriptor, FieldDescriptor>();
  for (const one of fields) {
    const { field } = one;
    if (!field) continue;
    const earlier = seen.get(field);
    seen.set(field, one);
    if (field.label === 'repeated') {
      checkPacking(one, field, earlier, tell);
      continue;
    }
    if (earlier && !field.oneof) tell('repeated-singular', one, 'it stands here a second time, and the last one wins');
    const { oneof } = field;
    if (!oneof) continue;
    const member = members.get(oneof);
    members.set(oneof, field);
    if (!member) continue;
    const words = member === field ? `'${field.name}' is set twice` : `'${member.name}' is set before`;
    tell('repeated-oneof', one, `${words} in oneof '${oneof.name}', and the last one wins`);
  }
}

function checkPacking(one: WireField, field: FieldDescriptor, earlier: WireField | undefined, tell: TellField): void {
  if (!isPackable(field)) return;
  if (one.wireType === LEN && !field.isPacked) {
    tell('packed', one, 'it is packed, where the schema wants a tag for each value');
  }
  if (!field.isPacked) return;
  // One sentence for the whole list.
  if (one.wireType !== LEN && !earlier) {
    tell('unpacked', one, 'each value has a tag of its own, where the schema wants them packed');
  }
  if (one.wireType === LEN && earlier)
    tell('split-packed', one, 'its values are in several pieces, where encoders write one');
}

/** Go writes extensions first and members of oneofs last, in the order of the oneofs. */
function checkGoOrder(fields: readonly WireField[], tell: TellField): void {
  const first = fields.find(({ field }, i) => {
    const next = fields[i + 1]?.field;
    return field && next && next.number > field.number && compareLikeGo(field, next) > 0;
  });
  const { oneof } = first?.field ?? {};
  if (!first) return;
  const words = oneof
    ? `it is in oneof '${oneof.name}', and Go writes members of oneofs behind all other fields`
    : 'an extension stands behind it, and Go writes extensions before all other fields';
  tell('go-order', first, words);
}

export function compareLikeGo(a: FieldDescriptor, b: FieldDescriptor): number {
  return (
    Number(b.isExtension) - Number(a.isExtension) ||
    Number(a.oneof !== undefined) - Number(b.oneof !== undefined) ||
    (a.oneof && b.oneof && a.oneof !== b.oneof ? indexOf(a.oneof) - indexOf(b.oneof) : 0) ||
    a.number - b.number
  );
}

function indexOf(oneof: OneofDescriptor): number {
  return oneof.parent.oneofs.indexOf(oneof);
}

function checkEntry(fields: readonly WireField[], message: MessageDescriptor, tell: TellField): void {
  const [first] = fields;
  if (!first) return;
  for (const wanted of message.fields) {
    if (fields.some(({ field }) => field === wanted)) continue;
    tell('incomplete-map-entry', first, `its map entry has no ${wanted.name}, where encoders write both key and value`);
  }
}

function checkMaps(fields: readonly WireField[], bytes: Uint8Array, tell: TellField): void {
  const maps = new Map<FieldDescriptor, WireField[]>();
  for (const one of fields) {
    if (!one.field?.isMap) continue;
    const known = maps.get(one.field);
    if (known) known.push(one);
    else maps.set(one.field, [one]);
  }
  for (const entries of maps.values()) checkKeys(entries, bytes, tell);
}

function checkKeys(entries: readonly WireField[], bytes: Uint8Array, tell: TellField): void {
  const seen = new Set<MapKey>();
  let last: MapKey | undefined;
  let isTold = false;
  const keys: MapKey[] = [];
  for (const entry of entries) {
    if (entry.children?.length === 0) {
      tell('incomplete-map-entry', entry, 'its map entry is empty, where encoders write both key and value');
    }
    const key = keyOf(entry, bytes);
    if (key === undefined) continue;
    keys.push(key);
    if (seen.has(key))
      tell('duplicate-map-key', entry, `key ${shown(key)} stands here a second time, and the last one wins`);
    else if (last !== undefined && compareKeys(key, last) < 0 && !isTold) {
      isTold = true;
      tell(
        'map-order',
        entry,
        `key ${shown(key)} stands behind ${shown(last)}, where deterministic encoders sort by key`,
      );
    }
    seen.add(key);
    last = key;
  }
  const [first] = entries;
  const trouble = isTold ? undefined : orderTrouble(keys);
  if (first && trouble !== undefined) tell('map-key-order', first, `of the keys of its map, ${trouble}`);
}

const text = new TextDecoder();

/** The key of a map's entry; an absent one is its zero. */
export function keyOf({ field, children = [] }: WireField, bytes: Uint8Array): MapKey | undefined {
  const [keyField] = field?.message?.fields ?? [];
  if (!keyField) return undefined;
  const found = children.findLast((child) => child.field === keyField);
  if (keyField.type === 'string') return found ? text.decode(bytes.subarray(found.valueStart, found.valueEnd)) : '';
  return numberFromWire(keyField.type, found?.raw ?? 0n);
}

function shown(key: MapKey): string {
  return typeof key === 'string' ? JSON.stringify(key.length > 40 ? `${key.slice(0, 40)}…` : key) : String(key);
}
