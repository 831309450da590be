// One fix that takes away several findings at once. Each of them carries it, unless a report would grow out of hand.

import type { Fix } from './finding.ts';

/** So many characters of edits may be repeated for one fix. */
const MOST_REPEATED = 1_000_000;

/** What the first of the findings carries, and what the others do. */
export function sharedFix(
  fix: Fix | undefined,
  findings: number,
): readonly [first: Fix | undefined, other: Fix | undefined] {
  if (!fix) return [undefined, undefined];
  const size = fix.edits.reduce((sum, { text }) => sum + text.length + 100, 0);
  return [fix, size * findings > MOST_REPEATED ? undefined : fix];
}
