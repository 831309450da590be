// The door of `leyline/contracts`: the active version's messages by name, each version as a namespace, and the runtime.
// Nothing here reads a clock, chance, a file or the environment; `leyline/contracts/node` does where it is told to.

export { Duration } from './generated/google/duration.ts';
export { Timestamp } from './generated/google/timestamp.ts';
export * as v1 from './generated/v1.ts';
export * as v2 from './generated/v2.ts';
export * from './generated/v2.ts';
export {
  busConfigFromEnvironment,
  busConfigFromObject,
  busConfigFromYaml,
  DEFAULT_STREAMS,
  type FrozenBusConfig,
} from './runtime/bus-config.ts';
export { equalInConstantTime, fromHex, toHex } from './runtime/bytes.ts';
export {
  CircuitBreaker,
  type CircuitBreakerOptions,
  type CircuitBreakerSettings,
  type CircuitPermit,
  type CircuitPhase,
} from './runtime/circuit-breaker.ts';
export {
  type BudgetOverrun,
  type Codec,
  type CodecOptions,
  type CodecSettings,
  checkVersion,
  createCodec,
  DEFAULT_CODEC_SETTINGS,
} from './runtime/codec.ts';
export type { CryptoPort, Sha256 } from './runtime/crypto-port.ts';
export { fromMs, fromSeconds, MAX_DURATION_SECONDS, toMs } from './runtime/duration.ts';
export {
  loadVocabulary,
  openVocabulary,
  storeVocabulary,
  type Vocabulary,
  type VocabularyView,
} from './runtime/embedding-dictionary.ts';
export { decodeMessage, encodeMessage, encodeMessageInto } from './runtime/encode-message.ts';
export { LeylineContractError, type LeylineErrorCode } from './runtime/errors.ts';
export {
  checkHardwareContext,
  checkSeedStateReport,
  createSeedStateReport,
  requireGenerated,
} from './runtime/guards.ts';
export { checkCrc32, crc32, type SchemaFile, schemaSha256 } from './runtime/integrity.ts';
export { KernelCatalog, type KernelCatalogOptions } from './runtime/kernel-catalog.ts';
export {
  type CheckpointTree,
  type ComponentDigest,
  type ComponentHasher,
  type ContextEntry,
  computeMerkleRoot,
  hashComponent,
  type InclusionProof,
  proveComponent,
  proveContextEntry,
  startComponent,
  verifyComponent,
  verifyContextEntry,
  verifyMerkleRoot,
} from './runtime/merkle-checkpoint.ts';
export { type FieldSchema, type MessageSchema, type SchemaConflict, validateSchema } from './runtime/message-schema.ts';
export type { MessageOf, MessageType, OpenEnum, UnknownFields } from './runtime/message-type.ts';
export type { Counter, Histogram, Meter, MetricAttributes, MetricsSink, Span, Tracer } from './runtime/metrics.ts';
export type { TypedPayload } from './runtime/migrate-envelope.ts';
export {
  isV1TypeName,
  type Migrated,
  type MigrationOptions,
  migratePayloadV1ToV2,
  migrateV1ToV2,
  type V1Message,
  type V1TypeName,
  type V2Counterpart,
} from './runtime/migration.ts';
export type { MigrationLoss } from './runtime/migration-losses.ts';
export type { Attributes } from './runtime/packet-slot.ts';
export { createReplayCache, type ReplayCache, type ReplayVerdict } from './runtime/replay-cache.ts';
export { createSeedNumberer, type SeedNumberer, type SeedNumbering, spelledSeedNumber } from './runtime/seed-ids.ts';
export {
  ACTION_HEADS,
  type ActionHead,
  BASE_FEATURE_FIELDS,
  BLUEPRINT_ID_TO_INDEX,
  BLUEPRINT_IDS,
  CNN_BLUEPRINTS,
  canGrow,
  canShrink,
  causalMask,
  EVENT_PAYLOADS,
  fromBlueprintId,
  grow,
  type InternalLevels,
  type LifecycleOpName,
  NUM_OPS,
  OBS_V3_BASE_FEATURE_SIZE,
  OBS_V3_SLOT_FEATURE_SIZE,
  observationSize,
  RELEVANT_HEADS,
  SLOT_FEATURE_FIELDS,
  type SlotFeature,
  shrink,
  slotFeatures,
  toBlueprintId,
  withEnvContext,
} from './runtime/seed-internals.ts';
export {
  type Ed25519Key,
  type Freshness,
  forgetSigningContext,
  type HmacKey,
  type PreparedKey,
  replayId,
  type SecretSource,
  type Signed,
  type SigningContext,
  type SigningKey,
  signEnvelope,
  signingContext,
  signMessage,
  verifyEnvelope,
  verifyMessage,
} from './runtime/signing.ts';
export type { SnapshotStore } from './runtime/snapshot-store.ts';
export {
  createTelemetryPool,
  type SpanIds,
  type SpanTimes,
  type TelemetryBuilder,
  type TelemetryPool,
  type TelemetryPoolOptions,
  type TelemetryPoolState,
} from './runtime/telemetry-builder.ts';
export { timestampFromMs, timestampFromNs, timestampToMs } from './runtime/timestamp.ts';
export {
  type ContractVersion,
  type Negotiation,
  negotiateVersion,
  READ_VERSIONS,
  requireCommonVersion,
  requireVersion,
  versionOfType,
  WRITTEN_VERSION,
} from './runtime/version.ts';
export type { WalFile } from './runtime/wal-file.ts';
export { WAL_HEADER_BYTES } from './runtime/wal-format.ts';
export { readWal, WAL_MAX_DATA_BYTES, type WalEnd, type WalEntry, type WalReadOptions } from './runtime/wal-reader.ts';
export { openWal, type Wal, type WalOptions, type WalReceipt } from './runtime/wal-writer.ts';
export { readYamlSubset, type YamlValue } from './runtime/yaml-subset.ts';
