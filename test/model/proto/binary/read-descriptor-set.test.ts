// Descriptor sets as compilers write them, read back: the canonical schema is the one that the sources have.

import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { toBinary } from '@bufbuild/protobuf';
import { type FileDescriptorSet, FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDescriptorSet } from '../../../../src/model/proto/binary/read-descriptor-set.ts';
import { WireError } from '../../../../src/model/proto/binary/wire-fields.ts';
import { outlineOf } from '../../../../src/model/proto/print/outline-of.ts';
import { printSchema } from '../../../../src/model/proto/print/print-schema.ts';
import { needProtoc, runBuf, runProtoc } from '../compilers.ts';
import { fileOf, linkTree, told } from '../link-tree.ts';

const folder = (path: string) => fileURLToPath(new URL(`../../../../${path}/`, import.meta.url));

function expectSame(root: string, paths: readonly string[], set: FileDescriptorSet): void {
  const schema = linkTree([root], paths);
  expect(told(schema)).toEqual([]);
  const outlines = readDescriptorSet(toBinary(FileDescriptorSetSchema, set));
  for (const path of paths) {
    const read = outlines.get(path);
    expect(read && printSchema(read)).toEqual(printSchema(outlineOf(fileOf(schema, path))));
  }
}

function protosIn(root: string): string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.proto'));
}

describe('a descriptor set', () => {
  it.for(['contracts', 'fixtures/parser/valid'])('of %s by protoc is read as its sources are', (root, context) => {
    needProtoc(context);
    const paths = protosIn(folder(root));
    expectSame(folder(root), paths, runProtoc([folder(root)], paths));
  });

  it.each(['fixtures/parser/editions', 'contracts'])('of %s by buf is read as its sources are', (root) => {
    const paths = protosIn(folder(root));
    expectSame(folder(root), paths, runBuf(folder(root)));
  });

  const text = (words: string) => new TextEncoder().encode(words);
  const field = (number: number, bytes: Uint8Array) => new Uint8Array([(number << 3) | 2, bytes.length, ...bytes]);
  const file = (...parts: Uint8Array[]) => field(1, new Uint8Array(parts.flatMap((part) => [...part])));

  it.each<[string, Uint8Array, string]>([
    ['text', text('syntax = "proto3";'), 'there is no wire type 7'],
    ['the middle of a number', new Uint8Array([0x80]), 'it ends in the middle of a number'],
    ['a file without a name', file(), "'' is no path of a file"],
    ['a path that leads out', file(field(1, text('../../etc/x.proto'))), "'../../etc/x.proto' is no path of a file"],
    [
      'a name that is a text of its own',
      file(field(1, text('a')), field(2, text('a; message B {}'))),
      "'a; message B {}' is no name",
    ],
    ['a syntax to come', file(field(1, text('a')), field(12, text('proto4'))), "a has the unknown syntax 'proto4'"],
    [
      'an edition to come',
      file(field(1, text('a')), field(12, text('editions'))),
      'a has an edition that is not known',
    ],
  ])('that is %s is refused in words', (_, bytes, message) => {
    expect(() => readDescriptorSet(bytes)).toThrow(new WireError(message));
  });

  it('is never a crash, whatever the bytes', () => {
    const real = toBinary(FileDescriptorSetSchema, runBuf(folder('fixtures/parser/editions')));
    const damage = fc.array(fc.tuple(fc.nat(real.length - 1), fc.integer({ min: 0, max: 255 })), { maxLength: 20 });
    fc.assert(
      fc.property(damage, fc.nat(real.length), fc.uint8Array(), (changes, cut, more) => {
        const bytes = new Uint8Array([...real.subarray(0, cut), ...more]);
        for (const [at, byte] of changes) if (at < bytes.length) bytes[at] = byte;
        try {
          for (const outline of readDescriptorSet(bytes).values()) printSchema(outline);
        } catch (error) {
          if (!(error instanceof WireError)) throw error;
        }
      }),
    );
  });
});
