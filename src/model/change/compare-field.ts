// What differs between two fields, or two extensions, that are taken for the same.

import { defaultValue } from '../proto/schema/default-value.ts';
import type { FieldDescriptor } from '../proto/schema/descriptor.ts';
import { jsonName } from '../proto/schema/json-name.ts';
import type { ChangeList, Pair } from './change-list.ts';
import { compareComments, compareOptions } from './compare-parts.ts';
import { cppStringType, javaUtf8Validation } from './language-features.ts';
import { cardinalityOf, isNarrowed, typeText } from './type-text.ts';

export function compareField(kind: 'field' | 'extension', pair: Pair<FieldDescriptor>, list: ChangeList): void {
  const { before, after, pairing } = pair;
  const nameOf = (field: FieldDescriptor) => (kind === 'extension' ? field.fullName : field.name);
  list.changed(kind, pair, 'name', nameOf(before), nameOf(after));
  if (kind === 'field') list.changed(kind, pair, 'json-name', jsonName(before), jsonName(after));
  if (!isOnlyRenamedType(pair, list)) list.changed(kind, pair, 'type', typeText(before), typeText(after));
  list.changed(kind, pair, 'cardinality', cardinalityOf(before), cardinalityOf(after));
  if (isSingular(before) && isSingular(after)) {
    list.changed(kind, pair, 'presence', presenceOf(before), presenceOf(after));
  }
  if (before.label === 'repeated' && after.label === 'repeated' && canPack(before) && canPack(after)) {
    list.changed(kind, pair, 'packed', packingOf(before), packingOf(after));
  }
  list.changed(kind, pair, 'oneof', before.oneof?.name, after.oneof?.name);
  list.changed(kind, pair, 'default', defaultValue(before), defaultValue(after));
  if (isText(before) && isText(after))
    list.changed(kind, pair, 'cpp-string-type', cppStringType(before), cppStringType(after));
  if (before.type === 'string' && after.type === 'string') {
    list.changed(kind, pair, 'java-utf8-validation', javaUtf8Validation(before), javaUtf8Validation(after));
    list.changed(kind, pair, 'utf8-validation', before.features.utf8Validation, after.features.utf8Validation);
  }
  compareOptions(kind, pair, list);
  if (!after.parent?.isMapEntry) compareComments(kind, pair, list);
  if (kind === 'field' && isNarrowed(before, after)) {
    list.push({ kind: 'field-narrowed', element: 'field', pairing, before, after });
  }
}

/** Inside what was renamed, types that were renamed with it are the same. */
function isOnlyRenamedType({ before, after, pairing }: Pair<FieldDescriptor>, list: ChangeList): boolean {
  if (pairing === 'identity' || before.type !== after.type) return false;
  const [from, to] = [before.message ?? before.enum, after.message ?? after.enum];
  if (before.isMap && after.isMap) return true;
  return from !== undefined && list.successors.get(from)?.element === to;
}

function isText({ type }: FieldDescriptor): boolean {
  return type === 'string' || type === 'bytes';
}

function isSingular({ label }: FieldDescriptor): boolean {
  return label === 'optional';
}

function presenceOf({ hasPresence }: FieldDescriptor): string {
  return hasPresence ? 'explicit' : 'implicit';
}

function canPack({ type, isMap }: FieldDescriptor): boolean {
  return !isMap && !['string', 'bytes', 'message', 'group', 'unresolved'].includes(type);
}

function packingOf({ isPacked }: FieldDescriptor): string {
  return isPacked ? 'packed' : 'expanded';
}
