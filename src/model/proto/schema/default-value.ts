// The default that a field's options give it, as a descriptor writes it: always a string, whatever the type.

import type { OptionNode, Value } from '../syntax/ast.ts';
import type { FieldDescriptor } from './descriptor.ts';
import { exactInt, specialFloat } from './option-value.ts';

/** Nothing when no default is written, or one that does not fit the type. */
export function defaultValue(field: FieldDescriptor): string | undefined {
  const literal = defaultOption(field)?.value;
  return literal && printed(field, literal);
}

export function defaultOption(field: FieldDescriptor): OptionNode | undefined {
  const { node } = field;
  if (node.options.length === 0 || field.parent?.isMapEntry) return undefined;
  return node.options.find(({ name }) => name.length === 1 && name[0]?.text === 'default' && !name[0].isExtension);
}

function printed({ type }: FieldDescriptor, literal: Value): string | undefined {
  switch (type) {
    case 'string':
      return literal.kind === 'string' ? literal.value : undefined;
    case 'bytes':
      return literal.kind === 'string' ? escaped(literal.bytes ?? new TextEncoder().encode(literal.value)) : undefined;
    case 'bool':
    case 'enum':
      return literal.kind === 'ident' ? literal.text : undefined;
    case 'float':
    case 'double': {
      const value = floatOf(literal);
      if (value === undefined) return undefined;
      return type === 'float' ? printFloat(value) : printDouble(value);
    }
    default:
      return literal.kind === 'int' ? String(exactInt(literal)) : undefined;
  }
}

function floatOf(literal: Value): number | undefined {
  if (literal.kind === 'int' || literal.kind === 'float') return literal.value;
  return literal.kind === 'ident' ? specialFloat(literal) : undefined;
}

const SMALLEST_NORMAL_FLOAT = 2 ** -126;

/** Six digits where they say it all, else nine: as protoc prints floats. It never trusts six for subnormal ones. */
function printFloat(value: number): string {
  const single = Math.fround(value);
  const short = printDigits(single, 6);
  const isSubnormal = single !== 0 && Math.abs(single) < SMALLEST_NORMAL_FLOAT;
  return !isSubnormal && Math.fround(Number(short)) === single ? short : printDigits(single, 9);
}

/** Fifteen digits where they say it all, else seventeen. */
function printDouble(value: number): string {
  const short = printDigits(value, 15);
  return Number(short) === value ? short : printDigits(value, 17);
}

/** `%g` of C: so many significant digits, no trailing zeros, an exponent only where it is far from zero. */
function printDigits(value: number, digits: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  const [mantissa = '', exponentText] = Math.abs(value)
    .toExponential(digits - 1)
    .split('e');
  const exponent = Number(exponentText);
  const all = mantissa.replace('.', '').replace(/0+$/, '') || '0';
  if (exponent < -4 || exponent >= digits) {
    const rest = all.length > 1 ? `.${all.slice(1)}` : '';
    return `${sign}${all[0]}${rest}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
  }
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${all}`;
  const whole = all.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  return sign + whole + (all.length > exponent + 1 ? `.${all.slice(exponent + 1)}` : '');
}

const ESCAPES: ReadonlyMap<number, string> = new Map([
  [0x0a, '\\n'],
  [0x0d, '\\r'],
  [0x09, '\\t'],
  [0x22, '\\"'],
  [0x27, "\\'"],
  [0x5c, '\\\\'],
]);

function escaped(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) {
    const isPlain = byte >= 0x20 && byte < 0x7f;
    text += ESCAPES.get(byte) ?? (isPlain ? String.fromCharCode(byte) : `\\${byte.toString(8).padStart(3, '0')}`);
  }
  return text;
}
