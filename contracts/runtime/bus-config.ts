// The configuration of the bus: from an object, an environment or YAML text that is handed in, to a checked and frozen
// BusConfig. Reads no file and no environment of its own.

import {
  BusConfig,
  CircuitBreakerConfig,
  ConsumerGroupConfig,
  KernelFreshnessConfig,
  RetryPolicy,
  StreamConfig,
} from '../generated/v2/bus.ts';
import {
  type ConfigSection,
  durationIn,
  environmentSection,
  integerIn,
  numberIn,
  objectSection,
  refuse,
  refuseUnknownKeys,
  textIn,
} from './config-section.ts';
import { fromMs } from './duration.ts';
import { readYamlSubset } from './yaml-subset.ts';

/**
 * A configuration that nobody can change any more, and that all who ask with the same source share. All its parts are there,
 * but for the consumer group of who only publishes.
 */
export type FrozenBusConfig = DeepReadonly<
  Present<BusConfig, 'retry' | 'circuitBreaker' | 'defaultTtl'> & {
    kernelFreshness: Present<
      KernelFreshnessConfig,
      'readyWindow' | 'characterizedWindow' | 'catalogWindow' | 'clockSkew'
    >;
  }
>;

type Present<T, Fields extends keyof T> = T & { [Field in Fields]: NonNullable<T[Field]> };

type DeepReadonly<T> = T extends Uint8Array
  ? T
  : T extends object
    ? { readonly [K in keyof T]: DeepReadonly<T[K]> }
    : T;

const ENVIRONMENT_PREFIX = 'LEYLINE_BUS';
const UINT32 = 0xffffffff;
const CACHED_TEXTS = 16;

/** The seven channels of §9.1 and what travels there: the streams of a configuration that names none. */
export const DEFAULT_STREAMS: readonly Readonly<Pick<StreamConfig, 'topic' | 'payloadType'>>[] = [
  { topic: 'compilation.blueprint.submitted', payloadType: 'esper.operational.v2.BlueprintSubmittedEvent' },
  { topic: 'compilation.kernel.ready', payloadType: 'esper.operational.v2.KernelReadyEvent' },
  { topic: 'control.kasmina.commands', payloadType: 'esper.adaptation.v2.AdaptationCommand' },
  { topic: 'innovation.field_reports', payloadType: 'esper.operational.v2.FieldReport' },
  { topic: 'system.events.epoch', payloadType: 'esper.system_state.v2.EpochEvent' },
  { topic: 'telemetry.seed.health', payloadType: 'esper.telemetry.v2.SeedTelemetry' },
  { topic: 'validation.kernel.characterized', payloadType: 'esper.operational.v2.KernelCharacterizedEvent' },
];

const byObject = new WeakMap<object, FrozenBusConfig>();
const byText = new Map<string, FrozenBusConfig>();

/**
 * The configuration in an object, with the keys of the message in snake_case: `{ retry: { max_attempts: 5 } }`. Spans of
 * time are `'500ms'`, `'30s'`, `'72h'` or a number of milliseconds. `contracts/README.md` lists keys and defaults.
 *
 * The same object gives the same configuration again, without another look at it.
 *
 * @throws LeylineContractError `invalid-config` with the key: an unknown one, a value out of range or of another kind, a
 *   missing or repeated name, credentials in the broker's address
 * @see ADR-006 §2
 */
export function busConfigFromObject(source: object): FrozenBusConfig {
  const cached = byObject.get(source);
  if (cached) return cached;
  const config = readBusConfig(objectSection(source));
  byObject.set(source, config);
  return config;
}

/**
 * The configuration in environment variables such as `LEYLINE_BUS_BROKER_URI`, `LEYLINE_BUS_RETRY_MAX_ATTEMPTS` and
 * `LEYLINE_BUS_STREAMS_0_TOPIC`. Only what begins with `LEYLINE_BUS_` is looked at.
 *
 * @param environment - Such as `process.env`, which is not read by itself.
 * @throws LeylineContractError `invalid-config` as {@link busConfigFromObject} does, with the variable
 * @see ADR-006 §2
 */
export function busConfigFromEnvironment(environment: Readonly<Record<string, string | undefined>>): FrozenBusConfig {
  const own = Object.entries(environment).filter(([name]) => name.startsWith(`${ENVIRONMENT_PREFIX}_`));
  const key = JSON.stringify(own.sort(([left], [right]) => (left < right ? -1 : 1)));
  return cachedByText(`environment ${key}`, () => readBusConfig(environmentSection(environment, ENVIRONMENT_PREFIX)));
}

/**
 * The configuration in YAML text, with the keys of {@link busConfigFromObject}. Block mappings and lists of scalars are
 * read; whoever needs anchors or flow collections brings a reader of YAML and hands over the object.
 *
 * @throws LeylineContractError `invalid-config` as {@link busConfigFromObject} does; for what is no YAML, with the line
 * @see ADR-006 §2
 */
export function busConfigFromYaml(text: string): FrozenBusConfig {
  return cachedByText(`yaml ${text}`, () => readBusConfig(objectSection(readYamlSubset(text))));
}

function cachedByText(key: string, read: () => FrozenBusConfig): FrozenBusConfig {
  const cached = byText.get(key);
  if (cached) return cached;
  const config = read();
  const oldest = byText.keys().next();
  if (byText.size >= CACHED_TEXTS && !oldest.done) byText.delete(oldest.value);
  byText.set(key, config);
  return config;
}

