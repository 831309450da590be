// The generated code of every message, alone: what is written is read again, what is wrong is refused, what is hostile does
// no harm. test/contracts/differential.test.ts holds it against other implementations.

import fc from 'fast-check';
import { describe, expect, expectTypeOf, it } from 'vitest';
import {
  AdaptationCommand,
  Duration,
  decodeMessage,
  EventEnvelope,
  encodeMessage,
  encodeMessageInto,
  LearningRateUpdate,
  LeylineContractError,
  type LeylineErrorCode,
  type MessageType,
  PauseCommand,
  SeedState,
  SystemStatePacket,
  Timestamp,
  v1,
} from '../../contracts/index.ts';
import {
  EveryCase,
  EveryKind,
  EveryList,
  EveryMap,
  EveryPresence,
  Inner,
} from '../../fixtures/bindings/generated/v9/every-kind.ts';
import { TESTED } from './message-arbitrary.ts';

/** Of which message the type is, is not said in a table. */
type AnyType = Pick<MessageType<object>, 'typeName'>;

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

function unhex(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text.replaceAll(' ', ''), 'hex'));
}

function codeOf(run: () => unknown): LeylineErrorCode | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    if (error instanceof LeylineContractError) return error.code;
    throw error;
  }
}

describe('what is written is read again', () => {
  it.each(TESTED.map((tested) => [tested.type.typeName, tested] as const))('%s', (_, { type, messages }) => {
    const property = fc.property(messages, (message) => {
      const bytes = encodeMessage(type, message);
      const read = decodeMessage(type, bytes);
      expect(type.is(read)).toBe(true);
      expect(read).toEqual(message);
      expect(hex(encodeMessage(type, read))).toBe(hex(bytes));
    });
    fc.assert(property, { numRuns: 40 });
  });
});

describe('hostile bytes do no harm', () => {
  it.each(TESTED.map((tested) => [tested.type.typeName, tested] as const))('%s', (_, { type, messages }) => {
    const broken = fc
      .tuple(messages, fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 4 }), fc.nat())
      .map(([message, changes, cut]) => {
        const bytes = encodeMessage(type, message).slice();
        for (const [at, byte] of changes) if (bytes.length > 0) bytes[at % bytes.length] = byte;
        return bytes.subarray(0, cut % 3 === 0 ? cut % (bytes.length + 1) : bytes.length);
      });
    const property = fc.property(fc.oneof(broken, fc.uint8Array({ maxLength: 60 })), (bytes) => {
      let read: Record<string, unknown>;
      try {
        read = decodeMessage(type, bytes);
      } catch (error) {
        expect(error).toBeInstanceOf(LeylineContractError);
        return;
      }
      // A float of any bits is read, and written as the one that it means.
      const again = encodeMessage(type, read);
      expect(hex(encodeMessage(type, decodeMessage(type, again)))).toBe(hex(again));
    });
    fc.assert(property, { numRuns: 60 });
  });
});

