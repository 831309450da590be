// The baseline: what was there may stay, what is new may not.

import { describe, expect, it } from 'vitest';
import { type Finding, sortFindings } from '../../src/diagnostics/finding.ts';
import { applyBaseline, baselineEntries } from '../../src/engine/baseline.ts';
import type { SourceFile } from '../../src/text/source-file.ts';

const PATH = 'telemetry.proto';
const NEVER = new Set(['syntax-error']);

/** A finding for each line that begins with 'map', as some rule would make it. */
function lint(text: string): { findings: Finding[]; sources: ReadonlyMap<string, SourceFile> } {
  const findings = [...text.matchAll(/^map/gm)].map(
    ({ index }): Finding => ({
      rule: 'no-map-fields',
      severity: 'error',
      path: PATH,
      start: index,
      end: index + 3,
      message: 'map field',
    }),
  );
  return { findings: sortFindings(findings), sources: new Map([[PATH, { path: PATH, text }]]) };
}

function baselineOf(text: string): Set<string> {
  const { findings, sources } = lint(text);
  return new Set(baselineEntries(findings, sources, NEVER).map(({ fingerprint }) => fingerprint));
}

function openLines(text: string, baseline: ReadonlySet<string>): { open: string[]; gone: number } {
  const { findings, sources } = lint(text);
  const result = applyBaseline(findings, baseline, sources);
  const open = result.findings.filter(({ excused }) => !excused);
  return { open: open.map(({ start }) => text.slice(start).split('\n', 1)[0] as string), gone: result.gone };
}

describe('a baseline', () => {
  const before = 'map a\nmap b\n';

  it.each([
    ['of the same text', before, [], 0],
    ['after lines moved', `// words\n\n${before}`, [], 0],
    ['after a new finding', `${before}map c\n`, ['map c'], 0],
    ['after one more of the same', `${before}map b\n`, ['map b'], 0],
    ['after one was mended', 'map b\n', [], 1],
    ['after all were mended', 'int32 a\n', [], 2],
    ['after one changed', 'map a\nmap bb\n', ['map bb'], 1],
  ])('%s', (_, after, open, gone) => {
    expect(openLines(after, baselineOf(before))).toEqual({ open, gone });
  });

  it('that is empty excuses nothing', () => {
    const { findings, sources } = lint(before);
    expect(applyBaseline(findings, new Set(), sources)).toEqual({ findings, gone: 0 });
  });

  it('says why it excuses', () => {
    const { findings, sources } = lint(before);
    const excused = applyBaseline(findings, baselineOf(before), sources).findings[0]?.excused;
    expect(excused).toEqual({ by: 'baseline', reason: 'in the baseline' });
  });

  it('leaves other excuses as they are', () => {
    const { findings, sources } = lint('map a\n');
    const excused = { by: 'comment', reason: 'kept' } as const;
    const result = applyBaseline(
      findings.map((each) => ({ ...each, excused })),
      baselineOf('map a\n'),
      sources,
    );
    expect(result.findings.map((each) => each.excused)).toEqual([excused]);
    expect(result.gone).toBe(0);
  });
});

it('a new baseline takes what is open or in the old one, and no compile finding', () => {
  const { findings, sources } = lint('map a\nmap b\nmap c\nmap d\n');
  const [a, b, c, d] = findings as [Finding, Finding, Finding, Finding];
  const entries = baselineEntries(
    [
      a,
      { ...b, excused: { by: 'baseline', reason: 'in the baseline' } },
      { ...c, excused: { by: 'comment', reason: 'kept' } },
      { ...d, rule: 'syntax-error' },
    ],
    sources,
    NEVER,
  );
  expect(new Set(entries.map(({ fingerprint }) => fingerprint))).toEqual(baselineOf('map a\nmap b\n'));
  expect(entries[0]).toEqual({
    fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/),
    rule: 'no-map-fields',
    path: PATH,
    message: 'map field',
  });
});
