// The comment above a declaration as Buf sees it. It differs from protoc's in odd layouts only: one that ends on the
// declaration's own line does not lead it, and a lone block comment behind the token before, on the line above, does.

import type { FileNode } from '../model/proto/syntax/ast.ts';
import { commentIndex } from '../model/proto/syntax/comments.ts';
import { isSpace } from '../text/lines.ts';
import type { Span } from '../text/source-file.ts';

const NEWLINE = 0x0a;
const ASTERISK = 0x2a;

/** From the first mark of the comment to the end of the last: line comments on neighbouring lines are one comment. */
export function bufLeadingComment(file: FileNode, node: Span): Span | undefined {
  const { comments } = file;
  const { text } = file.source;
  let index = commentIndex(file, node.start) - 2;
  if (index < 0) return undefined;
  const end = comments[index + 1] as number;
  if (breaksBetween(text, end, node.start) !== 1) return undefined;
  let start = comments[index] as number;
  if (isBlock(text, start)) return { start, end };
  if (comesBehindCode(file, index)) return follows(file, index) ? { start, end } : undefined;
  while (index >= 2 && isNextLineComment(file, index - 2) && !comesBehindCode(file, index - 2)) {
    index -= 2;
    start = comments[index] as number;
  }
  return { start, end };
}

/** Whether it is a line comment with another comment on the very next line. */
function isNextLineComment({ comments, source: { text } }: FileNode, index: number): boolean {
  if (isBlock(text, comments[index] as number)) return false;
  return breaksBetween(text, comments[index + 1] as number, comments[index + 2] as number) === 1;
}

/** Whether a comment stands right before it, with nothing but blanks between. */
function follows({ comments, source: { text } }: FileNode, index: number): boolean {
  return index >= 2 && breaksBetween(text, comments[index - 1] as number, comments[index] as number) !== undefined;
}

/** Whether the line that the comment begins on has code before it, maybe with other comments between. */
function comesBehindCode({ comments, source: { text } }: FileNode, index: number): boolean {
  let before = index - 2;
  for (let at = (comments[index] as number) - 1; at >= 0; at--) {
    const code = text.charCodeAt(at);
    if (code === NEWLINE) return false;
    if (before >= 0 && at === (comments[before + 1] as number) - 1) {
      if (text.slice(comments[before], at).includes('\n')) return false;
      at = comments[before] as number;
      before -= 2;
    } else if (!isSpace(code)) return true;
  }
  return false;
}

function isBlock(text: string, start: number): boolean {
  return text.charCodeAt(start + 1) === ASTERISK;
}

/** Line breaks between the offsets; nothing when other text stands there. */
function breaksBetween(text: string, from: number, to: number): number | undefined {
  let breaks = 0;
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    if (!isSpace(code)) return undefined;
    if (code === NEWLINE) breaks++;
  }
  return breaks;
}
