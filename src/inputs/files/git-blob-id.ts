// The id that git gives a file's content. Knows nothing of filters and line endings: a file that git keeps in another form
// has another id.

import { createHash } from 'node:crypto';

const SHA256_LENGTH = 64;

/** `like` is an id of the repository: it tells the kind of digest. */
export function gitBlobId(bytes: Buffer, like: string): string {
  const hash = createHash(like.length === SHA256_LENGTH ? 'sha256' : 'sha1');
  return hash.update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}
