// Edits the text of a golden manifest, row by row: everything that is not changed stays as it stands, comments too.

import { compareText } from '../../diagnostics/finding.ts';
import { UserError } from '../../diagnostics/user-error.ts';
import type { GoldenManifest } from '../../model/golden-set.ts';

/** What a row says, in this order; what is undefined is left as it is. */
export interface RowValues {
  readonly message?: string | undefined;
  readonly sha256?: string | undefined;
  readonly size?: number | undefined;
  readonly budget?: number | undefined;
  readonly allow?: readonly string[] | undefined;
  readonly recorded?: string | undefined;
  readonly changed?: string | undefined;
  readonly reason?: string | undefined;
}

const ORDER = ['message', 'sha256', 'size', 'budget', 'allow', 'recorded', 'changed', 'reason'] as const;

export function newManifest(version: string): string {
  return `# The golden fixtures of ${version}, a row each: kept by 'leyline golden', proven by 'leyline golden verify'.\nfixtures:\n`;
}

/** The text with the row changed, or added in the order of names. */
export function setRow(
  text: string,
  manifest: Pick<GoldenManifest, 'path' | 'rows'>,
  name: string,
  values: RowValues,
): string {
  const lines = text.split('\n');
  const heads = headsOf(lines);
  const missing = manifest.rows.find((row) => !heads.has(row.name.value));
  if (missing || (heads.size === 0 && !/^fixtures:[ \t]*$/m.test(text))) {
    throw new UserError('the rows cannot be edited in this style of YAML', {
      place: manifest.path,
      hint: "write 'fixtures:' with a row on lines of its own for each fixture",
    });
  }
  const at = heads.get(name);
  if (at !== undefined) {
    const end = blockEnd(lines, at);
    lines.splice(at + 1, end - at - 1, ...changedRow(lines.slice(at + 1, end), values));
    return lines.join('\n');
  }
  const next = [...heads].filter(([other]) => compareText(other, name) > 0).sort(([, a], [, b]) => a - b)[0];
  const last = [...heads.values()].sort((a, b) => b - a)[0];
  const top = lines.findIndex((line) => /^fixtures:/.test(line));
  const where = next ? next[1] : last === undefined ? top + 1 : blockEnd(lines, last);
  lines.splice(where, 0, `  ${name}:`, ...changedRow([], values));
  return lines.join('\n');
}

/** The lines on which rows begin: two spaces below `fixtures:`. */
function headsOf(lines: readonly string[]): ReadonlyMap<string, number> {
  const heads = new Map<string, number>();
  const top = lines.findIndex((line) => /^fixtures:/.test(line));
  if (top === -1) return heads;
  for (let i = top + 1; i < lines.length; i++) {
    const line = lines[i] ?? '';
    if (/^[^\s#]/.test(line)) break;
    const [, name] = /^ {2}(['"]?[\w-]+['"]?):\s*(?:#.*)?$/.exec(line) ?? [];
    if (name !== undefined) heads.set(name.replace(/['"]/g, ''), i);
  }
  return heads;
}

/** Behind the last line that is indented deeper than the row's name. */
function blockEnd(lines: readonly string[], head: number): number {
  let end = head + 1;
  for (let i = end; i < lines.length && /^(?: {3,}\S|\s*$|\s*#)/.test(lines[i] ?? ''); i++) {
    if (/^ {3,}[^\s#]/.test(lines[i] ?? '')) end = i + 1;
  }
  return end;
}

function changedRow(lines: readonly string[], values: RowValues): string[] {
  const kept: string[] = [];
  let isReplaced = false;
  for (const line of lines) {
    const [, key] = /^ {4}(\w+):/.exec(line) ?? [];
    // What is indented deeper goes with its key.
    if (key !== undefined || /^ {4}\S/.test(line)) isReplaced = key !== undefined && isValue(key, values);
    if (!isReplaced) kept.push(line);
  }
  const written = ORDER.flatMap((key) => (isValue(key, values) ? [`    ${key}: ${scalar(values[key])}`] : []));
  const keyOf = (line: string) => ORDER.indexOf((/^ {4}(\w+):/.exec(line)?.[1] ?? '') as (typeof ORDER)[number]);
  const result = [...kept];
  for (const line of written) {
    const before = result.findIndex((other) => keyOf(other) > keyOf(line));
    if (before === -1) result.push(line);
    else result.splice(before, 0, line);
  }
  return result;
}

function isValue(key: string, values: RowValues): boolean {
  return (values as Record<string, unknown>)[key] !== undefined;
}

function scalar(value: string | number | readonly string[] | undefined): string {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'object') return `[${value.join(', ')}]`;
  const text = value ?? '';
  const isPlain =
    /^[A-Za-z][\w.]*$/.test(text) &&
    !/^[\da-f]+$/.test(text) &&
    !/^(?:true|false|null|yes|no|on|off|y|n|inf|nan)$/i.test(text);
  return isPlain || /^\d{4}-\d\d-\d\d$/.test(text) ? text : `'${text.replaceAll("'", "''")}'`;
}
