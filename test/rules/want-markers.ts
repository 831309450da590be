// Expectations written into fixtures: `// want: <rule-id> ["part of the message"]`, in YAML with '#'. On the line where
// the finding starts, or alone above it; several after each other where there are several findings.

import type { Finding } from '../../src/diagnostics/finding.ts';
import { positionAt, type SourceFile } from '../../src/text/source-file.ts';

export interface Want {
  readonly path: string;
  /** 1-based. */
  readonly line: number;
  readonly rule: string;
  /** Part of the message; empty when any will do. */
  readonly part: string;
}

export interface MarkedText {
  readonly wants: readonly Want[];
  /** The text with its markers blanked out, so that everything else stays where it is. */
  readonly blanked: string;
  /** The text as it would be without them: for fixtures of what a fix makes. */
  readonly stripped: string;
}

const MARKER = /[ \t]*(?:\/\/|#) want: .*$/;
const WANT = /want: ([a-z][a-z0-9-]*)(?: "([^"]*)")?[ \t]*(?:(?:(?:\/\/|#) )?(?=want: )|$)/y;

export function readMarkers(path: string, text: string): MarkedText {
  const wants: Want[] = [];
  const blanked: string[] = [];
  const stripped: string[] = [];
  let above: Omit<Want, 'line'>[] = [];
  text.split('\n').forEach((line, i) => {
    const marker = MARKER.exec(line.replace(/\r$/, ''));
    const code = marker ? line.slice(0, marker.index) : line;
    const found = marker ? readWants(path, i + 1, marker[0]) : [];
    const isAlone = marker !== null && code.trim() === '';
    blanked.push(marker ? code + marker[0].replace(/./g, ' ') + line.slice(code.length + marker[0].length) : line);
    if (isAlone) {
      above.push(...found);
      return;
    }
    stripped.push(marker ? code + line.slice(code.length + marker[0].length) : line);
    wants.push(...[...above, ...found].map((want) => ({ ...want, line: i + 1 })));
    above = [];
  });
  if (above.length > 0) throw new Error(`${path}: a marker at the end speaks about no line`);
  return { wants, blanked: blanked.join('\n'), stripped: stripped.join('\n') };
}

function readWants(path: string, line: number, marker: string): Omit<Want, 'line'>[] {
  const found: Omit<Want, 'line'>[] = [];
  WANT.lastIndex = marker.indexOf('want: ');
  while (WANT.lastIndex < marker.length) {
    const match = WANT.exec(marker);
    if (!match) throw new Error(`${path}:${line}: a marker reads want: <rule-id> ["part of the message"]`);
    found.push({ path, rule: match[1] as string, part: match[2] ?? '' });
  }
  return found;
}

/** Pairs wants with findings one to one; what is left over on either side, as lines to read. */
export function unpaired(
  wants: readonly Want[],
  findings: readonly Finding[],
  sources: ReadonlyMap<string, SourceFile>,
): string[] {
  const open = findings.map((finding) => ({ finding, line: lineOf(finding, sources) }));
  const missing: string[] = [];
  // those that say more choose first
  for (const want of [...wants].sort((a, b) => b.part.length - a.part.length)) {
    const index = open.findIndex(
      ({ finding, line }) =>
        finding.path === want.path &&
        line === want.line &&
        finding.rule === want.rule &&
        finding.message.includes(want.part),
    );
    if (index === -1) missing.push(`${want.path}:${want.line} - ${want.rule}${want.part && ` "${want.part}"`}`);
    else open.splice(index, 1);
  }
  const surplus = open.map(({ finding, line }) => `${finding.path}:${line} + ${finding.rule} "${finding.message}"`);
  return [...missing, ...surplus].sort();
}

function lineOf(finding: Finding, sources: ReadonlyMap<string, SourceFile>): number {
  const source = sources.get(finding.path);
  return source ? positionAt(source, finding.start).line : 0;
}
