// What is told of wire bytes that no encoder would write, and of bytes that nobody can read.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dumpLines, dumpText } from '../../src/golden/wire/dump.ts';
import { encodeCanonical } from '../../src/golden/wire/encode-canonical.ts';
import { locate } from '../../src/golden/wire/locate.ts';
import { readValue } from '../../src/golden/wire/read-value.ts';
import { walkWire } from '../../src/golden/wire/walk-wire.ts';
import { EVERYTHING, MESSAGE_SET, messageOf, walk } from './golden-texts.ts';

const repeated = (hex: string, times: number) => Array.from({ length: times }, () => hex).join(' ');

interface Case {
  readonly what: string;
  readonly message: string;
  readonly hex: string;
  /** `kind path: words` of each flaw. */
  readonly flaws: readonly string[];
}

const SURPRISES: readonly Case[] = [
  {
    what: 'an explicit zero',
    message: 'wire.three.Scalars',
    hex: '18 00',
    flaws: ['explicit-default an_int32: it is zero and written all the same, where encoders leave it out'],
  },
  {
    what: 'an explicit empty text',
    message: 'wire.three.Scalars',
    hex: '72 00',
    flaws: ['explicit-default a_string: it is empty and written all the same, where encoders leave it out'],
  },
  { what: 'minus zero, which is no default', message: 'wire.three.Scalars', hex: '15 00 00 00 80', flaws: [] },
  { what: 'a zero that has presence', message: 'wire.three.Choices', hex: '08 00', flaws: [] },
  {
    what: 'unsorted map keys',
    message: 'wire.three.Maps',
    hex: '0a 05 0a 01 62 10 01  0a 05 0a 01 61 10 01',
    flaws: ['map-order by_string["a"]: key "a" stands behind "b", where deterministic encoders sort by key'],
  },
  {
    what: 'a map key twice',
    message: 'wire.three.Maps',
    hex: '0a 05 0a 01 61 10 01  0a 05 0a 01 61 10 02',
    flaws: ['duplicate-map-key by_string["a"]: key "a" stands here a second time, and the last one wins'],
  },
  {
    what: 'a map entry without value',
    message: 'wire.three.Maps',
    hex: '0a 03 0a 01 61',
    flaws: [
      'incomplete-map-entry by_string["a"].key: its map entry has no value, where encoders write both key and value',
    ],
  },
  {
    what: 'map keys that JavaScript reorders',
    message: 'wire.three.Maps',
    hex: '0a 06 0a 02 31 30 10 01  0a 05 0a 01 39 10 01',
    flaws: [
      'map-key-order by_string["10"]: of the keys of its map, JavaScript puts keys that look like whole numbers before all others, in the order of their values',
    ],
  },
  {
    what: 'map keys that Python reorders',
    message: 'wire.three.Maps',
    hex: '12 05 08 01 12 01 61  12 05 08 02 12 01 62',
    flaws: [
      'map-key-order by_int32[1]: of the keys of its map, Python writes keys that are no texts from the largest down',
    ],
  },
  {
    what: 'an unpacked repeated number',
    message: 'wire.three.Lists',
    hex: '18 01 18 02',
    flaws: ['unpacked int32s[0]: each value has a tag of its own, where the schema wants them packed'],
  },
  {
    what: 'a packed number that is declared unpacked',
    message: 'wire.three.Lists',
    hex: '52 02 01 02',
    flaws: ['packed unpacked: it is packed, where the schema wants a tag for each value'],
  },
  {
    what: 'packed numbers in two pieces',
    message: 'wire.three.Lists',
    hex: '1a 01 01 1a 01 02',
    flaws: ['split-packed int32s: its values are in several pieces, where encoders write one'],
  },
  {
    what: 'nothing, packed',
    message: 'wire.three.Lists',
    hex: '1a 00',
    flaws: ['empty-packed int32s: it is packed and empty, where encoders leave it out'],
  },
  {
    what: 'an unknown field',
    message: 'wire.three.Tree',
    hex: '98 06 01',
    flaws: ["unknown-field [99]: message 'wire.three.Tree' has no field 99, so decoders keep or drop it as they like"],
  },
  {
    what: 'a number in too many bytes',
    message: 'wire.three.Scalars',
    hex: '18 81 00',
    flaws: ['non-minimal-varint an_int32: its value is written in more bytes than it needs'],
  },
  {
    what: 'a tag in too many bytes',
    message: 'wire.three.Scalars',
    hex: '98 00 01',
    flaws: ['non-minimal-varint an_int32: its tag is written in more bytes than it needs'],
  },
  {
    what: 'a length in too many bytes',
    message: 'wire.three.Tree',
    hex: '0a 81 00 61',
    flaws: ['non-minimal-varint name: its length is written in more bytes than it needs'],
  },
  {
    what: 'text that is not UTF-8, inside messages',
    message: 'wire.three.Tree',
    hex: '12 04 12 02 0a 00  12 05 1a 03 0a 01 ff',
    flaws: [
      'explicit-default children[0].children[0].name: it is empty and written all the same, where encoders leave it out',
      'invalid-utf8 children[1].left.name: its text is not UTF-8',
    ],
  },
  {
    what: 'half of a surrogate pair',
    message: 'wire.three.Tree',
    hex: '0a 03 ed a0 80',
    flaws: ['invalid-utf8 name: its text is not UTF-8'],
  },
  {
    what: 'fields out of order',
    message: 'wire.three.Tree',
    hex: '1a 00 0a 01 61',
    flaws: ["field-order name: it stands behind field 3 'left', where encoders write fields by number"],
  },
  {
    what: 'an enum value without a name',
    message: 'wire.three.Scalars',
    hex: 'f8 7f 05',
    flaws: ["unknown-enum-value a_color: enum 'wire.three.Color' has no value 5"],
  },
  {
    what: 'a negative number in five bytes',
    message: 'wire.three.Scalars',
    hex: '18 ff ff ff ff 0f',
    flaws: ['out-of-range an_int32: it is negative in five bytes, where encoders write ten'],
  },
  {
    what: 'a bool of 2',
    message: 'wire.three.Scalars',
    hex: '68 02',
    flaws: ['out-of-range a_bool: a bool is 0 or 1 on the wire, not 2'],
  },
  {
    what: 'a signalling NaN',
    message: 'wire.three.Scalars',
    hex: '15 01 00 a0 7f',
    flaws: ['nan-bits a_float: it is a NaN of the bits 0x7fa00001, which implementations rewrite as they like'],
  },
  {
    what: 'a singular field twice',
    message: 'wire.three.Tree',
    hex: '0a 01 61 0a 01 62',
    flaws: ['repeated-singular name: it stands here a second time, and the last one wins'],
  },
  {
    what: 'two members of a oneof',
    message: 'wire.three.Choices',
    hex: '28 01 32 01 61',
    flaws: ["repeated-oneof text: 'number' is set before in oneof 'first', and the last one wins"],
  },
  {
    what: 'a member of a oneof before another field',
    message: 'wire.three.Choices',
    hex: '28 01 42 01 61',
    flaws: [],
  },
  {
    what: 'an extension behind a field, which Go writes first',
    message: 'wire.two.Old',
    hex: '08 01 a2 06 01 61',
    flaws: ['go-order needed: an extension stands behind it, and Go writes extensions before all other fields'],
  },
  {
    what: 'a wire type of another field type',
    message: 'wire.three.Tree',
    hex: '08 01',
    flaws: [
      "wrong-wire-type [1]: its wire type is not that of 'name', which is a string field, so decoders take it for unknown",
    ],
  },
];

