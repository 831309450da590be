// Prints an enum: a constant with the values, and the open type of what a field of it may hold. Prints text only.

import type { EnumDescriptor } from '../model/proto/schema/descriptor.ts';
import type { FileNode } from '../model/proto/syntax/ast.ts';
import { valueNames } from './binding-names.ts';
import { commentText } from './comment-text.ts';
import type { Imports } from './imports.ts';

export function printEnum(one: EnumDescriptor, file: FileNode, imports: Imports): string {
  const name = imports.names.of(one);
  const values = valueNames(one).map((value, i) => {
    return `${commentText(file, one.values[i]?.node, '  ')}  ${value.name}: ${value.number},\n`;
  });
  return `${commentText(file, one.node, '')}export const ${name} = {
${values.join('')}} as const;

export type ${name} = ${imports.messageType('OpenEnum')}<typeof ${name}>;
`;
}
