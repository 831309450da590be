// Version 1 to version 2: every message has its way, and what is lost on it is told.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Duration } from '../../../contracts/generated/google/duration.ts';
import { Timestamp } from '../../../contracts/generated/google/timestamp.ts';
import * as v1 from '../../../contracts/generated/v1.ts';
import * as v2 from '../../../contracts/generated/v2.ts';
import { decodeMessage, encodeMessage } from '../../../contracts/runtime/encode-message.ts';
import { requireGenerated } from '../../../contracts/runtime/guards.ts';
import { crc32 } from '../../../contracts/runtime/integrity.ts';
import type { MessageType } from '../../../contracts/runtime/message-type.ts';
import {
  isV1TypeName,
  migratePayloadV1ToV2,
  migrateV1ToV2,
  type V1Message,
  type V1TypeName,
} from '../../../contracts/runtime/migration.ts';
import { createSeedNumberer, spelledSeedNumber } from '../../../contracts/runtime/seed-ids.ts';

const TYPES = Object.values(v1).flatMap((one) => ('typeName' in one ? [one as MessageType<object>] : []));
const V2_TYPES = new Map(
  Object.values(v2).flatMap((one) => ('typeName' in one ? [[one.typeName, one as MessageType<object>] as const] : [])),
);
const paths = (losses: readonly { readonly path: string }[]) => losses.map(({ path }) => path);

function migrate<Name extends V1TypeName>(name: Name, old: V1Message<Name>) {
  const { message, losses } = migrateV1ToV2(name, old);
  return { message, lost: paths(losses) };
}

/** No seed id is empty in earnest. */
const NUMBERED = { seedNumber: () => 0 };
const now = Timestamp.create({ seconds: 1_763_683_200n, nanos: 5 });

describe('every message of version 1', () => {
  it.each(TYPES.map((type) => [type.typeName, type] as const))('%s has its way', (name, type) => {
    if (!isV1TypeName(name)) throw new Error(`${name} has no row`);
    const versioned = 'version' in type.create() ? { version: 1 } : {};
    const empty = type.create(versioned);
    const { message } = migratePayloadV1ToV2({ payloadType: name, payload: encodeMessage(type, empty) }, NUMBERED);
    if (message === undefined) return;
    const target = V2_TYPES.get(message.payloadType);
    if (!target) throw new Error(`${message.payloadType} is no message of version 2`);
    requireGenerated(target, migrateV1ToV2(name, empty as never, NUMBERED).message);
  });

  it('has one, and there are 29 of them', () => expect(TYPES).toHaveLength(29));

  it.each(TYPES.map((type) => [type.typeName, type] as const))('%s says what it does not know', (name, type) => {
    if (!isV1TypeName(name)) throw new Error(`${name} has no row`);
    const old = type.create({ ...('version' in type.create() ? { version: 1 } : {}), $unknown: [Uint8Array.of(1)] });
    const { message, losses } = migrateV1ToV2(name, old as never, NUMBERED);
    const isToldWhole = message === undefined && losses.length > 0;
    expect(isToldWhole || paths(losses).includes('$unknown')).toBe(true);
  });
});