describe('canonical bytes', () => {
  it.each<[string, AnyType, object, string]>([
    ['leave defaults out', SystemStatePacket, {}, ''],
    ['keep -0', SeedState, { localLoss: -0 }, '21 0000000000000080'],
    ['keep presence', EveryPresence, { aUint32: 0, aString: '', aBool: false }, '28 00 68 00 72 00'],
    ['keep a case that is a default', EveryCase, { value: { case: 'aBool', value: false } }, '18 00'],
    [
      'keep a message without fields',
      SeedState,
      { health: { status: 0, gradientVariance: 0, weightDrift: 0, consecutiveFailures: 0 } },
      '2a 00',
    ],
    ['leave out what is too small for a float', EveryKind, { aFloat: 1e-60 }, ''],
    ['have one NaN', EveryKind, { aFloat: Number.NaN, aDouble: Number.NaN }, '09 000000000000f87f 15 0000c07f'],
    ['are packed', EveryList, { int32s: [1, -1], bools: [true, false] }, '1a 0b 01 ffffffffffffffffff01 6a 02 01 00'],
    ['are not packed where the schema says so', EveryList, { unpacked: [1, 2] }, '9001 01 9001 02'],
    [
      'sort maps by UTF-8',
      EveryMap,
      { texts: { '\u{1f600}': '', '～': '', b: '1', a: '' } },
      '0a05 0a0161 1200 0a06 0a0162 120131 0a07 0a03efbd9e 1200 0a08 0a04f09f9880 1200',
    ],
    ['are in number order', EveryCase, { value: { case: 'aString', value: 'x' }, between: 'y' }, '2a 01 79 42 01 78'],
    [
      'keep unknown fields behind all others',
      Timestamp,
      { $unknown: [unhex('20 01'), unhex('1a 00')], nanos: 1 },
      '10 01 20 01 1a 00',
    ],
    ['have tags of any length', EveryKind, { farAway: 'a', farthest: 1 }, '828001 01 61 f8ffffff0f 01'],
  ])('%s', (_, type, fields, expected) => {
    const any = type as MessageType<object>;
    const message = any.create(fields);
    expect(hex(encodeMessage(any, message))).toBe(hex(unhex(expected)));
  });

  it('are the same for a literal as for a created message', () => {
    const literal: Timestamp = { seconds: 5n, nanos: 6 };
    expect(hex(encodeMessage(Timestamp, literal))).toBe('08051006');
    expect([Timestamp.is(literal), Timestamp.is(Timestamp.create(literal)), Timestamp.is(Duration.create())]).toEqual([
      false,
      true,
      false,
    ]);
  });
});

describe('values that no field can hold are refused', () => {
  const refused: [string, AnyType, object, LeylineErrorCode][] = [
    ...[2 ** 31, -(2 ** 31) - 1, 1.5, Number.NaN, Number.POSITIVE_INFINITY].flatMap((value): typeof refused => [
      [`int32 ${value}`, EveryKind, { anInt32: value }, 'value-out-of-range'],
      [`sint32 ${value}`, EveryKind, { aSint32: value }, 'value-out-of-range'],
      [`sfixed32 ${value}`, EveryKind, { aSfixed32: value }, 'value-out-of-range'],
      [`enum ${value}`, EveryKind, { aChoice: value }, 'value-out-of-range'],
      [`repeated int32 ${value}`, EveryList, { int32s: [value] }, 'value-out-of-range'],
    ]),
    ...[2 ** 32, -1, 0.5].flatMap((value): typeof refused => [
      [`uint32 ${value}`, EveryKind, { aUint32: value }, 'value-out-of-range'],
      [`fixed32 ${value}`, EveryKind, { aFixed32: value }, 'value-out-of-range'],
    ]),
    ...[2n ** 63n, -(2n ** 63n) - 1n].flatMap((value): typeof refused => [
      [`int64 ${value}`, EveryKind, { anInt64: value }, 'value-out-of-range'],
      [`sint64 ${value}`, EveryKind, { aSint64: value }, 'value-out-of-range'],
      [`sfixed64 ${value}`, EveryKind, { aSfixed64: value }, 'value-out-of-range'],
    ]),
    ...[2n ** 64n, -1n].flatMap((value): typeof refused => [
      [`uint64 ${value}`, EveryKind, { aUint64: value }, 'value-out-of-range'],
      [`fixed64 ${value}`, EveryKind, { aFixed64: value }, 'value-out-of-range'],
    ]),
    ['a float of 1e40', EveryKind, { aFloat: 1e40 }, 'value-out-of-range'],
    ['a lone surrogate', EveryKind, { aString: 'a\ud800' }, 'string-invalid'],
    ['a lone surrogate in a long string', EveryKind, { aString: `${'a'.repeat(200)}\udfff` }, 'string-invalid'],
    ['a lone surrogate in a key', EveryMap, { texts: { '\udc00': '' } }, 'string-invalid'],
    ['text for a number', EveryKind, { anInt32: '5' }, 'value-of-wrong-type'],
    ['a number for 64 bits', EveryKind, { anInt64: 5 }, 'value-of-wrong-type'],
    ['a number for text', EveryKind, { aString: 5 }, 'value-of-wrong-type'],
    ['a number for a truth', EveryKind, { aBool: 1 }, 'value-of-wrong-type'],
    ['text for a float', EveryKind, { aFloat: '1' }, 'value-of-wrong-type'],
    ['text for a double', EveryKind, { aDouble: '1' }, 'value-of-wrong-type'],
    ['an array for bytes', EveryKind, { someBytes: [1, 2] }, 'value-of-wrong-type'],
    ['wide elements for bytes', EveryKind, { someBytes: new Uint16Array(2) }, 'value-of-wrong-type'],
    ['null for a message', EveryKind, { anInner: null }, 'value-of-wrong-type'],
    ['null for a list', EveryList, { strings: [null] }, 'value-of-wrong-type'],
    ['an unknown case', EveryCase, { value: { case: 'none', value: 1 } }, 'value-of-wrong-type'],
  ];

  it.each(refused)('%s', (_, type, fields, code) => {
    const any = type as MessageType<object>;
    expect(codeOf(() => encodeMessage(any, any.create(fields)))).toBe(code);
  });

  it('by the name of their field', () => {
    const message = v1.SystemStatePacket.create({ seedStates: [v1.SeedState.create({ layerDepth: -1 })] });
    expect(() => encodeMessage(v1.SystemStatePacket, message)).toThrow(
      'SeedState.layer_depth is -1, not a whole number from 0 to 4294967295',
    );
  });

  it('when the message is none', () => {
    expect(codeOf(() => encodeMessage(Timestamp, undefined as unknown as Timestamp))).toBe('value-of-wrong-type');
    expect(codeOf(() => encodeMessage(Timestamp, {} as Timestamp))).toBe('value-of-wrong-type');
  });
});

