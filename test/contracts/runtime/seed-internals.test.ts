// Track 1, line by line: each acceptance criterion of L1 to L7, the property tests and the integration that it asks for.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BlueprintAction,
  LifecycleOp,
  SeedInternalKind,
  SeedInternalLevelChangedPayload,
  SeedStateReport,
  TelemetryEvent,
  TelemetryEventType,
} from '../../../contracts/generated/v2.ts';
import * as door from '../../../contracts/index.ts';
import { decodeMessage, encodeMessage } from '../../../contracts/runtime/encode-message.ts';
import { checkSeedStateReport, createSeedStateReport } from '../../../contracts/runtime/guards.ts';
import * as internals from '../../../contracts/runtime/seed-internals.ts';

const violated = expect.objectContaining({ code: 'invariant-violated' });
const invalid = expect.objectContaining({ code: 'seed-internal-invalid' });

describe('L1 SeedInternalKind', () => {
  it('L1 has NONE and CONV_LADDER, and nothing of the later phases yet', () => {
    expect(SeedInternalKind).toEqual({ NONE: 0, CONV_LADDER: 1 });
  });
  it('L1 is exported from the door', () => expect(door.SeedInternalKind).toBe(SeedInternalKind));
});

describe('L2 SeedStateReport', () => {
  it('L2 has the internal fields with their defaults', () => {
    expect(createSeedStateReport()).toMatchObject({
      internalKind: SeedInternalKind.NONE,
      internalLevel: 0,
      internalMaxLevel: 1,
      internalActiveParams: 0n,
    });
  });

  it.each<[string, Partial<SeedStateReport>]>([
    ['internal_max_level below 1', { internalMaxLevel: 0 }],
    ['internal_max_level of a fraction', { internalMaxLevel: 1.5 }],
    ['internal_level below 0', { internalKind: 1, internalLevel: -1 }],
    ['internal_level above internal_max_level', { internalKind: 1, internalLevel: 5, internalMaxLevel: 4 }],
    ['an internal_kind that there is not', { internalKind: 2 }],
    ['kind NONE at a level', { internalLevel: 1, internalMaxLevel: 1 }],
    ['kind NONE with levels', { internalMaxLevel: 4 }],
    ['active parameters below 0', { internalActiveParams: -1n }],
  ])('L2 enforces its invariants: refuses %s', (_what, fields) => {
    expect(() => createSeedStateReport(fields)).toThrow(violated);
    expect(() => checkSeedStateReport(SeedStateReport.create({ internalMaxLevel: 1, ...fields }))).toThrow(violated);
  });

  it('L2 refuses the bare defaults of the wire, where internal_max_level was not written', () => {
    expect(() => checkSeedStateReport(decodeMessage(SeedStateReport, new Uint8Array()))).toThrow(violated);
  });
});

describe('L3 LifecycleOp', () => {
  it('L3 has GROW_INTERNAL and SHRINK_INTERNAL, with their numbers', () => {
    expect(LifecycleOp).toEqual({
      NOOP: 0,
      GERMINATE: 1,
      PRUNE: 2,
      FOSSILIZE: 3,
      GROW_INTERNAL: 4,
      SHRINK_INTERNAL: 5,
    });
  });
  it('L3 derives NUM_OPS', () => expect(internals.NUM_OPS).toBe(6));

  const levels = fc
    .record({ internalMaxLevel: fc.integer({ min: 1, max: 64 }), at: fc.double({ min: 0, max: 1, noNaN: true }) })
    .map(({ internalMaxLevel, at }) => ({
      internalKind: SeedInternalKind.CONV_LADDER,
      internalMaxLevel,
      internalLevel: Math.round(at * internalMaxLevel),
    }));

  it('L3 grows and shrinks by 1 and stops at the bounds, in every valid state', () => {
    fc.assert(
      fc.property(levels, (state) => {
        const { internalLevel: level, internalMaxLevel: most } = state;
        expect(internals.grow(state)).toBe(Math.min(level + 1, most));
        expect(internals.shrink(state)).toBe(Math.max(level - 1, 0));
        expect(internals.canGrow(state)).toBe(level < most);
        expect(internals.canShrink(state)).toBe(level > 0);
        for (const internalLevel of [internals.grow(state), internals.shrink(state)]) {
          expect(() => createSeedStateReport({ ...state, internalLevel })).not.toThrow();
        }
      }),
    );
  });

  it('L3 masks both out for a seed without internal structure', () => {
    expect([internals.canGrow(createSeedStateReport()), internals.canShrink(createSeedStateReport())]).toEqual([
      false,
      false,
    ]);
  });
});

