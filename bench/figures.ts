// Turns samples into figures that can be read: medians with their range, ratios pair by pair, rows of a table.

export interface Range {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

export function rangeOf(values: readonly number[]): Range {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.round((sorted.length - 1) * share)] ?? NaN;
  const middle = (sorted.length - 1) / 2;
  const median = ((sorted[Math.floor(middle)] ?? NaN) + (sorted[Math.ceil(middle)] ?? NaN)) / 2;
  return { median, least: at(0), most: at(1) };
}

/** The ratio of each run to the run of the other that was made beside it. */
export function ratios(ours: readonly number[], theirs: readonly number[]): Range {
  return rangeOf(ours.map((value, i) => value / (theirs[i] ?? NaN)));
}

export function figure({ median, least, most }: Range): string {
  const digits = median < 10 ? 2 : 0;
  const [middle, low, high] = [median, least, most].map((value) => value.toFixed(digits));
  return low === high ? `${middle}` : `${middle} [${low}..${high}]`;
}

/** As Markdown, aligned, so that it can be read where it is printed and pasted where it is kept. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, ...rows];
  const widths = head.map((_, i) => Math.max(...all.map((row) => row[i]?.length ?? 0)));
  const line = (row: readonly string[]) => `| ${widths.map((width, i) => (row[i] ?? '').padEnd(width)).join(' | ')} |`;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [line(head), rule, ...rows.map(line)].join('\n');
}