describe('SystemStatePacket', () => {
  const old = v1.SystemStatePacket.create({
    version: 1,
    currentEpoch: 7,
    validationAccuracy: 0.5,
    validationLoss: 0.25,
    timestampNs: 1_763_683_200_000_000_005n,
    hardwareContext: v1.HardwareContext.create({ deviceType: 'cuda' }),
    trainingMetrics: {
      learning_rate: 0.125,
      grad_norm: 2,
      throughput_samples_per_sec: 100,
      gpu_utilization: 0.5,
      memory_used_bytes: 1024,
      epoch_duration_ms: 1500,
      perplexity: 3,
    },
    seedStates: [
      v1.SeedState.create({ seedId: '9', stage: 3, gradientNorm: 1, metrics: { local_loss: 0.5, odd: 1 } }),
      v1.SeedState.create({ seedId: '-2', metrics: { weight_drift: 0.25, gradient_variance: 0.75 } }),
    ],
    packetId: 'p',
    globalStep: 900n,
    trainingLoss: 0.75,
    sourceSubsystem: 'tolaria',
    trainingRunId: 'run',
    experimentName: 'name',
  });

  it('keeps what version 2 has a place for, seeds in order', () => {
    const { message } = migrate('esper.system_state.v1.SystemStatePacket', old);
    expect(message).toEqual(
      v2.SystemStatePacket.create({
        packetId: 'p',
        epoch: 7n,
        timestamp: now,
        sourceSubsystem: 'tolaria',
        trainingMetrics: v2.TrainingMetrics.create({
          loss: 0.75,
          learningRate: 0.125,
          globalStep: 900n,
          epochDuration: Duration.create({ seconds: 1n, nanos: 500_000_000 }),
          gradNorm: 2,
          throughputSamplesPerSec: 100,
          gpuUtilization: 0.5,
          memoryUsedBytes: 1024n,
        }),
        seedStates: [
          v2.SeedState.create({
            seedId: -2,
            active: true,
            health: v2.SeedHealth.create({ gradientVariance: 0.75, weightDrift: 0.25 }),
          }),
          v2.SeedState.create({ seedId: 9, active: true, localLoss: 0.5 }),
        ],
      }),
    );
  });

  it('tells everything else', () => {
    expect(migrate('esper.system_state.v1.SystemStatePacket', old).lost).toEqual([
      'validation_accuracy',
      'validation_loss',
      'hardware_context',
      'training_run_id',
      'experiment_name',
      'seed_states[0].stage',
      'seed_states[0].gradient_norm',
      "seed_states[0].metrics['odd']",
      "training_metrics['perplexity']",
    ]);
  });

  it('loses values that version 2 cannot say', () => {
    const odd = { gpu_utilization: 50, memory_used_bytes: 0.5, epoch_duration_ms: -1 };
    const packet = v1.SystemStatePacket.create({ version: 1, trainingMetrics: odd });
    const { message, lost } = migrate('esper.system_state.v1.SystemStatePacket', packet);
    expect(lost).toEqual(
      Object.keys(odd)
        .sort()
        .map((name) => `training_metrics['${name}']`),
    );
    expect(message.trainingMetrics).toEqual(v2.TrainingMetrics.create());
  });

  it('takes hardware that stands alone along', () => {
    const hardware = v1.HardwareContext.create({
      deviceType: 'cuda',
      deviceId: 'cuda:0',
      totalMemoryGb: 24,
      availableMemoryGb: 8,
      computeCapability: 86,
    });
    const { message, lost } = migrate('esper.system_state.v1.HardwareContext', hardware);
    expect(lost).toEqual([]);
    expect(message).toMatchObject({ deviceType: 'cuda', memoryAvailableGb: 8 });
    expect(message.capabilities.map((one) => [one.capabilityName, one.capabilityValue])).toEqual([
      ['compute_capability', '8.6'],
      ['device_id', 'cuda:0'],
      ['total_memory_gb', '24'],
    ]);
  });
});

