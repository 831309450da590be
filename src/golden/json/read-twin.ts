// Reads the readable twin of a fixture, ProtoJSON, into a message: strict, and with a place for everything that is wrong.
// Knows no wire format but for what an Any holds.

import type { FieldDescriptor, MessageDescriptor, OneofDescriptor } from '../../model/proto/schema/descriptor.ts';
import { jsonName } from '../../model/proto/schema/json-name.ts';
import { nearest } from '../../text/nearest.ts';
import type { Span } from '../../text/source-file.ts';
import type { GoldenSchema } from '../golden-schema.ts';
import type { FieldValue, MessageValue, ScalarValue, SingleValue } from '../message-value.ts';
import { encodeCanonical } from '../wire/encode-canonical.ts';
import {
  isJsonProblem,
  type JsonMember,
  type JsonNode,
  type JsonObject,
  type JsonProblem,
  parseJson,
} from './parse-json.ts';
import { kindOf, readKey, readScalar } from './read-scalar.ts';
import { hasOwnForm, readWellKnown } from './read-well-known.ts';

export interface Twin {
  /** Nothing when there are problems. */
  readonly value: MessageValue | undefined;
  readonly problems: readonly JsonProblem[];
  /** Where each set field stands, by its path as `locate` writes it. */
  readonly places: ReadonlyMap<string, Span>;
}

const MOST_PROBLEMS = 50;

interface Reading {
  readonly schema: GoldenSchema;
  readonly problems: JsonProblem[];
  readonly places: Map<string, Span>;
}

export function readTwin(text: string, message: MessageDescriptor, schema: GoldenSchema): Twin {
  const root = parseJson(text);
  if (isJsonProblem(root)) return { value: undefined, problems: [root], places: new Map() };
  const reading: Reading = { schema, problems: [], places: new Map() };
  const value = readMessage(reading, root, message, '');
  const problems = reading.problems.slice(0, MOST_PROBLEMS);
  return { value: problems.length === 0 ? value : undefined, problems, places: reading.places };
}

function readMessage(
  reading: Reading,
  node: JsonNode,
  message: MessageDescriptor,
  path: string,
): MessageValue | undefined {
  if (message.fullName === 'google.protobuf.Any') return readAny(reading, node, message);
  if (hasOwnForm(message)) {
    const read = readWellKnown(node, message);
    return 'value' in read ? read.value : refuse(reading, node, read.message);
  }
  if (node.kind !== 'object')
    return refuse(reading, node, `'${message.fullName}' is written as an object, not as ${kindOf(node)}`);
  return readMembers(reading, node.members, message, path);
}

function readMembers(
  reading: Reading,
  members: readonly JsonMember[],
  message: MessageDescriptor,
  path: string,
): MessageValue {
  const names = namesOf(message);
  const fields = new Map<FieldDescriptor, FieldValue>();
  const seen = new Set<FieldDescriptor>();
  const oneofs = new Map<OneofDescriptor, FieldDescriptor>();
  for (const { key, value: node } of members) {
    const field = names.get(key.value) ?? extensionOf(reading, key.value, message);
    if (!field) {
      refuse(
        reading,
        key,
        `'${message.fullName}' has no field '${key.value.slice(0, 80)}'`,
        suggestion(key.value, names.keys()),
      );
      continue;
    }
    if (seen.has(field)) {
      refuse(reading, key, `field '${field.name}' is written twice`, 'keep one of the two');
      continue;
    }
    seen.add(field);
    if (isAbsent(node, field)) continue;
    const { oneof } = field;
    const other = oneof && oneofs.get(oneof);
    if (oneof && other) {
      refuse(
        reading,
        key,
        `'${field.name}' and '${other.name}' are both members of oneof '${oneof.name}'`,
        'set one of the two',
      );
      continue;
    }
    if (oneof) oneofs.set(oneof, field);
    const name = field.isExtension ? `[${field.fullName}]` : field.name;
    const here = path === '' ? name : `${path}.${name}`;
    reading.places.set(here, node);
    const value = readField(reading, node, field, here);
    if (value !== undefined) fields.set(field, value);
  }
  return { message, fields };
}

/** `null` stands for an absent field, but for the two types that null is a value of. */
function isAbsent(node: JsonNode, field: FieldDescriptor): boolean {
  if (node.kind !== 'literal' || node.value !== null) return false;
  return field.message?.fullName !== 'google.protobuf.Value' && field.enum?.fullName !== 'google.protobuf.NullValue';
}

const tables = new WeakMap<MessageDescriptor, ReadonlyMap<string, FieldDescriptor>>();

/** By the name in JSON and by that in the schema; both are read. */
function namesOf(message: MessageDescriptor): ReadonlyMap<string, FieldDescriptor> {
  const known = tables.get(message);
  if (known) return known;
  const names = new Map(message.fields.map((field) => [field.name, field]));
  for (const field of message.fields) names.set(jsonName(field), field);
  tables.set(message, names);
  return names;
}

