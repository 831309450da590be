// One scalar of ProtoJSON: a JSON value and the type of its field in, the value or a sentence out.

import type { EnumDescriptor, FieldDescriptor } from '../../model/proto/schema/descriptor.ts';
import { nearest } from '../../text/nearest.ts';
import type { ScalarValue } from '../message-value.ts';
import type { JsonNode } from './parse-json.ts';

export interface Refusal {
  readonly message: string;
  readonly help?: string;
}

export type ScalarResult = { readonly value: ScalarValue } | Refusal;

export function readScalar(node: JsonNode, field: FieldDescriptor): ScalarResult {
  const { type } = field;
  switch (type) {
    case 'bool':
      if (node.kind === 'literal' && node.value !== null) return { value: node.value };
      return refused(field, node, 'true or false');
    case 'string':
      return node.kind === 'string' ? readText(node.value) : refused(field, node, 'a text');
    case 'bytes':
      return node.kind === 'string' ? readBytes(node.value) : refused(field, node, 'a text in base64');
    case 'float':
    case 'double':
      return readFloat(node, field);
    case 'enum':
      return readEnum(node, field, field.enum);
    default:
      return readInteger(node, field);
  }
}

/** Keys of maps are texts in JSON whatever their type is. */
export function readKey(text: string, field: FieldDescriptor): ScalarResult {
  const { type } = field;
  if (type === 'string') return readText(text);
  if (type === 'bool') {
    if (text === 'true' || text === 'false') return { value: text === 'true' };
    return { message: `the key '${shortened(text)}' is not true or false` };
  }
  const whole = wholeNumber(text);
  return whole === undefined
    ? { message: `the key '${shortened(text)}' is not a whole number` }
    : inRange(whole, field);
}

function refused({ name, type }: FieldDescriptor, node: JsonNode, wanted: string): Refusal {
  return {
    message: `'${name}' is ${/^[ei]/.test(type) ? 'an' : 'a'} ${type} field and wants ${wanted}, not ${kindOf(node)}`,
  };
}

export function kindOf(node: JsonNode): string {
  switch (node.kind) {
    case 'string':
      return `the text "${shortened(node.value)}"`;
    case 'number':
      return `the number ${shortened(node.written)}`;
    case 'literal':
      return String(node.value);
    default:
      return node.kind === 'array' ? 'a list' : 'an object';
  }
}

function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

function readText(text: string): ScalarResult {
  if (isWellFormed(text)) return { value: text };
  return { message: 'this text has half of a surrogate pair, which UTF-8 cannot hold' };
}

/** UTF-8 has no form for half of a surrogate pair. */
export function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}

function readBytes(text: string): ScalarResult {
  const plain = text.replace(/=+$/, '').replaceAll('-', '+').replaceAll('_', '/');
  const padding = text.length - plain.length;
  if (/[^A-Za-z0-9+/]/.test(plain) || plain.length % 4 === 1 || (padding > 0 && text.length % 4 !== 0)) {
    return { message: `"${shortened(text)}" is not base64` };
  }
  return { value: Uint8Array.from(atob(plain), (char) => char.charCodeAt(0)) };
}

const SPECIAL: ReadonlyMap<string, number> = new Map([
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
]);

function readFloat(node: JsonNode, field: FieldDescriptor): ScalarResult {
  const written = node.kind === 'number' ? node.written : node.kind === 'string' ? node.value : undefined;
  if (written === undefined) return refused(field, node, 'a number');
  const special = node.kind === 'string' ? SPECIAL.get(written) : undefined;
  if (special !== undefined) return { value: special };
  if (!/^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(written))
    return refused(field, node, 'a number, "NaN", "Infinity" or "-Infinity"');
  const value = field.type === 'float' ? Math.fround(Number(written)) : Number(written);
  if (Number.isFinite(value)) return { value };
  return { message: `${shortened(written)} is too large for a ${field.type}` };
}

function readInteger(node: JsonNode, field: FieldDescriptor): ScalarResult {
  const written = node.kind === 'number' ? node.written : node.kind === 'string' ? node.value : undefined;
  const whole = written === undefined ? undefined : wholeNumber(written);
  if (whole === undefined) return refused(field, node, 'a whole number');
  const isCut =
    node.kind === 'number' && field.type.endsWith('64') && (whole > LARGEST_EXACT || whole < -LARGEST_EXACT);
  if (!isCut) return inRange(whole, field);
  return { message: `${whole} has more digits than a number of JSON keeps`, help: `write it in quotes: "${whole}"` };
}

const LARGEST_EXACT = 2n ** 53n;
const MOST_DIGITS = 40;

/** `12`, `1.0` and `1e3` are whole; `1.5` is not. */
function wholeNumber(text: string): bigint | undefined {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  const shift = Number(exponent);
  if (whole === '' || whole.length > MOST_DIGITS || fraction.length > MOST_DIGITS || Math.abs(shift) > MOST_DIGITS)
    return undefined;
  const digits = whole + fraction;
  const point = whole.length + shift;
  if (/[1-9]/.test(digits.slice(Math.max(0, point)))) return undefined;
  return BigInt(sign + (digits.slice(0, Math.max(0, point)).padEnd(point, '0') || '0'));
}

function inRange(whole: bigint, { name, type }: FieldDescriptor): ScalarResult {
  const bits = BigInt(type.endsWith('64') ? 64 : 32);
  const isUnsigned = type.startsWith('u') || type.startsWith('fixed');
  const least = isUnsigned ? 0n : -(1n << (bits - 1n));
  const most = isUnsigned ? (1n << bits) - 1n : (1n << (bits - 1n)) - 1n;
  if (whole < least || whole > most) return { message: `${whole} does not fit into '${name}', ${least} to ${most}` };
  return { value: bits === 64n ? whole : Number(whole) };
}

function readEnum(node: JsonNode, field: FieldDescriptor, enumeration: EnumDescriptor | undefined): ScalarResult {
  if (node.kind === 'number') return readInteger(node, field);
  if (node.kind !== 'string' || !enumeration) return refused(field, node, 'the name of a value');
  const found = enumeration.values.find(({ name }) => name === node.value);
  if (found) return { value: found.number };
  const names = enumeration.values.map(({ name }) => name);
  const near = nearest(node.value, names);
  const help = near === undefined ? `its values are ${names.slice(0, 10).join(', ')}` : `did you mean '${near}'?`;
  return { message: `enum '${enumeration.fullName}' has no value '${shortened(node.value)}'`, help };
}