const HOSTILE: readonly Case[] = [
  { what: 'a tag cut off', message: 'wire.three.Tree', hex: '8a', flaws: ['truncated : the bytes end inside a tag'] },
  {
    what: 'a number cut off',
    message: 'wire.three.Scalars',
    hex: '15 00 00',
    flaws: ['truncated a_float: the bytes end inside its value'],
  },
  {
    what: 'two gigabytes claimed',
    message: 'wire.three.Tree',
    hex: '0a ff ff ff ff 07 61',
    flaws: ['length-beyond-end name: it claims 2147483647 bytes where 1 are left'],
  },
  {
    what: 'a length of 2^64-1, inside',
    message: 'wire.three.Tree',
    hex: '12 0b 0a ff ff ff ff ff ff ff ff ff 01',
    flaws: ['length-beyond-end children[0].name: it claims 18446744073709551615 bytes where 0 are left'],
  },
  {
    what: 'a varint of eleven bytes',
    message: 'wire.three.Scalars',
    hex: `20 ${repeated('80', 10)} 01`,
    flaws: ['overlong-varint an_int64: its value is a varint of more than 64 bits'],
  },
  {
    what: 'a varint of 70 bits',
    message: 'wire.three.Scalars',
    hex: `20 ${repeated('ff', 9)} 7f`,
    flaws: ['overlong-varint an_int64: its value is a varint of more than 64 bits'],
  },
  {
    what: 'field number 0',
    message: 'wire.three.Tree',
    hex: '00 01',
    flaws: ['bad-field-number : there is no field number 0'],
  },
  { what: 'wire type 7', message: 'wire.three.Tree', hex: '0f', flaws: ['bad-wire-type : there is no wire type 7'] },
  {
    what: 'a group that ends without beginning',
    message: 'wire.three.Tree',
    hex: '0c',
    flaws: ['stray-end-group : a group ends here that never began'],
  },
  {
    what: 'a group that never ends',
    message: 'wire.two.Old',
    hex: '08 01 1b 08 01',
    flaws: ['unterminated-group part.inner: the bytes end inside group 3, which has no end tag'],
  },
  {
    what: 'a group that another one ends',
    message: 'wire.two.Old',
    hex: '08 01 1b 24',
    flaws: ['stray-end-group part: a group of number 4 ends inside group 3'],
  },
  {
    what: 'groups 10,000 deep',
    message: 'wire.three.Tree',
    hex: repeated('a3 06', 10_000),
    flaws: ['too-deep', 'unknown-field'],
  },
];