describe('AdaptationCommand', () => {
  type Order = NonNullable<v1.AdaptationCommand['command']>;
  const command = (order: Order, fields: Partial<v1.AdaptationCommand> = {}) =>
    migrate(
      'esper.adaptation.v1.AdaptationCommand',
      v1.AdaptationCommand.create({ version: 1, command: order, ...fields }),
    );
  const seed = (fields: Partial<v1.SeedOperation>): Order => ({
    case: 'seedOperation',
    value: v1.SeedOperation.create({ seedId: '4', ...fields }),
  });
  const { GERMINATE, ADVANCE, FOSSILIZE, CULL, EMBARGO, RESET, UNKNOWN } = v1.SeedOperationType;

  it('keeps its head and its constraints', () => {
    const { message, lost } = command(seed({ operation: GERMINATE }), {
      commandId: 'c',
      packetId: 'p',
      targetEpoch: 4_294_967_295,
      createdAt: now,
      constraints: v1.ExecutionConstraints.create({
        maxLatencyMs: 50,
        ttlEpochs: 3,
        requireConfirmation: true,
        requiredSubsystems: ['kasmina'],
        safetyConstraints: { accuracy_drop: 0.5 },
      }),
      metadata: v1.CommandMetadata.create({ reason: 'r' }),
    });
    expect(message).toMatchObject({
      commandId: 'c',
      targetEpoch: 4_294_967_295n,
      createdAt: now,
      ttlEpochs: 3,
      constraints: { maxLatencyMs: 50, requireConfirmation: true, requiredSubsystems: ['kasmina'] },
    });
    expect(lost).toEqual(['packet_id', 'metadata', 'constraints.safety_constraints']);
  });

  it.each<[string, Order, unknown, readonly string[]]>([
    [
      'a seed to germinate',
      seed({ operation: GERMINATE, blueprintId: 'b', parameters: { alpha_target: 1 } }),
      { case: 'seedActivation', value: { activateSeeds: [4], deactivateSeeds: [] } },
      ['seed_operation.blueprint_id', 'seed_operation.parameters'],
    ],
    [
      'a seed to cull',
      seed({ operation: CULL }),
      { case: 'seedActivation', value: { activateSeeds: [], deactivateSeeds: [4] } },
      [],
    ],
    ...[ADVANCE, FOSSILIZE, EMBARGO, RESET, UNKNOWN, 99].map(
      (operation): [string, Order, unknown, readonly string[]] => [
        `seed operation ${operation}`,
        seed({ operation, targetStage: 5 }),
        undefined,
        ['seed_operation.operation', 'seed_operation.seed_id', 'seed_operation.target_stage'],
      ],
    ),
    [
      'learning rates',
      {
        case: 'optimizerAdjustment',
        value: v1.OptimizerAdjustment.create({
          learningRates: { '\u{10000}': 1, '\uffff': 2, b: 0.5, a: 0.25 },
          hyperparameters: { weight_decay: 1 },
          policyName: 'cosine',
          applyWarmup: true,
          rebuildOptimizer: true,
        }),
      },
      {
        case: 'lrUpdate',
        value: {
          policyName: 'cosine',
          applyWarmup: true,
          groupRates: [
            { paramGroup: 'a', learningRate: 0.25 },
            { paramGroup: 'b', learningRate: 0.5 },
            { paramGroup: '\uffff' },
            { paramGroup: '\u{10000}' },
          ],
        },
      },
      ['optimizer_adjustment.hyperparameters', 'optimizer_adjustment.rebuild_optimizer'],
    ],
    [
      'a fast rollback',
      { case: 'rollback', value: v1.RollbackCommand.create({ type: v1.RollbackType.FAST, reason: 'r' }) },
      { case: 'rollback', value: { type: v2.RollbackCommandRollbackType.FAST, reason: 'r' } },
      [],
    ],
    [
      'a full rollback',
      { case: 'rollback', value: v1.RollbackCommand.create({ type: v1.RollbackType.FULL, checkpointId: 'k' }) },
      { case: 'rollback', value: { type: v2.RollbackCommandRollbackType.FULL, checkpointId: 'k' } },
      [],
    ],
    [
      'a rollback of unknown type, which must not become a fast one',
      { case: 'rollback', value: v1.RollbackCommand.create({ checkpointId: 'k' }) },
      undefined,
      ['rollback.type', 'rollback.checkpoint_id'],
    ],
    [
      'a circuit breaker',
      { case: 'circuitBreaker', value: v1.CircuitBreakerCommand.create() },
      undefined,
      ['circuit_breaker'],
    ],
    [
      'structural pruning',
      { case: 'structuralPruning', value: v1.StructuralPruningCommand.create() },
      undefined,
      ['structural_pruning'],
    ],
  ])('orders %s', (_what, order, expected, lost) => {
    const result = command(order);
    if (expected === undefined) expect(result.message.command).toBeUndefined();
    else expect(result.message.command).toMatchObject(expected as object);
    expect(result.lost).toEqual(lost);
  });

  it.each([
    ['constraints.ttl_epochs', { ttlEpochs: 2 ** 31 }],
    ['constraints.max_latency_ms', { maxLatencyMs: 2 ** 32 - 1 }],
  ])('refuses a %s that does not fit', (path, constraints) => {
    expect(() =>
      command(seed({ operation: CULL }), { constraints: v1.ExecutionConstraints.create(constraints) }),
    ).toThrow(expect.objectContaining({ code: 'migration-out-of-range', message: expect.stringContaining(path) }));
  });

  it('loses ttl_epochs of constraints that stand alone', () => {
    const constraints = v1.ExecutionConstraints.create({ ttlEpochs: 3 });
    expect(migrate('esper.adaptation.v1.ExecutionConstraints', constraints).lost).toEqual(['ttl_epochs']);
  });
});

