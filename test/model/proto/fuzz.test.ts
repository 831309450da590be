// Whatever the text: parsing and linking never throw, every span lies where it must, and the same text says the same.

import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toDescriptorJson } from '../../../src/model/proto/schema/descriptor-json.ts';
import { commentsOf } from '../../../src/model/proto/syntax/comments.ts';
import { parseFile } from '../../../src/model/proto/syntax/parse-file.ts';
import type { Span } from '../../../src/text/source-file.ts';
import { linkTexts } from './link-tree.ts';
import { mutatedFile, realFiles, unfinishedFile, VOCABULARY } from './mutated-files.ts';

const fixtures = fileURLToPath(new URL('../../../fixtures/parser/', import.meta.url));
const contracts = fileURLToPath(new URL('../../../contracts/', import.meta.url));
const roots = [join(fixtures, 'valid'), join(fixtures, 'editions'), contracts];
const files = realFiles(roots);

const anyText = fc.oneof(
  fc.string({ maxLength: 200 }),
  fc.string({ unit: 'binary', maxLength: 200 }),
  // Every code unit, halves of pairs among them.
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 100 }).map((codes) => String.fromCharCode(...codes)),
);

const tokenSoup = fc
  .array(fc.constantFrom(...VOCABULARY), { maxLength: 120 })
  .chain((tokens) => fc.constantFrom(' ', '', '\n').map((gap) => tokens.join(gap)));

/** Begins like a file, so that more of it is read as one. */
const headedSoup = fc
  .tuple(
    fc.constantFrom('syntax = "proto2";', 'syntax = "proto3";', 'edition = "2023";', 'edition = "2024";'),
    tokenSoup,
  )
  .map(([head, soup]) => `${head} message A { ${soup} } extend A { ${soup}`);

describe('parsing and linking', () => {
  it.each([
    ['any text', anyText, 400],
    ['a soup of tokens', tokenSoup, 600],
    ['a soup of tokens in a message', headedSoup, 600],
  ])('%s', (_, texts, numRuns) => {
    fc.assert(
      fc.property(texts, (text) => check('fuzz.proto', text)),
      { numRuns },
    );
  });

  it('real files that are broken', () => {
    fc.assert(
      fc.property(mutatedFile(files), ({ path, text }) => check(path, text)),
      { numRuns: 250 },
    );
  });

  it('real files that are being written', () => {
    fc.assert(
      fc.property(unfinishedFile(files), ({ path, text }) => check(path, text)),
      { numRuns: 100 },
    );
  });

  it('every beginning of a real file', () => {
    for (const { path, text, tokens } of files.filter(({ path }) => !/^v[12]/.test(path))) {
      for (const { end } of tokens) {
        const part = `${text.slice(0, end)}\n`;
        const node = parseFile({ path, text: part });
        checkSpans(node, node, part.length);
      }
    }
  });
});

function check(path: string, text: string): void {
  const node = parseFile({ path, text });
  checkSpans(node, node, text.length);
  for (const element of node.body) commentsOf(node, element);
  const schema = linkTexts({ [path]: text }, roots);
  for (const file of schema.files.values()) toDescriptorJson(file);
  for (const finding of schema.findings) {
    for (const place of [finding, ...(finding.related ?? [])]) {
      const length = schema.files.get(place.path)?.source.text.length;
      expect(length, place.path).toBeDefined();
      expect(isWithin(place, { start: 0, end: length ?? 0 }), `${finding.message} at ${place.start}`).toBe(true);
    }
  }
  expect(linkTexts({ [path]: text }, roots).findings).toEqual(schema.findings);
}

function isWithin({ start, end }: Span, outer: Span): boolean {
  return start <= end && start >= outer.start && end <= outer.end;
}

/** Every node lies within the one around it. Only a group's message shares its name with the field before it. */
function checkSpans(value: unknown, outer: Span, length: number): void {
  if (Array.isArray(value)) {
    for (const item of value) checkSpans(item, outer, length);
  } else if (typeof value === 'object' && value !== null && 'start' in value && 'end' in value) {
    const span = value as Span;
    if (!isWithin(span, outer))
      throw new Error(`${JSON.stringify(value).slice(0, 200)} is outside ${outer.start}–${outer.end}`);
    for (const [key, inner] of Object.entries(value)) {
      if (key === 'source' || key === 'errors' || key === 'opening') continue;
      if (key === 'name' && 'body' in value && (inner as Span).end <= span.start) continue;
      checkSpans(inner, span, length);
    }
  }
}
