// Messages of every type, made from what the schema says of them. Test support.

import fc from 'fast-check';
import { schemaOfV1 } from '../../contracts/generated/schema-v1.ts';
import { schemaOfV2 } from '../../contracts/generated/schema-v2.ts';
import {
  Duration,
  type FieldSchema,
  type MessageSchema,
  type MessageType,
  Timestamp,
  v1,
  v2,
} from '../../contracts/index.ts';
import { schemaOfV9 } from '../../fixtures/bindings/generated/schema-v9.ts';
import * as v9 from '../../fixtures/bindings/generated/v9/every-kind.ts';

/** The fields of a message, whatever type it is of. */
export type Fields = Record<string, unknown>;

export interface TestedType {
  readonly type: MessageType<Fields>;
  readonly schema: MessageSchema;
  /** Any message of the type. */
  readonly messages: fc.Arbitrary<Fields>;
}

const types = new Map(
  [Duration, Timestamp, ...Object.values(v1), ...Object.values(v2), ...Object.values(v9)]
    .filter((value) => 'typeName' in value)
    .map((type) => [type.typeName, type as unknown as MessageType<Fields>]),
);

const schemas = new Map([...schemaOfV1(), ...schemaOfV2(), ...schemaOfV9()].map((schema) => [schema.typeName, schema]));

const LIST = { maxLength: 5 };
/** Of any length that takes another way through the code, with characters of one to four bytes. */
const strings = fc.oneof(
  { weight: 6, arbitrary: fc.string({ maxLength: 12 }) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) },
  { weight: 1, arbitrary: fc.string({ minLength: 30, maxLength: 300 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 40, maxLength: 100 }) },
);
/** In the order of their UTF-8, which is not that of UTF-16. Numbers would be put first by other libraries. */
const keys = fc.oneof(
  fc.string({ maxLength: 6 }).map((text) => `k${text}`),
  fc.constantFrom('constructor', 'toString', 'é', '\u{1f600}', '\uff5e', ''),
);

const SCALARS: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  double: fc.double(),
  float: fc.float(),
  int32: small(fc.integer()),
  int64: small(fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n), BigInt),
  uint32: small(fc.nat(0xffff_ffff)),
  uint64: small(fc.bigInt(0n, 2n ** 64n - 1n), BigInt),
  sint32: small(fc.integer()),
  sint64: small(fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n), BigInt),
  fixed32: fc.nat(0xffff_ffff),
  fixed64: fc.bigInt(0n, 2n ** 64n - 1n),
  sfixed32: fc.integer(),
  sfixed64: fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n),
  bool: fc.boolean(),
  string: strings,
  bytes: fc.uint8Array({ maxLength: 150 }),
};

function small<T>(all: fc.Arbitrary<T>, convert: (value: number) => unknown = (value) => value): fc.Arbitrary<unknown> {
  return fc.oneof(all, fc.nat(300).map(convert));
}

const made = new Map<string, fc.Arbitrary<Fields>>();

function messagesOf(typeName: string): fc.Arbitrary<Fields> {
  const known = made.get(typeName);
  if (known) return known;
  const schema = schemas.get(typeName);
  const type = types.get(typeName);
  if (!schema || !type) throw new Error(`no type ${typeName}`);
  const properties = new Map<string, fc.Arbitrary<unknown>>();
  for (const field of schema.fields)
    if (field.oneof === undefined) properties.set(camelCase(field.name), fieldOf(field));
  for (const name of new Set(schema.fields.flatMap(({ oneof }) => oneof ?? []))) {
    const cases = schema.fields
      .filter(({ oneof }) => oneof === name)
      .map((field) => oneValue(field).map((value) => ({ case: camelCase(field.name), value })));
    properties.set(camelCase(name), fc.oneof(fc.constant(undefined), ...cases));
  }
  const messages = fc.record(Object.fromEntries(properties), { requiredKeys: [] }).map((fields) => type.create(fields));
  made.set(typeName, messages);
  return messages;
}

function fieldOf(field: FieldSchema): fc.Arbitrary<unknown> {
  switch (field.cardinality) {
    case 'list':
      return fc.array(oneValue(field), LIST);
    case 'map':
      return fc.dictionary(keys, oneValue(field), { maxKeys: 20 });
    case 'presence':
      return fc.option(oneValue(field), { nil: undefined });
    default:
      return oneValue(field);
  }
}

function oneValue({ kind, type }: FieldSchema): fc.Arbitrary<unknown> {
  if (kind === 'message') return messagesOf(type);
  if (kind === 'enum') return fc.oneof(fc.nat(16), fc.integer());
  return SCALARS[type] ?? fc.constant(undefined);
}

export function camelCase(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, next: string) => next.toUpperCase());
}

/** Every message there is, with its type and its schema. */
export const TESTED: readonly TestedType[] = [...schemas.values()].map((schema) => {
  const type = types.get(schema.typeName);
  if (!type) throw new Error(`no type ${schema.typeName}`);
  return { type, schema, messages: messagesOf(schema.typeName) };
});
