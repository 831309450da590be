// Prints the function that writes a message: straight-line code, a few statements a field, in number order. Prints text only.

import {
  type FieldShape,
  isOneof,
  type MessageShape,
  type OneofShape,
  tagOf,
  type ValueType,
  wireTypeOf,
} from './field-shape.ts';
import type { Imports } from './imports.ts';

/** `write` functions by type of value. */
const WRITERS: Readonly<Record<Exclude<ValueType, 'message'>, string>> = {
  double: 'writeDouble',
  float: 'writeFloat',
  int32: 'writeInt32',
  int64: 'writeInt64',
  uint32: 'writeUint32',
  uint64: 'writeUint64',
  sint32: 'writeSint32',
  sint64: 'writeSint64',
  fixed32: 'writeFixed32',
  fixed64: 'writeFixed64',
  sfixed32: 'writeSfixed32',
  sfixed64: 'writeSfixed64',
  bool: 'writeBool',
  string: 'writeString',
  bytes: 'writeBytes',
  enum: 'writeInt32',
};

export function printWrite(shape: MessageShape, imports: Imports): string {
  const done = new Set<OneofShape>();
  const lines = shape.fields.flatMap((field) => {
    const oneof = shape.members.filter(isOneof).find(({ fields }) => fields.includes(field));
    if (oneof === undefined) return writeField(field, imports);
    const run = runFrom(shape, oneof, field);
    if (run === undefined) return [];
    const isFirst = !done.has(oneof);
    done.add(oneof);
    return writeOneof(oneof, run, isFirst, imports);
  });
  return `export function write${shape.name}(m: ${shape.name}, b: Uint8Array, p: number): number {
${lines.map((line) => `  ${line}\n`).join('')}  if (m.$unknown !== undefined) for (const part of m.$unknown) p = ${imports.writer('writeRaw')}(b, p, part);
  return p;
}
`;
}

/** The fields of the oneof that follow each other in number order from this one on; nothing where it is not the first. */
function runFrom(shape: MessageShape, oneof: OneofShape, field: FieldShape): readonly FieldShape[] | undefined {
  const at = shape.fields.indexOf(field);
  const before = shape.fields[at - 1];
  if (before !== undefined && oneof.fields.includes(before)) return undefined;
  const rest = shape.fields.slice(at);
  const end = rest.findIndex((one) => !oneof.fields.includes(one));
  return end < 0 ? rest : rest.slice(0, end);
}

function writeOneof(
  oneof: OneofShape,
  run: readonly FieldShape[],
  isFirst: boolean,
  imports: Imports,
): readonly string[] {
  const others = oneof.fields.filter((field) => !run.includes(field));
  const name = oneof.name;
  const cases = run.flatMap((field) => [
    `    case '${field.name}': {`,
    `      const v = m.${name}.value;`,
    ...writeValue(field, 'v', imports).map((line) => `      ${line}`),
    '      break;',
    '    }',
  ]);
  const otherCases = isFirst
    ? [...others.map((field) => `    case '${field.name}':`), ...(others.length > 0 ? ['      break;'] : [])]
    : [];
  const fallback = isFirst
    ? ['    default:', `      throw ${imports.writer('unknownCase')}('${oneof.label}', m.${name});`]
    : [];
  return [
    `if (m.${name} !== undefined) {`,
    `  switch (m.${name}.case) {`,
    ...cases,
    ...otherCases,
    ...fallback,
    '  }',
    '}',
  ];
}

function writeField(field: FieldShape, imports: Imports): readonly string[] {
  const local = `$${field.name}`;
  const read = `const ${local} = m.${field.name};`;
  switch (field.cardinality) {
    case 'map':
      return writeMap(field, imports);
    case 'list':
      return writeList(field, imports);
    case 'presence':
      return [read, `if (${local} !== undefined) {`, ...indented(writeValue(field, local, imports)), '}'];
    default:
      return [...writeUnlessDefault(field, local, read, imports)];
  }
}

