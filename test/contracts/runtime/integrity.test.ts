// Checksums held against those of others: zlib for CRC-32, node:crypto for SHA-256.

import { createHash } from 'node:crypto';
import zlib from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareUtf8, equalInConstantTime, fromHex, toHex } from '../../../contracts/runtime/bytes.ts';
import { checkCrc32, crc32, type SchemaFile, schemaSha256 } from '../../../contracts/runtime/integrity.ts';
import { nodeCrypto } from '../../../contracts/runtime/node.ts';

const text = (value: string) => new TextEncoder().encode(value);

describe('CRC-32', () => {
  it.each([
    ['', 0],
    ['a', 0xe8b7be43],
    ['123456789', 0xcbf43926],
    ['The quick brown fox jumps over the lazy dog', 0x414fa339],
  ])("of '%s' is the known one", (value, crc) => expect(crc32(text(value))).toBe(crc));

  it("is zlib's", () => {
    // In a gzip stream the CRC-32 of the content stands 8 bytes before the end.
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const zipped = zlib.gzipSync(bytes);
        expect(crc32(bytes)).toBe(zipped.readUInt32LE(zipped.length - 8));
      }),
    );
  });

  it('goes on from a part', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.uint8Array(), (left, right) => {
        expect(crc32(right, crc32(left))).toBe(crc32(Uint8Array.of(...left, ...right)));
      }),
    );
  });

  it('finds each flipped bit of a message', () => {
    const bytes = text('a message of some bytes');
    const crc = crc32(bytes);
    expect(() => checkCrc32(bytes, crc)).not.toThrow();
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const flipped = bytes.slice();
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(() => checkCrc32(flipped, crc)).toThrow(expect.objectContaining({ code: 'checksum-mismatch' }));
    }
  });
});

describe('SHA-256 of a schema', () => {
  const files: readonly SchemaFile[] = [
    { path: 'v2/b.proto', content: text('message B {}') },
    { path: 'v2/a.proto', content: text('message A {}') },
  ];
  const digest = (of: readonly SchemaFile[]) => schemaSha256(nodeCrypto, of);

  it('covers names and contents by their lengths', () => {
    const hashed = 'leyline.schema.v1\n10 12\nv2/a.protomessage A {}10 12\nv2/b.protomessage B {}';
    expect(digest(files)).toBe(createHash('sha256').update(hashed).digest('hex'));
  });

  it('does not depend on the order of the files', () => expect(digest([...files].reverse())).toBe(digest(files)));

  it.each<[string, readonly SchemaFile[]]>([
    ['a content', [{ path: 'v2/b.proto', content: text('message C {}') }, ...files.slice(1)]],
    ['a name', [{ path: 'v2/c.proto', content: text('message B {}') }, ...files.slice(1)]],
    ['the files that there are', files.slice(1)],
    ['where a name ends', [{ path: 'v2/b.protom', content: text('essage B {}') }, ...files.slice(1)]],
  ])('depends on %s', (_what, other) => expect(digest(other)).not.toBe(digest(files)));

  it('refuses two files of one path', () => {
    expect(() => digest([...files, ...files])).toThrow(expect.objectContaining({ code: 'invariant-violated' }));
  });
});

describe('bytes', () => {
  it('become hexadecimal digits and back', () => {
    fc.assert(fc.property(fc.uint8Array(), (bytes) => void expect(fromHex(toHex(bytes))).toEqual(bytes)));
    expect(fromHex('AbCd')).toEqual(Uint8Array.of(0xab, 0xcd));
    expect(['a', 'xy', '0x', ' 1'].map(fromHex)).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('are equal or not', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.uint8Array(), (left, right) => {
        expect(equalInConstantTime(left, left.slice())).toBe(true);
        expect(equalInConstantTime(left, right)).toBe(Buffer.compare(left, right) === 0);
      }),
    );
  });

  it('of texts are ordered as their UTF-8 is', () => {
    const order = fc.string({ unit: 'binary', maxLength: 6 });
    fc.assert(
      fc.property(order, order, (left, right) => {
        expect(Math.sign(compareUtf8(left, right))).toBe(Buffer.compare(Buffer.from(left), Buffer.from(right)));
      }),
    );
    expect(compareUtf8('\u{10000}', '\uffff')).toBeGreaterThan(0);
  });
});
