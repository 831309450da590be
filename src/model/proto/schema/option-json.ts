// Interpreted option values in ProtoJSON, the special forms of the well-known types included.

import type { FieldDescriptor } from './descriptor.ts';
import { jsonName } from './json-name.ts';
import type { AnyValue, OptionMessage, OptionValue } from './options.ts';

export type JsonValue = boolean | number | string | null | readonly JsonValue[] | JsonObject;

export interface JsonObject {
  [key: string]: JsonValue;
}

export function messageJson({ fields }: OptionMessage): JsonObject {
  const json: JsonObject = {};
  for (const { field, value } of fields) {
    json[field.isExtension ? `[${field.fullName}]` : jsonName(field)] = fieldJson(field, value);
  }
  return json;
}

function fieldJson(field: FieldDescriptor, value: OptionValue): JsonValue {
  if (!isList(value)) return valueJson(field, value);
  if (!field.isMap) return value.map((item) => valueJson(field, item));
  const json: JsonObject = {};
  const [keyField, valueField] = field.message?.fields ?? [];
  for (const entry of value) {
    if (!keyField || !valueField || !isMessage(entry)) continue;
    json[String(memberJson(entry, keyField))] = memberJson(entry, valueField);
  }
  return json;
}

function isList(value: OptionValue): value is readonly OptionValue[] {
  return Array.isArray(value);
}

function isMessage(value: OptionValue): value is OptionMessage {
  return typeof value === 'object' && 'fields' in value;
}

/** A field of a message value, or its zero. */
function memberJson({ fields }: OptionMessage, field: FieldDescriptor): JsonValue {
  const set = fields.find((candidate) => candidate.field.number === field.number);
  return set ? valueJson(field, set.value) : zeroJson(field);
}

function zeroJson({ type, message, enum: enumeration }: FieldDescriptor): JsonValue {
  if (message) return typedJson(message.fullName, { fields: [] });
  if (enumeration) return enumeration.values[0]?.name ?? 0;
  if (type === 'string' || type === 'bytes') return '';
  if (type === 'bool') return false;
  return type.endsWith('64') ? '0' : 0;
}

function valueJson(field: FieldDescriptor, value: OptionValue): JsonValue {
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value === 'string') return field.enum?.fullName === 'google.protobuf.NullValue' ? null : value;
  if (typeof value === 'boolean') return value;
  if (value instanceof Uint8Array) return base64(value);
  if (isMessage(value)) return typedJson(field.message?.fullName ?? '', value);
  return isList(value) ? value.map((item) => valueJson(field, item)) : anyJson(value);
}

const WRAPPER = /^google\.protobuf\.(Bool|Bytes|Double|Float|Int32|Int64|String|UInt32|UInt64)Value$/;
const SPECIAL = 'Duration Timestamp FieldMask Struct Value ListValue'
  .split(' ')
  .map((name) => `google.protobuf.${name}`);

function anyJson({ typeUrl, message }: AnyValue): JsonObject {
  const name = typeUrl.slice(typeUrl.lastIndexOf('/') + 1);
  const json = typedJson(name, message);
  if (SPECIAL.includes(name) || WRAPPER.test(name)) return { '@type': typeUrl, value: json };
  return { '@type': typeUrl, ...(json as JsonObject) };
}

/** A message value as its type demands: some types have a JSON form of their own. */
function typedJson(typeName: string, message: OptionMessage): JsonValue {
  if (!typeName.startsWith('google.protobuf.')) return messageJson(message);
  const member = (name: string) => message.fields.find(({ field }) => field.name === name);
  const number = (name: string) => (member(name)?.value ?? 0) as number | bigint;
  switch (typeName.slice('google.protobuf.'.length)) {
    case 'Duration':
      return durationJson(BigInt(number('seconds')), Number(number('nanos')));
    case 'Timestamp':
      return timestampJson(Number(number('seconds')), Number(number('nanos'))) ?? messageJson(message);
    case 'FieldMask':
      return ((member('paths')?.value ?? []) as string[]).map(camelPath).join(',');
    case 'Struct':
      return soleJson(message, 'fields') ?? {};
    case 'ListValue':
      return soleJson(message, 'values') ?? [];
    case 'Value':
      return message.fields[0] ? fieldJson(message.fields[0].field, message.fields[0].value) : null;
  }
  if (!WRAPPER.test(typeName)) return messageJson(message);
  return soleJson(message, 'value') ?? wrapperZero(typeName);
}

function soleJson(message: OptionMessage, name: string): JsonValue | undefined {
  const set = message.fields.find(({ field }) => field.name === name);
  return set && fieldJson(set.field, set.value);
}

function wrapperZero(typeName: string): JsonValue {
  if (/64/.test(typeName)) return '0';
  if (/Bool/.test(typeName)) return false;
  return /String|Bytes/.test(typeName) ? '' : 0;
}

function durationJson(seconds: bigint, nanos: number): string {
  const sign = seconds < 0n || nanos < 0 ? '-' : '';
  const whole = seconds < 0n ? -seconds : seconds;
  return `${sign}${whole}${fraction(Math.abs(nanos))}s`;
}

/** Nothing for a time outside the years 1 to 9999, which JSON has no form for. */
function timestampJson(seconds: number, nanos: number): string | undefined {
  if (seconds < -62_135_596_800 || seconds > 253_402_300_799) return undefined;
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}${fraction(nanos)}Z`;
}

/** None, three, six or nine digits. */
function fraction(nanos: number): string {
  if (nanos === 0) return '';
  return `.${String(nanos)
    .padStart(9, '0')
    .replace(/(000){1,2}$/, '')}`;
}

function camelPath(path: string): string {
  return path.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function base64(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}