function writeUnlessDefault(field: FieldShape, local: string, read: string, imports: Imports): readonly string[] {
  if (field.type === 'float') {
    // What is too small for a float is 0 on the wire, and 0 is left out.
    const bits = `const ${local} = ${imports.writer('floatBits')}(m.${field.name}, '${field.label}');`;
    const write = `p = ${imports.writer('writeBits')}(b, p, ${local});`;
    return [bits, `if (${local} !== 0) {`, ...indented([...writeTag(tagOf(field, 5)), write]), '}'];
  }
  return [read, `if (${isSet(field, local)}) {`, ...indented(writeValue(field, local, imports)), '}'];
}

function isSet({ type }: FieldShape, local: string): string {
  switch (type) {
    case 'string':
      return `${local} !== ''`;
    case 'bytes':
      return `${local}.length !== 0`;
    case 'bool':
      return `${local} !== false`;
    case 'double':
      // -0 is not the default.
      return `${local} !== 0 || 1 / ${local} < 0`;
    default:
      return /64$/.test(type) ? `${local} !== 0n` : `${local} !== 0`;
  }
}

/** Tag and value, whatever the value is. */
function writeValue(field: FieldShape, value: string, imports: Imports): readonly string[] {
  const tag = writeTag(tagOf(field, wireTypeOf(field.type)));
  if (field.type === 'message') {
    const write = imports.writeOf(field);
    return [...tag, `p = ${imports.writer('sized')}(b, p, ${write}(${value}, b, p + 1));`];
  }
  return [...tag, writeScalar(field, value, imports)];
}

function writeScalar({ type, label }: FieldShape, value: string, imports: Imports): string {
  if (type === 'message') throw new Error('a message is no scalar');
  return `p = ${imports.writer(WRITERS[type])}(b, p, ${value}, '${label}');`;
}

function writeList(field: FieldShape, imports: Imports): readonly string[] {
  const local = `$${field.name}`;
  const each = (lines: readonly string[]) => [
    `for (let i = 0; i < ${local}.length; i++) {`,
    ...indented([`const v = ${local}[i] as (typeof ${local})[number];`, ...lines]),
    '}',
  ];
  const read = `const ${local} = m.${field.name};`;
  if (!field.isPacked) return [read, ...each(writeValue(field, 'v', imports))];
  const tag = writeTag(tagOf(field, 2));
  if (field.type === 'float' || field.type === 'double') {
    const write = imports.writer(field.type === 'float' ? 'writeFloats' : 'writeDoubles');
    const all = `p = ${write}(b, p, ${local}, '${field.label}');`;
    return [read, `if (${local}.length !== 0) {`, ...indented([...tag, all]), '}'];
  }
  return [
    read,
    `if (${local}.length !== 0) {`,
    ...indented([
      ...tag,
      'const at = p++;',
      ...each([writeScalar(field, 'v', imports)]),
      `p = ${imports.writer('sized')}(b, at, p);`,
    ]),
    '}',
  ];
}

function writeMap(field: FieldShape, imports: Imports): readonly string[] {
  const local = `$${field.name}`;
  const value = wireTypeOf(field.type);
  return [
    `const ${local} = m.${field.name};`,
    `for (const key of ${imports.writer('sortedKeys')}(${local})) {`,
    ...indented([
      ...writeTag(tagOf(field, 2)),
      'const at = p++;',
      'b[p++] = 10;',
      `p = ${imports.writer('writeString')}(b, p, key, '${field.label}');`,
      `b[p++] = ${16 + value};`,
      writeScalar(field, `${local}[key] as ${field.type === 'string' ? 'string' : 'number'}`, imports),
      `p = ${imports.writer('sized')}(b, at, p);`,
    ]),
    '}',
  ];
}

function writeTag(tag: number): readonly string[] {
  const lines: string[] = [];
  let rest = tag;
  while (rest > 127) {
    lines.push(`b[p++] = ${(rest & 127) | 128};`);
    rest >>>= 7;
  }
  return [...lines, `b[p++] = ${rest};`];
}

function indented(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `  ${line}`);
}
