// Finds the `leyline-ignore` directives in a text's comments and the lines that they speak about.

import type { SourceFile } from '../text/source-file.ts';
import { positionAt } from '../text/source-file.ts';
import { type CommentOffsets, linesSpokenOf } from './comment-lines.ts';
import { type Directive, type DirectiveFlaw, KEYWORD, type KnownIds, readDirective } from './read-directive.ts';

export interface Suppression extends Directive {
  /** 1-based: the directive's own line, and the line that its comment speaks about. */
  readonly lines: readonly number[];
}

export interface ReadSuppressions {
  readonly suppressions: readonly Suppression[];
  readonly flaws: readonly DirectiveFlaw[];
}

const NONE: ReadSuppressions = { suppressions: [], flaws: [] };

export function mentionsSuppression(text: string): boolean {
  return text.includes(KEYWORD);
}

/** At most one directive for each line of a comment. */
export function readSuppressions(source: SourceFile, comments: CommentOffsets, known: KnownIds): ReadSuppressions {
  const { text } = source;
  let at = text.indexOf(KEYWORD);
  if (at === -1 || comments.length === 0) return NONE;
  const spokenOf = linesSpokenOf(source, comments);
  const suppressions: Suppression[] = [];
  const flaws: DirectiveFlaw[] = [];
  for (let i = 0; 2 * i < comments.length && at !== -1; i++) {
    const start = comments[2 * i] as number;
    const end = comments[2 * i + 1] as number;
    if (at < start) at = text.indexOf(KEYWORD, start);
    while (at !== -1 && at < end) {
      const lineEnd = endOfLine(text, at, start, end);
      const before = text.slice(start + text.slice(start, at).lastIndexOf('\n') + 1, at);
      const beginsLine = /^[\s/*#!]*$/.test(before);
      if (beginsLine || /\s$/.test(before)) {
        const read = readDirective(text.slice(0, lineEnd), at, beginsLine, known);
        flaws.push(...read.flaws);
        if (read.directive) {
          const lines = [positionAt(source, at).line, spokenOf[i] as number];
          suppressions.push({ ...read.directive, lines: [...new Set(lines)] });
        }
      }
      at = text.indexOf(KEYWORD, lineEnd);
    }
  }
  return { suppressions, flaws };
}

/** Where the comment's text on this line ends; the marks that close a block comment are no part of it. */
function endOfLine(text: string, at: number, start: number, end: number): number {
  const lineBreak = text.slice(at, end).indexOf('\n');
  if (lineBreak !== -1) return at + lineBreak;
  const isClosedBlock = text.startsWith('/*', start) && text.startsWith('*/', end - 2) && end - start > 3;
  return isClosedBlock ? end - 2 : end;
}
