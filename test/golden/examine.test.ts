// One fixture, judged: four ways in which bytes go wrong unseen, each with its own words, and what a picture shows.

import { describe, expect, it } from 'vitest';
import { protobufjsCodec } from '../../src/golden/codecs/protobufjs-codec.ts';
import { askCodec } from '../../src/golden/verify/ask-codecs.ts';
import { examineFixture } from '../../src/golden/verify/examine-fixture.ts';
import { verdictTable } from '../../src/golden/verify/verdict-table.ts';
import { bytesOf, EVERYTHING, examine, fixtureOf, told } from './golden-texts.ts';

const ZEROS = '0'.repeat(64);

describe('bytes that mean what the twin says, and are wrong', () => {
  it.each([
    [
      'an explicit zero',
      'Scalars',
      '18 00',
      '{}',
      "golden-wire: fixture 'v1/example' at offset 0x0000, field 'an_int32': it is zero and written all the same, where encoders leave it out",
    ],
    [
      'unsorted map keys',
      'Maps',
      '0a 05 0a 01 62 10 01 0a 05 0a 01 61 10 01',
      '{"byString": {"a": 1, "b": 1}}',
      'golden-difference-allowed: fixture \'v1/example\' at offset 0x0007, field \'by_string["a"]\': key "a" stands behind "b", where deterministic encoders sort by key',
    ],
    [
      'an unpacked repeated number',
      'Lists',
      '18 01 18 02',
      '{"int32s": [1, 2]}',
      "golden-wire: fixture 'v1/example' at offset 0x0000, field 'int32s[0]': each value has a tag of its own, where the schema wants them packed",
    ],
    [
      'an unknown field',
      'Tree',
      '98 06 01',
      '{}',
      "golden-difference-allowed: fixture 'v1/example' at offset 0x0000, field '[99]': message 'wire.three.Tree' has no field 99, so decoders keep or drop it as they like",
    ],
  ])('%s has words of its own, recorded or not', (_, message, hex, twin, words) => {
    const recorded = fixtureOf(`wire.three.${message}`, bytesOf(hex), twin);
    expect(examine(EVERYTHING, recorded)).toEqual([words]);
    const foreign = fixtureOf(`wire.three.${message}`, bytesOf(hex), twin, { sha256: ZEROS });
    expect(examine(EVERYTHING, foreign)).toContain(words);
    expect(examine(EVERYTHING, foreign).some((line) => line.startsWith('golden-checksum'))).toBe(true);
  });

  it('what a row allows is not judged by bytes that are not the recorded ones', () => {
    const changed = fixtureOf('wire.three.Tree', bytesOf('0a 01 61'), '{"name": "b"}', {
      sha256: ZEROS,
      allow: ['unknown-fields'],
    });
    expect(examine(EVERYTHING, changed).map((line) => line.split(':')[0])).toEqual(['golden-checksum']);
  });

  it('protobufjs alone would accept unsorted keys', async () => {
    const bytes = bytesOf('0a 05 0a 01 62 10 01 0a 05 0a 01 61 10 01');
    const fixture = fixtureOf('wire.three.Maps', bytes, '{"byString": {"b": 1, "a": 1}}');
    const { findings } = await askCodec(
      await protobufjsCodec(),
      [examineFixture(fixture, EVERYTHING)],
      EVERYTHING,
      () => {},
    );
    expect(findings).toEqual([]);
  });
});

describe('what implementations treat differently', () => {
  it.each([
    ['unknown-fields', 'three.Tree', '98 06 01', '{}'],
    ['unknown-enum-values', 'three.Scalars', 'f8 7f 05', '{"aColor": 5}'],
    ['duplicate-map-keys', 'three.Maps', '0a 05 0a 01 61 10 01 0a 05 0a 01 61 10 02', '{"byString": {"a": 2}}'],
    ['map-order', 'three.Maps', '0a 05 0a 01 62 10 01 0a 05 0a 01 61 10 01', '{"byString": {"a": 1, "b": 1}}'],
    ['nan-bits', 'three.Scalars', '15 01 00 a0 7f', '{"aFloat": "NaN"}'],
    ['repeated-oneof', 'three.Choices', '28 01 32 01 61', '{"text": "a"}'],
    ['go-order', 'two.Old', '08 01 a2 06 01 61', '{"needed": 1, "[wire.two.note]": "a"}'],
  ])('%s is refused, or allowed by name', async (name, message, hex, twin) => {
    const bytes = bytesOf(hex);
    const [refused] = examine(EVERYTHING, fixtureOf(`wire.${message}`, bytes, twin));
    expect(refused).toMatch(/^golden-difference-allowed: /);
    const allowing = examineFixture(fixtureOf(`wire.${message}`, bytes, twin, { allow: [name] }), EVERYTHING);
    expect(told(allowing)).toEqual([]);
    const { findings } = await askCodec(await protobufjsCodec(), [allowing], EVERYTHING, () => {});
    expect(told({ findings })).toEqual([]);
    const needless = examine(EVERYTHING, fixtureOf('wire.three.Tree', new Uint8Array(), '{}', { allow: [name] }));
    expect(needless).toEqual([`golden-difference-allowed: fixture 'v1/example' allows '${name}' and does not need it`]);
  });

  it('is not allowed by a name that does not exist', () => {
    const fixture = fixtureOf('wire.three.Tree', new Uint8Array(), '{}', { allow: ['unknown-field'] });
    const { findings } = examineFixture(fixture, EVERYTHING);
    expect(findings.map(({ message, help }) => `${message} (${help})`)).toEqual([
      "'unknown-field' is nothing that a fixture can allow (did you mean 'unknown-fields'?)",
    ]);
  });
});

