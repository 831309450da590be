// Pooled telemetry packets: what they hold, that they are used again, and that nobody uses what was given back.

import { describe, expect, it } from 'vitest';
import {
  Attribute,
  createTelemetryPool,
  Duration,
  decodeMessage,
  HealthIndicator,
  HealthStatus,
  LeylineContractError,
  MetricPoint,
  MetricType,
  SeedInternalLevelChangedPayload,
  SpanStatus,
  type TelemetryBuilder,
  TelemetryEvent,
  TelemetryEventType,
  TelemetryLevel,
  TelemetryPacket,
  type TelemetryPoolOptions,
  TelemetrySystemHealth,
  Timestamp,
  TraceSpan,
} from '../../contracts/index.ts';

const IDS = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331' };

function pool(options: Partial<TelemetryPoolOptions> = {}) {
  let id = 0;
  let ms = 1_736_500_000_000;
  return createTelemetryPool({
    sourceSubsystem: 'kasmina',
    nextPacketId: () => `packet-${++id}`,
    now: () => ms++,
    ...options,
  });
}

function fill(builder: TelemetryBuilder, count: number): TelemetryBuilder {
  for (let i = 0; i < count; i++) {
    builder
      .metric(`m${i}`, i, 'ms', MetricType.HISTOGRAM, { host: 'a', b: `${i}` })
      .event(TelemetryEventType.SEED_PRUNED, TelemetryLevel.WARN, 'gone', { seed: `${i}` })
      .span('leyline.serialize', IDS, { startMs: i, durationMs: i });
  }
  return builder.health(HealthStatus.HEALTHY, 'fine', 5000, { queue_depth: count });
}

function codeOf(run: () => unknown): string | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    return error instanceof LeylineContractError ? error.code : 'another error';
  }
}

describe('a packet', () => {
  it('holds what it was given', () => {
    const builder = pool().acquire();
    builder
      .metric('leyline.message.size_bytes', 280, 'By', MetricType.HISTOGRAM, { b: '2', a: '1' })
      .metric('queue_depth', 3)
      .event(TelemetryEventType.GRADIENT_ANOMALY, TelemetryLevel.ERROR, 'norm is NaN')
      .levelChanged(
        TelemetryEventType.SEED_INTERNAL_LEVEL_CHANGED,
        TelemetryLevel.INFO,
        'grew',
        SeedInternalLevelChangedPayload.create({ slotId: 's1', fromLevel: 0, toLevel: 1, maxLevel: 3 }),
      )
      .span('step', { ...IDS, parentSpanId: 'aa' }, { startMs: 1500.5, durationMs: 2500 }, SpanStatus.ERROR, { k: 'v' })
      .health(HealthStatus.DEGRADED, 'slow', 61_000, { queue_depth: 3, backlog: 2 });
    const expected = TelemetryPacket.create({
      packetId: 'packet-1',
      timestamp: Timestamp.create({ seconds: 1_736_500_000n, nanos: 2_000_000 }),
      sourceSubsystem: 'kasmina',
      level: TelemetryLevel.ERROR,
      metrics: [
        MetricPoint.create({
          name: 'leyline.message.size_bytes',
          value: 280,
          unit: 'By',
          type: MetricType.HISTOGRAM,
          attributes: [Attribute.create({ key: 'a', value: '1' }), Attribute.create({ key: 'b', value: '2' })],
        }),
        MetricPoint.create({ name: 'queue_depth', value: 3, unit: '1', type: MetricType.GAUGE }),
      ],
      events: [
        TelemetryEvent.create({
          type: TelemetryEventType.GRADIENT_ANOMALY,
          level: TelemetryLevel.ERROR,
          description: 'norm is NaN',
          timestamp: Timestamp.create({ seconds: 1_736_500_000n }),
        }),
        TelemetryEvent.create({
          type: TelemetryEventType.SEED_INTERNAL_LEVEL_CHANGED,
          level: TelemetryLevel.INFO,
          description: 'grew',
          timestamp: Timestamp.create({ seconds: 1_736_500_000n, nanos: 1_000_000 }),
          payload: {
            case: 'seedInternalLevelChanged',
            value: SeedInternalLevelChangedPayload.create({ slotId: 's1', toLevel: 1, maxLevel: 3 }),
          },
        }),
      ],
      spans: [
        TraceSpan.create({
          ...IDS,
          parentSpanId: 'aa',
          name: 'step',
          startTime: Timestamp.create({ seconds: 1n, nanos: 500_500_000 }),
          duration: Duration.create({ seconds: 2n, nanos: 500_000_000 }),
          status: SpanStatus.ERROR,
          attributes: [Attribute.create({ key: 'k', value: 'v' })],
        }),
      ],
      systemHealth: TelemetrySystemHealth.create({
        status: HealthStatus.DEGRADED,
        summary: 'slow',
        uptime: Duration.create({ seconds: 61n }),
        indicators: [
          HealthIndicator.create({ name: 'backlog', value: 2 }),
          HealthIndicator.create({ name: 'queue_depth', value: 3 }),
        ],
      }),
    });
    const bytes = builder.encode();
    expect(decodeMessage(TelemetryPacket, bytes)).toEqual(expected);
    expect(builder.packet).toEqual(expected);
  });

  it('has nothing of the packet that was built in it before', () => {
    const telemetry = pool();
    fill(telemetry.acquire(), 5).release();
    const builder = telemetry.acquire();
    builder
      .metric('m', 1)
      .event(TelemetryEventType.UNSPECIFIED, TelemetryLevel.DEBUG, '')
      .span('s', IDS, { startMs: 0, durationMs: 0 });
    const read = decodeMessage(TelemetryPacket, builder.encode());
    expect(read).toMatchObject({ packetId: 'packet-2', level: TelemetryLevel.DEBUG, systemHealth: undefined });
    expect([read.metrics, read.events, read.spans].map(({ length }) => length)).toEqual([1, 1, 1]);
    expect(read.metrics[0]).toEqual(MetricPoint.create({ name: 'm', value: 1, unit: '1', type: MetricType.GAUGE }));
    expect(read.events[0]?.payload).toBeUndefined();
    expect(read.spans[0]).toMatchObject({ status: SpanStatus.OK, parentSpanId: '', attributes: [] });
  });

  it('may be written into a buffer of whoever asks', () => {
    const builder = pool({ now: () => 5 })
      .acquire()
      .metric('m', 1);
    const bytes = new Uint8Array(100);
    const end = builder.encodeInto(bytes, 10);
    expect(bytes.subarray(10, end)).toEqual(builder.encode());
    expect(builder.encodeInto(new Uint8Array(3))).toBeGreaterThan(3);
  });

  it('keeps its bytes when it is given back', () => {
    const telemetry = pool();
    const first = fill(telemetry.acquire(), 3);
    const bytes = first.encode();
    const before = bytes.slice();
    first.release();
    fill(telemetry.acquire(), 4).encode();
    expect(bytes).toEqual(before);
  });
});

