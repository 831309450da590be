// Exceptions of the configuration: what they excuse, and when they are findings themselves.

import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/diagnostics/finding.ts';
import { applyExceptions, type ConfiguredException } from '../../src/engine/exceptions.ts';

const TODAY = '2026-11-21';

function exception(over: Partial<ConfiguredException> = {}): ConfiguredException {
  const place = { path: 'leyline.yaml', start: 10, end: 90 };
  return { rule: 'no-map-fields', path: 'contracts/v1/**', owner: 'data-architect', reason: 'agreed', place, ...over };
}

function finding(path: string, over: Partial<Finding> = {}): Finding {
  return { rule: 'no-map-fields', severity: 'error', path, start: 0, end: 1, message: "map field 'metrics'", ...over };
}

function apply(exceptions: readonly ConfiguredException[], findings: readonly Finding[], isNeedless = () => true) {
  return applyExceptions({ findings, exceptions, today: TODAY, isNeedless });
}

describe('an exception', () => {
  it('excuses findings of its rule below its path, with owner and reason', () => {
    const excused = { by: 'exception', owner: 'data-architect', reason: 'agreed' };
    const findings = [
      finding('contracts/v1/a.proto'),
      finding('contracts/v1/b/c.proto'),
      finding('contracts/v2/a.proto'),
      finding('contracts/v1/a.proto', { rule: 'opaque-payload' }),
    ];
    const result = apply([exception()], findings);
    expect(result.findings.map((each) => each.excused)).toEqual([excused, excused, undefined, undefined]);
    expect(result.flaws).toEqual([]);
  });

  it.each([
    ["'metrics'", true],
    ["'counters'", false],
  ])('with part of a message narrows to findings that say it: %s', (message, isExcused) => {
    const { findings } = apply([exception({ message })], [finding('contracts/v1/a.proto')]);
    expect(findings[0]?.excused !== undefined).toBe(isExcused);
  });

  it.each([
    ['2026-11-20', undefined],
    ['2026-11-21', '2026-11-21'],
    ['2026-11-22', '2026-11-22'],
  ])('holds until the end of %s', (expires, until) => {
    const { findings, flaws } = apply([exception({ expires })], [finding('contracts/v1/a.proto')]);
    expect(findings[0]?.excused?.until).toBe(until);
    expect(flaws).toEqual(
      until === undefined
        ? [
            {
              rule: 'exception-expired',
              path: 'leyline.yaml',
              start: 10,
              end: 90,
              message: "exception of no-map-fields for 'contracts/v1/**' expired on 2026-11-20",
              help: 'mend what it excused, or agree with data-architect on a new date',
            },
          ]
        : [],
    );
  });

  it('that meets no finding is one itself, when it can be told that it is needless', () => {
    const unused = [expect.objectContaining({ rule: 'exception-unused', path: 'leyline.yaml', start: 10, end: 90 })];
    expect(apply([exception()], [finding('contracts/v2/a.proto')]).flaws).toEqual(unused);
    expect(apply([exception()], [finding('contracts/v2/a.proto')], () => false).flaws).toEqual([]);
  });

  it('leaves the excuse of a comment as it is, and is not unused for that', () => {
    const excused = { by: 'comment', reason: 'kept' } as const;
    const result = apply([exception()], [finding('contracts/v1/a.proto', { excused })]);
    expect(result.findings[0]?.excused).toEqual(excused);
    expect(result.flaws).toEqual([]);
  });

  it('comes before a later one that means the same, and both are used', () => {
    const result = apply(
      [exception(), exception({ path: 'contracts', reason: 'wider' })],
      [finding('contracts/v1/a.proto')],
    );
    expect(result.findings[0]?.excused?.reason).toBe('agreed');
    expect(result.flaws).toEqual([]);
  });
});
