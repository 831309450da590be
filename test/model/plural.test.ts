// English plurals as names of fields need them.

import { describe, expect, it } from 'vitest';
import { isPlural, plural, singular } from '../../src/model/plural.ts';

const PAIRS = [
  ['user', 'users'],
  ['id', 'ids'],
  ['category', 'categories'],
  ['key', 'keys'],
  ['status', 'statuses'],
  ['address', 'addresses'],
  ['alias', 'aliases'],
  ['box', 'boxes'],
  ['batch', 'batches'],
  ['cache', 'caches'],
  ['hash', 'hashes'],
  ['epoch', 'epochs'],
  ['response', 'responses'],
  ['case', 'cases'],
  ['cause', 'causes'],
  ['service', 'services'],
  ['cookie', 'cookies'],
  ['analysis', 'analyses'],
  ['child', 'children'],
  ['person', 'people'],
  ['criterion', 'criteria'],
  ['vertex', 'vertices'],
  ['gpu', 'gpus'],
  ['api', 'apis'],
] as const;

describe.each(PAIRS)('%s', (one, many) => {
  it(`becomes ${many}, and back`, () => {
    expect(plural(one)).toBe(many);
    expect(singular(many)).toBe(one);
  });

  it('is told from its plural', () => {
    expect([isPlural(one), isPlural(many)]).toEqual([false, true]);
    expect([plural(many), singular(one)]).toEqual([many, one]);
  });
});

it.each(['metadata', 'series', 'equipment', 'news'])('%s is one and many', (word) => {
  expect([isPlural(word), plural(word), singular(word)]).toEqual([true, word, word]);
});

it.each(['indices', 'indexes', 'salespeople', 'schemata'])('%s is a plural too', (word) => {
  expect(isPlural(word)).toBe(true);
});
