// A message as ProtoJSON for people: two spaces deep, fields by number, maps by key, nothing that is not set. The same
// message gives the same text.

import type { FieldDescriptor } from '../../model/proto/schema/descriptor.ts';
import { jsonName } from '../../model/proto/schema/json-name.ts';
import type { GoldenSchema } from '../golden-schema.ts';
import {
  type FieldValue,
  isListValue,
  isMessageValue,
  isZero,
  itemsOf,
  type MessageValue,
  type ScalarValue,
  type SingleValue,
  zeroOf,
} from '../message-value.ts';
import { keyOfEntry } from '../wire/encode-canonical.ts';
import { compareKeys } from '../wire/map-keys.ts';
import { readValue } from '../wire/read-value.ts';
import { walkWire } from '../wire/walk-wire.ts';
import { floatText } from './float-text.ts';
import { hasOwnForm } from './read-well-known.ts';

export function writeTwin(value: MessageValue, schema: GoldenSchema): string {
  return `${message(value, schema, '')}\n`;
}

function message(value: MessageValue, schema: GoldenSchema, indent: string): string {
  if (value.message.fullName === 'google.protobuf.Any') return anyText(value, schema, indent);
  if (hasOwnForm(value.message)) return wellKnown(value, indent, schema);
  return braces(members(value, schema, indent), indent);
}

function members({ fields }: MessageValue, schema: GoldenSchema, indent: string): string[] {
  const set = [...fields].sort(([a], [b]) => a.number - b.number);
  return set.flatMap(([field, value]) => {
    if (!isListValue(value) && !field.hasPresence && isZero(value)) return [];
    if (isListValue(value) && value.length === 0) return [];
    const name = field.isExtension ? `[${field.fullName}]` : jsonName(field);
    return [`${JSON.stringify(name)}: ${fieldText(field, value, schema, `${indent}  `)}`];
  });
}

function braces(lines: readonly string[], indent: string): string {
  return lines.length === 0 ? '{}' : `{\n${lines.map((line) => `${indent}  ${line}`).join(',\n')}\n${indent}}`;
}

const LINE_WIDTH = 100;

function fieldText(field: FieldDescriptor, value: FieldValue, schema: GoldenSchema, indent: string): string {
  if (field.isMap) return mapText(itemsOf(value), schema, indent);
  if (!isListValue(value)) return single(field, value, schema, indent);
  const items = value.map((item) => single(field, item, schema, `${indent}  `));
  const line = `[${items.join(', ')}]`;
  if (!field.message && line.length + indent.length <= LINE_WIDTH) return line;
  return `[\n${items.map((item) => `${indent}  ${item}`).join(',\n')}\n${indent}]`;
}

function mapText(entries: readonly SingleValue[], schema: GoldenSchema, indent: string): string {
  const sorted = entries.flatMap((entry) => (isMessageValue(entry) ? [entry] : []));
  sorted.sort((a, b) => compareKeys(keyOfEntry(a), keyOfEntry(b)));
  const lines = sorted.map((entry) => {
    const valueField = entry.message.fields[1] as FieldDescriptor;
    const value = (entry.fields.get(valueField) ?? zeroOf(valueField)) as SingleValue;
    return `${JSON.stringify(String(keyOfEntry(entry)))}: ${single(valueField, value, schema, `${indent}  `)}`;
  });
  return braces(lines, indent);
}

function single(field: FieldDescriptor, value: SingleValue, schema: GoldenSchema, indent: string): string {
  return isMessageValue(value) ? message(value, schema, indent) : scalarText(field, value);
}

/** As JSON; for people too, where a dump shows a value. */
export function scalarText(field: FieldDescriptor, value: ScalarValue): string {
  if (value instanceof Uint8Array) return `"${base64(value)}"`;
  if (typeof value === 'bigint') return `"${value}"`;
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'boolean') return String(value);
  if (field.enum) {
    if (field.enum.fullName === 'google.protobuf.NullValue') return 'null';
    const known = field.enum.values.find(({ number }) => number === value);
    return known ? `"${known.name}"` : String(value);
  }
  const text = floatText(value, field.type === 'float');
  return Number.isFinite(value) ? text : `"${text}"`;
}

export function base64(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

function anyText({ message: any, fields }: MessageValue, schema: GoldenSchema, indent: string): string {
  const [typeField, valueField] = any.fields;
  const url = typeField && fields.get(typeField);
  const bytes = valueField && fields.get(valueField);
  if (typeof url !== 'string') return '{}';
  const type = schema.messages.get(url.slice(url.lastIndexOf('/') + 1));
  const lines = [`"@type": ${JSON.stringify(url)}`];
  if (type) {
    const inner = readValue(walkWire(bytes instanceof Uint8Array ? bytes : new Uint8Array(), type, schema));
    if (hasOwnForm(type)) lines.push(`"value": ${message(inner, schema, `${indent}  `)}`);
    else lines.push(...members(inner, schema, indent));
  }
  return braces(lines, indent);
}

function wellKnown(value: MessageValue, indent: string, schema: GoldenSchema): string {
  const { message: type, fields } = value;
  const get = (name: string) => {
    const field = type.fields.find((candidate) => candidate.name === name);
    return field && (fields.get(field) ?? (field.label === 'repeated' ? [] : zeroOf(field)));
  };
  switch (type.fullName) {
    case 'google.protobuf.Duration':
      return `"${durationText(BigInt(get('seconds') as bigint), Number(get('nanos')))}"`;
    case 'google.protobuf.Timestamp':
      return `"${timestampText(Number(get('seconds')), Number(get('nanos')))}"`;
    case 'google.protobuf.FieldMask':
      return JSON.stringify(
        itemsOf(get('paths'))
          .map((path) => camel(String(path)))
          .join(','),
      );
    case 'google.protobuf.Struct':
      return mapText(itemsOf(get('fields')), schema, indent);
    case 'google.protobuf.ListValue':
      return `[${itemsOf(get('values'))
        .map((item) => (isMessageValue(item) ? message(item, schema, indent) : ''))
        .join(', ')}]`;
    case 'google.protobuf.Value': {
      const [[field, inner] = []] = fields;
      return field && inner !== undefined ? single(field, inner as SingleValue, schema, indent) : 'null';
    }
    default: {
      const [field] = type.fields;
      return field ? scalarText(field, (fields.get(field) ?? zeroOf(field)) as ScalarValue) : 'null';
    }
  }
}

function durationText(seconds: bigint, nanos: number): string {
  const sign = seconds < 0n || nanos < 0 ? '-' : '';
  return `${sign}${seconds < 0n ? -seconds : seconds}${fraction(Math.abs(nanos))}s`;
}

function timestampText(seconds: number, nanos: number): string {
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}${fraction(nanos)}Z`;
}

/** None, three, six or nine digits. */
function fraction(nanos: number): string {
  const digits = String(nanos).padStart(9, '0');
  return nanos === 0 ? '' : `.${digits.replace(/(?:000){1,2}$/, '')}`;
}

function camel(path: string): string {
  return path.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