describe('pruning, telemetry and checkpoints', () => {
  it('have lists in the order of UTF-8 for maps, and lose nothing', () => {
    const request = v1.StructuralPruningRequest.create({
      requestId: 'r',
      importanceStats: v1.ImportanceStatistics.create({
        layerImportance: { b: 1, a: 2 },
        parameters: [v1.ParameterImportance.create({ parameterName: 'w', structureScores: [1, 2] })],
      }),
      config: v1.PruningConfiguration.create({ layerSparsity: { fc: 0.5 }, protectedLayers: ['conv1'] }),
      safetyConstraints: { accuracy_drop: 0.25 },
      createdAt: now,
      timeout: Duration.create({ seconds: 3n }),
    });
    const { message, lost } = migrate('esper.pruning.v1.StructuralPruningRequest', request);
    expect(lost).toEqual([]);
    expect(message).toMatchObject({
      requestId: 'r',
      importanceStats: {
        layerImportance: [
          { layerName: 'a', importance: 2 },
          { layerName: 'b', importance: 1 },
        ],
        parameters: [{ parameterName: 'w', structureScores: [1, 2] }],
      },
      config: { layerSparsity: [{ layerName: 'fc', sparsity: 0.5 }], protectedLayers: ['conv1'] },
      safetyConstraints: [{ name: 'accuracy_drop', upperBound: 0.25 }],
      createdAt: now,
      timeout: { seconds: 3n },
    });
  });

  it('have a response with all its parts', () => {
    const response = v1.StructuralPruningResponse.create({
      responseId: 'r',
      analysisResult: v1.StructuralAnalysisResult.create({ layerSparsity: { a: 0.5 }, parametersBefore: 7n }),
      pruningMasks: [v1.PruningMask.create({ maskBits: Uint8Array.of(5), shape: [3] })],
      decisionReport: v1.PruningDecisionReport.create({
        layerDecisions: [v1.LayerPruningDecision.create({ reason: 'x' })],
      }),
      safetyReport: v1.StructuralSafetyReport.create({
        checks: [v1.SafetyCheck.create({ passed: true })],
        measurements: { accuracy_drop: 0.125 },
      }),
    });
    const { message, lost } = migrate('esper.pruning.v1.StructuralPruningResponse', response);
    expect(lost).toEqual([]);
    requireGenerated(v2.StructuralPruningResponse, message);
    expect(message).toMatchObject({
      analysisResult: { layerSparsity: [{ layerName: 'a', sparsity: 0.5 }], parametersBefore: 7n },
      pruningMasks: [{ maskBits: Uint8Array.of(5), shape: [3] }],
      decisionReport: { layerDecisions: [{ reason: 'x' }] },
      safetyReport: { checks: [{ passed: true }], measurements: [{ name: 'accuracy_drop', value: 0.125 }] },
    });
  });

  it.each<[string, string, Record<string, string>, number, readonly [string, string][], readonly string[]]>([
    ['a known name', 'seed.stage_changed', { a: 'b' }, 2, [['a', 'b']], []],
    [
      'an unknown name',
      'seed.sang',
      { z: '1' },
      0,
      [
        ['event_type', 'seed.sang'],
        ['z', '1'],
      ],
      [],
    ],
    ['an unknown name with its place taken', 'x', { event_type: 'y' }, 0, [['event_type', 'y']], ['event_type']],
    ['no name', '', {}, 0, [], []],
    ['the name of something else', 'constructor', {}, 0, [['event_type', 'constructor']], []],
  ])('have events with %s', (_what, eventType, attributes, type, expected, lost) => {
    const event = v1.TelemetryEvent.create({ eventType, attributes });
    const result = migrate('esper.telemetry.v1.TelemetryEvent', event);
    expect(result.message.type).toBe(type);
    expect(result.message.attributes.map(({ key, value }) => [key, value])).toEqual(expected);
    expect(result.lost).toEqual(lost);
  });

  it('have raw digests, and lose those of components', () => {
    const hex = 'ab'.repeat(32);
    const old = v1.CheckpointMetadata.create({
      version: 1,
      checkpointId: 'k',
      metrics: { validation_loss: 0.5 },
      sha256: hex,
      componentSha256: { model: hex },
      seedIds: ['s'],
    });
    const { message, lost } = migrate('esper.checkpoint.v1.CheckpointMetadata', old);
    expect(message).toMatchObject({ version: 2, checkpointId: 'k', components: [], seedIds: ['s'] });
    expect(message.sha256).toEqual(new Uint8Array(32).fill(0xab));
    expect(message.metrics).toEqual([v2.CheckpointMetric.create({ name: 'validation_loss', value: 0.5 })]);
    expect(lost).toEqual(["component_sha256['model']"]);
    const bad = v1.CheckpointMetadata.create({ version: 1, sha256: 'xyz' });
    expect(migrate('esper.checkpoint.v1.CheckpointMetadata', bad).lost).toEqual(['sha256']);
  });
});

