// Version 1's system state in version 2. Decides nothing about losses; notes them.

import type {
  HardwareContext as HardwareContextV1,
  SeedState as SeedStateV1,
  SystemStatePacket as SystemStatePacketV1,
} from '../generated/v1/system-state.ts';
import { HardwareCapability, HardwareContext } from '../generated/v2/operational.ts';
import { SeedHealth, SeedState, SystemStatePacket, TrainingMetrics } from '../generated/v2/system-state.ts';
import { fromMs } from './duration.ts';
import { INT64_MAX, type LossLog, sortedEntries } from './migration-losses.ts';
import type { SeedNumbering } from './seed-ids.ts';
import { timestampFromNs } from './timestamp.ts';

/** Seeds are ordered by their new numbers, as version 2 wants them. */
export function migrateSystemStatePacket(
  old: SystemStatePacketV1,
  log: LossLog,
  seedNumber: SeedNumbering,
): SystemStatePacket {
  log.loseAll(old, {
    validation_accuracy: old.validationAccuracy,
    validation_loss: old.validationLoss,
    hardware_context: old.hardwareContext,
    training_run_id: old.trainingRunId,
    experiment_name: old.experimentName,
  });
  const seeds = old.seedStates.map((seed, at) => migrateSeedState(seed, log.at(`seed_states[${at}]`), seedNumber));
  return SystemStatePacket.create({
    packetId: old.packetId,
    epoch: BigInt(old.currentEpoch),
    timestamp: old.timestampNs === 0n ? undefined : timestampFromNs(old.timestampNs),
    sourceSubsystem: old.sourceSubsystem,
    trainingMetrics: migrateTrainingMetrics(old, log),
    seedStates: seeds.sort((left, right) => left.seedId - right.seedId),
  });
}

/** Metrics that version 2 has a field for, by their names in version 1's map. They say whether the value fits. */
const METRICS: Readonly<Record<string, (metrics: TrainingMetrics, value: number) => boolean>> = {
  learning_rate: (metrics, value) => {
    metrics.learningRate = value;
    return true;
  },
  grad_norm: (metrics, value) => {
    metrics.gradNorm = value;
    return true;
  },
  throughput_samples_per_sec: (metrics, value) => {
    metrics.throughputSamplesPerSec = value;
    return true;
  },
  gpu_utilization: (metrics, value) => {
    const isShare = value >= 0 && value <= 1;
    if (isShare) metrics.gpuUtilization = value;
    return isShare;
  },
  memory_used_bytes: (metrics, value) => {
    const isWhole = Number.isInteger(value) && value >= 0 && value < 2 ** 63;
    if (isWhole) metrics.memoryUsedBytes = BigInt(value);
    return isWhole;
  },
  epoch_duration_ms: (metrics, value) => {
    const isSpan = value >= 0 && value <= 1e14;
    if (isSpan) metrics.epochDuration = fromMs(value);
    return isSpan;
  },
};

function migrateTrainingMetrics(old: SystemStatePacketV1, log: LossLog): TrainingMetrics {
  const metrics = TrainingMetrics.create({
    loss: old.trainingLoss,
    globalStep: log.fit('global_step', old.globalStep, INT64_MAX),
  });
  for (const [name, value] of sortedEntries(old.trainingMetrics)) {
    const set = Object.hasOwn(METRICS, name) ? METRICS[name] : undefined;
    const path = `training_metrics['${name}']`;
    if (set === undefined) log.note(path, value, NO_SUCH_METRIC);
    else if (!set(metrics, value)) log.note(path, value, 'version 2 has no such value of this metric');
  }
  return metrics;
}

const NO_SUCH_METRIC = 'version 2 has no such metric';

/** A version 1 packet lists active seeds only, so each of them is active. */
export function migrateSeedState(old: SeedStateV1, log: LossLog, seedNumber: SeedNumbering): SeedState {
  log.loseAll(old, {
    stage: old.stage,
    gradient_norm: old.gradientNorm,
    learning_rate: old.learningRate,
    layer_depth: old.layerDepth,
    age_epochs: old.ageEpochs,
    risk_score: old.riskScore,
  });
  const seed = SeedState.create({ seedId: seedNumber(old.seedId), active: true });
  for (const [name, value] of sortedEntries(old.metrics)) {
    if (name === 'local_loss') seed.localLoss = value;
    else if (name === 'gradient_variance') healthOf(seed).gradientVariance = value;
    else if (name === 'weight_drift') healthOf(seed).weightDrift = value;
    else log.note(`metrics['${name}']`, value, NO_SUCH_METRIC);
  }
  return seed;
}

function healthOf(seed: SeedState): SeedHealth {
  seed.health ??= SeedHealth.create();
  return seed.health;
}

/** On its own it has a home in version 2, as the hardware that a kernel is to run on; in a packet it has none. */
export function migrateHardwareContext(old: HardwareContextV1, log: LossLog): HardwareContext {
  log.loseAll(old, {});
  const capabilities = [
    ['compute_capability', old.computeCapability === 0 ? '' : (old.computeCapability / 10).toFixed(1)],
    ['device_id', old.deviceId],
    ['temperature_celsius', numeral(old.temperatureCelsius)],
    ['total_memory_gb', numeral(old.totalMemoryGb)],
    ['utilization_percent', numeral(old.utilizationPercent)],
  ] as const;
  return HardwareContext.create({
    deviceType: old.deviceType,
    memoryAvailableGb: old.availableMemoryGb,
    capabilities: capabilities
      .filter(([, value]) => value !== '')
      .map(([capabilityName, capabilityValue]) => HardwareCapability.create({ capabilityName, capabilityValue })),
  });
}

function numeral(value: number): string {
  return value === 0 ? '' : String(value);
}
