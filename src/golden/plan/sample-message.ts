// Example messages for fixtures: each case fills the fields of a type in one way, where encoders are known to differ.
// Deterministic; bounded in depth for types that contain themselves.

import type { FieldDescriptor, MessageDescriptor, ScalarType } from '../../model/proto/schema/descriptor.ts';
import type { FieldValue, MessageValue, ScalarValue, SingleValue } from '../message-value.ts';
import { sampleNumber, sampleText } from './sample-words.ts';

export type SampleCase = 'typical' | 'largest' | 'smallest' | 'texts' | 'specials' | 'empty' | 'many';

const DEEPEST = 5;

interface Sampling {
  readonly kind: SampleCase;
  readonly above: readonly MessageDescriptor[];
}

/** `only`: the one field that is set, such as a member of a oneof. */
export function sampleMessage(message: MessageDescriptor, kind: SampleCase, only?: FieldDescriptor): MessageValue {
  return sample(message, { kind, above: [] }, only);
}

function sample(message: MessageDescriptor, sampling: Sampling, only?: FieldDescriptor): MessageValue {
  const known = wellKnown(message, sampling.kind);
  if (known) return known;
  const inside = { ...sampling, above: [...sampling.above, message] };
  const fields = new Map<FieldDescriptor, FieldValue>();
  for (const field of message.fields) {
    if (only ? field !== only : field.oneof && field.oneof.fields[0] !== field) continue;
    if (field.message && isTooDeep(field.message, inside)) continue;
    fields.set(field, fieldValue(field, inside));
  }
  return { message, fields };
}

function isTooDeep(message: MessageDescriptor, { above }: Sampling): boolean {
  return above.length >= DEEPEST || above.includes(message);
}

function fieldValue(field: FieldDescriptor, sampling: Sampling): FieldValue {
  if (field.isMap) return mapValue(field, sampling);
  if (field.label !== 'repeated') return singleValue(field, sampling, 0);
  return Array.from({ length: countOf(field, sampling) }, (_, i) => singleValue(field, sampling, i));
}

function countOf({ message, type }: FieldDescriptor, { kind, above }: Sampling): number {
  if (kind === 'many') return above.length > 1 ? 1 : message ? 12 : type === 'string' || type === 'bytes' ? 20 : 100;
  if (kind === 'texts' || kind === 'specials') return message ? 1 : 4;
  return kind === 'typical' && above.length === 1 ? 2 : 1;
}

/** JSON has no form for one that holds nothing. */
const VALUE = 'google.protobuf.Value';

function singleValue(field: FieldDescriptor, sampling: Sampling, index: number): SingleValue {
  if (!field.message) return scalarValue(field, sampling.kind, index);
  if (sampling.kind === 'empty' && field.message.fullName !== VALUE)
    return { message: field.message, fields: new Map() };
  return sample(field.message, sampling);
}

const MOST_KEYS = 48;

function mapValue(field: FieldDescriptor, sampling: Sampling): FieldValue {
  const entry = field.message;
  const [keyField, valueField] = entry?.fields ?? [];
  if (!entry || !keyField || !valueField) return [];
  const count =
    sampling.kind === 'many' ? (sampling.above.length > 1 ? 2 : MOST_KEYS) : sampling.kind === 'typical' ? 2 : 1;
  const keys = mapKeys(keyField, count, sampling.kind);
  return keys.map((key, i) => {
    const fields = new Map<FieldDescriptor, FieldValue>([
      [keyField, key],
      [valueField, singleValue(valueField, sampling, i)],
    ]);
    return { message: entry, fields };
  });
}

const KEY_WORDS = ['accuracy', 'loss', 'throughput'];

function mapKeys({ type }: FieldDescriptor, count: number, kind: SampleCase): readonly ScalarValue[] {
  if (type === 'bool') return count === 1 ? [kind !== 'empty'] : [false, true];
  if (type !== 'string') return Array.from({ length: count }, (_, i) => asInteger(type as ScalarType, BigInt(i + 1)));
  if (kind === 'empty') return [''];
  if (kind === 'texts') return ['größe 尺寸 📏'];
  if (count <= KEY_WORDS.length) return KEY_WORDS.slice(0, count);
  return Array.from({ length: count }, (_, i) => `metric_${String(i + 1).padStart(2, '0')}`);
}

