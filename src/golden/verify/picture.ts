// Failures as pictures: the wire around the place that matters, what was expected beside what is there, and why. Text only;
// what is wrong was found elsewhere.

import { type DumpLine, dumpLines, dumpText, offsetText } from '../wire/dump.ts';
import type { Difference } from '../wire/first-difference.ts';
import type { WireFlaw, WireTree } from '../wire/wire-field.ts';

/** Lines shown around the one that matters. */
const AROUND = 3;

/** The flawed field marked, with the flaw below. */
export function flawPicture(tree: WireTree, flaw: WireFlaw): string {
  const lines = dumpLines(tree);
  const marked = innermost(lines, flaw.start);
  const shown = around(lines, marked);
  return dumpText(shown, (line) => line === lines[marked]);
}

/** Two dumps side by side, the first field that differs marked in both. */
export function differencePicture(
  expected: WireTree,
  actual: WireTree,
  { offset }: Difference,
  titles: readonly [string, string],
): string {
  const left = column(expected, offset);
  const right = column(actual, offset);
  const width = Math.max(titles[0].length + 2, ...left.map((line) => [...line].length));
  const rows = Math.max(left.length, right.length);
  const text = [`  ${titles[0].padEnd(width - 2)}  |   ${titles[1]}`];
  for (let i = 0; i < rows; i++) {
    const cell = left[i] ?? '';
    text.push(`${cell}${' '.repeat(width - [...cell].length)}  | ${right[i] ?? ''}`.trimEnd());
  }
  return `${text.join('\n')}\n`;
}

const WIDEST = 56;

function column(tree: WireTree, offset: number): readonly string[] {
  const lines = dumpLines(tree);
  const marked = innermost(lines, Math.min(offset, Math.max(0, tree.bytes.length - 1)));
  const shown = around(lines, offset < tree.bytes.length ? marked : lines.length).map((line) =>
    cellOf(line, line === lines[marked] && offset < tree.bytes.length),
  );
  return offset < tree.bytes.length
    ? shown
    : [...shown, `> ${offsetText(tree.bytes.length, tree.bytes.length)}  (the end)`];
}

function cellOf({ offset, tag, field, value }: DumpLine, isMarked: boolean): string {
  const text = `${isMarked ? '>' : ' '} ${offset}  ${tag}  ${field.trimStart()}${value === '' ? '' : ` = ${value}`}`;
  return text.length > WIDEST ? `${text.slice(0, WIDEST - 1)}…` : text;
}

/** Of the lines that hold the offset, the deepest. */
function innermost(lines: readonly DumpLine[], offset: number): number {
  let found = 0;
  lines.forEach(({ start, end }, i) => {
    if (start <= offset && (offset < end || start === offset)) found = i;
  });
  return found;
}

function around(lines: readonly DumpLine[], index: number): readonly DumpLine[] {
  return lines.slice(Math.max(0, index - AROUND), index + AROUND + 1);
}
