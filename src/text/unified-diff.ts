// The difference of two texts as a unified diff, the way `diff -u` and git print it. Pure; linear where texts are alike.

const CONTEXT = 3;
/** Texts that differ more than this are shown as replaced: finding the shortest way would take long. */
const MOST_EDITS = 500;

export interface DiffSide {
  readonly path: string;
  /** Nothing where the file does not exist. */
  readonly text: string | undefined;
}

type Row = { readonly mark: ' ' | '-' | '+'; readonly line: string };

export function unifiedDiff(before: DiffSide, after: DiffSide): string {
  const rows = diffRows(linesOf(before.text), linesOf(after.text));
  const head = `--- ${nameOf('a', before)}\n+++ ${nameOf('b', after)}\n`;
  const hunks = hunksOf(rows).map(([start, end]) => hunkText(rows, start, end));
  return hunks.length === 0 ? '' : head + hunks.join('');
}

function nameOf(side: string, { path, text }: DiffSide): string {
  return text === undefined ? '/dev/null' : `${side}/${path}`;
}

/** With their line ends, so that a missing last one shows. */
function linesOf(text: string | undefined): readonly string[] {
  return text?.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function diffRows(before: readonly string[], after: readonly string[]): readonly Row[] {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head++;
  let tail = 0;
  const most = Math.min(before.length, after.length) - head;
  while (tail < most && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  return [
    ...before.slice(0, head).map((line): Row => ({ mark: ' ', line })),
    ...shortestEdits(before.slice(head, before.length - tail), after.slice(head, after.length - tail)),
    ...before.slice(before.length - tail).map((line): Row => ({ mark: ' ', line })),
  ];
}

/** Myers' greedy search, with the frontier of each step kept to walk back. */
function shortestEdits(before: readonly string[], after: readonly string[]): readonly Row[] {
  const [n, m] = [before.length, after.length];
  const most = Math.min(n + m, MOST_EDITS);
  const steps: Map<number, number>[] = [];
  const frontier = new Map([[1, 0]]);
  for (let d = 0; d <= most; d++) {
    steps.push(new Map(frontier));
    for (let k = -d; k <= d; k += 2) {
      const down = frontier.get(k + 1) ?? -1;
      const right = (frontier.get(k - 1) ?? -2) + 1;
      let x = k === -d || (k !== d && right <= down) ? down : right;
      while (x < n && x - k < m && before[x] === after[x - k]) x++;
      frontier.set(k, x);
      if (x >= n && x - k >= m) return walkBack(steps, before, after);
    }
  }
  return [...before.map((line): Row => ({ mark: '-', line })), ...after.map((line): Row => ({ mark: '+', line }))];
}

function walkBack(steps: readonly ReadonlyMap<number, number>[], before: readonly string[], after: readonly string[]) {
  const rows: Row[] = [];
  let [x, y] = [before.length, after.length];
  for (let d = steps.length - 1; d >= 0; d--) {
    const frontier = steps[d] as ReadonlyMap<number, number>;
    const k = x - y;
    const [down, right] = [frontier.get(k + 1) ?? -1, (frontier.get(k - 1) ?? -2) + 1];
    const isDown = k === -d || (k !== d && right <= down);
    const previous = isDown ? k + 1 : k - 1;
    const fromX = d === 0 ? 0 : (frontier.get(previous) ?? 0);
    const fromY = d === 0 ? 0 : fromX - previous;
    while (x > fromX && y > fromY) {
      rows.push({ mark: ' ', line: before[x - 1] as string });
      x--;
      y--;
    }
    if (d === 0) break;
    if (isDown) rows.push({ mark: '+', line: after[--y] as string });
    else rows.push({ mark: '-', line: before[--x] as string });
  }
  return rows.reverse();
}

/** Half-open spans of rows around the changes; those that touch are one. */
function hunksOf(rows: readonly Row[]): readonly (readonly [number, number])[] {
  const hunks: [number, number][] = [];
  rows.forEach(({ mark }, i) => {
    if (mark === ' ') return;
    const [start, end] = [Math.max(i - CONTEXT, 0), Math.min(i + CONTEXT + 1, rows.length)];
    const last = hunks.at(-1);
    if (last && start <= last[1]) last[1] = end;
    else hunks.push([start, end]);
  });
  return hunks;
}

function hunkText(rows: readonly Row[], start: number, end: number): string {
  const count = (part: readonly Row[], without: '+' | '-') => part.filter(({ mark }) => mark !== without).length;
  const [above, own] = [rows.slice(0, start), rows.slice(start, end)];
  const range = (without: '+' | '-') => {
    const length = count(own, without);
    return `${count(above, without) + (length === 0 ? 0 : 1)},${length}`;
  };
  const body = own.map(
    ({ mark, line }) => `${mark}${line}${line.endsWith('\n') ? '' : '\n\\ No newline at end of file\n'}`,
  );
  return `@@ -${range('+')} +${range('-')} @@\n${body.join('')}`;
}
