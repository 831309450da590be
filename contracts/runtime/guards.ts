// Runtime guards: whether a value really is a generated message, and whether it keeps what its contract promises.

import type { HardwareContext } from '../generated/v1/system-state.ts';
import { SeedStateReport } from '../generated/v2/reports.ts';
import { SeedInternalKind } from '../generated/v2/seed-internal.ts';
import { decodeMessage, encodeMessage } from './encode-message.ts';
import { LeylineContractError } from './errors.ts';
import { MapRecord } from './map-record.ts';
import type { MessageType } from './message-type.ts';

/**
 * Lets only messages pass that the generated code has made, down to every message inside, and whose values all can be
 * written. A literal of the same shape is refused: nothing has seen to its defaults.
 *
 * Costs one encoding and one decoding; meant for the border of a subsystem, not for its inside.
 *
 * @throws LeylineContractError `not-a-generated-message` with the path; what encoding throws for a value out of range
 * @see data-contracts-api-specifications §10.1, I2
 */
export function requireGenerated<T extends object>(type: MessageType<T>, value: unknown): asserts value is T {
  if (!type.is(value)) throw handMade(type.typeName, '');
  compareMakers(value, decodeMessage(type, encodeMessage(type, value)), type.typeName, '');
}

/** A message that was read has the generated code's makers everywhere; the given one must have the same. */
function compareMakers(given: unknown, read: unknown, typeName: string, path: string): void {
  if (typeof read !== 'object' || read === null || ArrayBuffer.isView(read) || isMap(read)) return;
  const isSameMaker = typeof given === 'object' && given !== null && given.constructor === read.constructor;
  if (!isSameMaker) throw handMade(typeName, path);
  for (const [key, inner] of Object.entries(read)) {
    const at = Array.isArray(read) ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`;
    compareMakers((given as Readonly<Record<string, unknown>>)[key], inner, typeName, at);
  }
}

function isMap(value: object): boolean {
  return Object.getPrototypeOf(value) === MapRecord.prototype;
}

function handMade(typeName: string, path: string): LeylineContractError {
  const what = path === '' ? 'the value' : path;
  return new LeylineContractError(
    'not-a-generated-message',
    `${what} was not made by the generated code of ${typeName}`,
  );
}

/**
 * A report with the defaults of its contract: where no internal structure is given, kind NONE, level 0 of 1.
 *
 * @throws LeylineContractError `invariant-violated` as {@link checkSeedStateReport} does
 * @see track1 L2
 */
export function createSeedStateReport(fields: Partial<SeedStateReport> = {}): SeedStateReport {
  const report = SeedStateReport.create({ internalMaxLevel: 1, ...fields });
  checkSeedStateReport(report);
  return report;
}

/**
 * Refuses a report whose internal structure cannot be: `internal_max_level ≥ 1`, `0 ≤ internal_level ≤ internal_max_level`,
 * a kind that there is, no parameters below 0, and for kind NONE level 0 of 1.
 *
 * @throws LeylineContractError `invariant-violated`
 * @see track1 L2
 */
export function checkSeedStateReport(report: SeedStateReport): void {
  const { internalKind: kind, internalLevel: level, internalMaxLevel: most, internalActiveParams: params } = report;
  if (!Number.isInteger(most) || most < 1) throw violated(`internal_max_level must be >= 1, got ${most}`);
  if (!Number.isInteger(level) || level < 0 || level > most) {
    throw violated(`internal_level (${level}) must be in range [0, ${most}]`);
  }
  const kinds: readonly number[] = Object.values(SeedInternalKind);
  if (!kinds.includes(kind)) throw violated(`internal_kind must be a SeedInternalKind, got ${kind}`);
  if (params < 0n) throw violated(`internal_active_params must be >= 0, got ${params}`);
  if (kind === SeedInternalKind.NONE && (level !== 0 || most !== 1)) {
    throw violated(`a seed without internal structure has internal_level 0 of 1, got ${level} of ${most}`);
  }
}

/**
 * Refuses a version 1 hardware context that lacks a required field: all but the temperature, which a device may not report.
 *
 * What is 0 or empty is not there, as proto3 has it; but no utilization, no memory left and, for what is no CUDA device, no
 * compute capability are values.
 *
 * @throws LeylineContractError `required-field-missing`; `invariant-violated` for a value that cannot be
 * @see message-contracts, HardwareContext
 */
export function checkHardwareContext(context: HardwareContext): void {
  const { deviceType, deviceId, totalMemoryGb, availableMemoryGb, utilizationPercent, computeCapability } = context;
  if (deviceType === '') throw missing('device_type');
  if (deviceId === '') throw missing('device_id');
  if (totalMemoryGb === 0) throw missing('total_memory_gb');
  if (deviceType === 'cuda' && computeCapability === 0) throw missing('compute_capability');
  if (!(totalMemoryGb > 0)) throw violated(`total_memory_gb must be above 0, got ${totalMemoryGb}`);
  if (!(availableMemoryGb >= 0 && availableMemoryGb <= totalMemoryGb)) {
    throw violated(`available_memory_gb (${availableMemoryGb}) must be in range [0, ${totalMemoryGb}]`);
  }
  if (!(utilizationPercent >= 0 && utilizationPercent <= 100)) {
    throw violated(`utilization_percent (${utilizationPercent}) must be in range [0, 100]`);
  }
}

function violated(what: string): LeylineContractError {
  return new LeylineContractError('invariant-violated', what);
}

function missing(field: string): LeylineContractError {
  return new LeylineContractError('required-field-missing', `${field} is missing`);
}