describe('L4 BlueprintAction', () => {
  it('L4 has CONV_LADDER', () => expect(BlueprintAction.CONV_LADDER).toBe(13));
  it('L4 maps it to its blueprint id and back', () => {
    expect(internals.toBlueprintId(BlueprintAction.CONV_LADDER)).toBe('conv_ladder');
    expect(internals.fromBlueprintId('conv_ladder')).toBe(BlueprintAction.CONV_LADDER);
  });
  it.each(Object.values(BlueprintAction))('L4 maps action %i to an id and back', (action) => {
    expect(internals.fromBlueprintId(internals.toBlueprintId(action))).toBe(action);
  });
  it('L4 knows no others', () => {
    expect(() => internals.toBlueprintId(14)).toThrow(invalid);
    expect(() => internals.fromBlueprintId('CONV_LADDER')).toThrow(invalid);
    expect(() => internals.fromBlueprintId('constructor')).toThrow(invalid);
  });
  it('L4 has it in CNN_BLUEPRINTS, and no transformer blueprint', () => {
    expect(internals.CNN_BLUEPRINTS.has(BlueprintAction.CONV_LADDER)).toBe(true);
    for (const name of ['LORA', 'LORA_LARGE', 'MLP', 'MLP_SMALL', 'FLEX_ATTENTION'] as const) {
      expect(internals.CNN_BLUEPRINTS.has(BlueprintAction[name])).toBe(false);
    }
  });
  it('L4 has it in BLUEPRINT_IDS and BLUEPRINT_ID_TO_INDEX, which agree', () => {
    expect(internals.BLUEPRINT_IDS[13]).toBe('conv_ladder');
    expect(internals.BLUEPRINT_IDS).toHaveLength(14);
    expect([...internals.BLUEPRINT_ID_TO_INDEX]).toEqual(internals.BLUEPRINT_IDS.map((id, at) => [id, at]));
  });
});

describe('L5 causal masks', () => {
  it.each(['GROW_INTERNAL', 'SHRINK_INTERNAL'] as const)('L5 of %s have op and slot only', (name) => {
    expect(internals.causalMask(LifecycleOp[name])).toEqual([true, true, false, false, false, false, false, false]);
  });
  it('L5 are over the eight heads', () => {
    const heads = ['op', 'slot', 'blueprint', 'style', 'tempo', 'alpha_target', 'alpha_speed', 'alpha_curve'];
    expect(internals.ACTION_HEADS).toEqual(heads);
  });
  it('L5 cover every op, each with the head op', () => {
    expect(Object.keys(internals.RELEVANT_HEADS).sort()).toEqual(Object.keys(LifecycleOp).sort());
    for (const op of Object.values(LifecycleOp)) {
      expect(internals.causalMask(op)).toHaveLength(8);
      expect(internals.causalMask(op)[0]).toBe(true);
    }
  });
  it('L5 have a blueprint where there is one to choose', () => {
    const withBlueprint = Object.values(LifecycleOp).filter((op) => internals.causalMask(op)[2]);
    expect(withBlueprint).toEqual([LifecycleOp.GERMINATE]);
  });
  it('L5 of an op that there is not are refused', () => expect(() => internals.causalMask(6)).toThrow(invalid));
});

