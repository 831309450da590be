// The JSON forms of protobuf's own types: times and spans as texts, wrappers as bare values, Struct as any JSON.
// Says what each type is; the walk over ordinary messages stands in read-twin.ts.

import type { FieldDescriptor, MessageDescriptor } from '../../model/proto/schema/descriptor.ts';
import type { FieldValue, MessageValue, SingleValue } from '../message-value.ts';
import type { JsonNode } from './parse-json.ts';
import { isWellFormed, kindOf, type Refusal, readScalar } from './read-scalar.ts';

export type WellKnownResult = { readonly value: MessageValue } | Refusal;

const WRAPPER = /^google\.protobuf\.(?:Bool|Bytes|Double|Float|Int32|Int64|String|UInt32|UInt64)Value$/;
const FORMS: Readonly<Record<string, (node: JsonNode, message: MessageDescriptor) => WellKnownResult>> = {
  'google.protobuf.Duration': readDuration,
  'google.protobuf.Timestamp': readTimestamp,
  'google.protobuf.FieldMask': readFieldMask,
  'google.protobuf.Struct': readStruct,
  'google.protobuf.Value': readAnyJson,
  'google.protobuf.ListValue': readList,
};

/** Whether the type has a JSON form of its own; inside an Any, such a form stands under `value`. */
export function hasOwnForm({ fullName }: MessageDescriptor): boolean {
  return Object.hasOwn(FORMS, fullName) || WRAPPER.test(fullName);
}

export function readWellKnown(node: JsonNode, message: MessageDescriptor): WellKnownResult {
  const form = FORMS[message.fullName];
  if (form) return form(node, message);
  const [field] = message.fields;
  const read = field ? readScalar(node, field) : { message: `'${message.fullName}' has no field` };
  return 'value' in read ? made(message, { value: read.value }) : read;
}

function made(message: MessageDescriptor, values: Readonly<Record<string, FieldValue | undefined>>): WellKnownResult {
  const fields = new Map<FieldDescriptor, FieldValue>();
  for (const field of message.fields) {
    const value = values[field.name];
    if (value !== undefined) fields.set(field, value);
  }
  return { value: { message, fields } };
}

const LONGEST_DURATION = 315_576_000_000n;

function readDuration(node: JsonNode, message: MessageDescriptor): WellKnownResult {
  const text = node.kind === 'string' ? node.value : '';
  const [, sign, whole, fraction = ''] = /^(-?)(\d{1,12})(?:\.(\d{1,9}))?s$/.exec(text) ?? [];
  if (whole === undefined) return { message: `a duration is a text such as "1.5s", not ${kindOf(node)}` };
  const factor = sign === '-' ? -1 : 1;
  const seconds = BigInt(whole);
  if (seconds > LONGEST_DURATION) return { message: 'this duration is longer than the 10,000 years that there can be' };
  return made(message, { seconds: seconds * BigInt(factor), nanos: nanosOf(fraction) * factor || 0 });
}

function nanosOf(fraction: string): number {
  return Number(fraction.padEnd(9, '0'));
}

function readTimestamp(node: JsonNode, message: MessageDescriptor): WellKnownResult {
  const text = node.kind === 'string' ? node.value : '';
  const parts = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)$/.exec(text);
  const [, moment = '', fraction = '', zone = 'Z'] = parts ?? [];
  const at = parts ? Date.parse(`${moment}${zone}`) : Number.NaN;
  // The engine takes 30 February for 2 March.
  const isReal = parts && new Date(Date.parse(`${moment}Z`) || 0).toISOString().startsWith(moment);
  if (!isReal || Number.isNaN(at)) {
    return { message: `a timestamp is a text such as "2025-01-10T12:00:00Z", not ${kindOf(node)}` };
  }
  if (moment.startsWith('0000')) return { message: 'a timestamp begins with the year 1' };
  return made(message, { seconds: BigInt(at / 1000), nanos: nanosOf(fraction) });
}

function readFieldMask(node: JsonNode, message: MessageDescriptor): WellKnownResult {
  if (node.kind !== 'string' || /_/.test(node.value)) {
    return { message: `a field mask is a text such as "user.displayName,photo", not ${kindOf(node)}` };
  }
  const paths = node.value === '' ? [] : node.value.split(',');
  return made(message, { paths: paths.map((path) => path.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)) });
}

function readStruct(node: JsonNode, message: MessageDescriptor): WellKnownResult {
  const [field] = message.fields;
  const entry = field?.message;
  const valueType = entry?.fields[1]?.message;
  if (node.kind !== 'object' || !entry || !valueType) return { message: `a Struct is an object, not ${kindOf(node)}` };
  const entries = new Map<string, SingleValue>();
  for (const { key, value } of node.members) {
    if (entries.has(key.value)) return { message: `key '${key.value}' is written twice` };
    const read = readAnyJson(value, valueType);
    if (!('value' in read)) return read;
    const item = made(entry, { key: key.value, value: read.value });
    if ('value' in item) entries.set(key.value, item.value);
  }
  return made(message, { fields: [...entries.values()] });
}

function readList(node: JsonNode, message: MessageDescriptor): WellKnownResult {
  const type = message.fields[0]?.message;
  if (node.kind !== 'array' || !type) return { message: `a ListValue is a list, not ${kindOf(node)}` };
  const values: SingleValue[] = [];
  for (const item of node.items) {
    const read = readAnyJson(item, type);
    if (!('value' in read)) return read;
    values.push(read.value);
  }
  return made(message, { values });
}

function readAnyJson(node: JsonNode, message: MessageDescriptor): WellKnownResult {
  const typeOf = (name: string) => message.fields.find((field) => field.name === name)?.message;
  switch (node.kind) {
    case 'string':
      return isWellFormed(node.value)
        ? made(message, { string_value: node.value })
        : { message: 'this text has half of a surrogate pair' };
    case 'number':
      return made(message, { number_value: Number(node.written) });
    case 'literal':
      return node.value === null ? made(message, { null_value: 0 }) : made(message, { bool_value: node.value });
    case 'object':
    case 'array': {
      const name = node.kind === 'object' ? 'struct_value' : 'list_value';
      const type = typeOf(name);
      const read = type
        ? node.kind === 'object'
          ? readStruct(node, type)
          : readList(node, type)
        : { message: 'unknown type' };
      return 'value' in read ? made(message, { [name]: read.value }) : read;
    }
  }
}
