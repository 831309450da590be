// Names taken apart into words.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findWord, splitWords, wordSet } from '../../src/model/words.ts';

describe('splitWords', () => {
  it.each([
    ['retry_count', ['retry', 'count']],
    ['retryCount', ['retry', 'count']],
    ['RetryCount', ['retry', 'count']],
    ['RETRY_COUNT', ['retry', 'count']],
    ['discount', ['discount']],
    ['HTTPServer', ['http', 'server']],
    ['totalMB', ['total', 'mb']],
    ['timeoutMSMax', ['timeout', 'ms', 'max']],
    ['XMLHttpURL', ['xml', 'http', 'url']],
    ['aB', ['a', 'b']],
    ['sha256', ['sha', '256']],
    ['latency_p99', ['latency', 'p', '99']],
    ['count2nd', ['count', '2', 'nd']],
    ['__leading__and_trailing_', ['leading', 'and', 'trailing']],
    ['esper.telemetry', ['esper', 'telemetry']],
    ['x', ['x']],
    ['X', ['x']],
    ['_', []],
    ['', []],
  ])('%s', (name, words) => {
    expect(splitWords(name)).toEqual(words);
  });

  it('gives up on a name that nobody reads', () => {
    expect(splitWords('count_'.repeat(66))).toHaveLength(66);
    expect(splitWords('count_'.repeat(67))).toEqual([]);
  });

  it('loses and adds nothing', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9_]{0,80}$/), (name) => {
        expect(splitWords(name).join('')).toBe(name.replaceAll('_', '').toLowerCase());
      }),
    );
  });

  it('takes any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        for (const word of splitWords(name)) expect(word).toMatch(/^(?:[a-z]+|[0-9]+)$/);
      }),
    );
  });
});

describe('findWord', () => {
  const set = wordSet(['count', 'state_dict', 'Total']);

  it.each([
    ['retry_count', 'count'],
    ['model_state_dict', 'state_dict'],
    ['stateDict', 'state_dict'],
    ['grand_total', 'total'],
    ['state', undefined],
    ['dict_state', undefined],
    ['discount', undefined],
    ['', undefined],
  ])('%s', (name, found) => {
    expect(findWord(splitWords(name), set)).toBe(found);
  });
});
