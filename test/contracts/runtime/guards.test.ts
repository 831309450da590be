// Runtime guards: only what the generated code has made passes, and only what keeps its contract.

import { describe, expect, it } from 'vitest';
import { Timestamp } from '../../../contracts/generated/google/timestamp.ts';
import * as v1 from '../../../contracts/generated/v1.ts';
import * as v2 from '../../../contracts/generated/v2.ts';
import { decodeMessage, encodeMessage } from '../../../contracts/runtime/encode-message.ts';
import { checkHardwareContext, requireGenerated } from '../../../contracts/runtime/guards.ts';
import type { MessageType } from '../../../contracts/runtime/message-type.ts';

const timestamp = { seconds: 1n, nanos: 0 };
const full = v2.SystemStatePacket.create({
  packetId: 'p',
  timestamp: Timestamp.create(timestamp),
  trainingMetrics: v2.TrainingMetrics.create({ loss: Number.NaN }),
  seedStates: [v2.SeedState.create({ health: v2.SeedHealth.create() })],
});
const command = v2.AdaptationCommand.create({
  command: { case: 'rollback', value: v2.RollbackCommand.create({ reason: 'x' }) },
});

describe('only generated messages pass', () => {
  it.each<[string, MessageType<object>, object]>([
    ['an empty one', v2.SystemStatePacket as MessageType<object>, v2.SystemStatePacket.create()],
    ['a full one', v2.SystemStatePacket as MessageType<object>, full],
    ['one with a choice', v2.AdaptationCommand as MessageType<object>, command],
    [
      'one with a map, though that is an object of its own',
      v1.SeedState as MessageType<object>,
      v1.SeedState.create({ metrics: { a: 1 } }),
    ],
    [
      'one that was read',
      v2.SystemStatePacket as MessageType<object>,
      decodeMessage(v2.SystemStatePacket, encodeMessage(v2.SystemStatePacket, full)),
    ],
  ])('%s', (_what, type, message) => expect(() => requireGenerated(type, message)).not.toThrow());

  it.each<[string, MessageType<object>, unknown, string]>([
    ['nothing', v2.SeedState as MessageType<object>, undefined, 'the value'],
    ['a literal', v2.SeedState as MessageType<object>, { ...v2.SeedState.create() }, 'the value'],
    ['a message of another type', v2.SeedState as MessageType<object>, v2.SeedHealth.create(), 'the value'],
    ['a message of another version', v2.SeedState as MessageType<object>, v1.SeedState.create(), 'the value'],
    [
      'a literal inside',
      v2.SystemStatePacket as MessageType<object>,
      v2.SystemStatePacket.create({ timestamp }),
      'timestamp',
    ],
    [
      'a literal in a list',
      v2.SystemStatePacket as MessageType<object>,
      v2.SystemStatePacket.create({ seedStates: [v2.SeedState.create(), { ...v2.SeedState.create() }] }),
      'seedStates[1]',
    ],
    [
      'a literal in a choice',
      v2.AdaptationCommand as MessageType<object>,
      v2.AdaptationCommand.create({ command: { case: 'pause', value: { ...v2.PauseCommand.create() } } }),
      'command.value',
    ],
  ])('but not %s', (_what, type, value, path) => {
    const refusal = {
      code: 'not-a-generated-message',
      message: expect.stringMatching(`^${path.replace('[', '\\[')} was`),
    };
    expect(() => requireGenerated(type, value)).toThrow(expect.objectContaining(refusal));
  });

  it('nor one that cannot be written', () => {
    const bad = v2.SeedState.create({ seedId: 2 ** 31 });
    expect(() => requireGenerated(v2.SeedState, bad)).toThrow(expect.objectContaining({ code: 'value-out-of-range' }));
  });
});

describe('hardware context', () => {
  const good = {
    deviceType: 'cuda',
    deviceId: 'cuda:0',
    totalMemoryGb: 24,
    availableMemoryGb: 8,
    utilizationPercent: 50,
    computeCapability: 86,
  };

  it.each<[string, Partial<v1.HardwareContext>]>([
    ['all required fields', {}],
    ['a temperature', { temperatureCelsius: 60 }],
    ['no memory left', { availableMemoryGb: 0 }],
    ['nothing to do', { utilizationPercent: 0 }],
    ['no CUDA', { deviceType: 'cpu', deviceId: 'cpu', computeCapability: 0 }],
  ])('with %s is complete', (_what, fields) => {
    expect(() => checkHardwareContext(v1.HardwareContext.create({ ...good, ...fields }))).not.toThrow();
  });

  it.each<[string, Partial<v1.HardwareContext>, string]>([
    ['device_type', { deviceType: '' }, 'required-field-missing'],
    ['device_id', { deviceId: '' }, 'required-field-missing'],
    ['total_memory_gb', { totalMemoryGb: 0 }, 'required-field-missing'],
    ['compute_capability', { computeCapability: 0 }, 'required-field-missing'],
    ['total_memory_gb', { totalMemoryGb: -1 }, 'invariant-violated'],
    ['available_memory_gb', { availableMemoryGb: 25 }, 'invariant-violated'],
    ['available_memory_gb', { availableMemoryGb: Number.NaN }, 'invariant-violated'],
    ['utilization_percent', { utilizationPercent: 101 }, 'invariant-violated'],
  ])('is refused for its %s: %j', (field, fields, code) => {
    const context = v1.HardwareContext.create({ ...good, ...fields });
    const refusal = { code, message: expect.stringContaining(field) };
    expect(() => checkHardwareContext(context)).toThrow(expect.objectContaining(refusal));
  });
});
