// Plans fixes: which edits of which findings are made together, and the texts that they lead to. Writes nothing.

import type { FileEdit, Finding, Fix } from '../diagnostics/finding.ts';
import { applyEdits, editsOverlap } from '../text/edit.ts';
import type { SourceFile } from '../text/source-file.ts';

export interface FileChange {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

export interface FixPlan {
  /** Sorted by path. */
  readonly files: readonly FileChange[];
  readonly applied: readonly Finding[];
  /** Fixable findings whose fix runs into another's; the next round may take them. */
  readonly postponed: readonly Finding[];
}

export interface FixOptions {
  /** Take suggestions too; otherwise safe fixes only. */
  readonly suggestions: boolean;
}

/** A fix is taken as a whole or not at all; the first of those that overlap wins. Excused findings are left alone. */
export function planFixes(
  findings: readonly Finding[],
  sources: ReadonlyMap<string, SourceFile>,
  options: FixOptions,
): FixPlan {
  const taken = new Map<string, FileEdit[]>();
  const applied: Finding[] = [];
  const postponed: Finding[] = [];
  for (const finding of findings) {
    if (!finding.fix || finding.excused || !isWanted(finding.fix, options)) continue;
    if (take(finding.fix.edits, taken, sources)) applied.push(finding);
    else postponed.push(finding);
  }
  const files = [...taken.keys()].sort().map((path) => {
    const before = sources.get(path)?.text ?? '';
    return { path, before, after: applyEdits(before, taken.get(path) ?? []) };
  });
  return { files, applied, postponed };
}

function isWanted(fix: Fix, options: FixOptions): boolean {
  return fix.edits.length > 0 && (fix.kind === 'safe' || options.suggestions);
}

/** Adds all edits, or none of them. */
function take(
  edits: readonly FileEdit[],
  taken: Map<string, FileEdit[]>,
  sources: ReadonlyMap<string, SourceFile>,
): boolean {
  const added: FileEdit[] = [];
  for (const edit of edits) {
    const list = taken.get(edit.path) ?? [];
    const index = placeFor(edit, list);
    if (!isInside(edit, sources.get(edit.path)) || isBlocked(edit, list, index)) {
      for (const each of added) drop(each, taken);
      return false;
    }
    list.splice(index, 0, edit);
    taken.set(edit.path, list);
    added.push(edit);
  }
  return true;
}

function isInside(edit: FileEdit, source: SourceFile | undefined): boolean {
  return source !== undefined && 0 <= edit.start && edit.start <= edit.end && edit.end <= source.text.length;
}

/** In a list of sorted edits that do not overlap, only the neighbours can be in the way. */
function isBlocked(edit: FileEdit, list: readonly FileEdit[], index: number): boolean {
  const [before, after] = [list[index - 1], list[index]];
  return (before !== undefined && editsOverlap(before, edit)) || (after !== undefined && editsOverlap(edit, after));
}

/** The index of the first edit that comes after `edit`. */
function placeFor(edit: FileEdit, list: readonly FileEdit[]): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const other = list[middle] as FileEdit;
    if (other.start < edit.start || (other.start === edit.start && other.end < edit.end)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function drop(edit: FileEdit, taken: Map<string, FileEdit[]>): void {
  const list = taken.get(edit.path) ?? [];
  list.splice(list.indexOf(edit), 1);
  if (list.length === 0) taken.delete(edit.path);
}
