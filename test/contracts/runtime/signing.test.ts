// Signatures: what they cover, who is believed, for how long, and how often. And that they travel through protoc.

import { execFileSync } from 'node:child_process';
import { createHmac, generateKeyPairSync } from 'node:crypto';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventEnvelope, PauseToken, SignatureAlgorithm, SignatureMetadata } from '../../../contracts/generated/v2.ts';
import type { CryptoPort } from '../../../contracts/runtime/crypto-port.ts';
import { decodeMessage, encodeMessage } from '../../../contracts/runtime/encode-message.ts';
import type { LeylineErrorCode } from '../../../contracts/runtime/errors.ts';
import { nodeCrypto } from '../../../contracts/runtime/node.ts';
import { createReplayCache } from '../../../contracts/runtime/replay-cache.ts';
import {
  type Ed25519Key,
  forgetSigningContext,
  type HmacKey,
  replayId,
  type SecretSource,
  type SigningKey,
  signEnvelope,
  signingContext,
  signMessage,
  verifyEnvelope,
  verifyMessage,
} from '../../../contracts/runtime/signing.ts';
import { timestampFromMs } from '../../../contracts/runtime/timestamp.ts';
import { needProtoc } from '../../model/proto/compilers.ts';

const NOW = 1_763_683_200_000;

function hmacKey(keyId: string, fill = 7): HmacKey {
  return { keyId, algorithm: 'hmac-sha256', secret: new Uint8Array(32).fill(fill) };
}

function ed25519Key(keyId: string): Required<Omit<Ed25519Key, 'verifiesUntilMs'>> {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const raw = (part: string | undefined) => new Uint8Array(Buffer.from(part ?? '', 'base64url'));
  const [{ x }, { d }] = [publicKey.export({ format: 'jwk' }), privateKey.export({ format: 'jwk' })];
  return { keyId, algorithm: 'ed25519', publicKey: raw(x), privateKey: raw(d) };
}

function source(keys: readonly SigningKey[], signWith?: string): SecretSource {
  return { read: () => ({ keys, ...(signWith === undefined ? {} : { signWith }) }) };
}

const contextOf = (keys: readonly SigningKey[], signWith?: string) =>
  signingContext(source(keys, signWith), nodeCrypto);

function envelope(fields: Partial<EventEnvelope> = {}): EventEnvelope {
  return EventEnvelope.create({
    eventId: 'e1',
    eventType: 'system.events.epoch',
    payload: Uint8Array.of(1, 2, 3),
    payloadType: 'esper.system_state.v2.EpochEvent',
    contractVersion: 2,
    createdAt: timestampFromMs(NOW),
    routingKeys: ['a', 'b'],
    maxAttempts: 3,
    ...fields,
  });
}

const code = (one: LeylineErrorCode) => expect.objectContaining({ code: one });
const pair = ed25519Key('k');

