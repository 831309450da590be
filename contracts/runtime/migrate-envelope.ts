// Version 1's envelope in version 2, with what it holds. How a payload is brought over is handed in.

import type { EventEnvelope as EventEnvelopeV1 } from '../generated/v1/envelope.ts';
import { EventEnvelope } from '../generated/v2/envelope.ts';
import { crc32 } from './integrity.ts';
import type { LossLog } from './migration-losses.ts';
import { versionOfType } from './version.ts';

/** Some bytes and the full name of the message that they hold. */
export type TypedPayload = Readonly<Pick<EventEnvelope, 'payloadType' | 'payload'>>;

/** Brings a payload over; undefined where there is nothing in version 2 for it, or it is none of version 1's. */
export type PayloadMigration = (payload: TypedPayload, log: LossLog) => TypedPayload | undefined;

/**
 * The payload is brought over with it, where it is a version 1 message in protobuf. Any other stays as it is, with the
 * version that its type names. The result is not signed.
 */
export function migrateEventEnvelope(
  old: EventEnvelopeV1,
  log: LossLog,
  migratePayload: PayloadMigration,
): EventEnvelope {
  log.loseAll(old, {});
  const { $unknown, ...same } = old;
  const isProtobuf = old.contentEncoding === 'protobuf' || old.contentEncoding === '';
  const moved = (isProtobuf ? migratePayload(old, log.at('payload')) : undefined) ?? old;
  return EventEnvelope.create({
    ...same,
    payload: moved.payload,
    payloadType: moved.payloadType,
    contractVersion: versionOfType(moved.payloadType) ?? 0,
    payloadCrc32: crc32(moved.payload),
  });
}
