// The messages that codecs are measured with: those that the documents set budgets for, and some of version 2.
// Sixty-four of each, all different and always the same; handed out as bytes, so that each library makes its own objects.

import { Duration, encodeMessage, type MessageType, Timestamp, v1, v2 } from '../../contracts/index.ts';

export interface Sample {
  readonly title: string;
  /** Full message name. */
  readonly type: string;
  /** Microseconds that the documents allow for writing one. */
  readonly budget: number | undefined;
  readonly messages: readonly Uint8Array[];
}

/** The next number of a fixed series, from 0 to 1. */
type Next = () => number;

const COUNT = 64;

export function samples(): readonly Sample[] {
  return [
    sample('SystemStatePacket: 10 seeds, 5 metrics', v1.SystemStatePacket, systemState, 80),
    sample('AdaptationCommand', v1.AdaptationCommand, adaptation, 40),
    sample('EventEnvelope: 200-byte payload', v1.EventEnvelope, envelope, 20),
    sample('StructuralPruningRequest: full statistics', v1.StructuralPruningRequest, pruning, 120),
    sample('v2 SystemStatePacket: 10 seeds, 6 layers', v2.SystemStatePacket, systemStateV2),
    sample('v2 EventEnvelope: signed', v2.EventEnvelope, envelopeV2),
  ];
}

function sample<T extends object>(
  title: string,
  type: MessageType<T>,
  make: (next: Next) => T,
  budget?: number,
): Sample {
  const next = series();
  const messages = Array.from({ length: COUNT }, () => encodeMessage(type, make(next)));
  return { title, type: type.typeName, budget, messages };
}

