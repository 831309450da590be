// The lines that a statement owns: the comments that touch it from above, itself, and what trails it.
// Whoever moves a statement moves these, so that every comment stays with what it speaks of.

import { isBlankBetween, isSpace, lineEndAt, lineStartAt } from '../../../text/lines.ts';
import type { Span } from '../../../text/source-file.ts';
import type { FileNode } from './ast.ts';
import { commentIndex } from './comments.ts';

const NEWLINE = 0x0a;
const SEMICOLON = 0x3b;

export interface StatementLines extends Span {
  /** A comment on the lines below is the statement's as long as a blank line follows. */
  readonly hasCommentBelow: boolean;
}

/** Whole lines, without the last line break; nothing when the statement shares one of them with another. */
export function statementLines(file: FileNode, node: Span): StatementLines | undefined {
  const start = firstLine(file, node.start);
  if (start === undefined) return undefined;
  const last = lastLine(file, node.end);
  return last && { start, end: last.end, hasCommentBelow: last.hasCommentBelow };
}

function firstLine(file: FileNode, offset: number): number | undefined {
  const { comments, source } = file;
  const { text } = source;
  let start = lineStartAt(text, offset);
  if (!isBlankBetween(text, start, offset)) return undefined;
  for (let index = commentIndex(file, offset) - 2; index >= 0; index -= 2) {
    const from = comments[index] as number;
    const line = lineStartAt(text, from);
    if (!endsRightAbove(text, comments[index + 1] as number, start) || !isBlankBetween(text, line, from)) break;
    start = line;
  }
  return start;
}

function endsRightAbove(text: string, end: number, lineStart: number): boolean {
  return text.indexOf('\n', end) === lineStart - 1 && isBlankBetween(text, end, lineStart);
}

function lastLine(file: FileNode, offset: number): { end: number; hasCommentBelow: boolean } | undefined {
  const { comments, source } = file;
  const { text } = source;
  let at = offset;
  let index = commentIndex(file, offset);
  let isTrailed = false;
  for (;;) {
    at = skipOnLine(text, at);
    if (at !== comments[index]) break;
    at = comments[index + 1] as number;
    index += 2;
    isTrailed = true;
  }
  const end = lineEndAt(text, at);
  if (!isBlankBetween(text, at, end)) return undefined;
  const below = isTrailed ? end : endOfCommentBelow(file, end, index);
  return { end: below, hasCommentBelow: below > end };
}

/** A comment below belongs to the statement when a blank line, and no other statement, follows it. */
function endOfCommentBelow({ comments, source }: FileNode, lineEnd: number, first: number): number {
  const { text } = source;
  let end = lineEnd;
  for (let index = first; index < comments.length; index += 2) {
    const from = comments[index] as number;
    const to = comments[index + 1] as number;
    if (!endsRightAbove(text, end, lineStartAt(text, from)) || !isBlankBetween(text, end, from)) break;
    end = lineEndAt(text, to);
    if (!isBlankBetween(text, to, end)) return lineEnd;
  }
  if (end === lineEnd) return end;
  const below = text.indexOf('\n', end) + 1;
  return below === 0 || isBlankBetween(text, below, lineEndAt(text, below)) ? end : lineEnd;
}

/** Also over semicolons: an empty statement needs no line of its own. */
function skipOnLine(text: string, from: number): number {
  let at = from;
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === NEWLINE || !(isSpace(code) || code === SEMICOLON)) break;
  }
  return at;
}
