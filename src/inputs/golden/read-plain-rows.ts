// Reads a golden manifest in the style in which Leyline writes it, line by line: hundreds of rows in a millisecond, which the
// YAML parser takes a quarter of a second for. Whatever is written in any other way is left to that; nothing is judged here.

import type { GoldenRow } from '../../model/golden-set.ts';
import type { SourceFile } from '../../text/source-file.ts';

const NAME = /^ {2}([A-Za-z0-9][\w-]{0,127}):$/;
const VALUES: Readonly<Record<string, RegExp>> = {
  message: /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+$/,
  sha256: /^'[\da-f]{64}'$/,
  size: /^(?:0|[1-9]\d{0,8})$/,
  budget: /^(?:0|[1-9]\d{0,8})$/,
  allow: /^\[[a-z]+(?:-[a-z]+)*(?:, [a-z]+(?:-[a-z]+)*)*\]$/,
  recorded: /^\d{4}-\d\d-\d\d$/,
  changed: /^\d{4}-\d\d-\d\d$/,
  reason: /^'(?:[^']|'')*'$/,
};

interface Value {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

interface OpenRow {
  readonly name: Value;
  readonly values: Map<string, Value>;
}

/** Nothing when a line is not in this style. */
export function readPlainRows({ path, text }: SourceFile): readonly GoldenRow[] | undefined {
  const rows: OpenRow[] = [];
  const names = new Set<string>();
  let hasTop = false;
  let at = 0;
  for (const line of text.split('\n')) {
    const start = at;
    at += line.length + 1;
    if (line === '' || /^ *#[ -~]*$/.test(line)) continue;
    if (!hasTop) {
      if (line !== 'fixtures:') return undefined;
      hasTop = true;
      continue;
    }
    const name = NAME.exec(line)?.[1];
    const row = rows.at(-1);
    if (name !== undefined) {
      if (names.has(name) || (row && !row.values.has('message'))) return undefined;
      names.add(name);
      rows.push({ name: { text: name, start: start + 2, end: start + 2 + name.length }, values: new Map() });
    } else if (!row || !addValue(row.values, line, start)) return undefined;
  }
  if (rows.length === 0 || !rows.at(-1)?.values.has('message')) return undefined;
  return rows.map((row) => rowOf(row, path));
}

function addValue(values: Map<string, Value>, line: string, start: number): boolean {
  const [, key = '', text = ''] = /^ {4}([a-z\d]+): (\S.*)$/.exec(line) ?? [];
  const pattern = Object.hasOwn(VALUES, key) ? VALUES[key] : undefined;
  if (!pattern?.test(text) || values.has(key)) return false;
  if ((key === 'recorded' || key === 'changed') && !isDay(text)) return false;
  const from = start + 4 + key.length + 2;
  values.set(key, { text, start: from, end: from + text.length });
  return true;
}

function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function rowOf({ name, values }: OpenRow, path: string): GoldenRow {
  const placed = <T>({ start, end }: Value, value: T) => ({ value, place: { path, start, end } });
  const number = (value: Value | undefined) => value && placed(value, Number(value.text));
  const message = values.get('message') as Value;
  const sha256 = values.get('sha256');
  const last = [...values.values()].at(-1) ?? name;
  return {
    name: placed(name, name.text),
    message: placed(message, message.text),
    sha256: sha256 && placed(sha256, sha256.text.slice(1, -1)),
    size: number(values.get('size')),
    budget: number(values.get('budget')),
    allow: namesIn(values.get('allow'), path),
    place: { path, start: name.start, end: last.end },
  };
}

function namesIn(list: Value | undefined, path: string): GoldenRow['allow'] {
  if (!list) return [];
  return [...list.text.matchAll(/[a-z-]+/g)].map(({ 0: value, index }) => {
    const start = list.start + index;
    return { value, place: { path, start, end: start + value.length } };
  });
}
