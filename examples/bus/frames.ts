// Pieces of bytes over a stream: each with its length in front, 4 bytes, big-endian. What they hold is not looked at.

import type { Readable, Writable } from 'node:stream';

const MAX_FRAME = 64 * 1024;

export function writeFrame(stream: Writable, bytes: Uint8Array): void {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  stream.write(Buffer.concat([length, bytes]));
}

export async function* readFrames(stream: Readable): AsyncGenerator<Uint8Array, void, void> {
  let rest = Buffer.alloc(0);
  for await (const chunk of stream) {
    rest = Buffer.concat([rest, chunk]);
    while (rest.length >= 4) {
      const length = rest.readUInt32BE(0);
      if (length > MAX_FRAME) throw new Error(`a frame of ${length} bytes is longer than ${MAX_FRAME}`);
      if (rest.length < 4 + length) break;
      yield rest.subarray(4, 4 + length);
      rest = rest.subarray(4 + length);
    }
  }
}
