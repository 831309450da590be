// The internals of seeds, and what a policy knows of them: levels, blueprints, causal masks, observation dimensions.
// Every dimension is derived from a list; none is written down twice.

import { BlueprintAction, LifecycleOp } from '../generated/v2/actions.ts';
import type { SeedStateReport } from '../generated/v2/reports.ts';
import { SeedInternalKind } from '../generated/v2/seed-internal.ts';
import { SeedLifecycleStage } from '../generated/v2/system-state.ts';
import { type SeedInternalLevelChangedPayload, TelemetryEventType } from '../generated/v2/telemetry.ts';
import { LeylineContractError } from './errors.ts';

/** The internal structure of a seed, as far as levels go. */
export type InternalLevels = Pick<SeedStateReport, 'internalKind' | 'internalLevel' | 'internalMaxLevel'>;

/** The level after GROW_INTERNAL: one more, at most the highest. @see track1 L3 */
export function grow({ internalLevel, internalMaxLevel }: InternalLevels): number {
  return Math.min(internalLevel + 1, internalMaxLevel);
}

/** The level after SHRINK_INTERNAL: one less, at least 0. @see track1 L3 */
export function shrink({ internalLevel }: InternalLevels): number {
  return Math.max(internalLevel - 1, 0);
}

/** Whether GROW_INTERNAL would change anything; where not, an action mask leaves it out. @see track1 L3 */
export function canGrow(levels: InternalLevels): boolean {
  return levels.internalKind !== SeedInternalKind.NONE && grow(levels) !== levels.internalLevel;
}

/** Whether SHRINK_INTERNAL would change anything; where not, an action mask leaves it out. @see track1 L3 */
export function canShrink(levels: InternalLevels): boolean {
  return levels.internalKind !== SeedInternalKind.NONE && shrink(levels) !== levels.internalLevel;
}

const BLUEPRINT_ACTIONS = Object.entries(BlueprintAction) as readonly [string, BlueprintAction][];

/** All blueprint ids, in the order of their actions. @see track1 L4 */
export const BLUEPRINT_IDS: readonly string[] = /* @__PURE__ */ BLUEPRINT_ACTIONS.map(([name]) => name.toLowerCase());

/** The action of each blueprint id. @see track1 L4 */
export const BLUEPRINT_ID_TO_INDEX: ReadonlyMap<string, BlueprintAction> = /* @__PURE__ */ new Map(
  BLUEPRINT_ACTIONS.map(([name, action]) => [name.toLowerCase(), action]),
);

/** Blueprints for convolutional hosts, for action masks. @see track1 L4 */
export const CNN_BLUEPRINTS: ReadonlySet<BlueprintAction> = /* @__PURE__ */ new Set([
  BlueprintAction.NOOP,
  BlueprintAction.CONV_LIGHT,
  BlueprintAction.ATTENTION,
  BlueprintAction.NORM,
  BlueprintAction.DEPTHWISE,
  BlueprintAction.BOTTLENECK,
  BlueprintAction.CONV_SMALL,
  BlueprintAction.CONV_HEAVY,
  BlueprintAction.CONV_LADDER,
]);

/**
 * The blueprint id of an action: `conv_ladder` for CONV_LADDER.
 *
 * @throws LeylineContractError `seed-internal-invalid` if there is no such action
 * @see track1 L4
 */
export function toBlueprintId(action: BlueprintAction): string {
  const found = BLUEPRINT_ACTIONS.find(([, value]) => value === action);
  if (found) return found[0].toLowerCase();
  throw new LeylineContractError('seed-internal-invalid', `there is no blueprint action ${action}`);
}

/**
 * The action of a blueprint id: CONV_LADDER for `conv_ladder`.
 *
 * @throws LeylineContractError `seed-internal-invalid` if there is no such blueprint
 * @see track1 L4
 */
export function fromBlueprintId(blueprintId: string): BlueprintAction {
  const action = BLUEPRINT_ID_TO_INDEX.get(blueprintId);
  if (action !== undefined) return action;
  throw new LeylineContractError('seed-internal-invalid', `there is no blueprint '${blueprintId}'`);
}

/** The heads of the policy's factored action, in order. @see track1 L5 */
export const ACTION_HEADS = [
  'op',
  'slot',
  'blueprint',
  'style',
  'tempo',
  'alpha_target',
  'alpha_speed',
  'alpha_curve',
] as const;

export type ActionHead = (typeof ACTION_HEADS)[number];

/** The name of a lifecycle op. */
export type LifecycleOpName = keyof typeof LifecycleOp;

/** The heads that have any bearing on each op. That every op is there is seen to by the compiler. @see track1 L5 */
export const RELEVANT_HEADS: Readonly<Record<LifecycleOpName, readonly ActionHead[]>> = {
  NOOP: ['op'],
  GERMINATE: ['op', 'slot', 'blueprint', 'style', 'tempo', 'alpha_target'],
  PRUNE: ['op', 'slot', 'alpha_speed', 'alpha_curve'],
  FOSSILIZE: ['op', 'slot'],
  GROW_INTERNAL: ['op', 'slot'],
  SHRINK_INTERNAL: ['op', 'slot'],
};

/**
 * The causal mask of an op over {@link ACTION_HEADS}: true where the head has a bearing, so that a gradient may pass.
 *
 * @throws LeylineContractError `seed-internal-invalid` if there is no such op
 * @see track1 L5
 */