function flawsOf({ message, hex }: Case): string[] {
  const tree = walk(EVERYTHING, message, hex);
  return tree.flaws.map((flaw) => `${flaw.kind} ${locate(tree, flaw.start).path}: ${flaw.words}`);
}

describe('bytes that decoders take and encoders do not write', () => {
  it.each(SURPRISES)('$what', (one) => {
    expect(flawsOf(one)).toEqual(one.flaws);
    expect(walk(EVERYTHING, one.message, one.hex).isMalformed).toBe(false);
  });
});

describe('bytes that no decoder takes', () => {
  it.each(HOSTILE)('$what', (one) => {
    const flaws = flawsOf(one);
    if (one.flaws[0]?.includes(':')) expect(flaws).toEqual(one.flaws);
    else expect([...new Set(flaws.map((flaw) => flaw.split(' ')[0]))].sort()).toEqual(one.flaws);
    expect(walk(EVERYTHING, one.message, one.hex).isMalformed).toBe(true);
  });

  it('messages 10,000 deep', () => {
    let bytes = new Uint8Array();
    for (let i = 0; i < 10_000; i++) {
      const length: number[] = [];
      for (let rest = bytes.length; ; rest >>= 7) {
        length.push(rest > 0x7f ? (rest & 0x7f) | 0x80 : rest);
        if (rest <= 0x7f) break;
      }
      const outer = new Uint8Array(1 + length.length + bytes.length);
      outer.set([0x1a, ...length]);
      outer.set(bytes, 1 + length.length);
      bytes = outer;
    }
    const tree = walkWire(bytes, messageOf(EVERYTHING, 'wire.three.Tree'), EVERYTHING);
    expect(tree.flaws.map(({ kind }) => kind)).toEqual(['too-deep']);
  });

  it('a message set', () => {
    const tree = walk(MESSAGE_SET, 'wire.sets.SetHolder', '0a 02 0b 0c');
    expect(tree.flaws.map(({ words }) => words)).toEqual([
      "'wire.sets.OldSet' is a message set, which most implementations cannot read",
    ]);
  });

  it('fields without end, in bounded memory', () => {
    const bytes = new Uint8Array(600_000).fill(0x18).map((byte, i) => (i % 2 === 0 ? byte : 1));
    const tree = walkWire(bytes, messageOf(EVERYTHING, 'wire.three.Scalars'), EVERYTHING);
    expect(tree.flaws.map(({ kind }) => kind)).toContain('too-many-fields');
    expect(dumpLines(tree).length).toBeLessThanOrEqual(2_000);
  });
});

