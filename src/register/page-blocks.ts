// Finds the generated parts of a register page by their markers. Lines only; changes nothing.

import { UserError } from '../diagnostics/user-error.ts';

export interface PageBlock {
  readonly subsystem: string;
  /** Indices of the lines with the markers. */
  readonly begin: number;
  readonly end: number;
  /** The section that the block stands in: from its heading up to the next of that level. */
  readonly sectionStart: number;
  readonly sectionEnd: number;
}

export const END_MARKER = '<!-- /leyline register -->';
const BEGIN = /^<!-- leyline register: (.+) -->$/;

export function beginMarker(subsystem: string): string {
  return `<!-- leyline register: ${subsystem} -->`;
}

/** In their order on the page. Blocks that are not closed, or that there are two of, cannot be made new. */
export function readBlocks(lines: readonly string[], path: string): PageBlock[] {
  const blocks: PageBlock[] = [];
  const known = new Map<string, number>();
  for (let begin = 0; begin < lines.length; begin++) {
    const subsystem = BEGIN.exec((lines[begin] as string).trim())?.[1];
    if (subsystem === undefined) continue;
    const end = endOf(lines, begin);
    const twin = known.get(subsystem);
    if (end === -1) throw broken(`the generated part of '${subsystem}' is never closed`, path, begin);
    if (twin !== undefined)
      throw broken(`'${subsystem}' has a generated part in line ${twin + 1} already`, path, begin);
    known.set(subsystem, begin);
    let sectionStart = begin;
    while (sectionStart > 0 && !isHeading(lines[sectionStart])) sectionStart--;
    let sectionEnd = end + 1;
    while (sectionEnd < lines.length && !isHeading(lines[sectionEnd])) sectionEnd++;
    blocks.push({ subsystem, begin, end, sectionStart, sectionEnd });
    begin = end;
  }
  return blocks;
}

function endOf(lines: readonly string[], begin: number): number {
  for (let at = begin + 1; at < lines.length; at++) {
    const line = (lines[at] as string).trim();
    if (line === END_MARKER) return at;
    if (BEGIN.test(line)) return -1;
  }
  return -1;
}

function isHeading(line: string | undefined): boolean {
  return line !== undefined && /^##? /.test(line);
}

function broken(message: string, path: string, line: number): UserError {
  return new UserError(message, {
    place: `${path}:${line + 1}:1`,
    hint: `end it with a line '${END_MARKER}', or take the marker out`,
  });
}
