// Version 1 to version 2, every message: `read_v1_write_v2`. What version 2 has no place for is reported, never dropped
// in silence.

import * as v1 from '../generated/v1.ts';
import * as v2 from '../generated/v2.ts';
import { decodeMessage, encodeMessage } from './encode-message.ts';
import { LeylineContractError } from './errors.ts';
import type { MessageOf, MessageType } from './message-type.ts';
import {
  migrateAdaptationCommand,
  migrateExecutionConstraints,
  migrateOptimizerAdjustment,
  migrateRollbackCommand,
  migrateSeedOperation,
  migrateToNothing,
} from './migrate-adaptation.ts';
import { migrateCheckpointMetadata } from './migrate-checkpoint.ts';
import { migrateEventEnvelope, type TypedPayload } from './migrate-envelope.ts';
import * as pruning from './migrate-pruning.ts';
import { migrateHardwareContext, migrateSeedState, migrateSystemStatePacket } from './migrate-system-state.ts';
import * as telemetry from './migrate-telemetry.ts';
import { LossLog, type MigrationLoss } from './migration-losses.ts';
import { type SeedNumbering, spelledSeedNumber } from './seed-ids.ts';
import { requireVersion } from './version.ts';

export interface MigrationOptions {
  /** `report` lists what is lost in the result; `refuse` throws for the first loss. `report` unless given. */
  readonly losses?: 'report' | 'refuse';
  /** The numbers of version 1's seed identifiers; the numbers that they spell unless given. */
  readonly seedNumber?: SeedNumbering;
}

/** A version 2 message, and what of the version 1 message is not in it. */
export interface Migrated<Message> {
  readonly message: Message;
  readonly losses: readonly MigrationLoss[];
}

interface Row {
  readonly from: MessageType<object>;
  /** Undefined where version 2 has no counterpart. */
  readonly to: MessageType<object> | undefined;
  readonly migrate: (old: object, log: LossLog, seedNumber: SeedNumbering) => object | undefined;
}

function row<Old extends object, New extends object, Result extends New | undefined>(
  from: MessageType<Old>,
  to: MessageType<New>,
  migrate: (old: Old, log: LossLog, seedNumber: SeedNumbering) => Result,
) {
  return { from, to, migrate };
}

function rowToNothing<Old extends Parameters<typeof migrateToNothing>[0]>(from: MessageType<Old>) {
  return { from, to: undefined, migrate: (old: Old, log: LossLog): undefined => migrateToNothing(old, log) };
}

/** A function, so that a bundler leaves the rows out, and version 1 with them, where nothing is migrated. */
function makeRows() {
  return {
    'esper.adaptation.v1.AdaptationCommand': row(v1.AdaptationCommand, v2.AdaptationCommand, migrateAdaptationCommand),
    'esper.adaptation.v1.CircuitBreakerCommand': rowToNothing(v1.CircuitBreakerCommand),
    'esper.adaptation.v1.CommandMetadata': rowToNothing(v1.CommandMetadata),
    'esper.adaptation.v1.ExecutionConstraints': row(
      v1.ExecutionConstraints,
      v2.ExecutionConstraints,
      migrateExecutionConstraints,
    ),
    'esper.adaptation.v1.OptimizerAdjustment': row(
      v1.OptimizerAdjustment,
      v2.LearningRateUpdate,
      migrateOptimizerAdjustment,
    ),
    'esper.adaptation.v1.RollbackCommand': row(v1.RollbackCommand, v2.RollbackCommand, migrateRollbackCommand),
    'esper.adaptation.v1.SeedOperation': row(v1.SeedOperation, v2.SeedActivation, migrateSeedOperation),
    'esper.adaptation.v1.StructuralPruningCommand': rowToNothing(v1.StructuralPruningCommand),
    'esper.checkpoint.v1.CheckpointMetadata': row(
      v1.CheckpointMetadata,
      v2.CheckpointMetadata,
      migrateCheckpointMetadata,
    ),
    'esper.envelope.v1.EventEnvelope': row(v1.EventEnvelope, v2.EventEnvelope, (old, log, seedNumber) =>
      migrateEventEnvelope(old, log, (payload, payloadLog) => migratePayload(payload, payloadLog, seedNumber)),
    ),
    'esper.pruning.v1.ImportanceStatistics': row(
      v1.ImportanceStatistics,
      v2.ImportanceStatistics,
      pruning.migrateImportanceStatistics,
    ),
    'esper.pruning.v1.LayerPruningDecision': row(
      v1.LayerPruningDecision,
      v2.LayerPruningDecision,
      pruning.migrateLayerPruningDecision,
    ),
    'esper.pruning.v1.ParameterImportance': row(
      v1.ParameterImportance,
      v2.ParameterImportance,
      pruning.migrateParameterImportance,
    ),
    'esper.pruning.v1.PruningConfiguration': row(
      v1.PruningConfiguration,
      v2.PruningConfiguration,
      pruning.migratePruningConfiguration,
    ),
    'esper.pruning.v1.PruningDecisionReport': row(
      v1.PruningDecisionReport,
      v2.PruningDecisionReport,
      pruning.migratePruningDecisionReport,
    ),
    'esper.pruning.v1.PruningMask': row(v1.PruningMask, v2.PruningMask, pruning.migratePruningMask),
    'esper.pruning.v1.SafetyCheck': row(v1.SafetyCheck, v2.SafetyCheck, pruning.migrateSafetyCheck),
    'esper.pruning.v1.StructuralAnalysisResult': row(
      v1.StructuralAnalysisResult,
      v2.StructuralAnalysisResult,
      pruning.migrateStructuralAnalysisResult,
    ),
    'esper.pruning.v1.StructuralPruningRequest': row(
      v1.StructuralPruningRequest,
      v2.StructuralPruningRequest,
      pruning.migrateStructuralPruningRequest,
    ),
    'esper.pruning.v1.StructuralPruningResponse': row(
      v1.StructuralPruningResponse,
      v2.StructuralPruningResponse,
      pruning.migrateStructuralPruningResponse,
    ),
    'esper.pruning.v1.StructuralSafetyReport': row(
      v1.StructuralSafetyReport,
      v2.StructuralSafetyReport,
      pruning.migrateStructuralSafetyReport,
    ),
    'esper.system_state.v1.HardwareContext': row(v1.HardwareContext, v2.HardwareContext, migrateHardwareContext),
    'esper.system_state.v1.SeedState': row(v1.SeedState, v2.SeedState, migrateSeedState),
    'esper.system_state.v1.SystemStatePacket': row(
      v1.SystemStatePacket,
      v2.SystemStatePacket,
      migrateSystemStatePacket,
    ),
    'esper.telemetry.v1.MetricPoint': row(v1.MetricPoint, v2.MetricPoint, telemetry.migrateMetricPoint),
    'esper.telemetry.v1.SystemHealth': row(v1.SystemHealth, v2.TelemetrySystemHealth, telemetry.migrateTelemetryHealth),
    'esper.telemetry.v1.TelemetryEvent': row(v1.TelemetryEvent, v2.TelemetryEvent, telemetry.migrateTelemetryEvent),
    'esper.telemetry.v1.TelemetryPacket': row(v1.TelemetryPacket, v2.TelemetryPacket, telemetry.migrateTelemetryPacket),
    'esper.telemetry.v1.TraceSpan': row(v1.TraceSpan, v2.TraceSpan, telemetry.migrateTraceSpan),
  } as const;
}

