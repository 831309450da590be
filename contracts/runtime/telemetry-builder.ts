// Telemetry packets that are used again and again: a pool of them, and one builder for each that is in use. Everything inside
// a packet stays with it, so that a warm pool makes no new messages. The clock and the ids are arguments.

import {
  type HealthStatus,
  MetricType,
  type SeedInternalLevelChangedPayload,
  SpanStatus,
  type TelemetryEvent,
  type TelemetryEventType,
  type TelemetryLevel,
  TelemetryPacket,
} from '../generated/v2/telemetry.ts';
import { encodeMessage, encodeMessageInto } from './encode-message.ts';
import { LeylineContractError } from './errors.ts';
import { sortedKeys } from './map-record.ts';
import { type Attributes, PacketSlot, setDuration, setTime } from './packet-slot.ts';

export interface TelemetryPoolOptions {
  /** Lower-case name of the subsystem that reports. */
  readonly sourceSubsystem: string;
  /** A new UUID for each packet. */
  readonly nextPacketId: () => string;
  /** Unix time in milliseconds, as `Date.now` gives it; fractions are kept to the nanosecond. */
  readonly now: () => number;
  /** Packets that are kept for later use, 1 or more; 16 by default. */
  readonly capacity?: number;
  /** Metrics, events and spans that a packet may have to be kept; 1024 by default. Larger ones are let go. */
  readonly maxKeptEntries?: number;
}

export interface TelemetryPoolState {
  /** Packets made so far; does not grow in a warm pool. */
  readonly created: number;
  readonly idle: number;
  readonly inUse: number;
}

/** Hands out builders. */
export interface TelemetryPool {
  /** A builder of an empty packet, for one packet. */
  acquire(): TelemetryBuilder;
  readonly state: TelemetryPoolState;
}

export interface SpanTimes {
  /** Unix time in milliseconds. */
  readonly startMs: number;
  readonly durationMs: number;
}

/** 32 and 16 lower-case hexadecimal digits. */
export interface SpanIds {
  readonly traceId: string;
  readonly spanId: string;
  /** Absent at the root. */
  readonly parentSpanId?: string;
}

/**
 * Fills one packet. Everything but `release` may be called in any order and as often as one likes; after `release`
 * everything throws.
 *
 * @throws LeylineContractError `builder-released` from every call after `release`, and from a second `release`
 */
export interface TelemetryBuilder {
  /** One sample. The unit is a UCUM code, such as `ms`; `1` by default. */
  metric(name: string, value: number, unit?: string, type?: MetricType, attributes?: Attributes): this;
  /** Something that happens now. */
  event(type: TelemetryEventType, level: TelemetryLevel, description: string, attributes?: Attributes): this;
  /** An event of a type that has details of its own: a seed has grown or shrunk inside. */
  levelChanged(
    type: TelemetryEventType,
    level: TelemetryLevel,
    description: string,
    payload: SeedInternalLevelChangedPayload,
  ): this;
  /** One timed operation. */
  span(name: string, ids: SpanIds, times: SpanTimes, status?: SpanStatus, attributes?: Attributes): this;
  /** How the subsystem is doing; the last call counts. */
  health(status: HealthStatus, summary: string, uptimeMs: number, indicators?: Readonly<Record<string, number>>): this;
  /** The packet as it is, for as long as it is not released. Its timestamp is that of the last `encode`. */
  readonly packet: Readonly<TelemetryPacket>;
  /** Closes the packet now and returns its canonical bytes, which stay as they are after `release`. */
  encode(): Uint8Array;
  /** As `encode`, into a buffer: returns where the bytes end, or a number beyond its length if there is no room. */
  encodeInto(bytes: Uint8Array, at?: number): number;
  /** Gives the packet back. */
  release(): void;
}

/**
 * A pool of telemetry packets.
 *
 * @throws LeylineContractError `invalid-config` for a capacity or a number of entries that is no whole number above 0
 * @see ADR-006 §1
 */
export function createTelemetryPool(options: TelemetryPoolOptions): TelemetryPool {
  const { capacity = 16, maxKeptEntries = 1024 } = options;
  checkCount('capacity', capacity);
  checkCount('maxKeptEntries', maxKeptEntries);
  const idle: PacketSlot[] = [];
  let created = 0;
  let inUse = 0;

  function giveBack(slot: PacketSlot): void {
    inUse--;
    if (idle.length < capacity && slot.entries <= maxKeptEntries) idle.push(slot);
  }

  return {
    acquire() {
      let slot = idle.pop();
      if (slot === undefined) {
        slot = new PacketSlot(options.sourceSubsystem);
        created++;
      }
      inUse++;
      slot.clear();
      slot.packet.packetId = options.nextPacketId();
      return new PooledBuilder(slot, options.now, giveBack);
    },
    get state() {
      return { created, idle: idle.length, inUse };
    },
  };
}

