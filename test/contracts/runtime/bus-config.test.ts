// The bus configuration: three sources, one result; every wrong key or value is named.

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { BusConfig, CircuitState } from '../../../contracts/generated/v2.ts';
import {
  busConfigFromEnvironment,
  busConfigFromObject,
  busConfigFromYaml,
  DEFAULT_STREAMS,
} from '../../../contracts/runtime/bus-config.ts';
import { CircuitBreaker } from '../../../contracts/runtime/circuit-breaker.ts';
import { toMs } from '../../../contracts/runtime/duration.ts';
import { decodeMessage, encodeMessage } from '../../../contracts/runtime/encode-message.ts';

const broker_uri = 'redis://oona:6379/0';
const FULL = {
  revision: 3,
  broker_uri,
  streams: [
    {
      topic: 'telemetry.seed.health',
      stream_name: 'seeds',
      payload_type: 'esper.telemetry.v2.SeedTelemetry',
      ttl: '90m',
    },
    { topic: 'control.kasmina.commands', max_length: 1000 },
  ],
  consumer_group: { group_name: 'tamiyo', consumer_name: 'tamiyo-1', batch_size: 8, block_ms: 0, claim_idle_ms: 5 },
  retry: {
    max_attempts: 7,
    initial_backoff_ms: 10,
    max_backoff_ms: 20,
    backoff_multiplier: 1.5,
    jitter: 0,
    dead_letter_topic: 'dead',
  },
  circuit_breaker: { failure_threshold: 5, recovery_timeout_ms: 1000, half_open_requests: 2 },
  kernel_freshness: {
    ready_window: '10m',
    characterized_window: '1h',
    catalog_window: '2d',
    clock_skew: 250,
    replay_cache_size: 99,
  },
  default_ttl: '500ms',
  max_message_bytes: 1024,
};
const ENVIRONMENT = {
  LEYLINE_BUS_REVISION: '3',
  LEYLINE_BUS_BROKER_URI: broker_uri,
  LEYLINE_BUS_STREAMS_0_TOPIC: 'telemetry.seed.health',
  LEYLINE_BUS_STREAMS_0_STREAM_NAME: 'seeds',
  LEYLINE_BUS_STREAMS_0_PAYLOAD_TYPE: 'esper.telemetry.v2.SeedTelemetry',
  LEYLINE_BUS_STREAMS_0_TTL: '90m',
  LEYLINE_BUS_STREAMS_1_TOPIC: 'control.kasmina.commands',
  LEYLINE_BUS_STREAMS_1_MAX_LENGTH: '1000',
  LEYLINE_BUS_CONSUMER_GROUP_GROUP_NAME: 'tamiyo',
  LEYLINE_BUS_CONSUMER_GROUP_CONSUMER_NAME: 'tamiyo-1',
  LEYLINE_BUS_CONSUMER_GROUP_BATCH_SIZE: '8',
  LEYLINE_BUS_CONSUMER_GROUP_BLOCK_MS: '0',
  LEYLINE_BUS_CONSUMER_GROUP_CLAIM_IDLE_MS: '5',
  LEYLINE_BUS_RETRY_MAX_ATTEMPTS: '7',
  LEYLINE_BUS_RETRY_INITIAL_BACKOFF_MS: '10',
  LEYLINE_BUS_RETRY_MAX_BACKOFF_MS: '20',
  LEYLINE_BUS_RETRY_BACKOFF_MULTIPLIER: '1.5',
  LEYLINE_BUS_RETRY_JITTER: '0',
  LEYLINE_BUS_RETRY_DEAD_LETTER_TOPIC: 'dead',
  LEYLINE_BUS_CIRCUIT_BREAKER_FAILURE_THRESHOLD: '5',
  LEYLINE_BUS_CIRCUIT_BREAKER_RECOVERY_TIMEOUT_MS: '1000',
  LEYLINE_BUS_CIRCUIT_BREAKER_HALF_OPEN_REQUESTS: '2',
  LEYLINE_BUS_KERNEL_FRESHNESS_READY_WINDOW: '10m',
  LEYLINE_BUS_KERNEL_FRESHNESS_CHARACTERIZED_WINDOW: '1h',
  LEYLINE_BUS_KERNEL_FRESHNESS_CATALOG_WINDOW: '2d',
  LEYLINE_BUS_KERNEL_FRESHNESS_CLOCK_SKEW: '250',
  LEYLINE_BUS_KERNEL_FRESHNESS_REPLAY_CACHE_SIZE: '99',
  LEYLINE_BUS_DEFAULT_TTL: '500ms',
  LEYLINE_BUS_MAX_MESSAGE_BYTES: '1024',
  PATH: '/usr/bin',
};

