// Names taken for other names.

import { expect, test } from 'vitest';
import { nearest } from '../../src/text/nearest.ts';

const RULES = ['no-map-fields', 'no-float-counters', 'opaque-payload'];

test.each([
  ['no-map-field', 'no-map-fields'],
  ['no-mpa-fields', 'no-map-fields'],
  ['NO_MAP_FIELDS', 'no-map-fields'],
  ['opaque', 'opaque-payload'],
  ['payload', undefined],
  ['xyz', undefined],
  ['', undefined],
])('%s is taken for %s', (typed, meant) => {
  expect(nearest(typed, RULES)).toBe(meant);
});

test('of several that are near, the nearest is taken, and of equals the first', () => {
  expect(nearest('rots', ['root', 'roots'])).toBe('roots');
  expect(nearest('cat', ['bat', 'hat'])).toBe('bat');
});

test('a short name needs to be nearly right', () => {
  expect(nearest('ab', ['xy', 'cd'])).toBeUndefined();
  expect(nearest('warn', ['off', 'info', 'warning', 'error'])).toBe('warning');
});

test('a name of any length is answered at once', () => {
  const start = performance.now();
  expect(nearest('n'.repeat(1_000_000), RULES)).toBeUndefined();
  expect(performance.now() - start).toBeLessThan(1000);
});
