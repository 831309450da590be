// Sees that findings and values of the contract set's files stand where they say.

import { expect } from 'vitest';
import type { Finding } from '../../src/diagnostics/finding.ts';
import type { Located } from '../../src/model/contract-set.ts';
import { positionAt, type SourceFile } from '../../src/text/source-file.ts';

export const source = (text: string): SourceFile => ({ path: 'build/x.yaml', text });

/** `line:column text pointed at | message | help`. */
export function told(text: string, findings: readonly Finding[]): string[] {
  return findings.map(({ rule, severity, path, start, end, message, help }) => {
    expect([rule, severity, path]).toEqual(['invalid-manifest', 'error', 'build/x.yaml']);
    const { line, column } = positionAt(source(text), start);
    const pointedAt = text.slice(start, end).split('\n', 1)[0];
    return [`${line}:${column} ${pointedAt}`, message, ...(help ? [help] : [])].join(' | ');
  });
}

/** The value, after seeing that it stands where it says. */
export function at(text: string, located: Located<string> | undefined): string | undefined {
  if (!located) return undefined;
  const written = text.slice(located.place.start, located.place.end).replace(/^['"]|['"]$/g, '');
  expect(written.toLowerCase().replace(/^\./, '')).toBe(located.value.toLowerCase());
  return located.value;
}
