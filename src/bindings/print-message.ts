// Prints what a message is in TypeScript: its interface, the class behind it and the constant that stands for its type.

import type { FileNode } from '../model/proto/syntax/ast.ts';
import { commentText } from './comment-text.ts';
import {
  defaultText,
  type FieldShape,
  isOneof,
  type MessageShape,
  propertyTypeText,
  valueTypeText,
} from './field-shape.ts';
import type { Imports } from './imports.ts';

export function printMessage(shape: MessageShape, file: FileNode, imports: Imports): string {
  for (const field of shape.fields) {
    if (field.message && field.type === 'message') imports.typeOf(field.message);
    if (field.enum) imports.typeOf(field.enum);
  }
  imports.messageType('UnknownFields');
  imports.messageType('MessageType');
  return [printInterface(shape, file, imports), printClass(shape), printType(shape, imports)].join('\n');
}

function printInterface({ descriptor, name, members }: MessageShape, file: FileNode, imports: Imports): string {
  const properties = members.map((member) => {
    const comment = commentText(
      file,
      isOneof(member) ? member.fields[0]?.descriptor.oneof?.node : member.descriptor.node,
      '  ',
    );
    return `${comment}  ${member.name}: ${memberType(member, imports)};\n`;
  });
  return `${commentText(file, descriptor.node, '')}export interface ${name} {
${properties.join('')}  /** Fields that the schema does not know, as they came. */
  $unknown?: UnknownFields | undefined;
}
`;
}

function memberType(member: MessageShape['members'][number], imports: Imports): string {
  if (!isOneof(member)) return propertyTypeText(member, imports.names);
  const cases = member.fields.map(
    (field) => `\n    | { case: '${field.name}'; value: ${valueTypeText(field, imports.names)} }`,
  );
  return `${cases.join('')}\n    | undefined`;
}

function printClass({ name, members }: MessageShape): string {
  const type = (member: MessageShape['members'][number]) => `${name}['${member.name}']`;
  const declared = members.map((member) => `  declare ${member.name}: ${type(member)};\n`);
  const parameters = members.map((member) => `${member.name}: ${type(member)}`);
  const assigned = members.map((member) => `    this.${member.name} = ${member.name};\n`);
  return `class ${name}Message {
${declared.join('')}  declare $unknown: UnknownFields | undefined;

  constructor(${parameters.join(', ')}) {
${assigned.join('')}    this.$unknown = undefined;
  }
}
`;
}

function printType({ descriptor, name, members }: MessageShape, imports: Imports): string {
  const values = members.map((member) => {
    if (isOneof(member)) return `f.${member.name}`;
    return createdText(member, imports);
  });
  return `export const ${name}: MessageType<${name}> = {
  typeName: '${descriptor.fullName}',
  create(f: Partial<${name}> = {}) {
    const m = new ${name}Message(${values.join(', ')});
    m.$unknown = f.$unknown;
    return m;
  },
  is: (value): value is ${name} => value instanceof ${name}Message,
  write: write${name},
  read: read${name},
};
`;
}

function createdText(field: FieldShape, imports: Imports): string {
  if (field.cardinality === 'map') imports.reader('MapRecord');
  const value = defaultText(field);
  return value === 'undefined' ? `f.${field.name}` : `f.${field.name} ?? ${value}`;
}
