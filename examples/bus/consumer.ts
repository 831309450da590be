// Tamiyo: takes envelopes from its peer, believes only those that are signed, fresh, whole and of a version it reads, and
// sees all of them as version 2.

// Elsewhere: from 'leyline/contracts' and 'leyline/contracts/node'.
import {
  checkCrc32,
  createReplayCache,
  decodeMessage,
  EventEnvelope,
  LeylineContractError,
  migratePayloadV1ToV2,
  READ_VERSIONS,
  requireCommonVersion,
  requireVersion,
  SystemStatePacket,
  signingContext,
  TrainingMetrics,
  toMs,
  verifyEnvelope,
} from '../../contracts/index.ts';
import { nodeCrypto } from '../../contracts/runtime/node.ts';
import { readFrames, writeFrame } from './frames.ts';
import { demoSecrets } from './secrets.ts';

const signing = signingContext(demoSecrets, nodeCrypto);
const replay = createReplayCache(4096);
const frames = readFrames(process.stdin);

const hello = await frames.next();
writeFrame(process.stdout, new TextEncoder().encode(JSON.stringify(READ_VERSIONS)));
process.stdout.end();
requireCommonVersion(READ_VERSIONS, JSON.parse(new TextDecoder().decode(hello.value ?? undefined)));

for await (const frame of frames) {
  try {
    report(readState(decodeMessage(EventEnvelope, frame)));
  } catch (error) {
    if (!(error instanceof LeylineContractError)) throw error;
    say(`refused, ${error.code}: ${error.message}`);
  }
}

function readState(envelope: EventEnvelope): SystemStatePacket {
  verifyEnvelope(signing, envelope, { nowMs: Date.now(), replay });
  checkCrc32(envelope.payload, envelope.payloadCrc32);
  requireVersion(envelope.contractVersion);
  say(`verified ${envelope.payloadType} from ${envelope.sourceSubsystem}`);
  if (envelope.contractVersion === 2) return decodeMessage(SystemStatePacket, envelope.payload);
  const { message, losses } = migratePayloadV1ToV2(envelope);
  for (const { path, reason } of losses) say(`  lost ${path}: ${reason}`);
  if (message === undefined) throw new LeylineContractError('migration-loss', 'nothing of the payload is left');
  return decodeMessage(SystemStatePacket, message.payload);
}

function report({ epoch, trainingMetrics, seedStates }: SystemStatePacket): void {
  const { loss, globalStep, epochDuration } = trainingMetrics ?? TrainingMetrics.create();
  const time = epochDuration === undefined ? 'unknown' : `${toMs(epochDuration)} ms`;
  const seeds = seedStates.map(({ seedId }) => seedId).join(', ');
  say(`  epoch ${epoch}, step ${globalStep}, loss ${loss}, time ${time}, active seeds ${seeds}`);
}

function say(text: string): void {
  process.stderr.write(`consumer: ${text}\n`);
}
