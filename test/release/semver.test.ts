// Semantic versions in their order, and what a change makes of one.

import { describe, expect, it } from 'vitest';
import { LEVELS } from '../../src/model/change/level.ts';
import { compareSemver, parseSemver, printSemver, raised, semverOr } from '../../src/model/release/semver.ts';

describe('versions', () => {
  it('are in the order of semver.org', () => {
    const order =
      '0.9.9 1.0.0-alpha 1.0.0-alpha.1 1.0.0-alpha.beta 1.0.0-beta 1.0.0-beta.2 1.0.0-beta.11 1.0.0-rc.1 1.0.0 1.2.0 1.10.0 2.0.0';
    const versions = order.split(' ').map((text) => semverOr(text));
    expect([...versions].reverse().sort(compareSemver).map(printSemver).join(' ')).toBe(order);
  });

  it.each([
    ['1.2.3', ['1.2.3', '1.2.4', '1.3.0', '2.0.0']],
    ['0.1.0', ['0.1.0', '0.1.1', '0.2.0', '1.0.0']],
    ['2.0.0-rc.1', ['2.0.0-rc.1', '2.0.0', '2.1.0', '3.0.0']],
  ])('%s is raised by its changes', (text, wanted) => {
    expect(LEVELS.map((level) => printSemver(raised(semverOr(text), level)))).toEqual(wanted);
  });

  it.each(['', '1', '1.2', '1.2.3.4', 'v', '1.2.x', '99999999999.0.0'])("'%s' is none", (text) => {
    expect(parseSemver(text)).toBe(undefined);
  });
});
