// Where a comment stands: beside code, or above it. Works on offsets of comments in any language.

import { positionAt, type SourceFile } from '../text/source-file.ts';

/** Start and end offsets of comments, in pairs, in source order. */
export type CommentOffsets = readonly number[];

/** For each comment the line that it speaks about: its own beside code, else the next with code; 0 when none follows. */
export function linesSpokenOf(source: SourceFile, comments: CommentOffsets): Uint32Array {
  const { text } = source;
  const count = comments.length >> 1;
  const lines = new Uint32Array(count);
  let nextCode = firstCode(text, comments.at(-1) ?? 0, text.length);
  for (let i = count - 1; i >= 0; i--) {
    const end = comments[2 * i + 1] as number;
    const next = comments[2 * i + 2];
    if (next !== undefined) nextCode = firstCode(text, end, next) ?? nextCode;
    if (nextCode !== undefined) lines[i] = positionAt(source, nextCode).line;
  }
  let hasCode = false;
  let lineOfLast = 0;
  for (let i = 0; i < count; i++) {
    const start = comments[2 * i] as number;
    const line = positionAt(source, start).line;
    const end = i === 0 ? 0 : (comments[2 * i - 1] as number);
    const code = codeOnLineBefore(text, end, start);
    hasCode = code ?? (hasCode && line === lineOfLast);
    if (hasCode) lines[i] = line;
    lineOfLast = line;
  }
  return lines;
}

function firstCode(text: string, from: number, to: number): number | undefined {
  for (let at = from; at < to; at++) if (!isSpace(text.charCodeAt(at))) return at;
  return undefined;
}

/** Whether code stands between the line's beginning and `to`; nothing when `from`, where a comment ends, comes first. */
function codeOnLineBefore(text: string, from: number, to: number): boolean | undefined {
  for (let at = to - 1; at >= from; at--) {
    const code = text.charCodeAt(at);
    if (code === 0x0a) return false;
    if (!isSpace(code)) return true;
  }
  return from === 0 ? false : undefined;
}

function isSpace(code: number): boolean {
  return code <= 0x20 || code === 0xfeff;
}
