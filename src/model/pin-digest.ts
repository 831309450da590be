// What the digests that pin images and tools must look like, and which of them counts on a platform. Judges text only.

import type { Located, ToolchainPin } from './contract-set.ts';

export type DigestFlaw = 'elided' | 'algorithm' | 'unmarked' | 'length' | 'characters' | 'placeholder' | 'empty';

const OF_NOTHING = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

export function digestFlaw(digest: string, kind: ToolchainPin['kind']): DigestFlaw | undefined {
  const hex = digest.replace(/^sha256:/, '');
  if (/\.\.|…/.test(digest)) return 'elided';
  if (/^(?!sha256:)[^:]*:/i.test(digest)) return 'algorithm';
  if (hex === digest && (kind === 'container' || digest.includes(':'))) return 'unmarked';
  if (/[^0-9a-f]/.test(hex)) return 'characters';
  if (hex.length !== 64) return 'length';
  if (/^(.)\1*$/.test(hex)) return 'placeholder';
  return hex === OF_NOTHING ? 'empty' : undefined;
}

export function flawWords(flaw: DigestFlaw): string {
  return FLAW_WORDS[flaw];
}

const FLAW_WORDS: Readonly<Record<DigestFlaw, string>> = {
  elided: 'its digest is elided',
  algorithm: 'its digest is not a SHA-256 digest',
  unmarked: "its digest does not begin with 'sha256:'",
  length: "its digest does not have 64 characters after 'sha256:'",
  characters: 'its digest has characters other than lower-case hex digits',
  placeholder: 'its digest is a placeholder',
  empty: 'its digest is that of an empty file',
};

/** In the one form that digests are compared in. */
export function plainDigest(digest: string): string {
  return digest.startsWith('sha256:') ? digest : `sha256:${digest}`;
}

/** The digest that counts on a platform such as `linux-x64`; nothing where the pin is for others. */
export function digestFor(pin: ToolchainPin, platform: string): Located<string> | undefined {
  if (pin.digestOf) return pin.digestOf.get(platform);
  if (pin.platform && pin.platform.value !== platform) return undefined;
  return pin.digests[0];
}
