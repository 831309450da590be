// The codec's limits, its reports and its metrics; versions and schemas of peers.

import { describe, expect, it } from 'vitest';
import { schemaOfV1 } from '../../contracts/generated/schema-v1.ts';
import { schemaOfV2 } from '../../contracts/generated/schema-v2.ts';
import {
  type BudgetOverrun,
  type CodecSettings,
  checkVersion,
  createCodec,
  DEFAULT_CODEC_SETTINGS,
  EventEnvelope,
  encodeMessage,
  type MessageSchema,
  type MetricsSink,
  SystemStatePacket,
  Timestamp,
  v1,
  validateSchema,
} from '../../contracts/index.ts';

const envelope = (size: number): EventEnvelope => EventEnvelope.create({ payload: new Uint8Array(size) });

describe('settings', () => {
  it('are those of the document, unless others are given', () => {
    expect(createCodec().settings).toEqual({
      max_message_size: 280,
      serialization_timeout_us: 80,
      use_native_maps: true,
      packed_encoding: true,
    });
    expect(createCodec({ settings: { max_message_size: 1024 } }).settings).toEqual({
      ...DEFAULT_CODEC_SETTINGS,
      max_message_size: 1024,
    });
  });

  it.each([
    [{ max_message_size: 0 }, 'max_message_size is 0, not a whole number from 1 to 1024'],
    [{ max_message_size: 1025 }, 'max_message_size is 1025, not a whole number from 1 to 1024'],
    [{ max_message_size: 1.5 }, 'max_message_size is 1.5'],
    [{ max_message_size: '280' }, 'max_message_size is 280, not a whole number'],
    [{ serialization_timeout_us: 9 }, 'serialization_timeout_us is 9, not a whole number from 10 to 1000'],
    [{ serialization_timeout_us: 1001 }, 'serialization_timeout_us is 1001'],
    [{ use_native_maps: 'yes' }, 'use_native_maps is neither true nor false'],
    [{ packed_encoding: false }, 'packed_encoding is not true, which canonical bytes demand'],
    [{ max_size: 5 }, 'max_size is no setting of the codec'],
  ])('%j is refused', (settings, message) => {
    const create = () => createCodec({ settings: settings as Partial<CodecSettings> });
    expect(create).toThrow(
      expect.objectContaining({ code: 'invalid-config', message: expect.stringContaining(message) }),
    );
  });

  it.each([
    { max_message_size: 1 },
    { max_message_size: 1024 },
    { serialization_timeout_us: 10 },
    { serialization_timeout_us: 1000 },
    { use_native_maps: false },
  ])('%j is allowed', (settings) => {
    expect(createCodec({ settings }).settings).toMatchObject(settings);
  });
});

describe('size', () => {
  const codec = createCodec();
  // Tag and length of the payload are three bytes.
  it('may be the limit, both ways', () => {
    const bytes = codec.encode(EventEnvelope, envelope(277));
    expect(bytes).toHaveLength(280);
    expect(codec.decode(EventEnvelope, bytes)).toEqual(envelope(277));
  });

  it('may not be more, either way', () => {
    const refused = expect.objectContaining({
      code: 'message-too-large',
      message: 'a esper.envelope.v2.EventEnvelope of 281 bytes is larger than max_message_size, which is 280',
    });
    expect(() => codec.encode(EventEnvelope, envelope(278))).toThrow(refused);
    expect(() => codec.decode(EventEnvelope, encodeMessage(EventEnvelope, envelope(278)))).toThrow(refused);
  });

  it('is seen by verify, as all else is', () => {
    expect(codec.verify(EventEnvelope, envelope(277))).toBeUndefined();
    expect(codec.verify(EventEnvelope, envelope(278))?.code).toBe('message-too-large');
    expect(codec.verify(Timestamp, { seconds: 0n, nanos: 1.5 })?.code).toBe('value-out-of-range');
  });
});

/** A clock of which each look costs the next of these microseconds. */
function clock(...costs: readonly number[]): () => number {
  let at = 0;
  let look = 0;
  return () => {
    at += (costs[look++] ?? 0) / 1000;
    return at;
  };
}

describe('time', () => {
  it('beyond the budget is reported, and the message is none the worse', () => {
    const overruns: BudgetOverrun[] = [];
    const codec = createCodec({ now: clock(0, 50, 0, 125, 0, 250), onOverrun: (overrun) => overruns.push(overrun) });
    const bytes = codec.encode(Timestamp, Timestamp.create({ nanos: 5 }));
    expect(codec.encode(Timestamp, Timestamp.create({ nanos: 5 }))).toEqual(bytes);
    expect(codec.decode(Timestamp, bytes).nanos).toBe(5);
    const typeName = 'google.protobuf.Timestamp';
    expect(overruns.map((overrun) => ({ ...overrun, durationUs: Math.round(overrun.durationUs) }))).toEqual([
      { typeName, operation: 'encode', durationUs: 125, budgetUs: 80 },
      { typeName, operation: 'decode', durationUs: 250, budgetUs: 80 },
    ]);
  });
});

