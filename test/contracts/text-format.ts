// A message as protobuf's text format, for protoc to read. Test support.

import type { FieldSchema, MessageSchema } from '../../contracts/index.ts';
import { camelCase, type Fields } from './message-arbitrary.ts';

export function textFormat(
  schemas: ReadonlyMap<string, MessageSchema>,
  { fields }: MessageSchema,
  message: Fields,
): string {
  return fields.flatMap((field) => valuesOf(field, message).map((value) => fieldText(schemas, field, value))).join(' ');
}

function valuesOf({ name, oneof, cardinality }: FieldSchema, message: Fields): readonly unknown[] {
  if (oneof !== undefined) {
    const held = message[camelCase(oneof)] as { case: string; value: unknown } | undefined;
    return held?.case === camelCase(name) ? [held.value] : [];
  }
  const value = message[camelCase(name)];
  if (value === undefined) return [];
  if (cardinality === 'list') return value as readonly unknown[];
  return cardinality === 'map' ? Object.entries(value as object) : [value];
}

function fieldText(schemas: ReadonlyMap<string, MessageSchema>, field: FieldSchema, value: unknown): string {
  if (field.cardinality === 'map') {
    const [key, held] = value as readonly [string, unknown];
    return `${field.name} { key: ${scalarText(key)} value: ${scalarText(held)} }`;
  }
  if (field.kind !== 'message') return `${field.name}: ${scalarText(value)}`;
  const schema = schemas.get(field.type);
  if (!schema) throw new Error(`no schema for ${field.type}`);
  return `${field.name} { ${textFormat(schemas, schema, value as Fields)} }`;
}

function scalarText(value: unknown): string {
  if (typeof value === 'string') return bytesText(new TextEncoder().encode(value));
  if (value instanceof Uint8Array) return bytesText(value);
  if (typeof value !== 'number') return String(value);
  if (Object.is(value, -0)) return '-0.0';
  if (Number.isFinite(value)) return String(value);
  return Number.isNaN(value) ? 'nan' : value < 0 ? '-inf' : 'inf';
}

function bytesText(bytes: Uint8Array): string {
  return `"${[...bytes].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('')}"`;
}
