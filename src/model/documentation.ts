// Whether a declaration has a comment that documents it. Comments that only silence a linter document nothing.

import { isBlankBetween, isSpace, lineStartAt } from '../text/lines.ts';
import type { Span } from '../text/source-file.ts';
import type { FileNode } from './proto/syntax/ast.ts';
import { commentIndex, commentsOf } from './proto/syntax/comments.ts';

const DIRECTIVES = ['leyline-ignore', 'buf:lint:ignore'] as const;
const NEWLINE = 0x0a;
const SLASH = 0x2f;

/** Whether words stand in the comment right above the statement. */
export function hasLeadingComment(file: FileNode, node: Span): boolean {
  const { comments, source } = file;
  const { text } = source;
  const last = commentIndex(file, node.start) - 2;
  if (last < 0) return false;
  const start = comments[last] as number;
  const end = comments[last + 1] as number;
  const breaks = countBreaks(text, end, node.start);
  if (breaks === undefined || breaks > 1) return false;
  // most declarations have a line comment, and its last line decides; no text is copied for them
  const isLine = text.charCodeAt(start + 1) === SLASH && isBlankBetween(text, lineStartAt(text, start), start);
  if (isLine && breaks === 1 && speaks(text, start + 2, end)) return true;
  return documents(commentsOf(file, node).leading);
}

/** Whether words stand in a comment behind the statement. */
export function hasTrailingComment(file: FileNode, node: Span): boolean {
  return documents(commentsOf(file, node).trailing);
}

/** Whether the comment says something to its readers. */
export function documents(comment: string | undefined): boolean {
  return comment?.split('\n').some((line) => speaks(line, 0, line.length)) ?? false;
}

/** Whether the text between is more than blank, and no directive. */
function speaks(text: string, from: number, to: number): boolean {
  let at = from;
  while (at < to && isBlank(text.charCodeAt(at))) at += 1;
  return at < to && !DIRECTIVES.some((directive) => text.startsWith(directive, at));
}

/** Blank in any script. */
function isBlank(code: number): boolean {
  return isSpace(code) || (code > 0x7f && (code === 0x85 || String.fromCharCode(code).trim() === ''));
}

/** Line breaks between the offsets; nothing when other text stands there. */
function countBreaks(text: string, from: number, to: number): number | undefined {
  let breaks = 0;
  for (let at = from; at < to; at += 1) {
    const code = text.charCodeAt(at);
    if (!isSpace(code)) return undefined;
    if (code === NEWLINE) breaks += 1;
  }
  return breaks;
}
