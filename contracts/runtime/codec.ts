// Messages to bytes and back under the limits of message-contracts: a size that is kept, and a time that is watched.
// The clock and the sink of metrics are arguments; without them nothing is measured, and nothing is paid for it.

import { decodeMessage, encodeMessage } from './encode-message.ts';
import { LeylineContractError } from './errors.ts';
import type { MessageType } from './message-type.ts';
import { type Measurement, type MetricsSink, measureSerialization } from './metrics.ts';
import { READ_VERSIONS, requireVersion } from './version.ts';

/** The section `message_contracts` of a configuration, under the names that it has there. */
export interface CodecSettings {
  /** Bytes that a message may have, 1 to 1024; 280 by default. Larger ones are refused, both ways. */
  readonly max_message_size: number;
  /** Microseconds that writing or reading a message should take, 10 to 1000; 80 by default. More is reported. */
  readonly serialization_timeout_us: number;
  /** Whether version 1 writes maps as maps. Has no effect: on the wire a map is a list of entries either way. */
  readonly use_native_maps: boolean;
  /** Repeated numbers are packed; canonical bytes allow nothing else. */
  readonly packed_encoding: true;
}

export const DEFAULT_CODEC_SETTINGS: CodecSettings = {
  max_message_size: 280,
  serialization_timeout_us: 80,
  use_native_maps: true,
  packed_encoding: true,
};

/** A message that took longer than it should. The message itself was written or read. */
export interface BudgetOverrun {
  readonly typeName: string;
  readonly operation: 'encode' | 'decode';
  readonly durationUs: number;
  readonly budgetUs: number;
}

export interface CodecOptions {
  readonly settings?: Partial<CodecSettings>;
  /** Milliseconds from any fixed point, with fractions: `() => performance.now()`. Without it no time is watched. */
  readonly now?: () => number;
  /** Told of every message that took longer than `serialization_timeout_us`. */
  readonly onOverrun?: (overrun: BudgetOverrun) => void;
  readonly metrics?: MetricsSink;
}

/** Writes and reads messages under one set of limits. */
export interface Codec {
  readonly settings: CodecSettings;
  /**
   * The canonical bytes of a message; see `encodeMessage`.
   *
   * @throws LeylineContractError `message-too-large`, `value-out-of-range`, `value-of-wrong-type`, `string-invalid`
   */
  encode<T extends object>(type: MessageType<T>, message: T): Uint8Array;
  /**
   * The message that bytes hold; see `decodeMessage`.
   *
   * @throws LeylineContractError `message-too-large`, `message-truncated`, `tag-invalid`, `varint-overlong`,
   *   `string-invalid`, `depth-exceeded`
   */
  decode<T extends object>(type: MessageType<T>, bytes: Uint8Array): T;
  /** Why a message cannot be written, or undefined when it can. Nothing is measured. */
  verify<T extends object>(type: MessageType<T>, message: T): LeylineContractError | undefined;
}

/**
 * A codec with the settings of message-contracts.
 *
 * @throws LeylineContractError `invalid-config` for settings out of range, of another type, or unknown
 * @see message-contracts, Configuration
 */
export function createCodec({ settings, now, onOverrun, metrics }: CodecOptions = {}): Codec {
  const limits = validSettings(settings ?? {});
  const limit = limits.max_message_size;
  const budgetUs = limits.serialization_timeout_us;

  function encode<T extends object>(type: MessageType<T>, message: T): Uint8Array {
    const bytes = encodeMessage(type, message);
    if (bytes.length > limit) throw tooLarge(type, bytes.length, limit);
    return bytes;
  }

  function decode<T extends object>(type: MessageType<T>, bytes: Uint8Array): T {
    if (bytes.length > limit) throw tooLarge(type, bytes.length, limit);
    return decodeMessage(type, bytes);
  }

  function verify<T extends object>(type: MessageType<T>, message: T): LeylineContractError | undefined {
    try {
      encode(type, message);
      return undefined;
    } catch (error) {
      if (error instanceof LeylineContractError) return error;
      throw error;
    }
  }

  if (now === undefined && metrics === undefined) return { settings: limits, encode, decode, verify };

  const start = metrics === undefined ? undefined : measureSerialization(metrics);

  function watched<R>(
    typeName: string,
    operation: BudgetOverrun['operation'],
    run: () => R,
    sizeOf: (result: R) => number,
  ): R {
    const measurement: Measurement | undefined = start?.(typeName, operation);
    const began = now?.();
    try {
      const result = run();
      const durationUs = now === undefined || began === undefined ? undefined : (now() - began) * 1000;
      measurement?.done(sizeOf(result), durationUs);
      if (durationUs !== undefined && durationUs > budgetUs) onOverrun?.({ typeName, operation, durationUs, budgetUs });
      return result;
    } catch (error) {
      if (error instanceof LeylineContractError) measurement?.failed(error.code);
      throw error;
    }
  }

  return {
    settings: limits,
    encode: (type, message) =>
      watched(
        type.typeName,
        'encode',
        () => encode(type, message),
        (bytes) => bytes.length,
      ),
    decode: (type, bytes) =>
      watched(
        type.typeName,
        'decode',
        () => decode(type, bytes),
        () => bytes.length,
      ),
    verify,
  };
}

function tooLarge({ typeName }: MessageType<object>, size: number, limit: number): LeylineContractError {
  return new LeylineContractError(
    'message-too-large',
    `a ${typeName} of ${size} bytes is larger than max_message_size, which is ${limit}`,
  );
}

function validSettings(given: Partial<CodecSettings>): CodecSettings {
  for (const key of Object.keys(given)) {
    if (!Object.hasOwn(DEFAULT_CODEC_SETTINGS, key)) throw invalid(`${key} is no setting of the codec`);
  }
  const settings = { ...DEFAULT_CODEC_SETTINGS, ...given };
  checkRange('max_message_size', settings.max_message_size, 1, 1024);
  checkRange('serialization_timeout_us', settings.serialization_timeout_us, 10, 1000);
  if (typeof settings.use_native_maps !== 'boolean') throw invalid('use_native_maps is neither true nor false');
  if (settings.packed_encoding !== true) throw invalid('packed_encoding is not true, which canonical bytes demand');
  return Object.freeze(settings);
}

function checkRange(key: string, value: unknown, least: number, most: number): void {
  if (Number.isInteger(value) && Number(value) >= least && Number(value) <= most) return;
  throw invalid(`${key} is ${String(value)}, not a whole number from ${least} to ${most}`);
}

function invalid(message: string): LeylineContractError {
  return new LeylineContractError('invalid-config', message);
}

/**
 * Refuses a message of a version that is not supported, by its field `version` or, of an envelope, `contract_version`.
 * Messages without such a field pass: their version is in their type's name.
 *
 * @throws LeylineContractError `version-mismatch`
 * @see message-contracts, Error Handling
 */
export function checkVersion(message: object, supported: readonly number[] = READ_VERSIONS): void {
  const version =
    'version' in message ? message.version : 'contractVersion' in message ? message.contractVersion : undefined;
  if (typeof version === 'number') requireVersion(version, supported);
}
