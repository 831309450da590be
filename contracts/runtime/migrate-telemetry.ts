// Version 1's telemetry in version 2: lists of attributes for maps, and an enum for the names of events.

import type {
  MetricPoint as MetricPointV1,
  SystemHealth as SystemHealthV1,
  TelemetryEvent as TelemetryEventV1,
  TelemetryPacket as TelemetryPacketV1,
  TraceSpan as TraceSpanV1,
} from '../generated/v1/telemetry.ts';
import {
  Attribute,
  HealthIndicator,
  MetricPoint,
  TelemetryEvent,
  TelemetryEventType,
  TelemetryPacket,
  TelemetrySystemHealth,
  TraceSpan,
} from '../generated/v2/telemetry.ts';
import { type LossLog, sortedEntries } from './migration-losses.ts';

export function migrateTelemetryPacket(old: TelemetryPacketV1, log: LossLog): TelemetryPacket {
  log.loseAll(old, {});
  const { packetId, timestamp, sourceSubsystem, level } = old;
  return TelemetryPacket.create({
    packetId,
    timestamp,
    sourceSubsystem,
    level,
    metrics: old.metrics.map((metric, at) => migrateMetricPoint(metric, log.at(`metrics[${at}]`))),
    events: old.events.map((event, at) => migrateTelemetryEvent(event, log.at(`events[${at}]`))),
    spans: old.spans.map((span, at) => migrateTraceSpan(span, log.at(`spans[${at}]`))),
    systemHealth: old.systemHealth && migrateTelemetryHealth(old.systemHealth, log.at('system_health')),
  });
}

export function migrateMetricPoint(old: MetricPointV1, log: LossLog): MetricPoint {
  log.loseAll(old, {});
  const { name, value, unit, type, timestamp } = old;
  return MetricPoint.create({ name, value, unit, type, timestamp, attributes: attributesOf(old.attributes) });
}

/**
 * `seed.stage_changed` becomes SEED_STAGE_CHANGED. A name that version 2 does not have becomes UNSPECIFIED and stays, as the
 * attribute `event_type`.
 */
export function migrateTelemetryEvent(old: TelemetryEventV1, log: LossLog): TelemetryEvent {
  log.loseAll(old, {});
  const { eventId, level, timestamp, description } = old;
  const type = eventTypeOf(old.eventType);
  const isNamed = type !== TelemetryEventType.UNSPECIFIED || old.eventType === '';
  const isTaken = !isNamed && Object.hasOwn(old.attributes, 'event_type');
  if (isTaken) log.note('event_type', old.eventType, "the attribute 'event_type' is taken");
  const attributes = isNamed || isTaken ? old.attributes : { ...old.attributes, event_type: old.eventType };
  return TelemetryEvent.create({
    eventId,
    type,
    level,
    timestamp,
    description,
    attributes: attributesOf(attributes),
  });
}

export function migrateTraceSpan(old: TraceSpanV1, log: LossLog): TraceSpan {
  log.loseAll(old, {});
  const { traceId, spanId, parentSpanId, name, startTime, duration, status } = old;
  const attributes = attributesOf(old.attributes);
  return TraceSpan.create({ traceId, spanId, parentSpanId, name, startTime, duration, status, attributes });
}

export function migrateTelemetryHealth(old: SystemHealthV1, log: LossLog): TelemetrySystemHealth {
  log.loseAll(old, {});
  const { status, summary, uptime } = old;
  const indicators = sortedEntries(old.indicators).map(([name, value]) => HealthIndicator.create({ name, value }));
  return TelemetrySystemHealth.create({ status, summary, uptime, indicators });
}

function attributesOf(map: Readonly<Record<string, string>>): Attribute[] {
  return sortedEntries(map).map(([key, value]) => Attribute.create({ key, value }));
}

function eventTypeOf(name: string): TelemetryEventType {
  const types: Readonly<Record<string, number>> = TelemetryEventType;
  const value = name.toUpperCase().replaceAll('.', '_');
  return (Object.hasOwn(types, value) ? types[value] : undefined) ?? TelemetryEventType.UNSPECIFIED;
}
