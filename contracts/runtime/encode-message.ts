// Bytes of a message and back, without settings: buffers, and the promise that only errors of ours come out.
// Limits, budgets and metrics are the codec's.

import { BUFFER_FULL } from './buffer-full.ts';
import { LeylineContractError } from './errors.ts';
import type { MessageType } from './message-type.ts';

/** Messages are written one behind the other into one buffer, since a buffer of its own costs more than most messages do. */
const POOL_SIZE = 16_384;
/** With less room than that left, or than the last message took, a new pool is begun. */
const LEAST_ROOM = 1024;

let pool = new Uint8Array(0);
let used = 0;
let lastSize = 0;

/**
 * The canonical bytes of a message: defaults left out, fields in number order, map entries sorted by key, unknown fields at
 * the end. Equal messages have equal bytes.
 *
 * The result is a view into a buffer that it shares with other messages; nothing writes to its part again. Copy it
 * (`.slice()`) before its `buffer` is transferred to another thread.
 *
 * @throws {@link LeylineContractError} `value-out-of-range`, `value-of-wrong-type`, `string-invalid`.
 */
export function encodeMessage<T extends object>(type: MessageType<T>, message: T): Uint8Array {
  // A buffer that was transferred to another thread has no length any more.
  const room = pool.length - used;
  if (room < LEAST_ROOM || room < lastSize) renew(POOL_SIZE);
  for (;;) {
    const end = tryWrite(type, message, pool, used);
    if (end <= pool.length) {
      lastSize = end - used;
      const bytes = new Uint8Array(pool.buffer, used, lastSize);
      // A buffer of unusual size is its message's own.
      used = pool.length > POOL_SIZE ? pool.length : end;
      return bytes;
    }
    renew(used === 0 ? pool.length * 2 : POOL_SIZE);
  }
}

function renew(size: number): void {
  pool = new Uint8Array(size);
  used = 0;
}

/**
 * Writes the canonical bytes of a message into a buffer and returns where they end, or a number beyond the buffer's length
 * where there is not enough room; what is in the buffer from `at` on is then undefined.
 *
 * @throws {@link LeylineContractError} as {@link encodeMessage}.
 */
export function encodeMessageInto<T extends object>(
  type: MessageType<T>,
  message: T,
  bytes: Uint8Array,
  at = 0,
): number {
  return tryWrite(type, message, bytes, at);
}

function tryWrite<T extends object>(type: MessageType<T>, message: T, bytes: Uint8Array, at: number): number {
  try {
    return type.write(message, bytes, at);
  } catch (error) {
    if (error === BUFFER_FULL) return Number.POSITIVE_INFINITY;
    if (error instanceof LeylineContractError) throw error;
    // What is no message at all fails where its fields are used.
    throw new LeylineContractError('value-of-wrong-type', `this is no message of type ${type.typeName}`, {
      cause: error,
    });
  }
}

/**
 * The message that bytes hold. Fields of type `bytes` are views into the bytes that are read.
 *
 * As protobuf has it: the last of several values counts, parts of one message are merged, numbers are cut to their width,
 * and fields that the schema does not know are kept.
 *
 * @throws {@link LeylineContractError} `message-truncated`, `tag-invalid`, `varint-overlong`, `string-invalid`,
 *   `depth-exceeded`.
 */
export function decodeMessage<T extends object>(type: MessageType<T>, bytes: Uint8Array): T {
  return type.read(bytes, 0, bytes.length);
}
