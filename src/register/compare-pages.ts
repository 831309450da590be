// What differs between the committed register and the one that the source asks for, row by row.

export interface RegisterDifference {
  /** Rows as they read in the register, without their summaries. */
  readonly missing: readonly string[];
  readonly gone: readonly string[];
  /** Same type, other line or facts. */
  readonly changed: readonly string[];
}

/** A row of either form, by the name and file of its type. */
interface Row {
  readonly key: string;
  readonly shown: string;
  readonly text: string;
}

/** Nothing when both are the same, line ends apart. */
export function compareRegisters(old: string, wanted: string, isJson: boolean): RegisterDifference | undefined {
  if (old.replaceAll('\r\n', '\n') === wanted.replaceAll('\r\n', '\n')) return undefined;
  const rows = isJson ? jsonRows : markdownRows;
  const [before, after] = [byKey(rows(old)), byKey(rows(wanted))];
  return {
    missing: [...after.values()].filter(({ key }) => !before.has(key)).map(({ shown }) => shown),
    gone: [...before.values()].filter(({ key }) => !after.has(key)).map(({ shown }) => shown),
    changed: [...after.values()]
      .filter(({ key, text }) => (before.get(key)?.text ?? text) !== text)
      .map(({ shown }) => shown),
  };
}

function byKey(rows: readonly Row[]): Map<string, Row> {
  return new Map(rows.map((row) => [row.key, row]));
}

const MARKDOWN_ROW = /^- `([^`]+)` \(`([^`]+):(\d+)`\)/;

function markdownRows(page: string): Row[] {
  return page.split(/\r?\n/).flatMap((text) => {
    const [, name = '', path = '', line = ''] = MARKDOWN_ROW.exec(text) ?? [];
    return name === '' ? [] : [{ key: `${name} ${path}`, shown: `${name} (${path}:${line})`, text }];
  });
}

function jsonRows(text: string): Row[] {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return [];
  }
  const types = typeof data === 'object' && data !== null && 'types' in data ? data.types : [];
  if (!Array.isArray(types)) return [];
  return types.map((row: unknown) => {
    const { name, path, line } = (typeof row === 'object' && row !== null ? row : {}) as Record<string, unknown>;
    return { key: `${name} ${path}`, shown: `${name} (${path}:${line})`, text: JSON.stringify(row) };
  });
}