describe('bytes that are no message are refused', () => {
  const DEEP = '33'.repeat(101);
  it.each<[string, string, LeylineErrorCode]>([
    ['a number without an end', '18 80', 'message-truncated'],
    ['a fixed number without an end', '4d 0000', 'message-truncated'],
    ['a string without an end', '72 05 61', 'message-truncated'],
    ['a length without an end', '72 80', 'message-truncated'],
    ['a length of 2 GB', '72 ffffffff07', 'message-truncated'],
    ['a length of 4 GB', '72 ffffffff0f', 'message-truncated'],
    ['a length of 64 bits', '72 ffffffffffffffffff01', 'message-truncated'],
    ['a message of 2 GB', '8a01 ffffffff07', 'message-truncated'],
    ['a field that ends behind its message', '8a01 01 08 05', 'message-truncated'],
    ['an unknown field of 2 GB', '9a06 ffffffff07', 'message-truncated'],
    ['a tag without a number', '00 00', 'tag-invalid'],
    ['wire type 6', '0e 00', 'tag-invalid'],
    ['wire type 7', '0f 00', 'tag-invalid'],
    ['the end of no group', '0c', 'tag-invalid'],
    ['the end of another group', '33 3c', 'tag-invalid'],
    ['a group without an end', '33 08 01', 'message-truncated'],
    ['a tag of more than 32 bits', 'ffffffffff00', 'tag-invalid'],
    ['groups in more than 100 groups', DEEP, 'depth-exceeded'],
    ['a number of more than ten bytes', '18 8080808080808080808001', 'varint-overlong'],
    ['a number of more than 64 bits', '20 80808080808080808002', 'varint-overlong'],
    ['an unknown number of more than ten bytes', '9806 8080808080808080808001', 'varint-overlong'],
    ['a byte that UTF-8 does not have', '72 01 ff', 'string-invalid'],
    ['UTF-8 that is cut off', '72 02 e282', 'string-invalid'],
    ['UTF-8 that is longer than needed', '72 02 c080', 'string-invalid'],
    ['half of a surrogate pair', '72 03 eda080', 'string-invalid'],
  ])('%s', (_, text, code) => {
    expect(codeOf(() => decodeMessage(EveryKind, unhex(text)))).toBe(code);
  });
});