describe('a walk', () => {
  const messages = [...EVERYTHING.messages.values()];
  const anyMessage = fc.constantFrom(...messages);

  it('ends on any bytes, with every field inside them', () => {
    fc.assert(
      fc.property(anyMessage, fc.uint8Array({ maxLength: 200 }), (message, bytes) => {
        const tree = walkWire(bytes, message, EVERYTHING);
        let at = 0;
        for (const field of tree.fields) {
          expect(field.start).toBeGreaterThanOrEqual(at);
          expect(field.end).toBeLessThanOrEqual(bytes.length);
          at = field.end;
        }
        for (const { start, end } of tree.flaws) expect([start <= end, end <= bytes.length]).toEqual([true, true]);
        dumpText(dumpLines(tree));
        encodeCanonical(readValue(tree));
      }),
      { numRuns: 3_000 },
    );
  });

  it('finds nothing in canonical bytes, whatever they were made from', () => {
    const zones = new Set(['unknown-enum-value', 'go-order', 'map-key-order', 'invalid-utf8']);
    fc.assert(
      fc.property(anyMessage, fc.uint8Array({ maxLength: 200 }), (message, bytes) => {
        const first = walkWire(bytes, message, EVERYTHING);
        fc.pre(!first.isMalformed);
        const canonical = encodeCanonical(readValue(first));
        const tree = walkWire(canonical, message, EVERYTHING);
        expect(tree.flaws.filter(({ kind }) => !zones.has(kind))).toEqual([]);
        expect(encodeCanonical(readValue(tree))).toEqual(canonical);
      }),
      { numRuns: 3_000 },
    );
  });
});

it('a dump shows offset, tag, field, wire type and value, nested', () => {
  const tree = walk(EVERYTHING, 'wire.three.Tree', '0a 02 68 69 12 05 0a 03 e2 82 ac 98 06 07');
  expect(dumpText(dumpLines(tree), ({ start }) => start === 6)).toBe(
    [
      '  0000  0a 02  1 name        LEN 2   "hi"',
      '  0004  12 05  2 children    LEN 5',
      '> 0006  0a 03    1 name      LEN 3   "€"',
      '  000b  98 06  99 (unknown)  VARINT  0x7',
      '',
    ].join('\n'),
  );
});

it('a dump shows what a length claims apart from what is there', () => {
  const cut = walk(EVERYTHING, 'wire.three.Tree', '0a ff ff ff ff 07 61 62');
  expect(dumpText(dumpLines(cut))).toBe('  0000  0a ff ff ff ff 07  1 name  LEN 2147483647  "ab"\n');
});

it('a dump has numbers and enum values without the quotes of JSON', () => {
  const tree = walk(EVERYTHING, 'wire.three.Scalars', '15 00 00 c0 7f 18 ac 02 68 01');
  expect(dumpLines(tree).map(({ value }) => value)).toEqual(['NaN', '300', 'true']);
});
