// One telemetry packet with all that was ever in it, so that it can be filled again without making new messages.
// Knows nothing of who fills it, or when.

import { Duration } from '../generated/google/duration.ts';
import { Timestamp } from '../generated/google/timestamp.ts';
import {
  Attribute,
  HealthIndicator,
  MetricPoint,
  TelemetryEvent,
  TelemetryPacket,
  TelemetrySystemHealth,
  TraceSpan,
} from '../generated/v2/telemetry.ts';
import { fromMs } from './duration.ts';
import { sortedKeys } from './map-record.ts';
import { timestampFromMs } from './timestamp.ts';

/** At most one per key; they are written in the order of their keys. */
export type Attributes = Readonly<Record<string, string>>;

/** Messages of one type, handed out one after the other until all are free again at once. */
class Reused<T> {
  readonly #make: () => T;
  readonly #made: T[] = [];
  #used = 0;

  constructor(make: () => T) {
    this.#make = make;
  }

  get used(): number {
    return this.#used;
  }

  next(): T {
    const found = this.#made[this.#used++];
    if (found !== undefined) return found;
    const made = this.#make();
    this.#made.push(made);
    return made;
  }

  clear(): void {
    this.#used = 0;
  }
}

/** One packet with all that was ever in it. */
export class PacketSlot {
  readonly packet: TelemetryPacket;
  readonly closed = Timestamp.create();
  readonly health = TelemetrySystemHealth.create({ uptime: Duration.create() });
  readonly metrics = new Reused(() => MetricPoint.create());
  readonly events = new Reused(() => TelemetryEvent.create());
  readonly spans = new Reused(() => TraceSpan.create({ startTime: Timestamp.create(), duration: Duration.create() }));
  readonly attributes = new Reused(() => Attribute.create());
  readonly indicators = new Reused(() => HealthIndicator.create());
  readonly times = new Reused(() => Timestamp.create());

  constructor(sourceSubsystem: string) {
    this.packet = TelemetryPacket.create({ sourceSubsystem });
  }

  get entries(): number {
    return this.metrics.used + this.events.used + this.spans.used + this.attributes.used + this.indicators.used;
  }

  clear(): void {
    const { packet } = this;
    packet.level = 0;
    packet.timestamp = undefined;
    packet.systemHealth = undefined;
    packet.metrics.length = 0;
    packet.events.length = 0;
    packet.spans.length = 0;
    for (const reused of [this.metrics, this.events, this.spans, this.attributes, this.indicators, this.times])
      reused.clear();
  }

  setAttributes(list: Attribute[], attributes: Attributes | undefined): void {
    list.length = 0;
    if (attributes === undefined) return;
    for (const key of sortedKeys(attributes)) {
      const attribute = this.attributes.next();
      attribute.key = key;
      attribute.value = attributes[key] ?? '';
      list.push(attribute);
    }
  }
}

export function setTime(time: Timestamp, ms: number): void {
  const { seconds, nanos } = timestampFromMs(ms);
  time.seconds = seconds;
  time.nanos = nanos;
}

export function setDuration(duration: Duration, ms: number): void {
  const { seconds, nanos } = fromMs(ms);
  duration.seconds = seconds;
  duration.nanos = nanos;
}
