// The seal of a contract set: the digest of each file, one over all of them, and an Ed25519 signature of that. Text and data
// only; files are read and written by others.

import { compareText } from '../diagnostics/finding.ts';
import { treeDigest } from '../model/tree-digest.ts';

export interface Seal {
  /** By path below the contract root. */
  readonly files: ReadonlyMap<string, string>;
  /** Over all files. */
  readonly digest: string;
  /** Digest of the public key that the signature is checked with. */
  readonly key: string;
  /** Base64. */
  readonly signature: string;
}

const FORMAT = 1;

export function sealPath(contractRoot: string): string {
  return `${contractRoot}/build/contracts.seal.json`;
}

/** The very bytes that are signed. */
export function signedText(digest: string): string {
  return `leyline seal ${FORMAT}\n${digest}\n`;
}

export function sealText({ files, digest, key, signature }: Seal): string {
  const listed = [...files].sort(([a], [b]) => compareText(a, b));
  const seal = { format: FORMAT, algorithm: 'ed25519', key, digest, signature, files: Object.fromEntries(listed) };
  return `${JSON.stringify(seal, null, 2)}\n`;
}

/** What is wrong with the text where it is no seal. */
export function readSeal(text: string): Seal | { readonly flaw: string } {
  const json = parsed(text);
  if (json === undefined) return { flaw: 'it is not JSON, or only a part of it is there' };
  if (json === null || typeof json !== 'object') return { flaw: 'it is not a seal' };
  const { format, algorithm, key, digest, signature, files } = json as Readonly<Record<string, unknown>>;
  if (format !== FORMAT) return { flaw: 'it has a format that this version does not know' };
  if (algorithm !== 'ed25519') return { flaw: "its algorithm is not 'ed25519'" };
  if (!isDigest(key) || !isDigest(digest)) return { flaw: "its 'key' or 'digest' is not a SHA-256 digest" };
  if (typeof signature !== 'string' || !/^[A-Za-z0-9+/]{86}==$/.test(signature)) {
    return { flaw: "its 'signature' is not that of an Ed25519 key" };
  }
  if (files === null || typeof files !== 'object' || Array.isArray(files)) return { flaw: "its 'files' is not a map" };
  const entries = Object.entries(files);
  const bad = entries.find(([, value]) => !isDigest(value));
  if (bad) return { flaw: `the digest of '${bad[0]}' is not a SHA-256 digest` };
  return { files: new Map(entries as [string, string][]), digest, key, signature };
}

export interface SealDifference {
  /** Below the contract root, in order. */
  readonly path: string;
  readonly state: 'changed' | 'added' | 'removed';
}

export function compareSeal(
  sealed: ReadonlyMap<string, string>,
  there: ReadonlyMap<string, string>,
): readonly SealDifference[] {
  const paths = [...new Set([...sealed.keys(), ...there.keys()])].sort(compareText);
  return paths.flatMap((path): SealDifference[] => {
    const [before, after] = [sealed.get(path), there.get(path)];
    if (before === after) return [];
    return [{ path, state: before === undefined ? 'added' : after === undefined ? 'removed' : 'changed' }];
  });
}

/** Whether the list of files is the one that the digest, and so the signature, is about. */
export function isWhole({ files, digest }: Seal): boolean {
  return treeDigest(files) === digest;
}

function isDigest(value: unknown): value is string {
  return typeof value === 'string' && /^sha256:[0-9a-f]{64}$/.test(value);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