export function causalMask(op: LifecycleOp): readonly boolean[] {
  const relevant = RELEVANT_HEADS[lifecycleOpName(op)];
  return ACTION_HEADS.map((head) => relevant.includes(head));
}

function lifecycleOpName(op: LifecycleOp): LifecycleOpName {
  const names = Object.keys(LifecycleOp) as LifecycleOpName[];
  const name = names.find((one) => LifecycleOp[one] === op);
  if (name !== undefined) return name;
  throw new LeylineContractError('seed-internal-invalid', `there is no lifecycle op ${op}`);
}

/** How many lifecycle ops there are. @see track1 L3 */
export const NUM_OPS: number = /* @__PURE__ */ Object.keys(LifecycleOp).length;

/** Features of the host, in order; a one-hot of the last op follows them. @see track1 L7 */
export const BASE_FEATURE_FIELDS = [
  'loss_delta',
  'accuracy',
  'accuracy_delta',
  'loss',
  'epoch_norm',
  'plateau_epochs_norm',
  'active_seeds_norm',
  'total_params_norm',
] as const;

/** Features of one slot, in order; {@link slotFeatures} makes them of a report. @see track1 L7 */
export const SLOT_FEATURE_FIELDS = [
  'stage_norm',
  'alpha',
  'epochs_in_stage_norm',
  'is_active',
  'alpha_target',
  'age_norm',
  'accuracy_delta',
  'loss_delta',
  'contribution',
  'gradient_norm_log',
  'risk_score',
  'internal_level_norm',
] as const;

export type SlotFeature = (typeof SLOT_FEATURE_FIELDS)[number];

/** Numbers of a host's observation: its fields and the one-hot of the last op. @see track1 L7 */
export const OBS_V3_BASE_FEATURE_SIZE: number = /* @__PURE__ */ (() => BASE_FEATURE_FIELDS.length + NUM_OPS)();

/** Numbers of one slot's observation. @see track1 L7 */
export const OBS_V3_SLOT_FEATURE_SIZE: number = /* @__PURE__ */ (() => SLOT_FEATURE_FIELDS.length)();

/** Numbers of the whole observation of a host with so many slots. @see track1 L7 */
export function observationSize(slots: number): number {
  return OBS_V3_BASE_FEATURE_SIZE + slots * OBS_V3_SLOT_FEATURE_SIZE;
}

const LAST_STAGE = SeedLifecycleStage.TERMINATED;

/** How each feature of a slot is made of its report. That every field is there is seen to by the compiler. */
const SLOT_FEATURES: Readonly<Record<SlotFeature, (report: SeedStateReport, maxEpochs: number) => number>> = {
  is_active: () => 1,
  stage_norm: ({ stage }) => stage / LAST_STAGE,
  alpha: ({ alpha }) => alpha,
  alpha_target: ({ alphaTarget }) => alphaTarget,
  epochs_in_stage_norm: ({ epochsInStage }, maxEpochs) => Math.min(epochsInStage / maxEpochs, 1),
  age_norm: ({ ageEpochs }, maxEpochs) => Math.min(ageEpochs / maxEpochs, 1),
  accuracy_delta: ({ accuracyDelta }) => accuracyDelta,
  loss_delta: ({ lossDelta }) => lossDelta,
  contribution: ({ contribution }) => contribution,
  gradient_norm_log: ({ gradientNorm }) => Math.log1p(gradientNorm),
  risk_score: ({ riskScore }) => riskScore,
  internal_level_norm: ({ internalLevel, internalMaxLevel }) => internalLevel / internalMaxLevel,
};

/**
 * The observation of one slot, in the order of {@link SLOT_FEATURE_FIELDS}; an empty slot is all zeroes.
 *
 * @param maxEpochs - Epochs that count as 1 where epochs are normalized; above 0.
 * @see track1 L7
 */
export function slotFeatures(report: SeedStateReport | undefined, maxEpochs: number): Float32Array {
  const features = new Float32Array(OBS_V3_SLOT_FEATURE_SIZE);
  if (report === undefined) return features;
  for (const [at, field] of SLOT_FEATURE_FIELDS.entries()) features[at] = SLOT_FEATURES[field](report, maxEpochs);
  return features;
}

/** Which member of `TelemetryEvent.payload` belongs to an event type; types that are not here have none. @see track1 L6 */
export const EVENT_PAYLOADS: ReadonlyMap<TelemetryEventType, 'seedInternalLevelChanged'> = /* @__PURE__ */ new Map([
  [TelemetryEventType.SEED_INTERNAL_LEVEL_CHANGED, 'seedInternalLevelChanged'],
]);

/**
 * The payload with the environment that it is about. The telemetry layer calls this when it emits the event; whoever makes
 * the payload leaves `env_id` alone, so that no stand-in such as -1 ever travels.
 *
 * @throws LeylineContractError `seed-internal-invalid` if the id is no whole number from 0
 * @see track1 L6
 */
export function withEnvContext(
  payload: SeedInternalLevelChangedPayload,
  envId: number,
): SeedInternalLevelChangedPayload {
  if (!Number.isInteger(envId) || envId < 0) {
    throw new LeylineContractError('seed-internal-invalid', `env_id must be a whole number from 0, got ${envId}`);
  }
  payload.envId = envId;
  return payload;
}