describe('metrics', () => {
  /** Writes down what a meter and a tracer are told. */
  function sink(): { told: string[]; sink: MetricsSink } {
    const told: string[] = [];
    const say = (...words: readonly unknown[]) => {
      told.push(words.map((word) => (typeof word === 'object' ? JSON.stringify(word) : String(word))).join(' '));
    };
    const span = {
      setAttribute: (key: string, value: unknown) => say('span', key, value),
      addEvent: (name: string) => say('span', name),
      setStatus: (status: object) => say('span', status),
      end: () => say('span end'),
    };
    return {
      told,
      sink: {
        meter: {
          createHistogram: (name) => ({ record: (value, attributes) => say(name, value, attributes) }),
          createCounter: (name) => ({ add: (value, attributes) => say(name, value, attributes) }),
        },
        tracer: {
          startSpan: (name, options) => {
            say('span', name, options?.attributes);
            return span;
          },
        },
      },
    };
  }

  const encoding = '{"message_type":"google.protobuf.Timestamp","operation":"encode"}';

  it('are those of the document', () => {
    const { told, sink: metrics } = sink();
    createCodec({ metrics, now: clock(0, 2000) }).encode(Timestamp, Timestamp.create({ nanos: 5 }));
    expect(told).toEqual([
      'span leyline.serialize {"message_type":"google.protobuf.Timestamp"}',
      'span serialization_start',
      `leyline.message.size_bytes 2 ${encoding}`,
      `leyline.serialization.duration_us 2000 ${encoding}`,
      'span size_bytes 2',
      'span duration_us 2000',
      'span serialization_complete',
      'span end',
    ]);
  });

  it('count failures by their code', () => {
    const { told, sink: metrics } = sink();
    const codec = createCodec({ metrics });
    expect(() => codec.encode(Timestamp, { seconds: 0n, nanos: 0.5 })).toThrow();
    expect(told.slice(2)).toEqual([
      `leyline.serialization.failures 1 ${encoding.slice(0, -1)},"code":"value-out-of-range"}`,
      'span {"code":2,"message":"value-out-of-range"}',
      'span end',
    ]);
  });

  it('need neither a tracer nor a clock, and reading has no span', () => {
    const { told, sink: metrics } = sink();
    const codec = createCodec({ metrics: { ...(metrics.meter && { meter: metrics.meter }) } });
    codec.encode(Timestamp, Timestamp.create());
    expect(told).toEqual([`leyline.message.size_bytes 0 ${encoding}`]);
    const both = sink();
    createCodec({ metrics: both.sink }).decode(Timestamp, new Uint8Array(0));
    expect(both.told.filter((line) => line.startsWith('span'))).toEqual([]);
  });
});

describe('the version of a message', () => {
  it.each([
    [v1.SystemStatePacket.create({ version: 1 }), undefined],
    [v1.SystemStatePacket.create({ version: 3 }), 'the message is of version 3'],
    [v1.SystemStatePacket.create(), 'the message names no version'],
    [EventEnvelope.create({ contractVersion: 2 }), undefined],
    [EventEnvelope.create({ contractVersion: 9 }), 'the message is of version 9'],
    [SystemStatePacket.create(), undefined],
  ])('%#', (message, refused) => {
    if (refused === undefined) expect(() => checkVersion(message)).not.toThrow();
    else
      expect(() => checkVersion(message)).toThrow(
        expect.objectContaining({ code: 'version-mismatch', message: expect.stringContaining(refused) }),
      );
  });
});

describe('the schema of a peer', () => {
  const ours = schemaOfV2();
  const changed = (change: (message: MessageSchema) => MessageSchema): readonly MessageSchema[] =>
    ours.map((message) => (message.typeName === 'esper.system_state.v2.SeedState' ? change(message) : message));

  it('is no conflict when it is ours, even as JSON, or has other messages', () => {
    expect(validateSchema(ours, JSON.parse(JSON.stringify(ours)))).toEqual([]);
    expect(validateSchema(ours, schemaOfV1())).toEqual([]);
  });

  it('is no conflict when it has fewer or more fields', () => {
    const more = { number: 99, name: 'more', type: 'int32', kind: 'scalar', cardinality: 'one' } as const;
    expect(
      validateSchema(
        ours,
        changed((message) => ({ ...message, fields: message.fields.slice(1) })),
      ),
    ).toEqual([]);
    expect(
      validateSchema(
        ours,
        changed((message) => ({ ...message, fields: [...message.fields, more] })),
      ),
    ).toEqual([]);
  });

  it.each([
    [{ name: 'seed' }, 'seed_id is seed there'],
    [{ type: 'string' }, 'seed_id is of type int32 here and string there'],
    [{ cardinality: 'list' as const }, 'seed_id is one here and list there'],
  ])('conflicts with %j', (change, message) => {
    const theirs = changed(({ typeName, fields: [first, ...rest] }) => ({
      typeName,
      fields: first ? [{ ...first, ...change }, ...rest] : rest,
    }));
    expect(validateSchema(ours, theirs)).toEqual([{ typeName: 'esper.system_state.v2.SeedState', number: 1, message }]);
  });
});