function readBusConfig(root: ConfigSection): FrozenBusConfig {
  const config = BusConfig.create({
    revision: integerIn(root, 'revision', { from: 0, to: UINT32, otherwise: 0 }),
    brokerUri: readBrokerUri(root),
    streams: readStreams(root),
    consumerGroup: readConsumerGroup(root.section('consumer_group')),
    retry: readRetry(root.section('retry')),
    circuitBreaker: readCircuitBreaker(root.section('circuit_breaker')),
    kernelFreshness: readKernelFreshness(root.section('kernel_freshness')),
    defaultTtl: fromMs(durationIn(root, 'default_ttl', 72 * 3_600_000)),
    maxMessageBytes: integerIn(root, 'max_message_bytes', { from: 1, to: 1024, otherwise: 280 }),
  });
  refuseUnknownKeys(root);
  return deepFreeze(config) as FrozenBusConfig;
}

function readBrokerUri(root: ConfigSection): string {
  const uri = textIn(root, 'broker_uri');
  const authority = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]+)/i.exec(uri)?.[1];
  // The address is not repeated in these messages: it may hold what must not be printed.
  if (authority === undefined) throw refuse(root.path('broker_uri'), 'is no address such as redis://oona:6379/0');
  if (authority.includes('@'))
    throw refuse(root.path('broker_uri'), 'has credentials; hand them to the client instead');
  return uri;
}

function readStreams(root: ConfigSection): StreamConfig[] {
  const parts = root.list('streams');
  if (parts === undefined) return DEFAULT_STREAMS.map((stream) => StreamConfig.create(stream));
  const streams = parts.map((part) => {
    const ttl = durationIn(part, 'ttl', undefined);
    return StreamConfig.create({
      topic: textIn(part, 'topic'),
      streamName: textIn(part, 'stream_name', ''),
      payloadType: textIn(part, 'payload_type', ''),
      ttl: ttl === undefined ? undefined : fromMs(ttl),
      maxLength: BigInt(integerIn(part, 'max_length', { from: 0, to: Number.MAX_SAFE_INTEGER, otherwise: 0 })),
    });
  });
  streams.sort((left, right) => (left.topic < right.topic ? -1 : left.topic > right.topic ? 1 : 0));
  const repeated = streams.find(({ topic }, at) => topic === streams[at + 1]?.topic);
  if (repeated) throw refuse(root.path('streams'), `has topic '${repeated.topic}' twice`);
  return streams;
}

/** Absent where none is configured: who only publishes has no group. */
function readConsumerGroup(part: ConfigSection): ConsumerGroupConfig | undefined {
  if (part.isEmpty) return undefined;
  return ConsumerGroupConfig.create({
    groupName: textIn(part, 'group_name'),
    consumerName: textIn(part, 'consumer_name'),
    batchSize: integerIn(part, 'batch_size', { from: 1, to: UINT32, otherwise: 16 }),
    blockMs: integerIn(part, 'block_ms', { from: 0, to: UINT32, otherwise: 1000 }),
    claimIdleMs: integerIn(part, 'claim_idle_ms', { from: 0, to: UINT32, otherwise: 60_000 }),
  });
}

function readRetry(part: ConfigSection): RetryPolicy {
  const retry = RetryPolicy.create({
    maxAttempts: integerIn(part, 'max_attempts', { from: 1, to: UINT32, otherwise: 5 }),
    initialBackoffMs: integerIn(part, 'initial_backoff_ms', { from: 0, to: UINT32, otherwise: 100 }),
    maxBackoffMs: integerIn(part, 'max_backoff_ms', { from: 0, to: UINT32, otherwise: 10_000 }),
    backoffMultiplier: numberIn(part, 'backoff_multiplier', { from: 1, to: 1000, otherwise: 2 }),
    jitter: numberIn(part, 'jitter', { from: 0, to: 1, otherwise: 0.2 }),
    deadLetterTopic: textIn(part, 'dead_letter_topic', ''),
  });
  if (retry.initialBackoffMs <= retry.maxBackoffMs) return retry;
  throw refuse(part.path('max_backoff_ms'), `is ${retry.maxBackoffMs}, less than the first wait`);
}

function readCircuitBreaker(part: ConfigSection): CircuitBreakerConfig {
  return CircuitBreakerConfig.create({
    failureThreshold: integerIn(part, 'failure_threshold', { from: 1, to: UINT32, otherwise: 3 }),
    recoveryTimeoutMs: integerIn(part, 'recovery_timeout_ms', { from: 1, to: UINT32, otherwise: 30_000 }),
    halfOpenRequests: integerIn(part, 'half_open_requests', { from: 1, to: UINT32, otherwise: 1 }),
  });
}

function readKernelFreshness(part: ConfigSection): KernelFreshnessConfig {
  return KernelFreshnessConfig.create({
    readyWindow: fromMs(durationIn(part, 'ready_window', 3_600_000)),
    characterizedWindow: fromMs(durationIn(part, 'characterized_window', 3_600_000)),
    catalogWindow: fromMs(durationIn(part, 'catalog_window', 24 * 3_600_000)),
    clockSkew: fromMs(durationIn(part, 'clock_skew', 5000)),
    replayCacheSize: integerIn(part, 'replay_cache_size', { from: 1, to: 1_000_000, otherwise: 4096 }),
  });
}

function deepFreeze<T extends object>(value: T): DeepReadonly<T> {
  for (const inner of Object.values(value)) {
    if (typeof inner === 'object' && inner !== null && !ArrayBuffer.isView(inner)) deepFreeze(inner);
  }
  return Object.freeze(value) as DeepReadonly<T>;
}
