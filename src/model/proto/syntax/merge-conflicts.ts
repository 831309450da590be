// What git leaves in a text where it could not join two versions. Looked for only where something else is wrong already:
// in a comment or a string such lines mean nothing.

import type { SyntaxFlaw } from './ast.ts';

const MARKERS = /^(?:<{7}|>{7})(?=[ \r\n]|$).*/gm;
const HELP = 'keep one side, or join them, and remove the lines with <<<<<<<, ======= and >>>>>>>';
const MARKER_LENGTH = 7;

/** Of the flaws between the markers of a conflict, only the conflict itself is left. */
export function tellConflicts(text: string, flaws: readonly SyntaxFlaw[]): readonly SyntaxFlaw[] {
  if (flaws.length === 0 || !text.includes('<<<<<<<')) return flaws;
  const sorted = [...flaws].sort((a, b) => a.start - b.start);
  const told: SyntaxFlaw[] = [];
  let next = 0;
  let opening: number | undefined;
  for (const { index, 0: line } of text.matchAll(MARKERS)) {
    if (line.startsWith('<')) opening ??= index;
    if (opening === undefined || !line.startsWith('>')) continue;
    const start = opening;
    const end = index + line.length;
    opening = undefined;
    for (let flaw = sorted[next]; flaw && flaw.start < start; flaw = sorted[++next]) told.push(flaw);
    const first = next;
    while ((sorted[next]?.start ?? end) < end) next += 1;
    if (next === first) continue;
    const message = 'a merge conflict begins here';
    told.push({ start, end: start + MARKER_LENGTH, message, help: HELP, opening: undefined });
  }
  return [...told, ...sorted.slice(next)];
}
