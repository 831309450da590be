// The readable twin: what is wrong in it has a line and a column, and what is right means the same to others.

import { createFileRegistry, fromBinary, fromJson, toJson } from '@bufbuild/protobuf';
import { FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTwin } from '../../src/golden/json/read-twin.ts';
import { writeTwin } from '../../src/golden/json/write-twin.ts';
import { encodeCanonical } from '../../src/golden/wire/encode-canonical.ts';
import { readValue } from '../../src/golden/wire/read-value.ts';
import { walkWire } from '../../src/golden/wire/walk-wire.ts';
import { positionAt } from '../../src/text/source-file.ts';
import { EVERYTHING, messageOf } from './golden-texts.ts';

function problems(message: string, text: string): string[] {
  const twin = readTwin(text, messageOf(EVERYTHING, message), EVERYTHING);
  return twin.problems.map((problem) => {
    const { line, column } = positionAt({ path: 'x.json', text }, problem.span.start);
    return `${line}:${column} ${problem.message}${problem.help === undefined ? '' : ` (${problem.help})`}`;
  });
}

const MISTAKES: readonly (readonly [message: string, text: string, told: string])[] = [
  ['Tree', '', "1:1 there is no value here (write '{}' for a message with nothing set)"],
  [
    'Tree',
    '\ufeff{}',
    '1:1 a byte order mark stands here, which JSON does not have (save the file as UTF-8 without one)',
  ],
  ['Tree', '{"name": "a",}', "1:13 nothing follows this ',' (take it out)"],
  ['Tree', '{"name": "a"} x', '1:15 text follows behind the value'],
  ['Tree', "{'name': 1}", '1:2 a key in double quotes is wanted here'],
  ['Tree', '{\n  "name": "a\nb"}', '2:13 a control character stands in this text (write it as an escape, such as \\n)'],
  ['Tree', '{"name": "\\q"}', '1:11 this escape does not exist in JSON'],
  ['Tree', '{"name": "a', '1:10 this text has no closing quote'],
  ['Tree', '{\n  "nmae": "a"\n}', "2:3 'wire.three.Tree' has no field 'nmae' (did you mean 'name'?)"],
  ['Tree', '{"name": "a",\n "name": "b"}', "2:2 field 'name' is written twice (keep one of the two)"],
  ['Scalars', '{"anInt32": 1, "an_int32": 2}', "1:16 field 'an_int32' is written twice (keep one of the two)"],
  ['Scalars', '{"anInt32": "x"}', '1:13 \'an_int32\' is an int32 field and wants a whole number, not the text "x"'],
  ['Scalars', '{"anInt32": 1.5}', "1:13 'an_int32' is an int32 field and wants a whole number, not the number 1.5"],
  ['Scalars', '{"anInt32": 2147483648}', "1:13 2147483648 does not fit into 'an_int32', -2147483648 to 2147483647"],
  ['Scalars', '{"aUint64": -1}', "1:13 -1 does not fit into 'a_uint64', 0 to 18446744073709551615"],
  [
    'Scalars',
    '{"anInt64": 9007199254740993}',
    '1:13 9007199254740993 has more digits than a number of JSON keeps (write it in quotes: "9007199254740993")',
  ],
  ['Scalars', '{"aFloat": 1e39}', '1:12 1e39 is too large for a float'],
  ['Scalars', '{"aDouble": NaN}', '1:13 \'NaN\' is no value of JSON (ProtoJSON writes it in quotes: "NaN")'],
  ['Scalars', '{"aBool": 1}', "1:11 'a_bool' is a bool field and wants true or false, not the number 1"],
  ['Scalars', '{"aString": "\\ud800"}', '1:13 this text has half of a surrogate pair, which UTF-8 cannot hold'],
  ['Scalars', '{"someBytes": "a*"}', '1:15 "a*" is not base64'],
  [
    'Scalars',
    '{"aColor": "COLOR_RAD"}',
    "1:12 enum 'wire.three.Color' has no value 'COLOR_RAD' (did you mean 'COLOR_RED'?)",
  ],
  ['Lists', '{"int32s": 1}', "1:12 'int32s' is repeated and wants a list, not the number 1"],
  ['Lists', '{"int32s": [1, null]}', "1:16 null cannot stand in 'int32s' (take it out)"],
  ['Maps', '{"byInt32": {"1": "a", "01": "b"}}', "1:24 key '01' is written twice in 'by_int32' (keep one of the two)"],
  ['Maps', '{"byInt32": {"x": "a"}}', "1:14 the key 'x' is not a whole number"],
  ['Maps', '{"byBool": {"yes": 1}}', "1:13 the key 'yes' is not true or false"],
  [
    'Choices',
    '{"number": 1, "text": "a"}',
    "1:15 'text' and 'number' are both members of oneof 'first' (set one of the two)",
  ],
  [
    'WellKnown',
    '{"timestamp": "2025-02-30T00:00:00Z"}',
    '1:15 a timestamp is a text such as "2025-01-10T12:00:00Z", not the text "2025-02-30T00:00:00Z"',
  ],
  ['WellKnown', '{"duration": "1.5"}', '1:14 a duration is a text such as "1.5s", not the text "1.5"'],
  [
    'WellKnown',
    '{"any": {"@type": "x/wire.three.Tre"}}',
    "1:19 there is no message 'wire.three.Tre' (did you mean 'wire.three.Tree'?)",
  ],
  ['WellKnown', '{"structure": {"a": 1, "a": 2}}', "1:15 key 'a' is written twice"],
];

