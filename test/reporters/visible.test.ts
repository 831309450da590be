import { describe, expect, it } from 'vitest';
import { visible } from '../../src/reporters/visible.ts';

describe('visible', () => {
  it.each([
    ['plain text, with ümläuts and 名前', 'plain text, with ümläuts and 名前'],
    ['a\nb\r\tc', 'a\\nb\\r\\tc'],
    ['\x00\x1b[0m\x7f\x9b', '\\x00\\x1b[0m\\x7f\\x9b'],
    ['\u202e\u2066\u200b\ufeff\u2028', '\\u{202e}\\u{2066}\\u{200b}\\u{feff}\\u{2028}'],
    ['\ud800 and \udc00', '\\u{d800} and \\u{dc00}'],
    ['👩‍👩‍👧', '👩‍👩‍👧'],
  ])('writes %j as %j', (text, shown) => {
    expect(visible(text)).toBe(shown);
  });
});