describe('bytes are read as protobuf does', () => {
  it.each<[string, AnyType, string, object]>([
    ['the last value counts', EveryKind, '18 01 18 02', { anInt32: 2 }],
    [
      'numbers are cut to their width',
      EveryKind,
      '28 ffffffffffffffffff01 18 8080808010',
      { aUint32: 0xffff_ffff, anInt32: 0 },
    ],
    ['any number but 0 is true', EveryKind, '68 8080808010', { aBool: true }],
    ['padded numbers are numbers', EveryKind, '18 818000 68 8000', { anInt32: 1, aBool: false }],
    ['a byte order mark is a character', EveryKind, '72 04 efbbbf61', { aString: '﻿a' }],
    [
      'parts of a message are merged',
      EveryKind,
      '8a01 05 08011201 61 8a01 05 12 0162 1a00',
      { anInner: { depth: 1, names: ['a', 'b'], innermost: { numbers: [] } } },
    ],
    [
      'parts of one case are merged',
      EveryCase,
      '5a 02 0801 5a 03 12 0161',
      { value: { case: 'anInner', value: { depth: 1, names: ['a'], innermost: undefined } } },
    ],
    ['another case takes its place', EveryCase, '5a 02 0801 18 01', { value: { case: 'aBool', value: true } }],
    ['packed and unpacked numbers are one list', EveryList, '18 01 1a 02 02 03 18 04', { int32s: [1, 2, 3, 4] }],
    ['an entry without key or value has defaults', EveryMap, '0a 00 12 00', { texts: { '': '' }, numbers: { '': 0 } }],
    ['the last entry of a key counts', EveryMap, '0a06 0a0161 120131 0a06 120132 0a0161', { texts: { a: '2' } }],
    [
      'a key may have any name',
      EveryMap,
      '0a0e 0a095f5f70726f746f5f5f 120131',
      { texts: Object.fromEntries([['__proto__', '1']]) },
    ],
  ])('%s', (_, type, text, fields) => {
    const any = type as MessageType<object>;
    expect(decodeMessage(any, unhex(text.replaceAll(' ', '')))).toEqual(any.create(fields));
  });

  it('fields that are not known are kept, in the order that they came in', () => {
    const bytes = unhex('9806 01 18 07 9206 02 6162 9b06 08 01 9c06 19 0000000000000000 9506 00000000');
    const read = decodeMessage(EveryKind, bytes);
    expect(read.anInt32).toBe(7);
    expect(read.$unknown?.map(hex)).toEqual([
      hex(unhex('9806 01 9206 02 6162 9b06 08 01 9c06 19 0000000000000000 9506 00000000')),
    ]);
    expect(hex(encodeMessage(EveryKind, read))).toBe(hex(unhex(`18 07 ${hex(read.$unknown?.[0] ?? bytes)}`)));
  });

  it('a known field of another wire type is not known', () => {
    const read = decodeMessage(EveryKind, unhex('1d 00000000'));
    expect([read.anInt32, read.$unknown?.map(hex)]).toEqual([0, ['1d00000000']]);
  });

  it('unknown fields of all parts of a message are kept', () => {
    const read = decodeMessage(EveryKind, unhex('8a01 03 9806 01 8a01 03 9806 02'));
    expect(read.anInner?.$unknown?.map(hex)).toEqual(['980601', '980602']);
  });

  it('bytes are a view', () => {
    const bytes = encodeMessage(EventEnvelope, EventEnvelope.create({ payload: new Uint8Array([1, 2, 3]) }));
    expect(decodeMessage(EventEnvelope, bytes).payload.buffer).toBe(bytes.buffer);
  });

  it('many parts and many unknown fields take time in proportion', () => {
    const parts = new Uint8Array(600_000);
    for (let at = 0; at < parts.length; at += 6) parts.set([0x8a, 0x01, 0x03, 0x98, 0x06, 0x01], at);
    expect(decodeMessage(EveryKind, parts).anInner?.$unknown).toHaveLength(100_000);
    const unknown = new Uint8Array(500_000);
    for (let at = 0; at < unknown.length; at += 5) unknown.set([0x98, 0x06, 0x01, 0x18, 0x01], at);
    expect(decodeMessage(EveryKind, unknown).$unknown?.map(({ length }) => length)).toEqual([300_000]);
  });
});