describe('what helps', () => {
  const bytes = bytesOf('0a 02 68 69');
  const changed = fixtureOf('wire.three.Tree', bytes, '{"name": "ho"}');
  const damaged = fixtureOf('wire.three.Tree', bytes, '{"name": "hi"}', { sha256: ZEROS });

  it.each([
    ['changed twin', changed, 'golden-mismatch', 'change it back'],
    ['damaged file', damaged, 'golden-checksum', 'restore v1/example.bin'],
  ])('against a %s is an update, but not in a version that is frozen', (_, fixture, rule, words) => {
    const helpOf = (isFrozen: boolean) =>
      examineFixture(fixture, EVERYTHING, isFrozen).findings.find((finding) => finding.rule === rule)?.help;
    expect(helpOf(false)).toContain(words);
    expect(helpOf(false)).toContain("or 'leyline golden update v1/example' with a reason");
    expect(helpOf(true)).toContain('version v1 is frozen, and its fixtures stay as they were released');
  });
});

describe('a failure is a picture', () => {
  it('of what was expected beside what is there', () => {
    const fixture = fixtureOf(
      'wire.three.Tree',
      bytesOf('0a 02 68 69 1a 03 0a 01 79'),
      '{"name": "hi", "left": {"name": "x"}}',
    );
    const { findings, pictures } = examineFixture(fixture, EVERYTHING);
    expect(told({ findings })).toEqual([
      "golden-mismatch: the twin of fixture 'v1/example' encodes to other bytes: first at offset 0x0008, in field 'left.name', 78 was expected and 79 is there",
    ]);
    expect(findings[0]).toMatchObject({ path: 'golden/v1/example.json', start: 32, end: 35 });
    expect(pictures.map(({ text }) => text)).toEqual([
      [
        '  expected, from the twin     |   actual, in the fixture',
        '  0000  0a 02  1 name = "hi"  |   0000  0a 02  1 name = "hi"',
        '  0004  1a 03  3 left         |   0004  1a 03  3 left',
        '> 0006  0a 01  1 name = "x"   | > 0006  0a 01  1 name = "y"',
        '',
      ].join('\n'),
    ]);
  });

  it('of the wire around a flaw', () => {
    const fixture = fixtureOf('wire.three.Scalars', bytesOf('18 00 68 01'), '{"aBool": true}');
    expect(examineFixture(fixture, EVERYTHING).pictures).toEqual([
      {
        title: 'v1/example: it is zero and written all the same, where encoders leave it out',
        text: '> 0000  18  3 an_int32  VARINT  0\n  0002  68  13 a_bool   VARINT  true\n',
      },
    ]);
  });
});

it('the table has a sum for each version, and a line for who is disagreed about', () => {
  const rows = [
    { id: 'v1/a', version: 'v1', isSound: true },
    { id: 'v2/b', version: 'v2', isSound: true },
    { id: 'v2/c', version: 'v2', isSound: false },
  ];
  const verdicts = new Map([
    ['v1/a', 'ok'],
    ['v2/b', 'differs'],
  ] as const);
  const column = { codec: 'go', title: 'go', verdicts, findings: [], pictures: [] } as const;
  expect(verdictTable(rows, [column], false)).toBe(
    [
      '                leyline  go',
      'v1, 1 fixture   1        1',
      'v2, 2 fixtures  1        0',
      '  v2/b          ok       differs',
      '  v2/c          wrong    -',
      '',
    ].join('\n'),
  );
});