const TEXTS = ['prüfung — 検証 🧪', '', 'x'.repeat(300), 'tab\t, quote ", backslash \\, nul \u0000, line\nend'];

function scalarValue(field: FieldDescriptor, kind: SampleCase, index: number): ScalarValue {
  const { type } = field;
  switch (type) {
    case 'string':
      if (kind === 'texts') return TEXTS[(field.number + index) % TEXTS.length] ?? '';
      return kind === 'empty' ? '' : sampleText(field, index);
    case 'bytes':
      if (kind === 'empty') return new Uint8Array();
      if (kind === 'texts' || kind === 'largest') return Uint8Array.from({ length: 256 }, (_, i) => i);
      return Uint8Array.from({ length: 32 }, (_, i) => (i * 37 + field.number + index) & 0xff);
    case 'bool':
      return kind !== 'empty';
    case 'enum':
      return enumNumber(field, kind, index);
    case 'float':
    case 'double':
      return floatValue(field, kind, index);
    default:
      return integerValue(field, type as ScalarType, kind, index);
  }
}

function enumNumber({ enum: enumeration }: FieldDescriptor, kind: SampleCase, index: number): number {
  const numbers = (enumeration?.values ?? []).map(({ number }) => number);
  if (kind === 'largest') return Math.max(...numbers);
  if (kind === 'smallest') return Math.min(...numbers);
  return (kind === 'empty' ? numbers[0] : numbers[1 + (index % Math.max(1, numbers.length - 1))]) ?? numbers[0] ?? 0;
}

const SPECIALS = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0];
const LARGEST_FLOAT = 3.4028234663852886e38;

function floatValue(field: FieldDescriptor, kind: SampleCase, index: number): number {
  const isSingle = field.type === 'float';
  switch (kind) {
    case 'specials':
      return SPECIALS[(field.number + index) % SPECIALS.length] ?? 0;
    case 'largest':
      return isSingle ? LARGEST_FLOAT : Number.MAX_VALUE;
    case 'smallest':
      return isSingle ? -(2 ** -149) : -Number.MIN_VALUE;
    case 'empty':
      return 0;
    default:
      return sampleNumber(field, index);
  }
}

function integerValue(field: FieldDescriptor, type: ScalarType, kind: SampleCase, index: number): ScalarValue {
  const bits = type.endsWith('64') ? 64n : 32n;
  const isUnsigned = type.startsWith('u') || type.startsWith('fixed');
  switch (kind) {
    case 'largest':
      return asInteger(type, isUnsigned ? (1n << bits) - 1n : (1n << (bits - 1n)) - 1n);
    case 'smallest':
      return asInteger(type, isUnsigned ? 1n : -(1n << (bits - 1n)));
    case 'empty':
      return asInteger(type, 0n);
    default:
      return asInteger(type, BigInt(sampleNumber(field, index)));
  }
}

function asInteger(type: ScalarType, value: bigint): ScalarValue {
  return type.endsWith('64') ? value : Number(value);
}

/** Times and spans within what their JSON forms can say; other well-known types have no samples of their own. */
function wellKnown(message: MessageDescriptor, kind: SampleCase): MessageValue | undefined {
  const make = (values: readonly [bigint, number]): MessageValue => {
    const [seconds, nanos] = message.fields;
    const fields = new Map<FieldDescriptor, FieldValue>();
    if (seconds) fields.set(seconds, values[0]);
    if (nanos) fields.set(nanos, values[1]);
    return { message, fields };
  };
  switch (message.fullName) {
    case 'google.protobuf.Duration':
      if (kind === 'largest') return make([315_576_000_000n, 999_999_999]);
      return kind === 'smallest' ? make([-1n, -500_000_000]) : make([30n, 250_000_000]);
    case 'google.protobuf.Timestamp':
      if (kind === 'largest') return make([253_402_300_799n, 999_999_999]);
      return kind === 'smallest' ? make([-62_135_596_800n, 1]) : make([1_736_510_400n, 123_000_000]);
    case VALUE:
      return nullValue(message);
    case 'google.protobuf.Any':
    case 'google.protobuf.FieldMask':
    case 'google.protobuf.Struct':
    case 'google.protobuf.ListValue':
      return { message, fields: new Map() };
    default:
      return undefined;
  }
}

function nullValue(message: MessageDescriptor): MessageValue {
  const field = message.fields.find(({ name }) => name === 'null_value');
  return { message, fields: new Map(field ? [[field, 0]] : []) };
}
