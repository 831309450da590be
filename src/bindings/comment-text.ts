// Comments of a proto file as comments of TypeScript. Prints text only.

import type { FileNode } from '../model/proto/syntax/ast.ts';
import { commentsOf } from '../model/proto/syntax/comments.ts';
import type { Span } from '../text/source-file.ts';

/** What stands above the declaration, else what stands behind it. */
export function commentText(file: FileNode, node: Span | undefined, indent: string): string {
  if (node === undefined) return '';
  const { leading, trailing } = commentsOf(file, node);
  const lines = (trailing ?? leading ?? '')
    .replaceAll('*/', '* /')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (lines.length === 0) return '';
  if (lines.length === 1) return `${indent}/** ${lines[0]} */\n`;
  return `${indent}/**\n${lines.map((line) => `${indent} * ${line}\n`).join('')}${indent} */\n`;
}
