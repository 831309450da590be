// The adapter to Node: fits its cryptography and its files to the ports of the contracts. The only file that imports any
// of Node; published apart, as `leyline/contracts/node`.

import { createHash, createHmac, createPrivateKey, createPublicKey, sign, timingSafeEqual, verify } from 'node:crypto';
import { constants } from 'node:fs';
import { open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { CryptoPort } from './crypto-port.ts';
import { LeylineContractError } from './errors.ts';
import type { SnapshotStore } from './snapshot-store.ts';
import type { WalFile } from './wal-file.ts';

/** node:crypto. */
export const nodeCrypto: CryptoPort = {
  sha256: () => {
    const hash = createHash('sha256');
    return { update: (bytes) => void hash.update(bytes), digest: () => hash.digest() };
  },
  hmacSha256: (secret) => (bytes) => createHmac('sha256', secret).update(bytes).digest(),
  ed25519Signer: (privateKey) => {
    const key = importKey(PKCS8_PREFIX, privateKey, (der) =>
      createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }),
    );
    return (bytes) => sign(null, bytes, key);
  },
  ed25519Verifier: (publicKey) => {
    const key = importKey(SPKI_PREFIX, publicKey, (der) => createPublicKey({ key: der, format: 'der', type: 'spki' }));
    return (bytes, signature) => verify(null, bytes, key, signature);
  },
  equal: (left, right) => left.length === right.length && timingSafeEqual(left, right),
};

/**
 * Opens the file of a write-ahead log, or makes it: for reading, and for appending with O_DSYNC where the system has it.
 *
 * @see data-contracts-api-specifications §8.3
 */
export async function openWalFile(path: string): Promise<WalFile> {
  const { O_RDWR, O_CREAT, O_APPEND, O_DSYNC = 0 } = constants;
  const handle = await open(path, O_RDWR | O_CREAT | O_APPEND | O_DSYNC, 0o600);
  await syncFolder(dirname(path));
  return {
    size: async () => (await handle.stat()).size,
    read: async (offset, length) => {
      const { buffer, bytesRead } = await handle.read(new Uint8Array(length), 0, length, offset);
      return buffer.subarray(0, bytesRead);
    },
    append: async (bytes) => (await handle.write(bytes)).bytesWritten,
    sync: () => handle.sync(),
    truncate: (length) => handle.truncate(length),
    close: () => handle.close(),
  };
}

/**
 * A snapshot in a file, with one process that writes it. It is replaced by renaming: at every moment the file holds all of
 * the old or all of the new one. What an interrupted write has left beside it is overwritten by the next.
 */
export function snapshotFile(path: string): SnapshotStore {
  let last: Promise<void> = Promise.resolve();
  return {
    read: async () => {
      try {
        return await readFile(path);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
        throw error;
      }
    },
    replace: (bytes) => {
      const replaced = last.then(() => replaceFile(path, bytes));
      last = replaced.catch(() => {});
      return replaced;
    },
  };
}

async function replaceFile(path: string, bytes: Uint8Array): Promise<void> {
  const temporary = `${path}.tmp`;
  const handle = await open(temporary, 'w', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(temporary, path);
  await syncFolder(dirname(path));
}

// DER around the raw bytes of a key, RFC 8410.
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');

function importKey<Key>(prefix: Uint8Array, raw: Uint8Array, read: (der: Buffer) => Key): Key {
  if (raw.length !== 32) {
    throw new LeylineContractError('signing-key-invalid', `an Ed25519 key has 32 bytes, not ${raw.length}`);
  }
  return read(Buffer.concat([prefix, raw]));
}

/** A new or renamed file is durable only once its folder is. */
async function syncFolder(path: string): Promise<void> {
  const { O_DIRECTORY }: { readonly O_DIRECTORY?: number } = constants;
  if (O_DIRECTORY === undefined) return; // Windows knows no such thing
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