describe('bus configuration', () => {
  it('is the same from an object, an environment and YAML', () => {
    const config = busConfigFromObject(FULL);
    expect(config).toMatchObject({
      revision: 3,
      brokerUri: broker_uri,
      streams: [{ topic: 'control.kasmina.commands', maxLength: 1000n }, { topic: 'telemetry.seed.health' }],
      consumerGroup: { groupName: 'tamiyo', batchSize: 8, blockMs: 0, claimIdleMs: 5 },
      retry: { maxAttempts: 7, backoffMultiplier: 1.5, jitter: 0, deadLetterTopic: 'dead' },
      circuitBreaker: { failureThreshold: 5, recoveryTimeoutMs: 1000, halfOpenRequests: 2 },
      maxMessageBytes: 1024,
    });
    const { catalogWindow, clockSkew } = config.kernelFreshness;
    expect([catalogWindow, clockSkew, config.defaultTtl].map(toMs)).toEqual([172_800_000, 250, 500]);
    expect(busConfigFromEnvironment(ENVIRONMENT)).toEqual(config);
    expect(busConfigFromYaml(stringify(FULL))).toEqual(config);
  });

  it('has the defaults of the documents', () => {
    const config = busConfigFromObject({ broker_uri });
    expect(config).toMatchObject({
      consumerGroup: undefined,
      circuitBreaker: { failureThreshold: 3, recoveryTimeoutMs: 30_000, halfOpenRequests: 1 },
      maxMessageBytes: 280,
    });
    expect(toMs(config.defaultTtl)).toBe(72 * 3_600_000);
    expect(config.streams.map(({ topic }) => topic)).toEqual(DEFAULT_STREAMS.map(({ topic }) => topic));
  });

  it('has the streams of topics.yaml', () => {
    const { topics } = parse(readFileSync('contracts/build/topics.yaml', 'utf8')) as {
      topics: readonly { name: string; payload: string }[];
    };
    const expected = topics.map(({ name, payload }) => ({ topic: name, payloadType: payload }));
    expect(DEFAULT_STREAMS).toEqual(expected.sort((a, b) => (a.topic < b.topic ? -1 : 1)));
  });

  it('is frozen, down to its streams', () => {
    const config = busConfigFromObject(FULL) as BusConfig;
    const changes: (() => void)[] = [
      () => Object.assign(config, { revision: 9 }),
      () => config.streams.push(),
      () => Object.assign(config.retry ?? {}, { maxAttempts: 9 }),
      () => Object.assign(config.kernelFreshness?.clockSkew ?? {}, { nanos: 9 }),
    ];
    for (const change of changes.filter((_, at) => at !== 1)) expect(change).toThrow(TypeError);
    expect(Object.isFrozen(config.streams) && Object.isFrozen(config.streams[0])).toBe(true);
  });

  it('is read once per source', () => {
    expect(busConfigFromObject(FULL)).toBe(busConfigFromObject(FULL));
    expect(busConfigFromEnvironment({ ...ENVIRONMENT })).toBe(busConfigFromEnvironment({ ...ENVIRONMENT, HOME: '/' }));
    expect(busConfigFromYaml(stringify(FULL))).toBe(busConfigFromYaml(stringify(FULL)));
    const first = busConfigFromYaml(`broker_uri: ${broker_uri}`);
    for (let at = 0; at < 20; at++) busConfigFromYaml(`broker_uri: ${broker_uri}\nrevision: ${at}`);
    expect(busConfigFromYaml(`broker_uri: ${broker_uri}`)).not.toBe(first);
  });

  it('can be sent', () => {
    const config = busConfigFromObject(FULL) as BusConfig;
    expect(decodeMessage(BusConfig, encodeMessage(BusConfig, config))).toEqual(config);
  });

  it('sets up a circuit breaker', () => {
    const { circuitBreaker } = busConfigFromObject(FULL);
    const breaker = new CircuitBreaker({ name: 'oona', now: () => 0, ...circuitBreaker });
    for (let at = 0; at < 5; at++) breaker.admit()?.fail();
    expect(breaker.snapshot()).toMatchObject({ state: CircuitState.OPEN, openUntil: { seconds: 1n } });
  });

  it.each<[object, string]>([
    [{}, 'broker_uri is missing'],
    [{ broker_uri: '' }, "broker_uri is '', but must be a text"],
    [{ broker_uri: 'oona:6379' }, 'broker_uri is no address such as redis://oona:6379/0'],
    [{ broker_uri, revison: 1 }, 'revison is not known; did you mean revision?'],
    [{ broker_uri, frobnicate: 1 }, 'frobnicate is not known'],
    [{ broker_uri, retry: { max_atempts: 1 } }, 'retry.max_atempts is not known; did you mean retry.max_attempts?'],
    [{ broker_uri, streams: [{ topic: 'a', tll: 1 }] }, 'streams[0].tll is not known; did you mean streams[0].ttl?'],
    [{ broker_uri, streams: [{}] }, 'streams[0].topic is missing'],
    [{ broker_uri, streams: [{ topic: 'a' }, { topic: 'a' }] }, "streams has topic 'a' twice"],
    [{ broker_uri, streams: { topic: 'a' } }, 'streams is no list'],
    [{ broker_uri, streams: ['a'] }, 'streams[0] is no mapping'],
    [{ broker_uri, retry: [] }, 'retry is no mapping'],
    [{ broker_uri, retry: { max_attempts: 0 } }, 'retry.max_attempts is 0, but must be a number from 1 to 4294967295'],
    [{ broker_uri, retry: { max_attempts: 1.5 } }, 'retry.max_attempts is 1.5, but must be a whole number'],
    [{ broker_uri, retry: { jitter: 1.5 } }, 'retry.jitter is 1.5, but must be a number from 0 to 1'],
    [{ broker_uri, retry: { jitter: Number.NaN } }, 'retry.jitter is NaN, but must be a number from 0 to 1'],
    [{ broker_uri, retry: { max_backoff_ms: 5 } }, 'retry.max_backoff_ms is 5, less than the first wait'],
    [{ broker_uri, consumer_group: { group_name: 'g' } }, 'consumer_group.consumer_name is missing'],
    [{ broker_uri, max_message_bytes: 1025 }, 'max_message_bytes is 1025, but must be a number from 1 to 1024'],
    [
      { broker_uri, default_ttl: '3 weeks' },
      "default_ttl is '3 weeks', but must be a span of time such as 500ms, 30s or 72h",
    ],
    [{ broker_uri, default_ttl: -1 }, 'default_ttl is -1, but must be a span of time such as 500ms, 30s or 72h'],
    [
      { broker_uri, default_ttl: '9'.repeat(400) },
      `default_ttl is '${'9'.repeat(56)}..., but must be a span of time such as 500ms, 30s or 72h`,
    ],
  ])('refuses %j', (source, message) => {
    expect(() => busConfigFromObject(source)).toThrow(expect.objectContaining({ code: 'invalid-config', message }));
  });

  it('does not print credentials', () => {
    const refusal = { code: 'invalid-config', message: 'broker_uri has credentials; hand them to the client instead' };
    expect(() => busConfigFromObject({ broker_uri: 'redis://me:secret@oona:6379' })).toThrow(
      expect.objectContaining(refusal),
    );
  });

  it.each<[Record<string, string>, string]>([
    [{ LEYLINE_BUS_REVISION: '3' }, 'LEYLINE_BUS_BROKER_URI is missing'],
    [
      { LEYLINE_BUS_BROKER_URI: broker_uri, LEYLINE_BUS_RETRY_MAX_ATTEMPS: '1' },
      'LEYLINE_BUS_RETRY_MAX_ATTEMPS is not known; did you mean LEYLINE_BUS_RETRY_MAX_ATTEMPTS?',
    ],
    [
      { LEYLINE_BUS_BROKER_URI: broker_uri, LEYLINE_BUS_STREAMS_1_TOPIC: 'a' },
      'LEYLINE_BUS_STREAMS_1_TOPIC is not known',
    ],
    [
      { LEYLINE_BUS_BROKER_URI: broker_uri, LEYLINE_BUS_RETRY_JITTER: 'much' },
      "LEYLINE_BUS_RETRY_JITTER is 'much', but must be a number from 0 to 1",
    ],
  ])('refuses the environment %j', (environment, message) => {
    expect(() => busConfigFromEnvironment(environment)).toThrow(
      expect.objectContaining({ code: 'invalid-config', message: expect.stringContaining(message) }),
    );
  });

  it('refuses what is no YAML, with its line', () => {
    expect(() => busConfigFromYaml('broker_uri: a\n\tb')).toThrow(/^line 2: /);
    expect(() => busConfigFromYaml('- a')).toThrow('configuration is no mapping');
  });
});
