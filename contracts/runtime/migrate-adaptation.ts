// Version 1's commands in version 2. What version 2 cannot order becomes no order at all, never a similar one.

import {
  type AdaptationCommand as AdaptationCommandV1,
  type CircuitBreakerCommand,
  type CommandMetadata,
  type ExecutionConstraints as ExecutionConstraintsV1,
  type OptimizerAdjustment,
  type RollbackCommand as RollbackCommandV1,
  RollbackType,
  type SeedOperation,
  SeedOperationType,
  type StructuralPruningCommand,
} from '../generated/v1/adaptation.ts';
import {
  AdaptationCommand,
  ExecutionConstraints,
  LearningRateGroup,
  LearningRateUpdate,
  RollbackCommand,
  RollbackCommandRollbackType,
  SeedActivation,
} from '../generated/v2/adaptation.ts';
import { INT32_MAX, type LossLog, sortedEntries } from './migration-losses.ts';
import type { SeedNumbering } from './seed-ids.ts';

const NO_SUCH_ORDER = 'version 2 has no such order';

/** Has no `command` where version 2 has no such order: a version 2 reader refuses it then. */
export function migrateAdaptationCommand(
  old: AdaptationCommandV1,
  log: LossLog,
  seedNumber: SeedNumbering,
): AdaptationCommand {
  log.loseAll(old, { packet_id: old.packetId, metadata: old.metadata });
  const constraints = log.at('constraints');
  return AdaptationCommand.create({
    commandId: old.commandId,
    targetEpoch: BigInt(old.targetEpoch),
    createdAt: old.createdAt,
    ttlEpochs: constraints.fit('ttl_epochs', old.constraints?.ttlEpochs ?? 0, INT32_MAX),
    command: migrateOrder(old.command, log, seedNumber),
    constraints: old.constraints && migrateConstraintsOf(old.constraints, constraints),
  });
}

function migrateOrder(
  old: AdaptationCommandV1['command'],
  log: LossLog,
  seedNumber: SeedNumbering,
): AdaptationCommand['command'] {
  switch (old?.case) {
    case undefined:
      return undefined;
    case 'seedOperation': {
      const value = migrateSeedOperation(old.value, log.at('seed_operation'), seedNumber);
      return value && { case: 'seedActivation', value };
    }
    case 'optimizerAdjustment': {
      const value = migrateOptimizerAdjustment(old.value, log.at('optimizer_adjustment'));
      return { case: 'lrUpdate', value };
    }
    case 'rollback': {
      const value = migrateRollbackCommand(old.value, log.at('rollback'));
      return value && { case: 'rollback', value };
    }
    case 'circuitBreaker':
      return loseOrder('circuit_breaker', old.value, log);
    case 'structuralPruning':
      return loseOrder('structural_pruning', old.value, log);
  }
}

function loseOrder(field: string, value: CircuitBreakerCommand | StructuralPruningCommand, log: LossLog): undefined {
  log.note(field, value, NO_SUCH_ORDER);
  return undefined;
}

/** To germinate a seed is to switch it on, to cull it is to switch it off; version 2 has no other moves. */
export function migrateSeedOperation(
  old: SeedOperation,
  log: LossLog,
  seedNumber: SeedNumbering,
): SeedActivation | undefined {
  const { GERMINATE, CULL } = SeedOperationType;
  if (old.operation !== GERMINATE && old.operation !== CULL) {
    log.note('operation', old.operation, NO_SUCH_ORDER);
    log.loseAll(old, { seed_id: old.seedId, target_stage: old.targetStage, ...germinationOf(old) });
    return undefined;
  }
  log.loseAll(old, { target_stage: old.targetStage, ...germinationOf(old) });
  const seeds = [seedNumber(old.seedId)];
  return SeedActivation.create(old.operation === GERMINATE ? { activateSeeds: seeds } : { deactivateSeeds: seeds });
}

function germinationOf({
  blueprintId,
  kernelArtifactId,
  parameters,
}: SeedOperation): Readonly<Record<string, unknown>> {
  return { blueprint_id: blueprintId, kernel_artifact_id: kernelArtifactId, parameters };
}

export function migrateOptimizerAdjustment(old: OptimizerAdjustment, log: LossLog): LearningRateUpdate {
  log.loseAll(old, {
    optimizer_id: old.optimizerId,
    hyperparameters: old.hyperparameters,
    rebuild_optimizer: old.rebuildOptimizer,
  });
  return LearningRateUpdate.create({
    groupRates: sortedEntries(old.learningRates).map(([paramGroup, learningRate]) =>
      LearningRateGroup.create({ paramGroup, learningRate }),
    ),
    policyName: old.policyName,
    applyWarmup: old.applyWarmup,
  });
}

/** Version 2 has no unknown type, and 0 means a fast one there: what is not FAST or FULL becomes no order. */
export function migrateRollbackCommand(old: RollbackCommandV1, log: LossLog): RollbackCommand | undefined {
  if (old.type !== RollbackType.FAST && old.type !== RollbackType.FULL) {
    log.note('type', old.type, NO_SUCH_ORDER);
    log.loseAll(old, { checkpoint_id: old.checkpointId, reason: old.reason });
    return undefined;
  }
  log.loseAll(old, {});
  const { FAST, FULL } = RollbackCommandRollbackType;
  const type = old.type === RollbackType.FAST ? FAST : FULL;
  return RollbackCommand.create({ type, checkpointId: old.checkpointId, reason: old.reason });
}

/** On their own, constraints lose their `ttl_epochs`: in version 2 it belongs to the command. */
export function migrateExecutionConstraints(old: ExecutionConstraintsV1, log: LossLog): ExecutionConstraints {
  log.lose('ttl_epochs', old.ttlEpochs, "in version 2 it is the command's");
  return migrateConstraintsOf(old, log);
}

function migrateConstraintsOf(old: ExecutionConstraintsV1, log: LossLog): ExecutionConstraints {
  log.loseAll(old, { safety_constraints: old.safetyConstraints });
  return ExecutionConstraints.create({
    maxLatencyMs: log.fit('max_latency_ms', old.maxLatencyMs, INT32_MAX),
    requireConfirmation: old.requireConfirmation,
    requiredSubsystems: [...old.requiredSubsystems],
  });
}

/** Messages that version 2 has no counterpart of. */
export function migrateToNothing(
  old: CircuitBreakerCommand | CommandMetadata | StructuralPruningCommand,
  log: LossLog,
): undefined {
  log.note('', old, 'version 2 has no such message');
  return undefined;
}
