// The one error that the contracts throw, and the list of its codes. Codes are stable; messages may change.

/**
 * What went wrong, for programs. A code is never given another meaning.
 *
 * Grouped by concern: the codec, durations, the bus, signing, vocabularies and catalogs, versions, the log, checkpoints,
 * the package itself.
 */
export type LeylineErrorCode =
  // codec
  | 'value-out-of-range'
  | 'value-of-wrong-type'
  | 'string-invalid'
  | 'message-truncated'
  | 'message-too-large'
  | 'tag-invalid'
  | 'varint-overlong'
  | 'depth-exceeded'
  | 'builder-released'
  // durations and timestamps
  | 'duration-out-of-range'
  | 'timestamp-out-of-range'
  // guards
  | 'not-a-generated-message'
  | 'invariant-violated'
  | 'required-field-missing'
  // versions and migration
  | 'version-mismatch'
  | 'no-common-version'
  | 'unknown-message-type'
  | 'migration-loss'
  | 'migration-out-of-range'
  | 'seed-id-unmapped'
  // bus
  | 'invalid-config'
  | 'circuit-open'
  // signing
  | 'signing-key-invalid'
  | 'signature-missing'
  | 'signature-key-unknown'
  | 'signature-algorithm-mismatch'
  | 'signature-invalid'
  | 'signature-stale'
  | 'signature-from-future'
  | 'signature-replayed'
  // vocabularies and catalogs
  | 'dictionary-invalid'
  | 'dictionary-mismatch'
  | 'dictionary-full'
  | 'catalog-invalid'
  | 'catalog-mismatch'
  | 'update-gap'
  | 'update-conflict'
  // integrity
  | 'checksum-mismatch'
  // write-ahead log
  | 'wal-closed'
  | 'wal-corrupt'
  | 'wal-entry-invalid'
  | 'wal-read-failed'
  | 'wal-torn'
  | 'wal-write-failed'
  // Merkle checkpoints
  | 'checkpoint-invalid'
  // seed internals
  | 'seed-internal-invalid'
  // the package itself
  | 'part-missing';

/** The only error that `leyline/contracts` throws. Branch on {@link LeylineContractError.code}, not on the message. */
export class LeylineContractError extends Error {
  // Where the code is minified, Node would show the name that is left of the class.
  static override readonly name: string = 'LeylineContractError';
  readonly code: LeylineErrorCode;

  constructor(code: LeylineErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'LeylineContractError';
    this.code = code;
  }
}
