// Splits text into the cells of a terminal: one per character that a reader sees, with its column and width.

import { graphemeWidth } from './display-width.ts';
import { visible } from './visible.ts';

export interface Cell {
  /** What is printed: the character, spaces for a tab, an escape for what would not be seen. */
  readonly text: string;
  /** Offset of the first code unit it stands for. */
  readonly at: number;
  /** 0-based. */
  readonly column: number;
  readonly width: number;
}

const TAB = '    ';

export function toCells(text: string): Cell[] {
  const cells: Cell[] = [];
  let at = 0;
  let column = 0;
  for (const grapheme of graphemes(text)) {
    const shown = grapheme === '\t' ? TAB : visible(grapheme);
    const width = shown === grapheme ? graphemeWidth(grapheme) : shown.length;
    cells.push({ text: shown, at, column, width });
    at += grapheme.length;
    column += width;
  }
  return cells;
}

/** One past the last column. */
export function totalWidth(cells: readonly Cell[]): number {
  const last = cells.at(-1);
  return last ? last.column + last.width : 0;
}

let segmenter: Intl.Segmenter | undefined;

function graphemes(text: string): Iterable<string> {
  if (/^[\t -~]*$/.test(text)) return text;
  // Made when first needed: the first one of a process takes 10 ms.
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return Array.from(segmenter.segment(text), (part) => part.segment);
}
