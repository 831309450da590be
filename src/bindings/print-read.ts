// Prints the function that reads a message: one loop over tags, one branch a field, values kept in locals until the message
// is made in one go. Prints text only.

import {
  defaultText,
  type FieldShape,
  isBig,
  isOneof,
  type MessageShape,
  type OneofShape,
  tagOf,
  wireTypeOf,
} from './field-shape.ts';
import type { Imports } from './imports.ts';

/** Only a message that a field or a oneof holds can come in parts, and then merges them into a `base`. */
export function printRead(shape: MessageShape, isHeldAlone: boolean, imports: Imports): string {
  const { name, members } = shape;
  const locals = members.map((member) => local(shape, member));
  const base = members.map((member) => `    $${member.name} = base.${member.name};\n`);
  const branches = shape.fields.flatMap((field) => branchesOf(shape, field, imports));
  const values = members.map((member) => (isOneof(member) ? `$${member.name}` : made(member, imports)));
  const before = isHeldAlone ? 'base?.$unknown' : 'undefined';
  return `export function read${name}(b: Uint8Array, p: number, end: number${isHeldAlone ? `, base?: ${name}` : ''}): ${name} {
${locals.join('')}  let unknown: number[] | undefined;
${isHeldAlone ? `  if (base !== undefined) {\n${base.join('')}  }\n` : ''}  while (p < end) {
    const start = p;
    let tag = b[p++] as number;
${indented(readTag(shape, imports), 4)}    switch (tag) {
${indented(branches, 6)}      default:
        p = ${imports.reader('skipUnknown')}(b, p, end, tag);
        unknown = ${imports.reader('noteUnknown')}(unknown, start, p);
    }
  }
  if (p !== end) throw ${imports.reader('truncated')}(end);
  const m = new ${name}Message(${values.join(', ')});
  if (unknown !== undefined) m.$unknown = ${imports.reader('keepUnknown')}(b, unknown, ${before});
${isHeldAlone ? '  else if (base !== undefined) m.$unknown = base.$unknown;\n' : ''}  return m;
}
`;
}

function local({ name }: MessageShape, field: FieldShape | OneofShape): string {
  if (isOneof(field)) return `  let $${field.name}: ${name}['${field.name}'] = undefined;\n`;
  const isLazy = isMadeLate(field);
  const type = `${name}['${field.name}']${isLazy ? ' | undefined' : ''}`;
  return `  let $${field.name}: ${type}${isLazy ? '' : ` = ${defaultText(field)}`};\n`;
}

/** Defaults that cost an allocation. */
function isMadeLate({ cardinality, type }: FieldShape): boolean {
  return cardinality === 'list' || cardinality === 'map' || (cardinality === 'one' && type === 'bytes');
}

function made(field: FieldShape, imports: Imports): string {
  if (field.cardinality === 'map') imports.reader('MapRecord');
  return isMadeLate(field) ? `$${field.name} ?? ${defaultText(field)}` : `$${field.name}`;
}

/** Tags of two bytes are as common as those of one where a message has numbers above 15. */
function readTag({ fields }: MessageShape, imports: Imports): readonly string[] {
  const slow = [`tag = ${imports.reader('readTag')}(b, start);`, `p = ${imports.reader('cursor')}.at;`];
  if (!fields.some(({ number }) => number > 15)) return ['if (tag > 127) {', ...nested(slow), '}'];
  return [
    'if (tag > 127) {',
    '  tag = (tag & 127) | ((b[p++] as number) << 7);',
    '  if (tag > 16383) {',
    ...nested(nested(slow)),
    '  }',
    '}',
  ];
}

function branchesOf(shape: MessageShape, field: FieldShape, imports: Imports): readonly string[] {
  const wireType = wireTypeOf(field.type);
  const target = `$${field.name}`;
  const branch = (tag: number, lines: readonly string[]) => [`case ${tag}: {`, ...nested([...lines, 'break;']), '}'];
  switch (field.cardinality) {
    case 'map':
      return branch(tagOf(field, 2), readEntry(field, imports));
    case 'list': {
      const list = `${target} ??= [];`;
      const one = branch(tagOf(field, wireType), [
        list,
        ...readValue(field, imports, 'undefined'),
        `${target}.push(v);`,
      ]);
      return wireType === 2 ? one : [...one, ...branch(tagOf(field, 2), readPacked(field, list, imports))];
    }
    case 'oneof': {
      const oneof = shape.members.filter(isOneof).find(({ fields }) => fields.includes(field));
      const held = `$${oneof?.name}`;
      const merged = `${held} !== undefined && ${held}.case === '${field.name}' ? ${held}.value : undefined`;
      return branch(tagOf(field, wireType), [
        ...readValue(field, imports, merged),
        `${held} = { case: '${field.name}', value: v };`,
      ]);
    }
    default:
      return branch(tagOf(field, wireType), [...readValue(field, imports, target), `${target} = v;`]);
  }
}

