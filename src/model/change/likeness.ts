// How much two elements look like each other, by their members: the evidence for renames and moves.

import type {
  EnumDescriptor,
  FieldDescriptor,
  MessageDescriptor,
  ServiceDescriptor,
} from '../proto/schema/descriptor.ts';

/** A message's members as words: equal words are equal members, whatever their names. */
export function shapeOf(element: MessageDescriptor | EnumDescriptor | ServiceDescriptor): readonly string[] {
  if (element.kind === 'message') return element.fields.map((field) => fieldShape(field, element));
  if (element.kind === 'enum') return element.values.map(({ number, name }) => `${number} ${shortValue(name)}`);
  return element.methods.map(({ name }) => name);
}

/** Types by their last name: packages are renamed, too. */
function fieldShape(field: FieldDescriptor, owner: MessageDescriptor): string {
  const { number, label, type, message, enum: enumeration, isMap } = field;
  const target = message ?? enumeration;
  if (isMap) return `${number} map ${message?.fields.map((part) => fieldShape(part, owner)).join()}`;
  return `${number} ${label} ${type} ${target === owner ? 'itself' : (target?.name ?? '')}`;
}

/** The last word of a value's name: what comes before often repeats the enum's. */
function shortValue(name: string): string {
  return name.slice(name.lastIndexOf('_') + 1);
}

/** The share of members that agree; 1 where there are none to compare. */
export function likeness(before: readonly string[], after: readonly string[]): number {
  if (before.length === 0 && after.length === 0) return 1;
  const words = new Set(before);
  const shared = after.filter((word) => words.has(word)).length;
  return shared / Math.max(before.length, after.length);
}

/** Whether two field names have a word in common, so that one may be the other's new spelling. */
export function sharesWord(before: string, after: string): boolean {
  const words = new Set(wordsOf(before));
  const others = wordsOf(after);
  if (others.some((word) => words.has(word))) return true;
  const [a, b] = [before.toLowerCase().replaceAll('_', ''), after.toLowerCase().replaceAll('_', '')];
  return a.length > 1 && b.length > 1 && (a.startsWith(b) || b.startsWith(a));
}

function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split('_')
    .filter((word) => word !== '');
}
