// Signatures over messages: a context per secret source, keys by id, freshness and replay. Asks no clock and no environment;
// the algorithms come through a port.

import { EventEnvelope } from '../generated/v2/envelope.ts';
import { SignatureAlgorithm, SignatureMetadata } from '../generated/v2/signing.ts';
import { equalInConstantTime, toHex } from './bytes.ts';
import { type CryptoPort, sha256Of } from './crypto-port.ts';
import { encodeMessage } from './encode-message.ts';
import { LeylineContractError } from './errors.ts';
import type { MessageType } from './message-type.ts';
import type { ReplayCache } from './replay-cache.ts';
import { timestampFromMs, timestampToMs } from './timestamp.ts';

const MIN_SECRET_BYTES = 16;
const ED25519_KEY_BYTES = 32;
const MAX_REPLAY_ID = 64;

interface KeyId {
  /** Names the key, not its secret; 1 character or more. */
  readonly keyId: string;
  /** Unix milliseconds after which signatures with this key are refused; never unless given. */
  readonly verifiesUntilMs?: number;
}

/** A secret that both sides have: 16 bytes or more. */
export interface HmacKey extends KeyId {
  readonly algorithm: 'hmac-sha256';
  readonly secret: Uint8Array;
}

/** A key pair, 32 bytes each; who only verifies has no private key. */
export interface Ed25519Key extends KeyId {
  readonly algorithm: 'ed25519';
  readonly publicKey: Uint8Array;
  readonly privateKey?: Uint8Array;
}

export type SigningKey = HmacKey | Ed25519Key;

/** Where keys come from, such as a file or a vault that the caller reads. */
export interface SecretSource {
  /** All keys that verify, and the id of the one that signs; none signs unless named. */
  read(): { readonly keys: readonly SigningKey[]; readonly signWith?: string };
}

/** The keys of one source, ready for use. */
export interface SigningContext {
  /** Id of the key that signs, if any. */
  readonly signsWith: string | undefined;
  readonly keys: ReadonlyMap<string, PreparedKey>;
  /** SHA-256 for what is remembered. */
  readonly crypto: CryptoPort;
}

/** A key that is imported already. */
export interface PreparedKey {
  readonly algorithm: SignatureAlgorithm;
  readonly verifiesUntilMs: number;
  /** Absent where only the public key is known. */
  readonly sign?: (bytes: Uint8Array) => Uint8Array;
  readonly verify: (bytes: Uint8Array, signature: Uint8Array) => boolean;
}

/** How new a message must be. */
export interface Freshness {
  /** Now, Unix milliseconds. */
  readonly nowMs: number;
  /** How long ago it may have been signed; 300 000 unless given. */
  readonly windowMs?: number;
  /** How far the signer's clock may be ahead; 5 000 unless given. */
  readonly skewMs?: number;
  /** Remembers what was seen; without it a message may come again while it is fresh. */
  readonly replay?: ReplayCache;
}

const contexts = new WeakMap<SecretSource, SigningContext>();

/**
 * The context of a secret source. The source is read once; whoever asks again gets the same context.
 *
 * @throws LeylineContractError `signing-key-invalid` for a key without id, an id twice, a secret or key of the wrong length,
 *   or a signing key that is not there or cannot sign
 * @see ADR-006 §3
 */
export function signingContext(source: SecretSource, crypto: CryptoPort): SigningContext {
  const cached = contexts.get(source);
  if (cached?.crypto === crypto) return cached;
  const { keys, signWith } = source.read();
  const prepared = new Map<string, PreparedKey>();
  for (const key of keys) {
    if (key.keyId === '' || prepared.has(key.keyId)) throw keyInvalid(key.keyId, 'has no id, or that of another');
    prepared.set(key.keyId, prepare(key, crypto));
  }
  if (signWith !== undefined && !prepared.get(signWith)?.sign) throw keyInvalid(signWith, 'is to sign, but cannot');
  const context = { signsWith: signWith, keys: prepared, crypto };
  contexts.set(source, context);
  return context;
}

