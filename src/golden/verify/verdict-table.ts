// The table of fixtures and codecs as text: a sum for each version, and a line for each fixture that somebody disagrees
// about; every line on request.

import type { CodecVerdicts, Verdict } from './ask-codecs.ts';

export interface TableRow {
  readonly id: string;
  readonly version: string;
  /** Whether our own checks found nothing. */
  readonly isSound: boolean;
}

export function verdictTable(rows: readonly TableRow[], columns: readonly CodecVerdicts[], showsAll: boolean): string {
  const heads = ['', 'leyline', ...columns.map(({ codec }) => codec)];
  const verdict = (row: TableRow, column: CodecVerdicts): Verdict => column.verdicts.get(row.id) ?? '-';
  const cells: string[][] = [];
  for (const version of [...new Set(rows.map((row) => row.version))].sort()) {
    const own = rows.filter((row) => row.version === version);
    const count = (isOk: (row: TableRow) => boolean) => `${own.filter(isOk).length}`;
    cells.push([
      `${version}, ${own.length} ${own.length === 1 ? 'fixture' : 'fixtures'}`,
      count(({ isSound }) => isSound),
      ...columns.map((column) => count((row) => verdict(row, column) === 'ok')),
    ]);
    for (const row of own) {
      const verdicts = columns.map((column) => verdict(row, column));
      if (!showsAll && row.isSound && verdicts.every((each) => each === 'ok')) continue;
      cells.push([`  ${row.id}`, row.isSound ? 'ok' : 'wrong', ...verdicts]);
    }
  }
  const widths = heads.map((head, i) => Math.max(head.length, ...cells.map((line) => line[i]?.length ?? 0)));
  const line = (texts: readonly string[]) =>
    texts
      .map((text, i) => text.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd();
  return [heads, ...cells].map((texts) => `${line(texts)}\n`).join('');
}
