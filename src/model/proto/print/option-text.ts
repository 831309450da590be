// Interpreted options as they would be written: one statement per value, names in full, in a fixed order.

import type { FieldDescriptor } from '../schema/descriptor.ts';
import type { AnyValue, OptionField, OptionMessage, OptionValue } from '../schema/options.ts';
import { bytesLiteral, floatLiteral, stringLiteral } from './literal-text.ts';
import type { OptionOutline } from './outline.ts';

export function optionOutlines({ fields }: OptionMessage): OptionOutline[] {
  return [...fields].sort(byNumber).flatMap(({ field, value }) => {
    const name = field.isExtension ? `(${field.fullName})` : field.name;
    // Features have a statement each, as everybody writes them.
    if (name === 'features' && isMessage(value)) {
      return optionOutlines(value).map((inner) => ({ name: `${name}.${inner.name}`, value: inner.value }));
    }
    return valuesOf(value).map((item) => ({ name, value: valueText(field, item) }));
  });
}

function byNumber(a: OptionField, b: OptionField): number {
  return Number(a.field.isExtension) - Number(b.field.isExtension) || a.field.number - b.field.number;
}

function valuesOf(value: OptionValue): readonly OptionValue[] {
  return isList(value) ? value : [value];
}

function isList(value: OptionValue): value is readonly OptionValue[] {
  return Array.isArray(value);
}

function isMessage(value: OptionValue): value is OptionMessage {
  return typeof value === 'object' && 'fields' in value;
}

function valueText(field: FieldDescriptor, value: OptionValue): string {
  switch (typeof value) {
    case 'bigint':
    case 'boolean':
      return String(value);
    case 'number':
      return floatLiteral(value);
    case 'string':
      return field.enum ? value : stringLiteral(value);
    default:
  }
  if (value instanceof Uint8Array) return bytesLiteral(value);
  if (isMessage(value)) return field.isMap ? entryText(field, value) : aggregate(members(value));
  return isList(value) ? `[${value.map((item) => valueText(field, item)).join(', ')}]` : anyText(value);
}

/** An entry has both its fields on the wire, written or not. */
function entryText({ message }: FieldDescriptor, { fields }: OptionMessage): string {
  const parts = (message?.fields ?? []).map((field) => {
    const set = fields.find((candidate) => candidate.field.number === field.number);
    return `${field.name}: ${set ? valueText(field, set.value) : zeroText(field)}`;
  });
  return aggregate(parts);
}

function zeroText({ type, enum: enumeration }: FieldDescriptor): string {
  if (enumeration) return enumeration.values[0]?.name ?? '0';
  if (type === 'message') return '{}';
  if (type === 'string' || type === 'bytes') return '""';
  return type === 'bool' ? 'false' : '0';
}

function anyText({ typeUrl, message }: AnyValue): string {
  return aggregate([`[${typeUrl}]: ${aggregate(members(message))}`]);
}

function members({ fields }: OptionMessage): string[] {
  return [...fields].sort(byNumber).flatMap(({ field, value }) => {
    const name = field.isExtension ? `[${field.fullName}]` : memberName(field);
    return valuesOf(value).map((item) => `${name}: ${valueText(field, item)}`);
  });
}

/** Text format calls a group by the name of its type. */
function memberName({ type, file, message, name }: FieldDescriptor): string {
  return type === 'group' && file.syntax !== 'editions' ? (message?.name ?? name) : name;
}

export function aggregate(members: readonly string[]): string {
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}