/** Leaves the value in `v`. A message is merged into what `merged` says, if anything. */
function readValue(field: FieldShape, imports: Imports, merged: string): readonly string[] {
  if (field.type === 'message') {
    const to = imports.reader('endOf');
    return [
      ...readLength(imports),
      `const to = ${to}(p, n, end);`,
      `const v = ${imports.readOf(field)}(b, p, to${merged === 'undefined' ? '' : `, ${merged}`});`,
      'p = to;',
    ];
  }
  return readScalar(field, imports);
}

function readLength(imports: Imports): readonly string[] {
  return [
    'let n = b[p++] as number;',
    'if (n > 127) {',
    `  n = ${imports.reader('readLength')}(b, p - 1);`,
    `  p = ${imports.reader('cursor')}.at;`,
    '}',
  ];
}

function readScalar(field: FieldShape, imports: Imports): readonly string[] {
  const { type } = field;
  switch (type) {
    case 'string':
      return [...readLength(imports), `const v = ${imports.reader('readString')}(b, p, n, end);`, 'p += n;'];
    case 'bytes':
      return [...readLength(imports), `const v = ${imports.reader('readBytes')}(b, p, n, end);`, 'p += n;'];
    case 'float':
      return [`const v = ${imports.reader('readFloat')}(b, p);`, 'p += 4;'];
    case 'fixed32':
      return [`const v = ${imports.reader('readFixed32')}(b, p) >>> 0;`, 'p += 4;'];
    case 'sfixed32':
      return [`const v = ${imports.reader('readFixed32')}(b, p);`, 'p += 4;'];
    case 'double':
      return [`const v = ${imports.reader('readDouble')}(b, p);`, 'p += 8;'];
    case 'fixed64':
      return [`const v = ${imports.reader('readFixed64')}(b, p);`, 'p += 8;'];
    case 'sfixed64':
      return [`const v = ${imports.reader('readSfixed64')}(b, p);`, 'p += 8;'];
    case 'bool':
      return [
        'let v = b[p] === 1;',
        'if ((b[p] as number) < 2) p++;',
        'else {',
        `  v = ${imports.reader('readBool')}(b, p);`,
        `  p = ${imports.reader('cursor')}.at;`,
        '}',
      ];
    case 'sint32':
      return [...readVarint32('let z', imports), 'const v = (z >>> 1) ^ -(z & 1);'];
    case 'uint32':
      return [...readVarint32('let v', imports, ' >>> 0')];
    case 'int32':
      return readVarint32('let v', imports);
    case 'enum':
      return readVarint32('let v', imports);
    default: {
      if (!isBig(type)) throw new Error(`nothing reads ${type}`);
      const read = `read${type.charAt(0).toUpperCase()}${type.slice(1)}`;
      return [`const v = ${imports.reader(read)}(b, p);`, `p = ${imports.reader('cursor')}.at;`];
    }
  }
}

function readVarint32(declared: string, imports: Imports, unsigned = ''): readonly string[] {
  const name = declared.slice(4);
  return [
    `${declared} = b[p++] as number;`,
    `if (${name} > 127) {`,
    `  ${name} = ${imports.reader('readVarint32')}(b, p - 1)${unsigned};`,
    `  p = ${imports.reader('cursor')}.at;`,
    '}',
  ];
}

function readPacked(field: FieldShape, list: string, imports: Imports): readonly string[] {
  const to = [...readLength(imports), `const to = ${imports.reader('endOf')}(p, n, end);`];
  if (field.type === 'float' || field.type === 'double') {
    const read = field.type === 'float' ? 'readFloats' : 'readDoubles';
    return [...to, `$${field.name} = ${imports.reader(read)}(b, p, to, $${field.name});`, 'p = to;'];
  }
  return [
    list,
    ...to,
    'while (p < to) {',
    ...nested([...readScalar(field, imports), `$${field.name}.push(v);`]),
    '}',
    `if (p !== to) throw ${imports.reader('truncated')}(to);`,
  ];
}

/** The entry of a map is a message of two fields. */
function readEntry(field: FieldShape, imports: Imports): readonly string[] {
  const entry = field.type === 'string' ? 'readStringEntry' : 'readFloatEntry';
  return [
    ...readLength(imports),
    `const to = ${imports.reader('endOf')}(p, n, end);`,
    `$${field.name} ??= new ${imports.reader('MapRecord')}();`,
    `${imports.reader(entry)}(b, p, to, $${field.name});`,
    'p = to;',
  ];
}

function nested(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `  ${line}`);
}

function indented(lines: readonly string[], spaces: number): string {
  return lines.map((line) => `${' '.repeat(spaces)}${line}\n`).join('');
}