/** Makes the next {@link signingContext} read the source again: its keys have been rotated. */
export function forgetSigningContext(source: SecretSource): void {
  contexts.delete(source);
}

/**
 * Signs an envelope in place: sets its `signature`. Canonical bytes are signed, with `signature.signature` empty and
 * `current_attempt` 0, since the bus counts that up.
 *
 * @param nowMs - Unix milliseconds, for `signed_at`.
 * @throws LeylineContractError `signing-key-invalid` if no key of the context signs; what encoding throws
 * @see ADR-006 §3
 */
export function signEnvelope(context: SigningContext, envelope: EventEnvelope, nowMs: number): void {
  sign(context, EventEnvelope, envelope, nowMs, UNSIGNED_FIELDS);
}

/**
 * Lets only an envelope pass that was signed with a known key, is fresh, and was not seen before.
 *
 * A message is remembered as soon as it has passed: who fails to handle it and wants it delivered again calls
 * {@link ReplayCache.forget} with {@link replayId}.
 *
 * @throws LeylineContractError `signature-missing`, `signature-key-unknown`, `signature-algorithm-mismatch`,
 *   `signature-invalid`, `signature-stale`, `signature-from-future`, `signature-replayed`
 * @see ADR-006 §3
 */
export function verifyEnvelope(context: SigningContext, envelope: EventEnvelope, freshness: Freshness): void {
  verify(context, EventEnvelope, envelope, freshness, UNSIGNED_FIELDS);
  const { replay } = freshness;
  if (replay) refuseReplay(replay, replayId(context, envelope), envelope, freshness);
}

const UNSIGNED_FIELDS = { currentAttempt: 0 } as const;

/** What a replay cache knows a signed envelope by: its key and event id. */
export function replayId(context: SigningContext, { eventId, signature }: EventEnvelope): string {
  const id = eventId === '' ? toHex(signature?.signature ?? new Uint8Array()) : eventId;
  const name = `${signature?.keyId}/${id}`;
  return name.length <= MAX_REPLAY_ID ? name : toHex(sha256Of(context.crypto, new TextEncoder().encode(name)));
}

/** Any message that holds its signature, such as `PauseToken`. */
export interface Signed {
  signature: SignatureMetadata | undefined;
}

/** As {@link signEnvelope}, for any other message that holds its signature. */
export function signMessage<T extends Signed>(
  context: SigningContext,
  type: MessageType<T>,
  message: T,
  nowMs: number,
): void {
  sign(context, type, message, nowMs, {});
}

/** As {@link verifyEnvelope}, for any other message that holds its signature; whether it was seen before is not asked. */
export function verifyMessage<T extends Signed>(
  context: SigningContext,
  type: MessageType<T>,
  message: T,
  freshness: Freshness,
): void {
  verify(context, type, message, freshness, {});
}

function sign<T extends Signed>(
  context: SigningContext,
  type: MessageType<T>,
  message: T,
  nowMs: number,
  unsigned: object,
): void {
  const keyId = context.signsWith ?? '';
  const key = context.keys.get(keyId);
  if (!key?.sign) throw keyInvalid(keyId, 'is to sign, but cannot');
  const signature = SignatureMetadata.create({ keyId, algorithm: key.algorithm, signedAt: timestampFromMs(nowMs) });
  signature.signature = key.sign(signedBytes(type, message, signature, unsigned));
  message.signature = signature;
}

