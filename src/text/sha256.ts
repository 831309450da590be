// SHA-256 of texts and bytes, as it is written wherever a digest is kept. Pure.

import { createHash } from 'node:crypto';

/** `sha256:` and 64 hexadecimal digits; of a text its UTF-8 bytes count. */
export function sha256(content: string | Uint8Array): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}
