// The seal as data: what is in its file, and what is not taken for one; keys of all kinds.

import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { treeDigest } from '../../src/model/tree-digest.ts';
import { isSigned, keyDigest, makeKeys, readOpenKey, readSecretKey, signText } from '../../src/seal/keys.ts';
import { compareSeal, isWhole, readSeal, type Seal, sealText, signedText } from '../../src/seal/seal.ts';
import { sha256 } from '../../src/text/sha256.ts';

const KEYS = makeKeys();
const secret = readSecretKey(KEYS.secret, 'seal.pem');
const open = readOpenKey(KEYS.open, 'seal.pem.pub');

function sealed(files: ReadonlyMap<string, string>): Seal {
  const digest = treeDigest(files);
  return { files, digest, key: keyDigest(secret), signature: signText(signedText(digest), secret) };
}

const SEAL = sealed(new Map([['v1/a.proto', sha256('a')]]));
const TEXT = sealText(SEAL);

describe('a seal', () => {
  it('is read as it was written, and its signature holds', () => {
    expect(readSeal(TEXT)).toEqual(SEAL);
    expect(isWhole(SEAL)).toBe(true);
    expect(isSigned(signedText(SEAL.digest), SEAL.signature, open)).toBe(true);
    expect(keyDigest(open)).toBe(SEAL.key);
  });

  it('is the same for the same files', () => {
    expect(sealText(sealed(new Map([['v1/a.proto', sha256('a')]])))).toBe(TEXT);
  });

  it('is not that of another key', () => {
    expect(isSigned(signedText(SEAL.digest), SEAL.signature, readOpenKey(makeKeys().open, 'other'))).toBe(false);
  });

  it('has a list that cannot be changed without the digest', () => {
    expect(isWhole({ ...SEAL, files: new Map([['v1/a.proto', sha256('b')]]) })).toBe(false);
  });

  it.each<[text: string, flaw: string]>([
    ['', 'it is not JSON, or only a part of it is there'],
    [TEXT.slice(0, -9), 'it is not JSON, or only a part of it is there'],
    ['null', 'it is not a seal'],
    ['[]', 'it has a format that this version does not know'],
    [TEXT.replace('"format": 1', '"format": 2'), 'it has a format that this version does not know'],
    [TEXT.replace('ed25519', 'rsa'), "its algorithm is not 'ed25519'"],
    [TEXT.replace(SEAL.key, 'sha256:1'), "its 'key' or 'digest' is not a SHA-256 digest"],
    [TEXT.replace(SEAL.signature, '!!'), "its 'signature' is not that of an Ed25519 key"],
    [TEXT.replace(sha256('a'), 'x'), "the digest of 'v1/a.proto' is not a SHA-256 digest"],
    [TEXT.replace(/"files": \{[^}]*\}/, '"files": []'), "its 'files' is not a map"],
  ])('is not made of %j', (text, flaw) => {
    expect(readSeal(text)).toEqual({ flaw });
  });

  it('is never taken from any other text, and never throws', () => {
    fc.assert(fc.property(fc.json(), (text) => 'flaw' in readSeal(text)));
  });
});

describe('a difference', () => {
  it('is named for every file that was changed, added or removed', () => {
    const before = new Map([
      ['a', '1'],
      ['b', '1'],
      ['c', '1'],
    ]);
    const after = new Map([
      ['d', '1'],
      ['c', '2'],
      ['a', '1'],
    ]);
    expect(compareSeal(before, after)).toEqual([
      { path: 'b', state: 'removed' },
      { path: 'c', state: 'changed' },
      { path: 'd', state: 'added' },
    ]);
  });
});

describe('a key', () => {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 });
  const encrypted = generateKeyPairSync('ed25519').privateKey.export({
    type: 'pkcs8',
    format: 'pem',
    cipher: 'aes-256-cbc',
    passphrase: 'x',
  });

  it.each<[what: string, pem: string, message: string]>([
    ['nothing', '', 'f holds no private key in PEM form'],
    ['half of one', KEYS.secret.slice(0, 60), 'f holds no private key in PEM form'],
    ['a public one', KEYS.open, 'f holds a public key, which cannot sign'],
    ['an encrypted one', String(encrypted), 'the key in f is encrypted'],
    [
      'one of another kind',
      String(rsa.privateKey.export({ type: 'pkcs8', format: 'pem' })),
      'the key in f is of type rsa, not ed25519',
    ],
  ])('to sign with is not %s', (_, pem, message) => {
    expect(() => readSecretKey(pem, 'f')).toThrow(message);
  });

  it.each<[what: string, pem: string, message: string]>([
    ['a private one', KEYS.secret, 'f holds a private key'],
    ['nothing', 'x', 'f holds no public key in PEM form'],
  ])('to check with is not %s', (_, pem, message) => {
    expect(() => readOpenKey(pem, 'f')).toThrow(message);
  });
});