describe.each<[string, SigningKey]>([
  ['HMAC-SHA256', hmacKey('k')],
  ['Ed25519', pair],
])('%s', (_name, key) => {
  const context = contextOf([key], 'k');

  it('signs an envelope in place, and verifies it', () => {
    const signed = envelope();
    signEnvelope(context, signed, NOW);
    expect(signed.signature).toMatchObject({ keyId: 'k', signedAt: timestampFromMs(NOW) });
    expect(signed.signature?.signature).toHaveLength(key.algorithm === 'ed25519' ? 64 : 32);
    expect(() => verifyEnvelope(context, signed, { nowMs: NOW })).not.toThrow();
  });

  it('signs the same bytes the same way', () => {
    const [one, other] = [envelope(), envelope()];
    for (const message of [one, other]) signEnvelope(context, message, NOW);
    expect(one).toEqual(other);
  });

  it('lets the bus count attempts', () => {
    const signed = envelope({ currentAttempt: 1 });
    signEnvelope(context, signed, NOW);
    expect(signed.currentAttempt).toBe(1);
    signed.currentAttempt = 2;
    expect(() => verifyEnvelope(context, signed, { nowMs: NOW })).not.toThrow();
  });

  it('verifies what has travelled', () => {
    const signed = envelope({ $unknown: [Uint8Array.of(0xa0, 0x06, 0x01)] });
    signEnvelope(context, signed, NOW);
    const arrived = decodeMessage(EventEnvelope, encodeMessage(EventEnvelope, signed));
    expect(() => verifyEnvelope(context, arrived, { nowMs: NOW })).not.toThrow();
  });

  it('finds each flipped bit of what has travelled', () => {
    const signed = envelope();
    signEnvelope(context, signed, NOW);
    const bytes = encodeMessage(EventEnvelope, signed);
    let verified = 0;
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const flipped = bytes.slice();
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      try {
        verifyEnvelope(context, decodeMessage(EventEnvelope, flipped), { nowMs: NOW });
        verified += 1;
      } catch (error) {
        expect(error).toHaveProperty('code');
      }
    }
    expect(verified).toBe(0);
  });

  it.each<[string, Partial<EventEnvelope>]>([
    ['event_id', { eventId: 'e2' }],
    ['payload', { payload: Uint8Array.of(1, 2, 4) }],
    ['routing_keys', { routingKeys: ['a'] }],
    ['contract_version', { contractVersion: 1 }],
    ['max_attempts', { maxAttempts: 4 }],
    ['an unknown field', { $unknown: [Uint8Array.of(0xa0, 0x06, 0x01)] }],
  ])('covers %s', (_field, fields) => {
    const signed = envelope();
    signEnvelope(context, signed, NOW);
    const forged = EventEnvelope.create({ ...signed, ...fields });
    expect(() => verifyEnvelope(context, forged, { nowMs: NOW })).toThrow(code('signature-invalid'));
  });

  it('covers its own key id and time', () => {
    const signed = envelope();
    signEnvelope(context, signed, NOW);
    const { signature } = signed;
    const later = SignatureMetadata.create({ ...signature, signedAt: timestampFromMs(NOW + 1) });
    const forged = EventEnvelope.create({ ...signed, signature: later });
    expect(() => verifyEnvelope(context, forged, { nowMs: NOW })).toThrow(code('signature-invalid'));
    const twin = contextOf([key, { ...key, keyId: 'k2' }]);
    const renamed = EventEnvelope.create({
      ...signed,
      signature: SignatureMetadata.create({ ...signature, keyId: 'k2' }),
    });
    expect(() => verifyEnvelope(twin, renamed, { nowMs: NOW })).toThrow(code('signature-invalid'));
  });

  it('signs any message that holds its signature', () => {
    const token = PauseToken.create({ tokenId: 't', requestId: 'r' });
    signMessage(context, PauseToken, token, NOW);
    expect(() => verifyMessage(context, PauseToken, token, { nowMs: NOW })).not.toThrow();
    token.requestId = 'other';
    expect(() => verifyMessage(context, PauseToken, token, { nowMs: NOW })).toThrow(code('signature-invalid'));
  });

  it('travels through protoc', (test) => {
    needProtoc(test);
    const root = join(import.meta.dirname, '../../../contracts');
    const protoc = (what: 'encode' | 'decode', input: Uint8Array | string) =>
      execFileSync('protoc', [`-I${root}`, `--${what}=esper.envelope.v2.EventEnvelope`, 'v2/envelope.proto'], {
        cwd: root,
        input,
      });
    const signed = envelope({ payload: Uint8Array.from({ length: 256 }, (_, at) => at) });
    signEnvelope(context, signed, NOW);
    const bytes = encodeMessage(EventEnvelope, signed);
    const travelled = protoc('encode', protoc('decode', bytes));
    expect(new Uint8Array(travelled)).toEqual(bytes);
    expect(() => verifyEnvelope(context, decodeMessage(EventEnvelope, travelled), { nowMs: NOW })).not.toThrow();
  });
});

describe('HMAC-SHA256', () => {
  it('is over the canonical bytes with an empty signature and attempt 0', () => {
    const signed = envelope({ currentAttempt: 5 });
    signEnvelope(contextOf([hmacKey('k')], 'k'), signed, NOW);
    const metadata = SignatureMetadata.create({ ...signed.signature, signature: new Uint8Array() });
    const bytes = encodeMessage(EventEnvelope, envelope({ signature: metadata }));
    const tag = createHmac('sha256', hmacKey('k').secret).update(bytes).digest();
    expect(Buffer.compare(tag, signed.signature?.signature ?? new Uint8Array())).toBe(0);
  });

  it('needs no help to compare in constant time', () => {
    const { equal, ...crypto } = nodeCrypto;
    expect(equal).toBeDefined();
    const context = signingContext(source([hmacKey('k')], 'k'), crypto as CryptoPort);
    const signed = envelope();
    signEnvelope(context, signed, NOW);
    expect(() => verifyEnvelope(context, signed, { nowMs: NOW })).not.toThrow();
    signed.eventId = 'other';
    expect(() => verifyEnvelope(context, signed, { nowMs: NOW })).toThrow(code('signature-invalid'));
  });
});

