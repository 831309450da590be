// Ed25519 keys as PEM texts: made, read, used. A private key is never part of a message.

import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';
import { UserError } from '../diagnostics/user-error.ts';
import { sha256 } from '../text/sha256.ts';

export interface KeyPair {
  /** PEM, PKCS #8. */
  readonly secret: string;
  /** PEM, SPKI. */
  readonly open: string;
}

export function makeKeys(): KeyPair {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return {
    secret: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    open: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  };
}

/** `name` is what messages call the place that the text is from. */
export function readSecretKey(pem: string, name: string): KeyObject {
  if (/^-----BEGIN ENCRYPTED PRIVATE KEY-----/m.test(pem)) {
    throw new UserError(`the key in ${name} is encrypted`, {
      hint: "'openssl pkey' decrypts it; keep the result in a secret of your CI, not in a file of the project",
    });
  }
  if (/^-----BEGIN PUBLIC KEY-----/m.test(pem)) {
    throw new UserError(`${name} holds a public key, which cannot sign`, { hint: KEY_HINT });
  }
  return ed25519(() => createPrivateKey(pem), name, 'private');
}

export function readOpenKey(pem: string, name: string): KeyObject {
  if (/PRIVATE KEY-----/.test(pem)) {
    throw new UserError(`${name} holds a private key`, {
      hint: "a seal is checked with the public one; 'leyline seal --generate-key' wrote it beside the private one",
    });
  }
  return ed25519(() => createPublicKey(pem), name, 'public');
}

/** The digest by which a seal names the key that it is checked with. */
export function keyDigest(key: KeyObject): string {
  const open = key.type === 'private' ? createPublicKey(key) : key;
  return sha256(open.export({ type: 'spki', format: 'der' }));
}

/** Base64. */
export function signText(text: string, key: KeyObject): string {
  return sign(null, new TextEncoder().encode(text), key).toString('base64');
}

export function isSigned(text: string, signature: string, key: KeyObject): boolean {
  return verify(
    null,
    new TextEncoder().encode(text),
    key,
    Uint8Array.from(atob(signature), (c) => c.charCodeAt(0)),
  );
}

const KEY_HINT = "'leyline seal --generate-key FILE' makes a pair of keys";

function ed25519(read: () => KeyObject, name: string, kind: 'private' | 'public'): KeyObject {
  let key: KeyObject | undefined;
  try {
    key = read();
  } catch {
    // What OpenSSL says of a text could quote it.
  }
  if (!key) throw new UserError(`${name} holds no ${kind} key in PEM form`, { hint: KEY_HINT });
  if (key.asymmetricKeyType === 'ed25519') return key;
  throw new UserError(`the key in ${name} is of type ${key.asymmetricKeyType}, not ed25519`, { hint: KEY_HINT });
}