function verify<T extends Signed>(
  context: SigningContext,
  type: MessageType<T>,
  message: T,
  { nowMs, windowMs = 300_000, skewMs = 5000 }: Freshness,
  unsigned: object,
): void {
  const { signature } = message;
  if (!signature || signature.signature.length === 0) throw refused('missing', 'the message is not signed');
  const key = context.keys.get(signature.keyId);
  if (!key || nowMs > key.verifiesUntilMs) {
    throw refused(
      'key-unknown',
      `the message is signed with '${signature.keyId}', which is no key here, or none any more`,
    );
  }
  if (signature.algorithm !== key.algorithm) {
    throw refused('algorithm-mismatch', `key '${signature.keyId}' does not sign with algorithm ${signature.algorithm}`);
  }
  if (!key.verify(signedBytes(type, message, signature, unsigned), signature.signature)) {
    throw refused('invalid', `the signature with key '${signature.keyId}' is not of this message`);
  }
  const signedAtMs = signedAt(message);
  if (signedAtMs < nowMs - windowMs) throw refused('stale', `the message was signed ${nowMs - signedAtMs} ms ago`);
  if (signedAtMs > nowMs + skewMs) throw refused('from-future', `the message is signed ${signedAtMs - nowMs} ms ahead`);
}

function refuseReplay(
  replay: ReplayCache,
  id: string,
  message: Signed,
  { nowMs, windowMs = 300_000 }: Freshness,
): void {
  const signedAtMs = signedAt(message);
  const verdict = replay.admit(id, signedAtMs, signedAtMs + windowMs, nowMs);
  if (verdict === 'replayed') throw refused('replayed', 'the message was seen before');
  if (verdict === 'forgotten') throw refused('stale', 'the message is older than what is remembered');
}

/** The canonical bytes that are signed: the message with its metadata, but without the signature itself. */
function signedBytes<T extends Signed>(
  type: MessageType<T>,
  message: T,
  metadata: SignatureMetadata,
  unsigned: object,
): Uint8Array {
  const signature = SignatureMetadata.create({ ...metadata, signature: new Uint8Array() });
  return encodeMessage(type, type.create({ ...message, ...unsigned, signature }));
}

function signedAt({ signature }: Signed): number {
  if (!signature?.signedAt) throw refused('stale', 'the signature has no time');
  return timestampToMs(signature.signedAt);
}

function prepare(key: SigningKey, crypto: CryptoPort): PreparedKey {
  const { verifiesUntilMs = Number.POSITIVE_INFINITY } = key;
  if (key.algorithm === 'hmac-sha256') {
    if (key.secret.length < MIN_SECRET_BYTES) throw keyInvalid(key.keyId, `has less than ${MIN_SECRET_BYTES} bytes`);
    const tag = crypto.hmacSha256(key.secret);
    const equal = crypto.equal ?? equalInConstantTime;
    const verifyTag = (bytes: Uint8Array, signature: Uint8Array) => equal(tag(bytes), signature);
    return { algorithm: SignatureAlgorithm.HMAC_SHA256, verifiesUntilMs, sign: tag, verify: verifyTag };
  }
  const { publicKey, privateKey } = key;
  if ([publicKey, privateKey ?? publicKey].some(({ length }) => length !== ED25519_KEY_BYTES)) {
    throw keyInvalid(key.keyId, `is no Ed25519 key of ${ED25519_KEY_BYTES} bytes`);
  }
  const verifySignature = crypto.ed25519Verifier(publicKey);
  const prepared = { algorithm: SignatureAlgorithm.ED25519, verifiesUntilMs, verify: verifySignature };
  if (!privateKey) return prepared;
  const signer = crypto.ed25519Signer(privateKey);
  const proof = new TextEncoder().encode('leyline.signing.v2');
  if (!verifySignature(proof, signer(proof)))
    throw keyInvalid(key.keyId, 'has a private key that is not of its public one');
  return { ...prepared, sign: signer };
}

function keyInvalid(keyId: string, what: string): LeylineContractError {
  return new LeylineContractError('signing-key-invalid', `key '${keyId}' ${what}`);
}

type Refusal = 'missing' | 'key-unknown' | 'algorithm-mismatch' | 'invalid' | 'stale' | 'from-future' | 'replayed';

function refused(why: Refusal, message: string): LeylineContractError {
  return new LeylineContractError(`signature-${why}`, message);
}