describe('L6 SEED_INTERNAL_LEVEL_CHANGED', () => {
  const payload = () =>
    SeedInternalLevelChangedPayload.create({
      slotId: 'r0c1',
      blueprintId: 'conv_ladder',
      internalKind: SeedInternalKind.CONV_LADDER,
      fromLevel: 1,
      toLevel: 2,
      maxLevel: 4,
      activeParams: 1024n,
    });

  it('L6 is an event type', () => expect(TelemetryEventType.SEED_INTERNAL_LEVEL_CHANGED).toBe(15));
  it('L6 has its payload registered for dispatch', () => {
    expect(internals.EVENT_PAYLOADS.get(TelemetryEventType.SEED_INTERNAL_LEVEL_CHANGED)).toBe(
      'seedInternalLevelChanged',
    );
  });
  it('L6 gets env_id from the telemetry layer, and never a stand-in', () => {
    expect(payload().envId).toBe(0);
    expect(internals.withEnvContext(payload(), 7).envId).toBe(7);
    for (const envId of [-1, 0.5, Number.NaN])
      expect(() => internals.withEnvContext(payload(), envId)).toThrow(invalid);
  });
  it('L6 is exported from the door', () => {
    expect(door.SeedInternalLevelChangedPayload).toBe(SeedInternalLevelChangedPayload);
  });
  it('L6 can be written and read', () => {
    const event = TelemetryEvent.create({
      type: TelemetryEventType.SEED_INTERNAL_LEVEL_CHANGED,
      payload: { case: 'seedInternalLevelChanged', value: internals.withEnvContext(payload(), 7) },
    });
    expect(decodeMessage(TelemetryEvent, encodeMessage(TelemetryEvent, event))).toEqual(event);
  });
});

describe('L7 observation dimensions', () => {
  it('L7 are derived from the field lists', () => {
    expect(internals.OBS_V3_BASE_FEATURE_SIZE).toBe(internals.BASE_FEATURE_FIELDS.length + internals.NUM_OPS);
    expect(internals.OBS_V3_SLOT_FEATURE_SIZE).toBe(internals.SLOT_FEATURE_FIELDS.length);
    expect(internals.observationSize(0)).toBe(internals.OBS_V3_BASE_FEATURE_SIZE);
    expect(internals.observationSize(4) - internals.observationSize(3)).toBe(internals.OBS_V3_SLOT_FEATURE_SIZE);
  });
  it('L7 name each field once, those of the document in its order', () => {
    for (const fields of [internals.BASE_FEATURE_FIELDS, internals.SLOT_FEATURE_FIELDS]) {
      expect(new Set<string>(fields).size).toBe(fields.length);
    }
    expect(internals.BASE_FEATURE_FIELDS.slice(0, 2)).toEqual(['loss_delta', 'accuracy']);
    expect(internals.SLOT_FEATURE_FIELDS.slice(0, 3)).toEqual(['stage_norm', 'alpha', 'epochs_in_stage_norm']);
  });
  it('L7 have internal_level_norm', () => expect(internals.SLOT_FEATURE_FIELDS).toContain('internal_level_norm'));
  it('L7 match what is extracted from a report', () => {
    const report = createSeedStateReport({
      internalKind: SeedInternalKind.CONV_LADDER,
      internalLevel: 3,
      internalMaxLevel: 4,
      alpha: 0.5,
      epochsInStage: 300,
    });
    const features = internals.slotFeatures(report, 100);
    const at = (field: internals.SlotFeature) => features[internals.SLOT_FEATURE_FIELDS.indexOf(field)];
    expect(features).toHaveLength(internals.OBS_V3_SLOT_FEATURE_SIZE);
    expect([at('internal_level_norm'), at('alpha'), at('epochs_in_stage_norm'), at('is_active')]).toEqual([
      0.75, 0.5, 1, 1,
    ]);
    expect(features.every(Number.isFinite)).toBe(true);
    expect(internals.slotFeatures(undefined, 100)).toEqual(new Float32Array(internals.OBS_V3_SLOT_FEATURE_SIZE));
  });
});

describe('Integration', () => {
  it.each(Object.keys(internals))('%s is exported from the door', (name) => expect(door).toHaveProperty(name));
});
