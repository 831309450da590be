// Fixes, looks again, fixes again, until nothing changes. Works on texts that the caller holds; writes nothing.

import type { Finding } from '../diagnostics/finding.ts';
import type { SourceFile } from '../text/source-file.ts';
import { type FileChange, type FixOptions, planFixes } from './fix.ts';

const MAX_ROUNDS = 10;

/** Texts by path that stand in for those on disk. */
export type Texts = ReadonlyMap<string, string>;

export interface Linted {
  readonly findings: readonly Finding[];
  readonly sources: ReadonlyMap<string, SourceFile>;
}

export interface FixOutcome<Result extends Linted> {
  /** What is to be written, sorted by path. */
  readonly files: readonly FileChange[];
  /** The findings whose fixes were made, in that order; where fixes fight, also those that another one undid. */
  readonly applied: readonly Finding[];
  /** What holds for the fixed texts. */
  readonly last: Result;
  /** `false`: fixes were still to be made, but they fight each other or do not come to an end. */
  readonly isSettled: boolean;
}

/** `lint` sees the project with `texts` in place of its own. */
export async function fixLoop<Result extends Linted>(
  lint: (texts: Texts) => Promise<Result>,
  options: FixOptions,
): Promise<FixOutcome<Result>> {
  const originals = new Map<string, string>();
  const applied: Finding[] = [];
  let texts: Texts = new Map();
  const seen = [texts];
  for (;;) {
    const last = await lint(texts);
    const plan = planFixes(last.findings, last.sources, options);
    const changes = plan.files.filter((file) => file.before !== file.after);
    for (const { path, before } of changes) if (!originals.has(path)) originals.set(path, before);
    const next = new Map([...texts, ...changes.map(({ path, after }) => [path, after] as const)]);
    const isSettled = changes.length === 0;
    // a text that was there before means two fixes that undo each other
    if (isSettled || seen.length > MAX_ROUNDS || seen.some((earlier) => isSame(earlier, next, originals))) {
      return { files: changesFrom(originals, texts), applied, last, isSettled };
    }
    applied.push(...plan.applied);
    texts = next;
    seen.push(texts);
  }
}

function isSame(a: Texts, b: Texts, originals: Texts): boolean {
  for (const path of originals.keys()) {
    const original = originals.get(path);
    if ((a.get(path) ?? original) !== (b.get(path) ?? original)) return false;
  }
  return true;
}

function changesFrom(originals: Texts, texts: Texts): FileChange[] {
  return [...originals.keys()].sort().flatMap((path) => {
    const before = originals.get(path) ?? '';
    const after = texts.get(path) ?? before;
    return after === before ? [] : [{ path, before, after }];
  });
}