describe('buffers', () => {
  it('are not written again once they are handed out', () => {
    const make = (nanos: number) => encodeMessage(Timestamp, Timestamp.create({ nanos }));
    const all = Array.from({ length: 10_000 }, (_, nanos) => make(nanos));
    expect(all.findIndex((bytes, nanos) => decodeMessage(Timestamp, bytes).nanos !== nanos)).toBe(-1);
  });

  it.each([0, 1, 100, 1000, 16_383, 16_384, 16_385, 70_000, 3_000_000])('hold %i bytes', (length) => {
    const payload = new Uint8Array(length).fill(7);
    const message = EventEnvelope.create({ eventId: 'é'.repeat(length / 2), payload, routingKeys: ['a', 'b'] });
    const read = decodeMessage(EventEnvelope, encodeMessage(EventEnvelope, message));
    expect(Buffer.compare(read.payload, payload)).toBe(0);
    expect([read.eventId === message.eventId, read.routingKeys]).toEqual([true, ['a', 'b']]);
  });

  it('may be the own one of whoever asks', () => {
    const message = AdaptationCommand.create({ commandId: 'a'.repeat(100) });
    const bytes = new Uint8Array(200);
    const end = encodeMessageInto(AdaptationCommand, message, bytes, 50);
    expect(hex(bytes.subarray(50, end))).toBe(hex(encodeMessage(AdaptationCommand, message)));
    for (let length = 0; length < end - 50; length++) {
      expect(encodeMessageInto(AdaptationCommand, message, new Uint8Array(length))).toBeGreaterThan(length);
    }
  });

  it('may be transferred, if all is copied before', () => {
    const bytes = encodeMessage(Timestamp, Timestamp.create({ nanos: 5 }));
    structuredClone(bytes, { transfer: [bytes.buffer as ArrayBuffer] });
    expect(hex(encodeMessage(Timestamp, Timestamp.create({ nanos: 6 })))).toBe('1006');
  });
});

describe('types', () => {
  it('of a oneof allow its own cases and values only', () => {
    const command = AdaptationCommand.create({ command: { case: 'lrUpdate', value: LearningRateUpdate.create() } });
    if (command.command?.case === 'lrUpdate') expectTypeOf(command.command.value).toEqualTypeOf<LearningRateUpdate>();
    // @ts-expect-error: no case of this oneof
    AdaptationCommand.create({ command: { case: 'seedOperation', value: LearningRateUpdate.create() } });
    // @ts-expect-error: the value of another case
    AdaptationCommand.create({ command: { case: 'lrUpdate', value: PauseCommand.create() } });
  });

  it('of numbers with 64 bits are bigint', () => {
    expectTypeOf(SystemStatePacket.create().epoch).toEqualTypeOf<bigint>();
    // @ts-expect-error: a number has 53 bits
    SystemStatePacket.create({ epoch: 5 });
  });

  it('say what may be absent', () => {
    expectTypeOf(SystemStatePacket.create().timestamp).toEqualTypeOf<Timestamp | undefined>();
    expectTypeOf(EveryPresence.create().aString).toEqualTypeOf<string | undefined>();
    expectTypeOf(Inner.create().names).toEqualTypeOf<string[]>();
    // @ts-expect-error: there is no such field
    SystemStatePacket.create({ epochs: 5n });
  });
});
