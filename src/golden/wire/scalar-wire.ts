// What a number on the wire means for a scalar type, and the other way. Knows the wire type of each; judges nothing else.

import type { FieldDescriptor, FieldType } from '../../model/proto/schema/descriptor.ts';
import { I32, I64, LEN, START_GROUP, VARINT } from './wire-field.ts';

export function wireTypeOf(type: FieldType): number {
  switch (type) {
    case 'double':
    case 'fixed64':
    case 'sfixed64':
      return I64;
    case 'float':
    case 'fixed32':
    case 'sfixed32':
      return I32;
    case 'string':
    case 'bytes':
    case 'message':
    case 'unresolved':
      return LEN;
    case 'group':
      return START_GROUP;
    default:
      return VARINT;
  }
}

/** Delimited messages of editions are groups on the wire; maps and what is in them never are. */
export function wireTypeOfField(field: FieldDescriptor): number {
  const isOfMap = field.isMap || field.parent?.isMapEntry === true;
  const isDelimited = field.type === 'message' && !isOfMap && field.features.messageEncoding === 'DELIMITED';
  return isDelimited ? START_GROUP : wireTypeOf(field.type);
}

const floats = new DataView(new ArrayBuffer(8));

/** Not for what has a length. */
export function numberFromWire(type: FieldType, raw: bigint): number | bigint | boolean {
  switch (type) {
    case 'bool':
      return raw !== 0n;
    case 'double':
      floats.setBigUint64(0, raw);
      return floats.getFloat64(0);
    case 'float':
      floats.setUint32(0, Number(raw));
      return floats.getFloat32(0);
    case 'int64':
    case 'sfixed64':
      return BigInt.asIntN(64, raw);
    case 'uint64':
    case 'fixed64':
      return raw;
    case 'sint64':
      return BigInt.asIntN(64, (raw >> 1n) ^ -(raw & 1n));
    case 'uint32':
    case 'fixed32':
      return Number(BigInt.asUintN(32, raw));
    case 'sint32': {
      const low = BigInt.asUintN(32, raw);
      return Number(BigInt.asIntN(32, (low >> 1n) ^ -(low & 1n)));
    }
    default:
      return Number(BigInt.asIntN(32, raw));
  }
}

/** The one NaN that is written for all. */
export const FLOAT_NAN = 0x7fc0_0000n;
export const DOUBLE_NAN = 0x7ff8_0000_0000_0000n;

/** Not for what has a length. */
export function numberToWire(type: FieldType, value: number | bigint | boolean): bigint {
  if (typeof value === 'boolean') return value ? 1n : 0n;
  switch (type) {
    case 'double':
      if (Number.isNaN(value)) return DOUBLE_NAN;
      floats.setFloat64(0, Number(value));
      return floats.getBigUint64(0);
    case 'float':
      if (Number.isNaN(value)) return FLOAT_NAN;
      floats.setFloat32(0, Number(value));
      return BigInt(floats.getUint32(0));
    case 'sint32':
    case 'sint64': {
      const whole = BigInt(value);
      return BigInt.asUintN(64, (whole << 1n) ^ (whole >> 63n));
    }
    case 'fixed32':
    case 'sfixed32':
      return BigInt.asUintN(32, BigInt(value));
    default:
      return BigInt.asUintN(64, BigInt(value));
  }
}

/** Whether an encoder could have written this varint for the type. */
export function isInRange(type: FieldType, raw: bigint): boolean {
  switch (type) {
    case 'bool':
      return raw <= 1n;
    case 'uint32':
    case 'sint32':
      return raw < 2n ** 32n;
    case 'int32':
    case 'enum':
      return raw < 2n ** 31n || raw >= 2n ** 64n - 2n ** 31n;
    default:
      return true;
  }
}

export function isOtherNan(type: FieldType, raw: bigint): boolean {
  if (type === 'float') return raw !== FLOAT_NAN && (raw & 0x7f80_0000n) === 0x7f80_0000n && (raw & 0x7f_ffffn) !== 0n;
  const exponent = 0x7ff0_0000_0000_0000n;
  return type === 'double' && raw !== DOUBLE_NAN && (raw & exponent) === exponent && (raw & 0xf_ffff_ffff_ffffn) !== 0n;
}
