// The sentence that sums up a run: `2 errors, 1 warning in 31 files (1 excused)`.

import type { Summary } from '../diagnostics/report.ts';

export function summarySentence(summary: Summary): string {
  const counts = [
    counted(summary.errors, 'error'),
    counted(summary.warnings, 'warning'),
    counted(summary.infos, 'info'),
  ].filter((part) => !part.startsWith('0 '));
  const found = counts.length > 0 ? counts.join(', ') : 'no findings';
  const excused = summary.excused > 0 ? ` (${summary.excused} excused)` : '';
  return `${found} in ${counted(summary.files, 'file')}${excused}`;
}

/** What the fixes would take away: `1 fixable with --fix, 1 with --fix-suggestions`; empty when there are none. */
export function fixSentence(summary: Summary): string {
  const parts = [];
  if (summary.fixable > 0) parts.push(`${summary.fixable} fixable with --fix`);
  if (summary.suggestions > 0) {
    parts.push(`${summary.suggestions} ${parts.length > 0 ? '' : 'fixable '}with --fix-suggestions`);
  }
  return parts.join(', ');
}

export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
