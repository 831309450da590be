// What the contracts need of cryptography, as a port: the core stays free of Node and of any algorithm of its own.
// `leyline/contracts/node` fits it to node:crypto; a browser brings an implementation of its own.

/** SHA-256 over bytes that come in parts. */
export interface Sha256 {
  update(bytes: Uint8Array): void;
  /** The digest, 32 bytes. Ends the use of this object. */
  digest(): Uint8Array;
}

/**
 * The algorithms that signing, checkpoints and schema digests rest on. All are synchronous and pure.
 *
 * Signers and verifiers are prepared once per key, since importing a key costs more than using it.
 */
export interface CryptoPort {
  sha256(): Sha256;
  /** HMAC-SHA256 (RFC 2104): makes the 32-byte tag of some bytes. */
  hmacSha256(secret: Uint8Array): (bytes: Uint8Array) => Uint8Array;
  /** Ed25519 (RFC 8032): makes the 64-byte signature of some bytes; the private key is its 32-byte seed. */
  ed25519Signer(privateKey: Uint8Array): (bytes: Uint8Array) => Uint8Array;
  /** Ed25519 (RFC 8032): whether a signature is right; the public key has 32 bytes. */
  ed25519Verifier(publicKey: Uint8Array): (bytes: Uint8Array, signature: Uint8Array) => boolean;
  /** Compares in constant time; the contracts do it themselves where it is absent. */
  equal?(left: Uint8Array, right: Uint8Array): boolean;
}

/** SHA-256 over all parts, one after the other: 32 bytes. */
export function sha256Of(crypto: CryptoPort, ...parts: readonly Uint8Array[]): Uint8Array {
  const hash = crypto.sha256();
  for (const part of parts) hash.update(part);
  return hash.digest();
}
