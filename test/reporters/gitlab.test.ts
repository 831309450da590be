import { describe, expect, it } from 'vitest';
import { renderGitlab } from '../../src/reporters/gitlab.ts';
import { reportOf, sample } from './sample-report.ts';

describe('gitlab', () => {
  it('is an array of issues with GitLab severities, without the excused', () => {
    const issues = JSON.parse(renderGitlab(sample));
    expect(issues.map((issue: { severity: string }) => issue.severity)).toEqual(['minor', 'info', 'major', 'major']);
    expect(issues[2]).toEqual({
      description:
        "map field 'metrics' in cross-plane message 'SystemStatePacket' (help: use a repeated message with a key and a value)",
      check_name: 'no-map-fields',
      fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/),
      severity: 'major',
      location: { path: 'contracts/v1/state.proto', lines: { begin: 8, end: 8 } },
    });
    expect(issues[3].location.lines).toEqual({ begin: 9, end: 12 });
  });

  it('gives equal findings unequal fingerprints, which excusing one of them does not change', () => {
    const finding = { rule: 'r', severity: 'error', message: 'm', path: 'a' } as const;
    const twins = [1, 9].map((start) => ({ ...finding, start, end: start + 3 }));
    const names = (findings: typeof twins) =>
      JSON.parse(renderGitlab(reportOf({ files: { a: 'x\n'.repeat(9) }, findings }))).map(
        (issue: { fingerprint: string }) => issue.fingerprint,
      );
    const [first, second] = names(twins);
    expect(first).not.toBe(second);
    const excused = { by: 'comment', reason: 'known' } as const;
    expect(names(twins.map((twin, i) => (i === 0 ? { ...twin, excused } : twin)))).toEqual([second]);
  });

  it('is an empty array when nothing was found', () => {
    expect(renderGitlab(reportOf({}))).toBe('[]\n');
  });
});