function checkCount(name: string, count: number): void {
  if (Number.isInteger(count) && count > 0) return;
  throw new LeylineContractError('invalid-config', `${name} is ${count}, not a whole number above 0`);
}

class PooledBuilder implements TelemetryBuilder {
  #slot: PacketSlot | undefined;
  readonly #now: () => number;
  readonly #giveBack: (slot: PacketSlot) => void;

  constructor(slot: PacketSlot, now: () => number, giveBack: (slot: PacketSlot) => void) {
    this.#slot = slot;
    this.#now = now;
    this.#giveBack = giveBack;
  }

  get packet(): Readonly<TelemetryPacket> {
    return this.#open().packet;
  }

  metric(name: string, value: number, unit = '1', type: MetricType = MetricType.GAUGE, attributes?: Attributes): this {
    const slot = this.#open();
    const metric = slot.metrics.next();
    metric.name = name;
    metric.value = value;
    metric.unit = unit;
    metric.type = type;
    slot.setAttributes(metric.attributes, attributes);
    slot.packet.metrics.push(metric);
    return this;
  }

  event(type: TelemetryEventType, level: TelemetryLevel, description: string, attributes?: Attributes): this {
    this.#event(type, level, description, attributes).payload = undefined;
    return this;
  }

  levelChanged(
    type: TelemetryEventType,
    level: TelemetryLevel,
    description: string,
    payload: SeedInternalLevelChangedPayload,
  ): this {
    this.#event(type, level, description, undefined).payload = { case: 'seedInternalLevelChanged', value: payload };
    return this;
  }

  #event(
    type: TelemetryEventType,
    level: TelemetryLevel,
    description: string,
    attributes: Attributes | undefined,
  ): TelemetryEvent {
    const slot = this.#open();
    const event = slot.events.next();
    event.type = type;
    event.level = level;
    event.description = description;
    event.timestamp = slot.times.next();
    setTime(event.timestamp, this.#now());
    slot.setAttributes(event.attributes, attributes);
    slot.packet.events.push(event);
    slot.packet.level = Math.max(slot.packet.level, level);
    return event;
  }

  span(
    name: string,
    ids: SpanIds,
    times: SpanTimes,
    status: SpanStatus = SpanStatus.OK,
    attributes?: Attributes,
  ): this {
    const slot = this.#open();
    const span = slot.spans.next();
    span.name = name;
    span.traceId = ids.traceId;
    span.spanId = ids.spanId;
    span.parentSpanId = ids.parentSpanId ?? '';
    if (span.startTime) setTime(span.startTime, times.startMs);
    if (span.duration) setDuration(span.duration, times.durationMs);
    span.status = status;
    slot.setAttributes(span.attributes, attributes);
    slot.packet.spans.push(span);
    return this;
  }

  health(
    status: HealthStatus,
    summary: string,
    uptimeMs: number,
    indicators: Readonly<Record<string, number>> = {},
  ): this {
    const { health, packet, indicators: reused } = this.#open();
    health.status = status;
    health.summary = summary;
    if (health.uptime) setDuration(health.uptime, uptimeMs);
    health.indicators.length = 0;
    for (const key of sortedKeys(indicators)) {
      const indicator = reused.next();
      indicator.name = key;
      indicator.value = indicators[key] ?? 0;
      health.indicators.push(indicator);
    }
    packet.systemHealth = health;
    return this;
  }

  encode(): Uint8Array {
    return encodeMessage(TelemetryPacket, this.#close());
  }

  encodeInto(bytes: Uint8Array, at = 0): number {
    return encodeMessageInto(TelemetryPacket, this.#close(), bytes, at);
  }

  #close(): TelemetryPacket {
    const { packet, closed } = this.#open();
    setTime(closed, this.#now());
    packet.timestamp = closed;
    return packet;
  }

  release(): void {
    const slot = this.#open();
    this.#slot = undefined;
    this.#giveBack(slot);
  }

  #open(): PacketSlot {
    if (this.#slot !== undefined) return this.#slot;
    throw new LeylineContractError('builder-released', 'the telemetry packet was released before');
  }
}