describe('a mistake in a twin', () => {
  it.each(MISTAKES)('%s %s', (message, text, told) => {
    expect(problems(`wire.three.${message}`, text)).toEqual([told]);
  });

  it('is told for a text that is nested without end, too', () => {
    const text = `${'{"left":'.repeat(100_000)}`;
    expect(problems('wire.three.Tree', text)).toEqual(['1:801 this is nested more than 100 levels deep']);
    expect(problems('wire.three.Tree', '['.repeat(1_000_000))).toHaveLength(1);
  });

  it('never stops the reader, whatever the text is', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.json()),
        fc.constantFrom(...EVERYTHING.messages.values()),
        (text, message) => {
          const { value, problems: found } = readTwin(text, message, EVERYTHING);
          expect(value === undefined).toBe(found.length > 0);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

describe('twin and bytes', () => {
  const set = fromJson(FileDescriptorSetSchema, EVERYTHING.descriptorSet(['wire.three.WellKnown']) as never);
  const registry = createFileRegistry(set);

  it('are turned into each other without loss, and as protobuf-es does it', () => {
    const messages = [...EVERYTHING.messages.values()].filter(({ fullName }) => fullName.startsWith('wire.three'));
    fc.assert(
      fc.property(fc.constantFrom(...messages), fc.uint8Array({ maxLength: 120 }), (message, bytes) => {
        const tree = walkWire(bytes, message, EVERYTHING);
        fc.pre(!tree.isMalformed && !tree.flaws.some(({ kind }) => kind === 'invalid-utf8'));
        const canonical = encodeCanonical(readValue(tree));
        const es = registry.getMessage(message.fullName);
        if (!es) throw new Error(`protobuf-es does not know ${message.fullName}`);
        let others: string;
        try {
          others = JSON.stringify(toJson(es, fromBinary(es, canonical), { registry }));
        } catch {
          // Times beyond the calendar, empty Values: what has no JSON form.
          return;
        }
        const text = writeTwin(readValue(walkWire(canonical, message, EVERYTHING)), EVERYTHING);
        for (const twin of [text, others]) {
          const read = readTwin(twin, message, EVERYTHING);
          expect(read.problems).toEqual([]);
          expect(read.value && encodeCanonical(read.value)).toEqual(canonical);
        }
      }),
      { numRuns: 1_500 },
    );
  });

  it.each([
    ['{"anInt32": 1e3}', '18 e8 07'],
    ['{"anInt32": "12"}', '18 0c'],
    ['{"anInt32": null}', ''],
    ['{"an_int32": -1}', '18 ff ff ff ff ff ff ff ff ff 01'],
    ['{"aSint32": -1}', '38 01'],
    ['{"someBytes": "_-8"}', '7a 02 ff ef'],
    ['{"aFloat": 0.1}', '15 cd cc cc 3d'],
    ['{"aDouble": -0.0}', '09 00 00 00 00 00 00 00 80'],
    ['{"aColor": -1}', 'f8 7f ff ff ff ff ff ff ff ff ff 01'],
    ['{"aString": "\\ud83d\\ude00"}', '72 04 f0 9f 98 80'],
  ])('%s', (text, hex) => {
    const { value } = readTwin(text, messageOf(EVERYTHING, 'wire.three.Scalars'), EVERYTHING);
    const bytes = value ? [...encodeCanonical(value)] : [];
    expect(bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(' ')).toBe(hex);
  });
});
