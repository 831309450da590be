// Unified diffs: what git applies them to becomes what they were made from.

import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unifiedDiff } from '../../src/text/unified-diff.ts';
import { temporaryFolder } from '../inputs/temporary-folder.ts';

describe('a diff', () => {
  it('shows three lines around a change, and what has no line end', () => {
    const before = { path: 'a', text: '1\n2\n3\n4\n5\n6\n7\n8' };
    expect(unifiedDiff(before, { path: 'a', text: '1\n2\n3\n4\nfive\n6\n7\n8\n' })).toBe(
      '--- a/a\n+++ b/a\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n-8\n\\ No newline at end of file\n+8\n',
    );
    expect(unifiedDiff(before, before)).toBe('');
  });

  it('is applied by git', () => {
    const root = temporaryFolder();
    const lines = fc.array(fc.constantFrom('a\n', 'b\n', 'c\n', '\n', 'é 😀\n'), { maxLength: 30 });
    const text = fc.oneof(
      fc.tuple(lines, fc.constantFrom('', 'end')).map(([all, end]) => all.join('') + end),
      fc.constant(undefined),
    );
    fc.assert(
      fc.property(text, text, (before, after) => {
        fc.pre(before !== after && before !== '' && after !== '');
        const path = join(root, 'x');
        execFileSync('rm', ['-f', path]);
        if (before !== undefined) writeFileSync(path, before);
        const patch = unifiedDiff({ path: 'x', text: before }, { path: 'x', text: after });
        execFileSync('git', ['apply', '--whitespace=nowarn', '-'], { cwd: root, input: patch });
        expect(existsSync(path) ? readFileSync(path, 'utf8') : undefined).toBe(after);
      }),
      { numRuns: 60 },
    );
  });

  it('of texts that have nothing in common takes no long time to find', () => {
    const many = (word: string) => `${Array.from({ length: 20_000 }, (_, i) => `${word}${i}`).join('\n')}\n`;
    const diff = unifiedDiff({ path: 'x', text: many('a') }, { path: 'x', text: many('b') });
    expect(diff.split('\n').length).toBe(40_004);
  });
});