function extensionOf({ schema }: Reading, key: string, message: MessageDescriptor): FieldDescriptor | undefined {
  const extension = /^\[.+\]$/.test(key) ? schema.extensions.get(key.slice(1, -1)) : undefined;
  return extension?.extendee === message ? extension : undefined;
}

function suggestion(key: string, names: Iterable<string>): string | undefined {
  const near = nearest(key, names);
  return near === undefined ? undefined : `did you mean '${near}'?`;
}

function readField(reading: Reading, node: JsonNode, field: FieldDescriptor, path: string): FieldValue | undefined {
  if (field.isMap) return readMap(reading, node, field, path);
  if (field.label !== 'repeated') return readSingle(reading, node, field, path);
  if (node.kind !== 'array')
    return refuse(reading, node, `'${field.name}' is repeated and wants a list, not ${kindOf(node)}`);
  return node.items.flatMap((item, i) => {
    const here = `${path}[${i}]`;
    reading.places.set(here, item);
    return readItem(reading, item, field, here) ?? [];
  });
}

function readItem(reading: Reading, node: JsonNode, field: FieldDescriptor, path: string): SingleValue | undefined {
  if (isAbsent(node, field)) return refuse(reading, node, `null cannot stand in '${field.name}'`, 'take it out');
  return readSingle(reading, node, field, path);
}

function readSingle(reading: Reading, node: JsonNode, field: FieldDescriptor, path: string): SingleValue | undefined {
  if (field.message) return readMessage(reading, node, field.message, path);
  if (field.enum?.fullName === 'google.protobuf.NullValue' && node.kind === 'literal' && node.value === null) return 0;
  const read = readScalar(node, field);
  return 'value' in read ? read.value : refuse(reading, node, read.message, read.help);
}

function readMap(reading: Reading, node: JsonNode, field: FieldDescriptor, path: string): FieldValue | undefined {
  const entry = field.message;
  const [keyField, valueField] = entry?.fields ?? [];
  if (!entry || !keyField || !valueField) return undefined;
  if (node.kind !== 'object')
    return refuse(reading, node, `'${field.name}' is a map and wants an object, not ${kindOf(node)}`);
  const entries = new Map<ScalarValue, MessageValue>();
  for (const { key, value: item } of node.members) {
    const read = readKey(key.value, keyField);
    if (!('value' in read)) {
      refuse(reading, key, read.message);
      continue;
    }
    if (entries.has(read.value)) {
      refuse(
        reading,
        key,
        `key '${key.value.slice(0, 80)}' is written twice in '${field.name}'`,
        'keep one of the two',
      );
      continue;
    }
    const here = `${path}[${typeof read.value === 'string' ? JSON.stringify(read.value) : String(read.value)}]`;
    reading.places.set(here, item);
    const value = readItem(reading, item, valueField, `${here}.value`);
    if (value === undefined) continue;
    const fields = new Map<FieldDescriptor, FieldValue>([
      [keyField, read.value],
      [valueField, value],
    ]);
    entries.set(read.value, { message: entry, fields });
  }
  return [...entries.values()];
}

function readAny(reading: Reading, node: JsonNode, any: MessageDescriptor): MessageValue | undefined {
  if (node.kind !== 'object') return refuse(reading, node, `an Any is written as an object, not as ${kindOf(node)}`);
  if (node.members.length === 0) return { message: any, fields: new Map() };
  const url = node.members.find(({ key }) => key.value === '@type')?.value;
  if (url?.kind !== 'string')
    return refuse(
      reading,
      node,
      "an Any says its type under '@type'",
      `such as "@type": "type.googleapis.com/esper.pause.v2.PauseToken"`,
    );
  const name = url.value.slice(url.value.lastIndexOf('/') + 1);
  const message = reading.schema.messages.get(name);
  if (!message)
    return refuse(
      reading,
      url,
      `there is no message '${name.slice(0, 80)}'`,
      suggestion(name, reading.schema.messages.keys()),
    );
  const inner = readInsideAny(reading, node, message);
  const [typeField, valueField] = any.fields;
  if (!inner || !typeField || !valueField) return undefined;
  const fields = new Map<FieldDescriptor, FieldValue>([
    [typeField, url.value],
    [valueField, encodeCanonical(inner)],
  ]);
  return { message: any, fields };
}

function readInsideAny(reading: Reading, node: JsonObject, message: MessageDescriptor): MessageValue | undefined {
  const rest = node.members.filter(({ key }) => key.value !== '@type');
  if (!hasOwnForm(message) && message.fullName !== 'google.protobuf.Any')
    return readMembers(reading, rest, message, '');
  const [only] = rest;
  if (rest.length !== 1 || only?.key.value !== 'value') {
    return refuse(reading, node, `'${message.fullName}' inside an Any stands under 'value'`);
  }
  return readMessage(reading, only.value, message, '');
}

function refuse(reading: Reading, { start, end }: Span, message: string, help?: string): undefined {
  if (reading.problems.length < MOST_PROBLEMS) {
    reading.problems.push({ message, span: { start, end }, ...(help !== undefined && { help }) });
  }
  return undefined;
}
