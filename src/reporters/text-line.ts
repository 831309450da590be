// One line of source as a terminal shows it: tabs as spaces, unseen characters escaped, long lines cut around a mark.
// The work is bounded by the width shown, never by the length of the line.

import type { Span } from '../text/source-file.ts';
import { type Cell, toCells, totalWidth } from './text-cells.ts';

const MAX_COLUMNS = 160;
/** Columns kept to the left of the mark in a line that is cut. */
const LEAD = 40;

export interface ShownLine {
  readonly text: string;
  /** Columns of the mark in `text`, 0-based; `to` is one past its last column and greater than `from`. */
  readonly from: number;
  readonly to: number;
}

/** Shows `line`, a span of `text` without its line break, with the columns of `mark`, which lies within it. */
export function showLine(text: string, line: Span, mark: Span): ShownLine {
  const lineStart = line.start === 0 && text.charCodeAt(0) === 0xfeff ? 1 : line.start;
  const start = Math.min(Math.max(mark.start, lineStart), line.end);
  const end = Math.min(Math.max(mark.end, start), line.end);
  if (line.end - lineStart <= MAX_COLUMNS) {
    const whole = text.slice(lineStart, line.end);
    const from = start - lineStart;
    if (/^[ -~]*$/.test(whole)) return { text: whole, from, to: Math.max(end - lineStart, from + 1) };
  }
  const first = characterStart(text, Math.max(lineStart, start - 2 * LEAD));
  const last = characterStart(text, Math.min(line.end, start + 2 * MAX_COLUMNS));
  const cells = toCells(text.slice(first, last));
  return cut(cells, marked(cells, start - first, end - first, last - first), first > lineStart, last < line.end);
}

/** The mark grown to whole cells, as columns. */
function marked(cells: readonly Cell[], start: number, end: number, length: number): { from: number; to: number } {
  const total = totalWidth(cells);
  const from = start < length ? (cells.findLast((cell) => cell.at <= start)?.column ?? total) : total;
  const to = cells.find((cell) => cell.at >= end)?.column ?? total;
  return { from, to: Math.max(to, from + 1) };
}

/** The cells, or as many of them around the mark as the width allows, with `…` where some are missing. */
function cut(cells: readonly Cell[], mark: { from: number; to: number }, before: boolean, after: boolean): ShownLine {
  if (!before && !after && totalWidth(cells) <= MAX_COLUMNS) return { text: joined(cells), ...mark };
  const left = before || mark.to >= MAX_COLUMNS ? Math.max(0, mark.from - LEAD) : 0;
  const right = left + MAX_COLUMNS;
  const kept = cells.filter((cell) => cell.column >= left && cell.column + cell.width <= right);
  const head = before || kept[0] !== cells[0] ? '…' : '';
  const tail = after || kept.at(-1) !== cells.at(-1) ? '…' : '';
  const shift = head.length - (kept[0]?.column ?? left);
  const width = head.length + totalWidth(kept) - (kept[0]?.column ?? 0);
  const from = Math.min(mark.from + shift, width);
  return { text: head + joined(kept) + tail, from, to: Math.max(Math.min(mark.to + shift, width), from + 1) };
}

function joined(cells: readonly Cell[]): string {
  return cells.map((cell) => cell.text).join('');
}

/** The offset, or one less where it would split a surrogate pair. */
function characterStart(text: string, offset: number): number {
  const inPair = /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(offset - 1, offset + 1));
  return inPair ? offset - 1 : offset;
}
