// Facts about two fields, or extensions, that rules of compatibility ask for: how their types and cardinalities compare.

import { defaultValue } from '../proto/schema/default-value.ts';
import type { EnumDescriptor, FieldDescriptor } from '../proto/schema/descriptor.ts';
import type { Aspect, Changed, SchemaChange } from './schema-change.ts';
import { cardinalityOf } from './type-text.ts';

/** A change of one of these aspects of a field or an extension. */
export function fieldChange(
  change: SchemaChange,
  ...aspects: readonly Aspect[]
): Changed<'field'> | Changed<'extension'> | undefined {
  if (change.kind !== 'field-changed' && change.kind !== 'extension-changed') return undefined;
  return aspects.includes(change.aspect) ? change : undefined;
}

/** How messages call it: `field 'retries'`, `extension 'acme.retries'`, `the value of map 'labels'`. */
export function fieldTitle({ isExtension, name, fullName, parent }: FieldDescriptor): string {
  if (parent?.isMapEntry) return `the ${name} of map '${parent.nameSpan.text}'`;
  return isExtension ? `extension '${fullName}'` : `field '${name}'`;
}

/** Two fields whose types may have changed. A map of another name has an entry of another name. */
export function retyped(change: SchemaChange): Changed<'field'> | Changed<'extension'> | undefined {
  const changed = fieldChange(change, 'type', 'name');
  if (!changed || (changed.aspect === 'name' && !changed.after.isMap)) return undefined;
  return namedType(changed.before) === namedType(changed.after) ? undefined : changed;
}

/** The kind of type, and its full name where it has one; a map is its entry. */
function namedType({ type, message, enum: enumeration, node }: FieldDescriptor): string {
  const written = type === 'unresolved' && node.type.kind === 'named' ? node.type.text : '';
  return `${type} ${(message ?? enumeration)?.fullName ?? written}`;
}

type Groups = Readonly<Record<string, string>>;

function groups(...lists: readonly string[]): Groups {
  return Object.fromEntries(lists.flatMap((list) => list.split(' ').map((type) => [type, list])));
}

const FIXED = ['fixed32 sfixed32', 'fixed64 sfixed64'];
const ON_WIRE = groups('int32 int64 uint32 uint64 bool', 'sint32 sint64', ...FIXED);
const IN_JSON = groups('int32 uint32', 'int64 uint64', ...FIXED);

/** Whether the one type can be read as the other. Types with a name are compared by it; only enums may grow. */
export function isSameEncoding(before: FieldDescriptor, after: FieldDescriptor, format: 'wire' | 'json'): boolean {
  if (before.type !== after.type) {
    if (format === 'wire' && before.type === 'string' && after.type === 'bytes') return true;
    const group = (format === 'wire' ? ON_WIRE : IN_JSON)[before.type];
    return group?.split(' ').includes(after.type) ?? false;
  }
  if (before.enum && after.enum) return before.enum.name === after.enum.name && contains(after.enum, before.enum);
  return namedType(before) === namedType(after);
}

function contains(larger: EnumDescriptor, smaller: EnumDescriptor): boolean {
  const numbers = new Map(larger.values.map(({ name, number }) => [name, number]));
  return smaller.values.every(({ name, number }) => numbers.get(name) === number);
}

/** As FIELD_SAME_CARDINALITY names them. */
export function fullCardinality(field: FieldDescriptor): string {
  const cardinality = cardinalityOf(field);
  if (cardinality !== 'optional') return cardinality;
  return field.hasPresence ? 'optional with explicit presence' : 'optional with implicit presence';
}

/** The default in effect, so that defaults of different types can be compared; nothing where there can be none. */
export function effectiveDefault(field: FieldDescriptor): string | number | undefined {
  if (field.label === 'repeated' || field.message || field.type === 'unresolved') return undefined;
  const printed = defaultValue(field);
  if (field.enum) {
    const value = printed === undefined ? undefined : field.enum.values.find(({ name }) => name === printed);
    return (value ?? field.enum.values[0])?.number ?? 0;
  }
  if (field.type === 'string' || field.type === 'bytes') return printed ?? '';
  if (field.type === 'bool') return printed === 'true' ? 1 : 0;
  return printed === undefined ? 0 : readNumber(printed);
}

/** Numbers that are not exact as such keep their digits. */
function readNumber(printed: string): string | number {
  const value = Number(printed.replace('inf', 'Infinity'));
  return Number.isInteger(value) && !Number.isSafeInteger(value) ? printed : value;
}

/** `0` and `''` are one and the same: what a type without a default begins with. */
export function isSameDefault(before: FieldDescriptor, after: FieldDescriptor): boolean {
  const [from, to] = [effectiveDefault(before), effectiveDefault(after)];
  if (from === undefined || to === undefined) return true;
  return Object.is(from, to) || (!isTruthy(from) && !isTruthy(to));
}

function isTruthy(value: string | number): boolean {
  return Boolean(value) || Number.isNaN(value);
}