let made: Rows | undefined;

function allRows(): Rows {
  made ??= makeRows();
  return made;
}

type Rows = ReturnType<typeof makeRows>;

/** Full name of a version 1 message. */
export type V1TypeName = keyof Rows;

/** The version 1 message of this name. */
export type V1Message<Name extends V1TypeName> = MessageOf<Rows[Name]['from']>;

/** What a version 1 message of this name becomes; undefined among it where version 2 may have nothing for it. */
export type V2Counterpart<Name extends V1TypeName> = ReturnType<Rows[Name]['migrate']>;

/**
 * A version 1 message in version 2.
 *
 * `contracts/README.md` says field by field what becomes of each message. The result shares lists and bytes with the old
 * message.
 *
 * @param typeName - Such as `esper.system_state.v1.SystemStatePacket`.
 * @returns the message, undefined where version 2 has nothing for it, and everything that is lost.
 * @throws LeylineContractError `version-mismatch` if its version field is not 1; `migration-out-of-range` if a number does
 *   not fit; `seed-id-unmapped` if a seed identifier has no number; `migration-loss` for the first loss, if those are to be
 *   refused; what decoding throws, if an envelope's payload is no message of its type
 * @see data-contracts-api-specifications §8.4
 */
export function migrateV1ToV2<Name extends V1TypeName>(
  typeName: Name,
  old: V1Message<Name>,
  options: MigrationOptions = {},
): Migrated<V2Counterpart<Name>> {
  const log = new LossLog();
  const message = migrateByRow(requireRow(typeName), old, log, options.seedNumber ?? spelledSeedNumber);
  refuseLosses(log, options);
  return { message: message as V2Counterpart<Name>, losses: log.losses };
}

/**
 * As {@link migrateV1ToV2}, for a message in bytes whose type is known at run time only.
 *
 * @throws LeylineContractError as {@link migrateV1ToV2} does; `unknown-message-type` if it is no version 1 message
 */
export function migratePayloadV1ToV2(
  payload: TypedPayload,
  options: MigrationOptions = {},
): Migrated<TypedPayload | undefined> {
  requireRow(payload.payloadType);
  const log = new LossLog();
  const message = migratePayload(payload, log, options.seedNumber ?? spelledSeedNumber);
  refuseLosses(log, options);
  return { message, losses: log.losses };
}

/** Whether a full name is that of a version 1 message. */
export function isV1TypeName(typeName: string): typeName is V1TypeName {
  return Object.hasOwn(allRows(), typeName);
}

function migratePayload(
  { payloadType, payload }: TypedPayload,
  log: LossLog,
  seedNumber: SeedNumbering,
): TypedPayload | undefined {
  if (!isV1TypeName(payloadType)) return undefined;
  const found = requireRow(payloadType);
  const message = migrateByRow(found, decodeMessage(found.from, payload), log, seedNumber);
  if (found.to === undefined || message === undefined) return undefined;
  return { payloadType: found.to.typeName, payload: encodeMessage(found.to, message) };
}

function migrateByRow(found: Row, old: object, log: LossLog, seedNumber: SeedNumbering): object | undefined {
  if ('version' in old) requireVersion(Number(old.version), [1]);
  return found.migrate(old, log, seedNumber);
}

function requireRow(typeName: string): Row {
  // Each row takes the messages of its own type only; callers pair them by name.
  if (isV1TypeName(typeName)) return allRows()[typeName] as unknown as Row;
  throw new LeylineContractError('unknown-message-type', `'${typeName}' is no message of version 1`);
}

function refuseLosses({ losses: [first] }: LossLog, { losses = 'report' }: MigrationOptions): void {
  if (losses === 'report' || first === undefined) return;
  throw new LeylineContractError('migration-loss', `${first.path || 'the message'} would be lost: ${first.reason}`);
}