describe('EventEnvelope', () => {
  const point = v1.MetricPoint.create({ name: 'm', attributes: { a: 'b' } });
  const envelope = (fields: Partial<v1.EventEnvelope>) =>
    v1.EventEnvelope.create({
      eventId: 'e',
      payload: encodeMessage(v1.MetricPoint, point),
      payloadType: 'esper.telemetry.v1.MetricPoint',
      contentEncoding: 'protobuf',
      maxAttempts: 3,
      ...fields,
    });

  it('brings its payload over, with version and checksum', () => {
    const { message, lost } = migrate('esper.envelope.v1.EventEnvelope', envelope({}));
    expect(lost).toEqual([]);
    expect(message).toMatchObject({
      eventId: 'e',
      payloadType: 'esper.telemetry.v2.MetricPoint',
      contractVersion: 2,
      payloadCrc32: crc32(message.payload),
      maxAttempts: 3,
      signature: undefined,
    });
    expect(decodeMessage(v2.MetricPoint, message.payload).attributes).toEqual([
      v2.Attribute.create({ key: 'a', value: 'b' }),
    ]);
  });

  it('tells what its payload loses', () => {
    const packet = v1.SystemStatePacket.create({ version: 1, experimentName: 'x' });
    const old = envelope({
      payload: encodeMessage(v1.SystemStatePacket, packet),
      payloadType: 'esper.system_state.v1.SystemStatePacket',
    });
    expect(migrate('esper.envelope.v1.EventEnvelope', old).lost).toEqual(['payload.experiment_name']);
  });

  it.each<[string, Partial<v1.EventEnvelope>, number, readonly string[]]>([
    ['in JSON', { contentEncoding: 'json' }, 1, []],
    ['of another contract', { payloadType: 'other.v3.Message' }, 3, []],
    ['of no version', { payloadType: 'Message' }, 0, []],
    [
      'that version 2 has no message for',
      { payloadType: 'esper.adaptation.v1.CommandMetadata', payload: new Uint8Array() },
      1,
      ['payload'],
    ],
  ])('leaves a payload alone that is %s', (_what, fields, contractVersion, lost) => {
    const old = envelope(fields);
    const result = migrate('esper.envelope.v1.EventEnvelope', old);
    expect(result.message).toMatchObject({ payload: old.payload, payloadType: old.payloadType, contractVersion });
    expect(new Set(result.lost)).toEqual(new Set(lost));
  });
});

describe('options', () => {
  const packet = (seedId: string) =>
    v1.SystemStatePacket.create({ version: 1, experimentName: 'x', seedStates: [v1.SeedState.create({ seedId })] });

  it('refuse what would be lost', () => {
    const refusal = { code: 'migration-loss', message: 'experiment_name would be lost: version 2 has no such field' };
    const name = 'esper.system_state.v1.SystemStatePacket';
    expect(() => migrateV1ToV2(name, packet('1'), { losses: 'refuse' })).toThrow(expect.objectContaining(refusal));
  });

  it('number seeds', () => {
    const { numberOf, known } = createSeedNumberer([['r9', 5]]);
    const name = 'esper.system_state.v1.SystemStatePacket';
    const numbers = ['r0', 'r9', 'r0', 'r1'].map((id) => {
      const { message } = migrateV1ToV2(name, packet(id), { seedNumber: numberOf });
      return message.seedStates[0]?.seedId;
    });
    expect(numbers).toEqual([6, 5, 6, 7]);
    expect(known()).toEqual([
      ['r9', 5],
      ['r0', 6],
      ['r1', 7],
    ]);
    expect(() =>
      createSeedNumberer([
        ['a', 1],
        ['b', 1],
      ]),
    ).toThrow(expect.objectContaining({ code: 'seed-id-unmapped' }));
  });

  it('are not needed for seeds whose ids spell 32-bit numbers', () => {
    fc.assert(fc.property(fc.integer(), (number) => void expect(spelledSeedNumber(String(number))).toBe(number)));
  });

  it.each(['', 'r0', '01', '+1', '1.0', '1e3', '-0', '2147483648', '-2147483649', '99999999999', '٣'])(
    "are needed for seed '%s'",
    (seedId) => {
      expect(() => spelledSeedNumber(seedId)).toThrow(expect.objectContaining({ code: 'seed-id-unmapped' }));
    },
  );

  it.each([0, 2])('do not help a message of version %d', (version) => {
    const old = v1.SystemStatePacket.create({ version });
    expect(() => migrateV1ToV2('esper.system_state.v1.SystemStatePacket', old)).toThrow(
      expect.objectContaining({ code: 'version-mismatch' }),
    );
  });

  it.each(['esper.telemetry.v2.MetricPoint', 'constructor', ''])("do not help '%s'", (payloadType) => {
    expect(() => migratePayloadV1ToV2({ payloadType, payload: new Uint8Array() })).toThrow(
      expect.objectContaining({ code: 'unknown-message-type' }),
    );
  });
});