describe('refused', () => {
  const context = contextOf([hmacKey('k')], 'k');
  const signed = (change: Partial<SignatureMetadata>) => {
    const message = envelope();
    signEnvelope(context, message, NOW);
    return EventEnvelope.create({
      ...message,
      signature: SignatureMetadata.create({ ...message.signature, ...change }),
    });
  };

  it.each<[string, EventEnvelope, LeylineErrorCode]>([
    ['no signature', envelope(), 'signature-missing'],
    ['an empty signature', signed({ signature: new Uint8Array() }), 'signature-missing'],
    ['an unknown key', signed({ keyId: 'x' }), 'signature-key-unknown'],
    ['the name of something else', signed({ keyId: 'constructor' }), 'signature-key-unknown'],
    ['no algorithm', signed({ algorithm: 0 }), 'signature-algorithm-mismatch'],
    ['another algorithm', signed({ algorithm: SignatureAlgorithm.ED25519 }), 'signature-algorithm-mismatch'],
    ['an algorithm to come', signed({ algorithm: 9 }), 'signature-algorithm-mismatch'],
    ['a short signature', signed({ signature: new Uint8Array(31) }), 'signature-invalid'],
    ['a long signature', signed({ signature: new Uint8Array(33) }), 'signature-invalid'],
    ['no time', signed({ signedAt: undefined }), 'signature-invalid'],
  ])('is an envelope with %s', (_what, message, expected) => {
    expect(() => verifyEnvelope(context, message, { nowMs: NOW })).toThrow(code(expected));
  });

  it('is a public key that poses as a secret', () => {
    // The classic confusion: sign with HMAC under the public key of an Ed25519 pair, and hope that nobody looks.
    const attacker = contextOf([{ keyId: 'k', algorithm: 'hmac-sha256', secret: pair.publicKey }], 'k');
    const forged = envelope();
    signEnvelope(attacker, forged, NOW);
    const victim = contextOf([pair]);
    expect(() => verifyEnvelope(victim, forged, { nowMs: NOW })).toThrow(code('signature-algorithm-mismatch'));
    const relabelled = SignatureMetadata.create({ ...forged.signature, algorithm: SignatureAlgorithm.ED25519 });
    const again = EventEnvelope.create({ ...forged, signature: relabelled });
    expect(() => verifyEnvelope(victim, again, { nowMs: NOW })).toThrow(code('signature-invalid'));
  });

  it.each<[string, readonly SigningKey[], string | undefined]>([
    ['without an id', [hmacKey('')], undefined],
    ['of one id', [hmacKey('k'), hmacKey('k', 8)], undefined],
    ['with a short secret', [{ keyId: 'k', algorithm: 'hmac-sha256', secret: new Uint8Array(15) }], undefined],
    ['with a short public key', [{ ...pair, publicKey: new Uint8Array(31) }], undefined],
    ['with a short private key', [{ ...pair, privateKey: new Uint8Array(31) }], undefined],
    ['with a private key of another', [{ ...pair, privateKey: ed25519Key('x').privateKey }], undefined],
    ['of which the one that is to sign is not there', [hmacKey('k')], 'x'],
    [
      'of which the one that is to sign is public only',
      [{ keyId: 'k', algorithm: 'ed25519', publicKey: pair.publicKey }],
      'k',
    ],
  ])('are keys %s', (_what, keys, signWith) => {
    expect(() => contextOf(keys, signWith)).toThrow(code('signing-key-invalid'));
  });

  it('is to sign without a key that signs', () => {
    expect(() => signEnvelope(contextOf([hmacKey('k')]), envelope(), NOW)).toThrow(code('signing-key-invalid'));
  });
});

describe('rotation', () => {
  const [old, fresh] = [hmacKey('2025', 1), hmacKey('2026', 2)];

  it('signs with the new key and verifies with the old one', () => {
    const before = envelope();
    signEnvelope(contextOf([old], '2025'), before, NOW);
    const after = contextOf([old, fresh], '2026');
    expect(() => verifyEnvelope(after, before, { nowMs: NOW })).not.toThrow();
    const next = envelope();
    signEnvelope(after, next, NOW);
    expect(next.signature?.keyId).toBe('2026');
  });

  it('ends for the old key when it is gone, or its time is over', () => {
    const before = envelope();
    signEnvelope(contextOf([old], '2025'), before, NOW);
    const refusal = code('signature-key-unknown');
    expect(() => verifyEnvelope(contextOf([fresh]), before, { nowMs: NOW })).toThrow(refusal);
    const ending = contextOf([{ ...old, verifiesUntilMs: NOW + 10 }, fresh]);
    expect(() => verifyEnvelope(ending, before, { nowMs: NOW + 10 })).not.toThrow();
    expect(() => verifyEnvelope(ending, before, { nowMs: NOW + 11 })).toThrow(refusal);
  });
});

describe('context', () => {
  it('is read once per source, until it is forgotten', () => {
    let reads = 0;
    const counted: SecretSource = {
      read: () => {
        reads += 1;
        return { keys: [hmacKey('k')], signWith: 'k' };
      },
    };
    const first = signingContext(counted, nodeCrypto);
    expect(signingContext(counted, nodeCrypto)).toBe(first);
    expect(reads).toBe(1);
    forgetSigningContext(counted);
    expect(signingContext(counted, nodeCrypto)).not.toBe(first);
    expect(reads).toBe(2);
  });
});

