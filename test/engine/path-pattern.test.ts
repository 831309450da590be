// Path patterns: what they match, that picomatch agrees, and that none of them can hang.

import fc from 'fast-check';
import picomatch from 'picomatch';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/diagnostics/user-error.ts';
import { pathMatcher } from '../../src/engine/path-pattern.ts';

describe('a path pattern', () => {
  it.each([
    ['contracts/v1/**', 'contracts/v1/telemetry.proto', true],
    ['contracts/v1/**', 'contracts/v1/deep/er/telemetry.proto', true],
    ['contracts/v1/**', 'contracts/v10/telemetry.proto', false],
    ['contracts/*', 'contracts/v1/telemetry.proto', false],
    ['**/*.proto', 'telemetry.proto', true],
    ['**/*.proto', 'contracts/.drafts/telemetry.proto', true],
    ['**/v?/*_state.proto', 'contracts/v2/system_state.proto', true],
    ['**/v[0-9]/*', 'contracts/v2/pause.proto', true],
    ['**/v[!1]/*', 'contracts/v1/pause.proto', false],
    ['contracts/{v1,v2/drafts}/*.proto', 'contracts/v2/drafts/pause.proto', true],
    ['contracts/{v1,v{2,3}}/*', 'contracts/v3/pause.proto', true],
    ['contracts/{v1}/*', 'contracts/v1/pause.proto', false],
    ['[draft', '[draft', true],
  ])('%s on %s: %s', (pattern, path, expected) => {
    expect(pathMatcher([pattern])(path)).toBe(expected);
  });

  it.each(['contracts/v1', 'contracts/v1/', './contracts/v1', '.'])(
    'without glob characters means a folder and all below: %s',
    (pattern) => {
      const matches = pathMatcher([pattern]);
      expect(matches('contracts/v1/telemetry.proto')).toBe(true);
      expect(matches('contracts/v1')).toBe(true);
      expect(matches('contracts/v10')).toBe(pattern === '.');
    },
  );

  it('is one of several, any of which may match', () => {
    const matches = pathMatcher(['contracts/v1', '**/pause.proto']);
    expect(['contracts/v1/a.proto', 'x/pause.proto', 'x/a.proto'].map(matches)).toEqual([true, true, false]);
    expect(pathMatcher([])('contracts')).toBe(false);
  });

  it('agrees with picomatch', () => {
    const name = fc.array(fc.constantFrom('a', 'b', '.', '*', '?', '[ab]', '[^a]', '{a,b}'), {
      minLength: 1,
      maxLength: 4,
    });
    const pattern = fc
      .array(
        fc.oneof(
          name.map((parts) => parts.join('')),
          fc.constant('**'),
        ),
        { minLength: 1, maxLength: 4 },
      )
      .map((names) => names.join('/'))
      // picomatch has its own mind about stars in a row and about names made of dots
      .filter(
        (text) => /[*?[{]/.test(text) && !/\*\*+[^/]|[^/]\*\*|(^|\/)[^/]*\*[^/]*\*|(^|\/)\.|\*\*\/\*\*/.test(text),
      );
    const path = fc
      .array(fc.stringMatching(/^[ab][ab.]{0,3}$/), { minLength: 1, maxLength: 4 })
      .map((names) => names.join('/'));
    fc.assert(
      fc.property(pattern, path, (text, candidate) => {
        expect(pathMatcher([text])(candidate)).toBe(picomatch(text, { dot: true })(candidate));
      }),
      { numRuns: 3000 },
    );
  });

  it.each([
    ['stars', `${'*a'.repeat(60)}b`],
    ['folders', `${'**/a/'.repeat(60)}b`],
    ['parentheses', '(a+)+b'],
    ['an unclosed class', '['.repeat(900)],
    ['an unclosed brace', '{'.repeat(900)],
  ])('made of many %s comes to an end', (_, pattern) => {
    expect(pathMatcher([pattern])('a'.repeat(4000))).toBe(false);
    expect(pathMatcher([pattern])('a/'.repeat(2000))).toBe(false);
  });

  it.each([
    ['stands for too many patterns', '{a,b}'.repeat(40), /more than 100 patterns/],
    ['is too long', 'a'.repeat(2000), /longer than 1000 characters/],
  ])('is refused when it %s', (_, pattern, message) => {
    expect(() => pathMatcher([pattern])).toThrow(UserError);
    expect(() => pathMatcher([pattern])).toThrow(message);
  });
});
