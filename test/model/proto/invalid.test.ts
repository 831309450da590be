// Every case of fixtures/parser/invalid is found, on its line and in its words; nothing else is.

import { describe, expect, it } from 'vitest';
import { findingsOf, lineOf, readCases } from './invalid-cases.ts';

const FILES = ['syntax', 'fields', 'enums', 'names', 'extensions', 'options', 'editions'];

describe.each(FILES)('%s', (file) => {
  it.each(readCases(`${file}.proto`).map((example) => [example.name, example] as const))('%s', (_, example) => {
    const found = findingsOf(example).map(
      (finding) => `${lineOf(example, finding)} ${finding.rule}: ${finding.message}`,
    );
    expect(found.sort()).toEqual([...example.wants].sort());
    expect(found).not.toEqual([]);
  });

  it('is written without full stops and capitals', () => {
    for (const example of readCases(`${file}.proto`)) {
      for (const { message, help } of findingsOf(example)) {
        expect(message).toMatch(/^(?!A |An |The )[^A-Z]|^'/);
        expect(message).not.toMatch(/\.$|\billegal\b/);
        expect(help ?? '').not.toMatch(/\.$|\billegal\b/);
      }
    }
  });
});