describe('freshness', () => {
  const context = contextOf([hmacKey('k')], 'k');
  const signed = envelope();
  signEnvelope(context, signed, NOW);

  it.each<[number, LeylineErrorCode | undefined]>([
    [NOW + 300_000, undefined],
    [NOW + 300_001, 'signature-stale'],
    [NOW - 5000, undefined],
    [NOW - 5001, 'signature-from-future'],
  ])('at %d ms: %s', (nowMs, expected) => {
    const verify = () => verifyEnvelope(context, signed, { nowMs });
    if (expected === undefined) expect(verify).not.toThrow();
    else expect(verify).toThrow(code(expected));
  });

  it('has the window that it is given', () => {
    const verify = (nowMs: number) => verifyEnvelope(context, signed, { nowMs, windowMs: 10, skewMs: 0 });
    expect(() => verify(NOW + 10)).not.toThrow();
    expect(() => verify(NOW + 11)).toThrow(code('signature-stale'));
    expect(() => verify(NOW - 1)).toThrow(code('signature-from-future'));
  });
});

describe('replay', () => {
  const context = contextOf([hmacKey('k')], 'k');
  const signed = (eventId: string, at = NOW) => {
    const message = envelope({ eventId });
    signEnvelope(context, message, at);
    return message;
  };

  it('is refused, by event id, whoever signs again', () => {
    const replay = createReplayCache(10);
    verifyEnvelope(context, signed('a'), { nowMs: NOW, replay });
    verifyEnvelope(context, signed('b'), { nowMs: NOW, replay });
    for (const message of [signed('a'), signed('a', NOW + 1)]) {
      expect(() => verifyEnvelope(context, message, { nowMs: NOW, replay })).toThrow(code('signature-replayed'));
    }
  });

  it('is allowed where the message is to be delivered again', () => {
    const replay = createReplayCache(10);
    const message = signed('a');
    verifyEnvelope(context, message, { nowMs: NOW, replay });
    replay.forget(replayId(context, message));
    expect(() => verifyEnvelope(context, message, { nowMs: NOW, replay })).not.toThrow();
  });

  it('cannot be provoked by who cannot sign', () => {
    const replay = createReplayCache(10);
    const forged = signed('a');
    forged.maxAttempts = 9;
    expect(() => verifyEnvelope(context, forged, { nowMs: NOW, replay })).toThrow(code('signature-invalid'));
    expect(replay.size).toBe(0);
  });

  it('is known by the signature where there is no event id', () => {
    const replay = createReplayCache(10);
    verifyEnvelope(context, signed(''), { nowMs: NOW, replay });
    expect(() => verifyEnvelope(context, signed(''), { nowMs: NOW, replay })).toThrow(code('signature-replayed'));
    expect(() => verifyEnvelope(context, signed('', NOW + 1), { nowMs: NOW, replay })).not.toThrow();
  });

  it('of long ids takes no more memory', () => {
    expect(replayId(context, signed('x'.repeat(10_000)))).toMatch(/^[0-9a-f]{64}$/);
  });

  it('never gets through, and the cache never grows beyond its size, whatever comes', () => {
    const arrival = fc.record({
      id: fc.integer({ min: 0, max: 20 }),
      age: fc.integer({ min: 0, max: 100 }),
      passMs: fc.integer({ min: 0, max: 30 }),
    });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.array(arrival, { maxLength: 60 }), (capacity, arrivals) => {
        const replay = createReplayCache(capacity);
        const signedAt = new Map<number, number>();
        const taken = new Set<number>();
        let now = 1000;
        for (const { id, age, passMs } of arrivals) {
          now += passMs;
          // One id is one message, signed once.
          const at = signedAt.get(id) ?? now - age;
          signedAt.set(id, at);
          if (at < now - 100) continue;
          const isFresh = replay.admit(String(id), at, at + 100, now) === 'fresh';
          expect(isFresh && taken.has(id)).toBe(false);
          if (isFresh) taken.add(id);
          expect(replay.size).toBeLessThanOrEqual(capacity);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('is not remembered for longer than messages are fresh', () => {
    const replay = createReplayCache(2);
    for (let at = 0; at < 100; at++) expect(replay.admit(`${at}`, at * 10, at * 10 + 15, at * 10)).toBe('fresh');
  });

  it.each([0, -1, 1.5, Number.NaN])('needs a cache of more than %d', (capacity) => {
    expect(() => createReplayCache(capacity)).toThrow(code('invalid-config'));
  });
});
