import { describe, expect, it } from 'vitest';
import { graphemeWidth } from '../../src/reporters/display-width.ts';

describe('graphemeWidth', () => {
  it.each([
    ['a', 1],
    ['ü', 1],
    ['e\u0301', 1],
    ['\u0301', 0],
    ['名', 2],
    ['한', 2],
    ['\u1112\u1161\u11ab', 2],
    ['Ａ', 2],
    ['ｱ', 1],
    ['👍', 2],
    ['👍🏽', 2],
    ['👩‍👩‍👧', 2],
    ['🇩🇪', 2],
    ['1️⃣', 2],
    ['→', 1],
    ['𠀀', 2],
  ])('of %s is %i', (grapheme, width) => {
    expect(graphemeWidth(grapheme)).toBe(width);
  });
});
