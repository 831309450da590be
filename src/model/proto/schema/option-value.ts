// Scalar and enum literals read as the type that an option's field has.

import type { IdentLiteral, IntLiteral, Value } from '../syntax/ast.ts';
import { hasSyntaxFlaw } from './compile-checks.ts';
import type { FieldDescriptor } from './descriptor.ts';
import type { OptionValue } from './options.ts';
import { didYouMean } from './suggest.ts';

export interface ReadFlaw {
  readonly flaw: string;
  readonly help?: string;
}

const INT_RANGES: ReadonlyMap<string, readonly [bigint, bigint]> = new Map([
  ...['int32', 'sint32', 'sfixed32'].map((type) => [type, [-(2n ** 31n), 2n ** 31n - 1n]] as const),
  ...['int64', 'sint64', 'sfixed64'].map((type) => [type, [-(2n ** 63n), 2n ** 63n - 1n]] as const),
  ...['uint32', 'fixed32'].map((type) => [type, [0n, 2n ** 32n - 1n]] as const),
  ...['uint64', 'fixed64'].map((type) => [type, [0n, 2n ** 64n - 1n]] as const),
]);

export function isFlaw(read: OptionValue | ReadFlaw): read is ReadFlaw {
  return typeof read === 'object' && 'flaw' in read;
}

/** `inAggregate`: text format allows a little more there than an option statement does. */
export function readScalar(field: FieldDescriptor, literal: Value, inAggregate: boolean): OptionValue | ReadFlaw {
  const range = INT_RANGES.get(field.type);
  if (range) return literal.kind === 'int' ? readInt(field, literal, range) : wants(field, 'an integer');
  switch (field.type) {
    case 'float':
    case 'double':
      return readFloat(field, literal, inAggregate);
    case 'bool':
      return readBool(field, literal, inAggregate);
    case 'string':
      return literal.kind === 'string' ? literal.value : wants(field, 'a string in quotes');
    case 'bytes':
      if (literal.kind !== 'string') return wants(field, 'a string in quotes');
      return literal.bytes ?? new TextEncoder().encode(literal.value);
    case 'enum':
      return readEnum(field, literal, inAggregate);
    default:
      return wants(field, 'a value');
  }
}

function wants(field: FieldDescriptor, what: string): ReadFlaw {
  return { flaw: `'${field.name}' takes ${what}` };
}

/** More digits than any integer type has room for: reading them all could take long. */
const TOO_MANY_DIGITS = 30;

/** The exact value of an integer literal; of one that is too large for every type, some value that is. */
export function exactInt(literal: IntLiteral): bigint {
  const { digits, value } = literal;
  if (digits === undefined) return BigInt(value);
  if (digits.length > TOO_MANY_DIGITS) return literal.negative ? -(2n ** 64n) : 2n ** 64n;
  const octal = /^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits;
  const magnitude = /^(0[xX][0-9a-fA-F]+|0o[0-7]+|\d+)$/.test(octal) ? BigInt(octal) : 0n;
  return literal.negative ? -magnitude : magnitude;
}

function readInt(field: FieldDescriptor, literal: IntLiteral, [low, high]: readonly [bigint, bigint]) {
  const value = exactInt(literal);
  if (value < low || value > high) return { flaw: `number is out of range for ${field.type} '${field.name}'` };
  return field.type.endsWith('64') ? value : Number(value);
}

function readFloat(field: FieldDescriptor, literal: Value, inAggregate: boolean): OptionValue | ReadFlaw {
  const value = floatOf(literal, inAggregate);
  if (value === undefined) return wants(field, 'a number');
  return field.type === 'float' ? Math.fround(value) : value;
}

/** Text format takes its words for special numbers in any case, and one word more. */
function floatOf(literal: Value, inAggregate: boolean): number | undefined {
  if (literal.kind === 'int' || literal.kind === 'float') return literal.value;
  if (literal.kind !== 'ident') return undefined;
  if (!inAggregate) return specialFloat(literal);
  const text = literal.text.toLowerCase();
  return specialFloat({ ...literal, text: text === 'infinity' ? 'inf' : text });
}

/** `inf` and `nan`, as they are written outside text format. */
export function specialFloat({ text, negative }: IdentLiteral): number | undefined {
  if (text === 'inf') return negative ? -Infinity : Infinity;
  return text === 'nan' ? Number.NaN : undefined;
}

function readBool(field: FieldDescriptor, literal: Value, inAggregate: boolean): OptionValue | ReadFlaw {
  if (literal.kind === 'ident' && !literal.negative) {
    if (literal.text === 'true' || (inAggregate && /^(True|t)$/.test(literal.text))) return true;
    if (literal.text === 'false' || (inAggregate && /^(False|f)$/.test(literal.text))) return false;
  }
  if (inAggregate && literal.kind === 'int' && (literal.value === 0 || literal.value === 1)) return literal.value === 1;
  return wants(field, "'true' or 'false'");
}

function readEnum(field: FieldDescriptor, literal: Value, inAggregate: boolean): OptionValue | ReadFlaw {
  const values = field.enum?.values ?? [];
  if (literal.kind === 'ident' && !literal.negative) {
    if (values.some((value) => value.name === literal.text)) return literal.text;
    if (field.enum && hasSyntaxFlaw(field.enum.file, field.enum.node)) return literal.text;
    const names = values.map((value) => value.name);
    const list = `its values are ${names.slice(0, 8).join(', ')}${names.length > 8 ? ', …' : ''}`;
    const help = didYouMean(literal.text, names) ?? list;
    return { flaw: `enum '${field.enum?.fullName}' has no value '${literal.text}'`, help };
  }
  if (inAggregate && literal.kind === 'int') {
    const named = values.find((value) => value.number === literal.value);
    if (named) return named.name;
    if (field.enum?.features.enumType === 'OPEN' && Math.abs(literal.value) < 2 ** 31) return literal.value;
  }
  return wants(field, `the name of a value of ${field.enum?.fullName}`);
}
