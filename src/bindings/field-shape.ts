// What a field is to the generated code: its TypeScript type, its default, its place on the wire. Refuses what contracts
// never use, so that nothing is generated that nobody tries.

import type {
  EnumDescriptor,
  FieldDescriptor,
  MessageDescriptor,
  ScalarType,
} from '../model/proto/schema/descriptor.ts';
import { camelCase, jsonName } from '../model/proto/schema/json-name.ts';
import type { BindingNames } from './binding-names.ts';

export type ValueType = ScalarType | 'enum' | 'message';

export type Cardinality = 'one' | 'presence' | 'list' | 'map' | 'oneof';

export interface FieldShape {
  readonly descriptor: FieldDescriptor;
  readonly number: number;
  /** The property. */
  readonly name: string;
  readonly cardinality: Cardinality;
  /** Of one value; of a map, of its values. */
  readonly type: ValueType;
  readonly message: MessageDescriptor | undefined;
  readonly enum: EnumDescriptor | undefined;
  readonly isPacked: boolean;
  /** How errors call it. */
  readonly label: string;
}

export interface OneofShape {
  readonly name: string;
  readonly label: string;
  readonly fields: readonly FieldShape[];
}

export interface MessageShape {
  readonly descriptor: MessageDescriptor;
  readonly name: string;
  /** In number order. */
  readonly fields: readonly FieldShape[];
  /** Properties in the order of their first number. */
  readonly members: readonly (FieldShape | OneofShape)[];
}

export function isOneof(member: FieldShape | OneofShape): member is OneofShape {
  return 'fields' in member;
}

export function messageShape(message: MessageDescriptor, names: BindingNames): MessageShape {
  const name = names.of(message);
  if (message.file.syntax !== 'proto3') throw new Error(`${message.fullName}: bindings are made for proto3 only`);
  if (holdsItself(message, message, new Set()))
    throw new Error(`${message.fullName} holds itself, so no size bounds it`);
  const fields = [...message.fields]
    .sort((a, b) => a.number - b.number)
    .map((field) => fieldShape(field, `${name}.${field.name}`));
  const oneofs = new Map(
    message.oneofs.map((oneof) => {
      const own = fields.filter(({ descriptor }) => descriptor.oneof === oneof);
      return [oneof, { name: camelCase(oneof.name), label: `${name}.${oneof.name}`, fields: own }] as const;
    }),
  );
  const members = new Set<FieldShape | OneofShape>();
  for (const field of fields) {
    const oneof = field.descriptor.oneof && oneofs.get(field.descriptor.oneof);
    members.add(oneof ?? field);
  }
  return { descriptor: message, name, fields, members: [...members] };
}

function fieldShape(descriptor: FieldDescriptor, label: string): FieldShape {
  const { number, isPacked } = descriptor;
  const value = descriptor.isMap ? descriptor.message?.fields.find((field) => field.number === 2) : descriptor;
  const type = value?.type;
  if (value === undefined || type === undefined || type === 'group' || type === 'unresolved') {
    throw new Error(`${descriptor.fullName}: there are no bindings for ${type}`);
  }
  if (descriptor.isMap) {
    const key = descriptor.message?.fields.find((field) => field.number === 1)?.type;
    if (key !== 'string') throw new Error(`${descriptor.fullName}: there are no bindings for maps by ${key}`);
    if (type !== 'string' && type !== 'float')
      throw new Error(`${descriptor.fullName}: there are no bindings for maps to ${type}`);
  }
  const cardinality = cardinalityOf(descriptor);
  return {
    descriptor,
    number,
    name: jsonName(descriptor),
    cardinality,
    type,
    message: value.message,
    enum: value.enum,
    isPacked,
    label,
  };
}

function cardinalityOf(field: FieldDescriptor): Cardinality {
  if (field.isMap) return 'map';
  if (field.oneof) return 'oneof';
  if (field.label === 'repeated') return 'list';
  return field.hasPresence ? 'presence' : 'one';
}

function holdsItself(message: MessageDescriptor, held: MessageDescriptor, seen: Set<MessageDescriptor>): boolean {
  if (seen.has(held)) return false;
  seen.add(held);
  return held.fields.some(
    (field) => field.message && (field.message === message || holdsItself(message, field.message, seen)),
  );
}

/** The tag before each value: field number and wire type. */
export function tagOf({ number }: FieldShape, wireType: number): number {
  return number * 8 + wireType;
}

export function wireTypeOf(type: ValueType): 0 | 1 | 2 | 5 {
  switch (type) {
    case 'double':
    case 'fixed64':
    case 'sfixed64':
      return 1;
    case 'string':
    case 'bytes':
    case 'message':
      return 2;
    case 'float':
    case 'fixed32':
    case 'sfixed32':
      return 5;
    default:
      return 0;
  }
}

/** Of one value, whatever the cardinality. */
export function valueTypeText({ type, message, enum: declared }: FieldShape, names: BindingNames): string {
  if (message && type === 'message') return names.of(message);
  if (declared) return names.of(declared);
  switch (type) {
    case 'string':
      return 'string';
    case 'bytes':
      return 'Uint8Array';
    case 'bool':
      return 'boolean';
    default:
      return isBig(type) ? 'bigint' : 'number';
  }
}

export function isBig(type: ValueType): boolean {
  return /64$/.test(type);
}

/** Of the property. */
export function propertyTypeText(field: FieldShape, names: BindingNames): string {
  const value = valueTypeText(field, names);
  switch (field.cardinality) {
    case 'list':
      return `${value}[]`;
    case 'map':
      return `Record<string, ${value}>`;
    case 'one':
      return value;
    default:
      return `${value} | undefined`;
  }
}

/** What is read where nothing was written. */
export function defaultText({ cardinality, type }: FieldShape): string {
  if (cardinality === 'list') return '[]';
  if (cardinality === 'map') return 'new MapRecord()';
  if (cardinality !== 'one') return 'undefined';
  if (type === 'string') return "''";
  if (type === 'bytes') return 'new Uint8Array(0)';
  if (type === 'bool') return 'false';
  return isBig(type) ? '0n' : '0';
}