describe('a pool', () => {
  it('makes nothing new once it is warm', () => {
    const telemetry = pool({ capacity: 2 });
    const held = (builder: TelemetryBuilder) => {
      const { packet } = fill(builder, 10);
      return [
        packet,
        ...packet.metrics,
        ...packet.events,
        ...packet.spans,
        ...packet.metrics.flatMap((metric) => metric.attributes),
      ];
    };
    const first = telemetry.acquire();
    const before = new Set<object>(held(first));
    first.release();
    for (let i = 0; i < 100; i++) {
      const builder = telemetry.acquire();
      expect(held(builder).filter((message) => !before.has(message))).toEqual([]);
      builder.release();
    }
    expect(telemetry.state).toEqual({ created: 1, idle: 1, inUse: 0 });
  });

  it('keeps as many packets as it may', () => {
    const telemetry = pool({ capacity: 2 });
    const builders = [1, 2, 3].map(() => telemetry.acquire());
    expect(telemetry.state).toEqual({ created: 3, idle: 0, inUse: 3 });
    for (const builder of builders) builder.release();
    expect(telemetry.state).toEqual({ created: 3, idle: 2, inUse: 0 });
  });

  it('lets packets go that have grown too large', () => {
    const telemetry = pool({ maxKeptEntries: 20 });
    fill(telemetry.acquire(), 20).release();
    expect(telemetry.state).toEqual({ created: 1, idle: 0, inUse: 0 });
  });

  it('gives a packet to one user at a time', () => {
    const telemetry = pool();
    const [first, second] = [telemetry.acquire(), telemetry.acquire()];
    expect(first.packet).not.toBe(second.packet);
  });

  it.each([{ capacity: 0 }, { capacity: 1.5 }, { maxKeptEntries: 0 }])('refuses %j', (options) => {
    expect(codeOf(() => pool(options))).toBe('invalid-config');
  });
});

describe('after release', () => {
  it.each<[string, (builder: TelemetryBuilder) => unknown]>([
    ['metric', (builder) => builder.metric('m', 1)],
    ['event', (builder) => builder.event(TelemetryEventType.UNSPECIFIED, TelemetryLevel.INFO, '')],
    ['span', (builder) => builder.span('s', IDS, { startMs: 0, durationMs: 0 })],
    ['health', (builder) => builder.health(HealthStatus.HEALTHY, '', 0)],
    ['packet', (builder) => builder.packet],
    ['encode', (builder) => builder.encode()],
    ['encodeInto', (builder) => builder.encodeInto(new Uint8Array(100))],
    ['a second release', (builder) => builder.release()],
  ])('%s is an error, even when another has the packet', (_, use) => {
    const telemetry = pool();
    const builder = telemetry.acquire();
    builder.release();
    telemetry.acquire();
    expect(codeOf(() => use(builder))).toBe('builder-released');
  });
});
