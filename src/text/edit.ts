// Edits of one text, applied all at once; edits must not overlap.

import type { Span } from './source-file.ts';

export interface TextEdit extends Span {
  /** What replaces the span; an empty span inserts. */
  readonly text: string;
}

export function editsOverlap(a: Span, b: Span): boolean {
  if (a.start === a.end && b.start === b.end) return a.start === b.start;
  return a.start < b.end && b.start < a.end;
}

/** The text after all edits. Throws on overlap: choosing among conflicting edits is the caller's work. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const ordered = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  let result = '';
  let at = 0;
  for (const edit of ordered) {
    if (edit.start < at) throw new RangeError(`edits overlap at offset ${edit.start}`);
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return result + text.slice(at);
}
