// What a suggestion would change, as removed and added lines: the first file's edits, a few lines of them.
// A preview is a courtesy: where it cannot be made cheaply and surely, there is none.

import { compareText, type FileEdit, type Fix } from '../diagnostics/finding.ts';
import { applyEdits } from '../text/edit.ts';
import { lineSpan, positionAt, type SourceFile } from '../text/source-file.ts';
import type { Sources } from './location.ts';

const MAX_ROWS = 12;
const MAX_CHARACTERS = 20_000;

export interface PreviewRow {
  readonly sign: '-' | '+';
  readonly line: number;
  readonly text: string;
  /** Where in `text` the change begins: what a long line must not hide. */
  readonly at: number;
}

export interface Preview {
  readonly path: string;
  readonly rows: readonly PreviewRow[];
  /** Rows of the first file that are not in `rows`. */
  readonly moreRows: number;
  /** Files besides the first. */
  readonly moreFiles: number;
}

export function previewOf(fix: Fix, sources: Sources): Preview | undefined {
  const path = fix.edits[0]?.path;
  const source = path === undefined ? undefined : sources.get(path);
  if (path === undefined || !source) return undefined;
  const hunks = hunksOf(
    fix.edits.filter((edit) => edit.path === path),
    source,
  );
  const rows = hunks?.flatMap((hunk) => hunkRows(hunk, source));
  if (!rows || rows.length === 0) return undefined;
  const moreFiles = new Set(fix.edits.map((edit) => edit.path)).size - 1;
  return { path, rows: rows.slice(0, MAX_ROWS), moreRows: Math.max(0, rows.length - MAX_ROWS), moreFiles };
}

interface Hunk {
  readonly first: number;
  last: number;
  readonly edits: FileEdit[];
}

/** Edits by the lines they touch, neighbouring lines together; nothing when edits overlap or are too much to show. */
function hunksOf(edits: readonly FileEdit[], source: SourceFile): Hunk[] | undefined {
  const hunks: Hunk[] = [];
  let at = 0;
  let characters = 0;
  for (const edit of [...edits].sort((a, b) => a.start - b.start || a.end - b.end || compareText(a.text, b.text))) {
    characters += edit.end - edit.start + edit.text.length;
    if (edit.start < at || edit.end < edit.start || edit.end > source.text.length) return undefined;
    if (characters > MAX_CHARACTERS) return undefined;
    at = edit.end;
    const first = positionAt(source, edit.start).line;
    const last = positionAt(source, edit.end).line;
    const hunk = hunks.at(-1);
    if (hunk && first <= hunk.last + 1) {
      hunk.last = Math.max(hunk.last, last);
      hunk.edits.push(edit);
    } else {
      hunks.push({ first, last, edits: [edit] });
    }
  }
  return hunks;
}

function hunkRows(hunk: Hunk, source: SourceFile): PreviewRow[] {
  const start = lineSpan(source, hunk.first).start;
  const end = lineSpan(source, hunk.last).end;
  const old = source.text.slice(start, end);
  if (old.length > MAX_CHARACTERS) return [];
  const edits = hunk.edits.map((edit) => ({ start: edit.start - start, end: edit.end - start, text: edit.text }));
  const before = old.split(/\r?\n/);
  const after = applyEdits(old, edits).split(/\r?\n/);
  // Behind the last line break of a file there is no further line.
  if (end === source.text.length && before.at(-1) === '' && after.at(-1) === '') {
    before.pop();
    after.pop();
  }
  let same = 0;
  while (same < before.length && same < after.length && before[same] === after[same]) same += 1;
  while (before.length > same && after.length > same && before.at(-1) === after.at(-1)) {
    before.pop();
    after.pop();
  }
  const at = samePrefix(before[same] ?? '', after[same] ?? '');
  const row = (sign: '-' | '+') => (text: string, i: number) => ({ sign, line: hunk.first + same + i, text, at });
  return [...before.slice(same).map(row('-')), ...after.slice(same).map(row('+'))];
}

function samePrefix(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}
