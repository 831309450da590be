// Tolaria: agrees on a version with its peer, then publishes its state; once as it is now, once as an older part of it still
// writes it, and once as somebody has meddled with it.

import { randomUUID } from 'node:crypto';
// Elsewhere: from 'leyline/contracts' and 'leyline/contracts/node'.
import {
  crc32,
  DeliveryGuarantee,
  EventEnvelope,
  encodeMessage,
  fromMs,
  MessagePriority,
  type MessageType,
  READ_VERSIONS,
  requireCommonVersion,
  SeedHealth,
  SeedHealthStatus,
  SeedState,
  SystemStatePacket,
  signEnvelope,
  signingContext,
  TrainingMetrics,
  timestampFromMs,
  v1,
  versionOfType,
} from '../../contracts/index.ts';
import { nodeCrypto } from '../../contracts/runtime/node.ts';
import { readFrames, writeFrame } from './frames.ts';
import { demoSecrets } from './secrets.ts';

const signing = signingContext(demoSecrets, nodeCrypto);

writeFrame(process.stdout, new TextEncoder().encode(JSON.stringify(READ_VERSIONS)));
for await (const hello of readFrames(process.stdin)) {
  const version = requireCommonVersion(READ_VERSIONS, JSON.parse(new TextDecoder().decode(hello)));
  process.stderr.write(`producer: we speak version ${version}\n`);
  break;
}

publish(SystemStatePacket, currentState());
publish(v1.SystemStatePacket, olderState());
publish(SystemStatePacket, currentState(), (envelope) => {
  envelope.sourceSubsystem = 'mallory';
});
process.stdout.end();
process.stdin.destroy();

function publish<T extends object>(type: MessageType<T>, packet: T, meddle?: (envelope: EventEnvelope) => void): void {
  const payload = encodeMessage(type, packet);
  const now = Date.now();
  const envelope = EventEnvelope.create({
    eventId: randomUUID(),
    eventType: 'system.state',
    sourceSubsystem: 'tolaria',
    createdAt: timestampFromMs(now),
    ttl: fromMs(60_000),
    payload,
    payloadType: type.typeName,
    contentEncoding: 'protobuf',
    contractVersion: versionOfType(type.typeName) ?? 0,
    payloadCrc32: crc32(payload),
    priority: MessagePriority.NORMAL,
    deliveryGuarantee: DeliveryGuarantee.AT_LEAST_ONCE,
  });
  signEnvelope(signing, envelope, now);
  envelope.currentAttempt = 1; // As a bus does with each delivery; it is not signed
  meddle?.(envelope);
  writeFrame(process.stdout, encodeMessage(EventEnvelope, envelope));
}

function currentState(): SystemStatePacket {
  return SystemStatePacket.create({
    packetId: randomUUID(),
    epoch: 12n,
    timestamp: timestampFromMs(Date.now()),
    sourceSubsystem: 'tolaria',
    trainingMetrics: TrainingMetrics.create({ loss: 0.25, globalStep: 4800n, epochDuration: fromMs(18_000) }),
    seedStates: [
      SeedState.create({
        seedId: 3,
        seedType: 'conv_ladder',
        active: true,
        health: SeedHealth.create({ status: SeedHealthStatus.HEALTHY }),
      }),
    ],
  });
}

function olderState(): v1.SystemStatePacket {
  return v1.SystemStatePacket.create({
    version: 1,
    packetId: randomUUID(),
    currentEpoch: 11,
    trainingLoss: 0.5,
    globalStep: 4400n,
    sourceSubsystem: 'tolaria',
    experimentName: 'ladder-growth',
    trainingMetrics: { grad_norm: 1.5 },
    seedStates: [v1.SeedState.create({ seedId: '3', stage: v1.SeedLifecycleStage.TRAINING })],
  });
}
