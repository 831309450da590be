// Writes src/model/proto/well-known/sources.ts: the files that every protobuf compiler brings along, as compact text.
// They are printed from protobuf-es's descriptors, which follow protobuf's releases. `npm run generate` renews them.

import type { DescEnum, DescExtension, DescField, DescFile, DescMessage } from '@bufbuild/protobuf';
import { ScalarType } from '@bufbuild/protobuf';
import * as wkt from '@bufbuild/protobuf/wkt';
import { expect, it } from 'vitest';

const FILES: readonly DescFile[] = Object.entries(wkt)
  .filter(([name]) => name.startsWith('file_google_protobuf_'))
  .map(([, file]) => file as DescFile)
  .sort((a, b) => (a.proto.name < b.proto.name ? -1 : 1));

function printFile(file: DescFile): string {
  const { proto } = file;
  const lines: string[] = [];
  const edition = proto.syntax === 'editions' ? `edition = "${proto.edition - 1000 + 2023}";` : undefined;
  lines.push(edition ?? `syntax = "${proto.syntax || 'proto2'}";`, `package ${proto.package};`);
  proto.dependency.forEach((path, i) => {
    lines.push(`import ${proto.publicDependency.includes(i) ? 'public ' : ''}"${path}";`);
  });
  for (const message of file.messages) printMessage(message, '', lines);
  for (const enumeration of file.enums) printEnum(enumeration, '', lines);
  for (const extension of file.extensions) printExtension(extension, '', lines);
  return `${lines.join('\n')}\n`;
}

function printMessage(message: DescMessage, indent: string, lines: string[]): void {
  const { proto } = message;
  const inner = `${indent} `;
  lines.push(`${indent}message ${message.name} {`);
  for (const nested of message.nestedMessages) if (!nested.proto.options?.mapEntry) printMessage(nested, inner, lines);
  for (const nested of message.nestedEnums) printEnum(nested, inner, lines);
  for (const extension of message.nestedExtensions) printExtension(extension, inner, lines);
  for (const member of message.members) {
    if (member.kind === 'field') lines.push(`${inner}${printField(member)}`);
    else {
      lines.push(`${inner}oneof ${member.name} {`);
      for (const field of member.fields) lines.push(`${inner} ${printField(field)}`);
      lines.push(`${inner}}`);
    }
  }
  for (const { start, end } of proto.extensionRange) {
    lines.push(`${inner}extensions ${start} to ${end > 536870911 ? 'max' : end - 1};`);
  }
  for (const { start, end } of proto.reservedRange) {
    lines.push(`${inner}reserved ${start === end - 1 ? start : `${start} to ${end > 536870911 ? 'max' : end - 1}`};`);
  }
  for (const name of proto.reservedName) lines.push(`${inner}reserved "${name}";`);
  lines.push(`${indent}}`);
}

function printEnum(enumeration: DescEnum, indent: string, lines: string[]): void {
  lines.push(`${indent}enum ${enumeration.name} {`);
  for (const value of enumeration.values) lines.push(`${indent} ${value.name} = ${value.number};`);
  for (const { start, end } of enumeration.proto.reservedRange) {
    lines.push(`${indent} reserved ${start === end ? start : `${start} to ${end === 2147483647 ? 'max' : end}`};`);
  }
  for (const name of enumeration.proto.reservedName) lines.push(`${indent} reserved "${name}";`);
  lines.push(`${indent}}`);
}

function printExtension(extension: DescExtension, indent: string, lines: string[]): void {
  lines.push(`${indent}extend .${extension.extendee.typeName} { ${printField(extension)} }`);
}

function printField(field: DescField | DescExtension): string {
  const { proto } = field;
  const isProto2 = field.parent === undefined || field.parent.file.proto.syntax !== 'proto3';
  const label = isMap(field)
    ? ''
    : field.fieldKind === 'list'
      ? 'repeated '
      : proto.label === 2
        ? 'required '
        : proto.proto3Optional || (isProto2 && !field.oneof && field.parent?.file.proto.syntax !== 'editions')
          ? 'optional '
          : '';
  const options = [
    ...(proto.defaultValue ? [`default = ${printDefault(field)}`] : []),
    ...(proto.options?.packed !== undefined && proto.options.packed ? ['packed = true'] : []),
    ...(proto.options?.deprecated ? ['deprecated = true'] : []),
  ];
  const suffix = options.length > 0 ? ` [${options.join(', ')}]` : '';
  return `${label}${typeName(field)} ${proto.name} = ${proto.number}${suffix};`;
}

function isMap(field: DescField | DescExtension): boolean {
  return field.fieldKind === 'map';
}

function printDefault(field: DescField | DescExtension): string {
  return field.proto.type === 9 ? JSON.stringify(field.proto.defaultValue) : field.proto.defaultValue;
}

function typeName(field: DescField | DescExtension): string {
  if (field.fieldKind === 'map') {
    const value = field.message?.typeName ?? field.enum?.typeName;
    return `map<${ScalarType[field.mapKey]?.toLowerCase()}, ${value ? `.${value}` : scalarName(field.scalar)}>`;
  }
  return field.proto.typeName || scalarName(field.scalar);
}

function scalarName(scalar: ScalarType | undefined): string {
  return ScalarType[scalar ?? 0]?.toLowerCase() ?? '';
}

it('the built-in files are up to date', async () => {
  expect(FILES.map((file) => file.proto.name)).toContain('google/protobuf/descriptor.proto');
  const entries = FILES.map((file) => `  '${file.proto.name}': \`${printFile(file)}\`,`);
  const header = [
    '// Generated by `npm run generate`; do not edit.',
    '// The files that every protobuf compiler brings along, comments and most options left out.',
    '',
    'export const WELL_KNOWN: Readonly<Record<string, string>> = {',
  ];
  const text = `${[...header, ...entries].join('\n')}\n};\n`;
  await expect(text).toMatchFileSnapshot('../../src/model/proto/well-known/sources.ts');
});
