// Version 1's checkpoint metadata in version 2: raw digests for hexadecimal ones, a list of entries for a map.

import type { CheckpointMetadata as CheckpointMetadataV1 } from '../generated/v1/checkpoint.ts';
import { CheckpointMetadata, CheckpointMetric } from '../generated/v2/checkpoint.ts';
import { fromHex } from './bytes.ts';
import { type LossLog, sortedEntries } from './migration-losses.ts';

const OTHER_DIGEST = 'version 2 wants the digest over name and content; hash the component again';

/** Loses the digests of components: version 1's are over the content alone, and leaf digests cannot be made of them. */
export function migrateCheckpointMetadata(old: CheckpointMetadataV1, log: LossLog): CheckpointMetadata {
  const { version, metrics, sha256, componentSha256, $unknown, ...same } = old;
  log.loseAll(old, {});
  for (const [name, digest] of sortedEntries(componentSha256)) {
    log.note(`component_sha256['${name}']`, digest, OTHER_DIGEST);
  }
  const digest = fromHex(sha256);
  const isDigest = digest?.length === 32 || sha256 === '';
  if (!isDigest) log.note('sha256', sha256, 'it is no SHA-256 in hexadecimal digits');
  return CheckpointMetadata.create({
    ...same,
    version: 2,
    metrics: sortedEntries(metrics).map(([name, value]) => CheckpointMetric.create({ name, value })),
    sha256: digest && isDigest ? digest : new Uint8Array(),
  });
}
