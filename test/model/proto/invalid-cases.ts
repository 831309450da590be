// The cases of fixtures/parser/invalid: each is a file of its own, begun by `// === name`. Where it is flawed, the line
// ends in `// want: check: message`; there may be several.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Finding } from '../../../src/diagnostics/finding.ts';
import { positionAt } from '../../../src/text/source-file.ts';
import { linkTexts } from './link-tree.ts';

export const invalidRoot = fileURLToPath(new URL('../../../fixtures/parser/invalid/', import.meta.url));

export interface InvalidCase {
  readonly name: string;
  readonly text: string;
  /** `line check: message`, by line. */
  readonly wants: readonly string[];
}

/** What a case is called as a file, and by what it would import itself. */
export const CASE_FILE = 'case.proto';

export function readCases(file: string): readonly InvalidCase[] {
  const text = readFileSync(join(invalidRoot, file), 'utf8');
  return text
    .split(/^\/\/ === /m)
    .slice(1)
    .map(readCase);
}

function readCase(part: string): InvalidCase {
  const [name = '', ...lines] = part.trimEnd().split('\n');
  const wants = lines.flatMap((line, i) =>
    line
      .split(' // want: ')
      .slice(1)
      .concat(alone(line))
      .map((want) => `${i + 1} ${want}`),
  );
  return { name, text: lines.join('\n'), wants };
}

/** A line may hold nothing but the marker. */
function alone(line: string): string[] {
  return line.startsWith('// want: ') ? [line.slice('// want: '.length)] : [];
}

/** Findings of the case itself, imports resolved among the files beside it. */
export function findingsOf({ text }: InvalidCase): readonly Finding[] {
  const { findings } = linkTexts({ [CASE_FILE]: text }, [invalidRoot]);
  return findings.filter((finding) => finding.path === CASE_FILE);
}

export function lineOf({ text }: InvalidCase, finding: Finding): number {
  return positionAt({ path: CASE_FILE, text }, finding.start).line;
}
