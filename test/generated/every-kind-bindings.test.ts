// Writes fixtures/bindings/generated/: the code made for every kind of field, also those that no shipped contract has, for
// test/contracts. `npm run generate:contracts` renews it.

import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { printBindings } from '../../src/bindings/print-bindings.ts';
import { linkText, linkTree } from '../model/proto/link-tree.ts';

const ROOT = join(import.meta.dirname, '../../fixtures/bindings');
const WRITTEN = ['v9/every-kind.ts', 'schema-v9.ts'];

const schema = linkTree([ROOT], ['v9/every-kind.proto']);
const bindings = printBindings([...schema.files.values()]);

it('the file has no flaw', () => {
  expect(schema.findings).toEqual([]);
});

it.each(WRITTEN)('%s is up to date', async (path) => {
  const text = bindings.get(path) ?? '';
  const up = '../'.repeat(path.split('/').length + 2);
  const placed = text
    .replace('from contracts/', 'from fixtures/bindings/')
    .replace(
      /'(?:\.\.\/)+(runtime\/|google\/)/g,
      (_, folder: string) => `'${up}contracts/${folder === 'google/' ? 'generated/google/' : folder}`,
    );
  await expect(placed).toMatchFileSnapshot(join(ROOT, 'generated', path));
});

describe('bindings are refused for', () => {
  it.each([
    ['proto2', 'syntax = "proto2"; message A { optional int32 a = 1; }', 'A: bindings are made for proto3 only'],
    [
      'a message that holds itself',
      'syntax = "proto3"; message A { B b = 1; } message B { repeated A a = 1; }',
      'A holds itself',
    ],
    [
      'a map by number',
      'syntax = "proto3"; message A { map<int32, string> a = 1; }',
      'A.a: there are no bindings for maps by int32',
    ],
    ['a map to messages', 'syntax = "proto3"; message A { map<string, A> a = 1; }', 'A holds itself'],
    [
      'a map to numbers but floats',
      'syntax = "proto3"; message A { map<string, double> a = 1; }',
      'A.a: there are no bindings for maps to double',
    ],
  ])('%s', (_, text, message) => {
    const files = [...linkText(text).files.values()];
    expect(() => printBindings(files)).toThrow(message);
  });

  it('two types of one name', () => {
    const text = 'syntax = "proto3"; package a.b.v1; message A { enum B { C = 0; } } message AB {} message BAB {}';
    expect(() => printBindings([...linkText(text).files.values()])).toThrow('would both be called BAB');
  });
});