/** Mulberry32. */
function series(): Next {
  let state = 20261121;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function whole(next: Next, below: number): number {
  return Math.floor(next() * below);
}

function hex(next: Next, digits: number): string {
  return Array.from({ length: digits }, () => whole(next, 16).toString(16)).join('');
}

function uuid(next: Next): string {
  return [8, 4, 4, 4, 12].map((digits) => hex(next, digits)).join('-');
}

function bytes(next: Next, length: number): Uint8Array {
  return Uint8Array.from({ length }, () => whole(next, 256));
}

function time(next: Next): Timestamp {
  return Timestamp.create({ seconds: BigInt(1_736_500_000 + whole(next, 1_000_000)), nanos: whole(next, 1e9) });
}

function list<T>(length: number, one: (index: number) => T): T[] {
  return Array.from({ length }, (_, index) => one(index));
}

function numbers(next: Next, ...names: readonly string[]): Record<string, number> {
  return Object.fromEntries(names.map((name) => [name, Math.fround(next())]));
}

function systemState(next: Next): v1.SystemStatePacket {
  return v1.SystemStatePacket.create({
    version: 1,
    currentEpoch: whole(next, 500),
    validationAccuracy: Math.fround(next()),
    validationLoss: Math.fround(next() * 3),
    timestampNs: 1_736_500_000_000_000_000n + BigInt(whole(next, 1e9)),
    hardwareContext: v1.HardwareContext.create({
      deviceType: 'cuda',
      deviceId: `cuda:${whole(next, 8)}`,
      totalMemoryGb: 80,
      availableMemoryGb: Math.fround(next() * 80),
      temperatureCelsius: Math.fround(40 + next() * 40),
      utilizationPercent: Math.fround(next() * 100),
      computeCapability: 90,
    }),
    trainingMetrics: numbers(next, 'grad_norm', 'learning_rate', 'throughput', 'train_accuracy', 'train_loss'),
    seedStates: list(10, (index) =>
      v1.SeedState.create({
        seedId: `seed-${index}-${hex(next, 4)}`,
        stage: 1 + whole(next, 7),
        gradientNorm: Math.fround(next()),
        learningRate: Math.fround(next() / 1000),
        layerDepth: index,
        ageEpochs: whole(next, 300),
        riskScore: Math.fround(next()),
      }),
    ),
    packetId: uuid(next),
    globalStep: BigInt(whole(next, 1e7)),
    trainingLoss: Math.fround(next() * 3),
    sourceSubsystem: 'tolaria',
    trainingRunId: uuid(next),
    experimentName: 'resnet50-cifar100-baseline',
  });
}

function adaptation(next: Next): v1.AdaptationCommand {
  return v1.AdaptationCommand.create({
    version: 1,
    commandId: uuid(next),
    packetId: uuid(next),
    targetEpoch: whole(next, 500),
    createdAt: time(next),
    command: {
      case: 'seedOperation',
      value: v1.SeedOperation.create({
        seedId: `seed-${whole(next, 32)}`,
        operation: v1.SeedOperationType.GERMINATE,
        blueprintId: 'conv_ladder',
        kernelArtifactId: `sha256:${hex(next, 64)}`,
        parameters: numbers(next, 'alpha_speed', 'alpha_target'),
      }),
    },
    constraints: v1.ExecutionConstraints.create({
      maxLatencyMs: 18,
      ttlEpochs: 4,
      requiredSubsystems: ['kasmina', 'tolaria'],
      safetyConstraints: numbers(next, 'accuracy_drop'),
    }),
    metadata: v1.CommandMetadata.create({
      sourceSubsystem: 'tamiyo',
      trainingRunId: uuid(next),
      correlationId: uuid(next),
      policyVersion: 'ppo-2025.1',
      confidence: Math.fround(next()),
      reason: 'plateau detected over 12 epochs',
    }),
  });
}

function envelope(next: Next): v1.EventEnvelope {
  return v1.EventEnvelope.create({
    eventId: uuid(next),
    eventType: 'system.events.epoch',
    sourceSubsystem: 'tolaria',
    createdAt: time(next),
    processingDeadline: Duration.create({ nanos: 18_000_000 }),
    ttl: Duration.create({ seconds: 60n }),
    payload: bytes(next, 200),
    payloadType: 'esper.telemetry.v1.TelemetryPacket',
    contentEncoding: 'protobuf',
    priority: v1.MessagePriority.NORMAL,
    routingKeys: ['tamiyo', 'nissa'],
    correlationId: uuid(next),
    deliveryGuarantee: v1.DeliveryGuarantee.AT_LEAST_ONCE,
    maxAttempts: 5,
    currentAttempt: 1,
  });
}

function pruning(next: Next): v1.StructuralPruningRequest {
  const layers = list(12, (index) => `layer${1 + (index >> 2)}.${index & 3}.conv1`);
  return v1.StructuralPruningRequest.create({
    requestId: uuid(next),
    checkpointId: uuid(next),
    epoch: whole(next, 500),
    phase: v1.PruningPhase.STRUCTURAL_ANALYSIS,
    importanceStats: v1.ImportanceStatistics.create({
      method: v1.ImportanceMethod.TAYLOR,
      sampleCount: BigInt(whole(next, 100_000)),
      firstEpoch: 20,
      lastEpoch: 40,
      layerImportance: numbers(next, ...layers),
      parameters: layers.map((layer) =>
        v1.ParameterImportance.create({
          parameterName: `${layer}.weight`,
          mean: Math.fround(next()),
          variance: Math.fround(next()),
          structureScores: list(64, () => Math.fround(next())),
        }),
      ),
    }),
    config: v1.PruningConfiguration.create({
      granularity: v1.PruningGranularity.CHANNEL,
      targetSparsity: 0.5,
      maxLayerSparsity: 0.75,
      minStructures: 8,
      layerSparsity: numbers(next, layers[0] ?? '', layers[1] ?? ''),
      protectedLayers: ['conv1', 'fc'],
      recoveryEpochs: 5,
    }),
    safetyConstraints: numbers(next, 'accuracy_drop', 'latency_gain', 'loss_rise'),
    createdAt: time(next),
    sourceSubsystem: 'emrakul',
    timeout: Duration.create({ seconds: 120n }),
  });
}

function systemStateV2(next: Next): v2.SystemStatePacket {
  return v2.SystemStatePacket.create({
    packetId: uuid(next),
    epoch: BigInt(whole(next, 500)),
    timestamp: time(next),
    sourceSubsystem: 'tolaria',
    trainingMetrics: v2.TrainingMetrics.create({
      loss: next() * 3,
      learningRate: next() / 1000,
      globalStep: BigInt(whole(next, 1e7)),
      epochDuration: Duration.create({ seconds: BigInt(whole(next, 90)), nanos: whole(next, 1e9) }),
      gradNorm: next(),
      throughputSamplesPerSec: next() * 5000,
      gpuUtilization: next(),
      memoryUsedBytes: BigInt(whole(next, 2 ** 36)),
    }),
    modelState: v2.ModelState.create({
      modelVersion: 'resnet50-v3',
      parameterCount: 25_557_032n,
      layers: list(6, (index) =>
        v2.LayerInfo.create({
          name: `layer${index}.0.conv1`,
          type: 'Conv2d',
          paramCount: BigInt(whole(next, 1e6)),
          frozen: index < 2,
        }),
      ),
      checkpointPath: `s3://checkpoints/${uuid(next)}`,
    }),
    seedStates: list(10, (index) =>
      v2.SeedState.create({
        seedId: index,
        seedType: 'conv_ladder',
        active: true,
        localLoss: next(),
        health: v2.SeedHealth.create({
          status: v2.SeedHealthStatus.HEALTHY,
          gradientVariance: next(),
          weightDrift: next(),
        }),
      }),
    ),
    systemHealth: v2.SystemStateSystemHealth.create({
      trainingStable: true,
      resourceUsage: ['cpu_percent', 'gpu0_memory_gb'].map((resourceName) =>
        v2.ResourceUsage.create({ resourceName, usageValue: next() * 100 }),
      ),
    }),
  });
}

function envelopeV2(next: Next): v2.EventEnvelope {
  return v2.EventEnvelope.create({
    eventId: uuid(next),
    eventType: 'telemetry.seed.health',
    sourceSubsystem: 'kasmina',
    createdAt: time(next),
    ttl: Duration.create({ seconds: 60n }),
    payload: bytes(next, 200),
    payloadType: 'esper.telemetry.v2.SeedTelemetry',
    contentEncoding: 'protobuf',
    contractVersion: 2,
    payloadCrc32: whole(next, 2 ** 32),
    priority: v2.MessagePriority.NORMAL,
    routingKeys: ['tamiyo', 'nissa'],
    correlationId: uuid(next),
    deliveryGuarantee: v2.DeliveryGuarantee.AT_LEAST_ONCE,
    currentAttempt: 1,
    signature: v2.SignatureMetadata.create({
      keyId: 'kasmina-2025-01',
      algorithm: v2.SignatureAlgorithm.HMAC_SHA256,
      signature: bytes(next, 32),
      signedAt: time(next),
    }),
  });
}
