// Comments in YAML: where '#' begins one, and where it is a character like others.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { yamlComments } from '../../src/engine/yaml-comments.ts';

function found(text: string): string[] {
  const offsets = yamlComments(text);
  return Array.from({ length: offsets.length / 2 }, (_, i) => text.slice(offsets[2 * i], offsets[2 * i + 1]));
}

describe('yamlComments', () => {
  it.each([
    ['# whole line\nname: a\n', ['# whole line']],
    ['name: a # beside\n', ['# beside']],
    ['name: a\n  # indented', ['# indented']],
    ['name: a#b\nurl: x/#y\n', []],
    ["name: '# no' # yes\n", ['# yes']],
    ['name: "a \\" # no" # yes\n', ['# yes']],
    ["name: 'it''s # no' # yes\n", ['# yes']],
    ['list: ["# no", \'# no\', c] # yes\n', ['# yes']],
    ["name: don't # yes\nother: can't # yes too\n", ['# yes', '# yes too']],
    ['name: say "hi # yes\n', ['# yes']],
    ['name: "two\n  lines # no"\n# yes', ['# yes']],
    ['- "# no"\n- # yes\n', ['# yes']],
    ['name: "never closed # no\n', []],
    ['##\n', ['##']],
    ['', []],
  ])('%j', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it('finds pairs in order in any text', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('#', ' ', '\n', '"', "'", '\\', 'a', ': ', '- ')), (parts) => {
        const text = parts.join('');
        const offsets = yamlComments(text);
        expect(offsets.length % 2).toBe(0);
        expect([...offsets].sort((a, b) => a - b)).toEqual(offsets);
        for (const comment of found(text)) expect(comment).toMatch(/^#[^\n]*$/);
      }),
    );
  });
});
