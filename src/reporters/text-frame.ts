// The code frame of the text format: the lines a place spans, with a gutter of line numbers and a mark under the span.

import type { Place } from '../diagnostics/finding.ts';
import { lineSpan, positionAt, type SourceFile, type Span } from '../text/source-file.ts';
import { showLine } from './text-line.ts';
import type { Paint, Palette } from './text-palette.ts';

/** A span of more lines than this is shown by its first two and its last. */
const MAX_LINES = 5;

/** One row: a line number or nothing, the bar, and the text. */
export type Gutter = (line: number | undefined, text: string) => string;

/** A gutter in which the numbers of a whole block align; `lastLine` is the greatest of them. */
export function gutterFor(lastLine: number, palette: Palette): Gutter {
  const width = String(lastLine).length;
  return (line, text) => {
    const number = line === undefined ? ' '.repeat(width) : String(line).padStart(width);
    return `${palette.frame(`${number} |`)} ${text}`.trimEnd();
  };
}

/** The last line that a place touches; a line break at the very end of a span does not reach into the next line. */
export function lastLineOf(source: SourceFile, place: Span): number {
  return positionAt(source, Math.max(place.start, place.end - 1)).line;
}

export interface Mark {
  readonly character: '^' | '-';
  readonly paint: Paint;
}

export function codeFrame(source: SourceFile, place: Place, gutter: Gutter, mark: Mark): string[] {
  const first = positionAt(source, place.start).line;
  const last = lastLineOf(source, place);
  if (last > first) return linesFrame(source, place, { first, last }, gutter, mark);
  const shown = showLine(source.text, lineSpan(source, first), place);
  const underline = mark.paint(mark.character.repeat(shown.to - shown.from));
  return [gutter(undefined, ''), gutter(first, shown.text), gutter(undefined, `${' '.repeat(shown.from)}${underline}`)];
}

/** A bar runs down the left of the lines, from the first character of the span to its last. */
function linesFrame(
  source: SourceFile,
  place: Place,
  { first, last }: { first: number; last: number },
  gutter: Gutter,
  mark: Mark,
): string[] {
  const rows = [gutter(undefined, '')];
  const opening = lineSpan(source, first);
  const head = showLine(source.text, opening, { start: place.start, end: place.start });
  if (isBlank(source, { start: opening.start, end: place.start })) {
    rows.push(gutter(first, `${mark.paint('/')} ${head.text}`));
  } else {
    rows.push(gutter(first, `  ${head.text}`));
    rows.push(gutter(undefined, mark.paint(` ${'_'.repeat(head.from + 1)}${mark.character}`)));
  }
  const bar = mark.paint('|');
  const shorten = last - first + 1 > MAX_LINES;
  for (let line = first + 1; line < (shorten ? first + 2 : last); line += 1) {
    const span = lineSpan(source, line);
    rows.push(gutter(line, `${bar} ${showLine(source.text, span, { start: span.start, end: span.start }).text}`));
  }
  if (shorten) rows.push(gutter(undefined, `${bar} ...`));
  const closing = lineSpan(source, last);
  const tail = showLine(source.text, closing, { start: Math.max(closing.start, place.end - 1), end: place.end });
  rows.push(gutter(last, `${bar} ${tail.text}`));
  rows.push(gutter(undefined, mark.paint(`|${'_'.repeat(tail.to)}${mark.character}`)));
  return rows;
}

function isBlank(source: SourceFile, span: Span): boolean {
  return span.end - span.start < 80 && source.text.slice(span.start, span.end).trim() === '';
}
