// What can be wrong with one number on the wire, told by its bits and the type of its field.

import type { EnumDescriptor, FieldDescriptor } from '../../model/proto/schema/descriptor.ts';
import { isInRange, isOtherNan, numberFromWire } from './scalar-wire.ts';
import type { FlawKind } from './wire-field.ts';

export type TellScalar = (kind: FlawKind, words: string) => void;

export function checkScalar(field: FieldDescriptor, raw: bigint, tell: TellScalar): void {
  const { type } = field;
  if (raw === 0n && field.label !== 'repeated' && !field.hasPresence) {
    tell('explicit-default', 'it is zero and written all the same, where encoders leave it out');
  }
  if (!isInRange(type, raw)) tell('out-of-range', outOfRange(type, raw));
  if (isOtherNan(type, raw)) {
    tell('nan-bits', `it is a NaN of the bits 0x${raw.toString(16)}, which implementations rewrite as they like`);
  }
  if (field.enum && !isKnown(field.enum, Number(numberFromWire('enum', raw)))) {
    tell('unknown-enum-value', `enum '${field.enum.fullName}' has no value ${numberFromWire('enum', raw)}`);
  }
}

function outOfRange(type: string, raw: bigint): string {
  if (type === 'bool') return `a bool is 0 or 1 on the wire, not ${raw}`;
  if (raw < 2n ** 32n && type !== 'uint32') return 'it is negative in five bytes, where encoders write ten';
  return `${raw} does not fit into ${type === 'enum' ? 'an enum' : type}, so decoders cut it off`;
}

const numbers = new WeakMap<EnumDescriptor, ReadonlySet<number>>();

function isKnown(enumeration: EnumDescriptor, number: number): boolean {
  let known = numbers.get(enumeration);
  if (!known) {
    known = new Set(enumeration.values.map((value) => value.number));
    numbers.set(enumeration, known);
  }
  return known.has(number);
}
