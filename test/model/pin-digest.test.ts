// Which digest of a pin counts where

import { describe, expect, it } from 'vitest';
import type { ToolchainPin } from '../../src/model/contract-set.ts';
import { digestFlaw, digestFor, plainDigest } from '../../src/model/pin-digest.ts';

const PLACE = { path: 'build/toolchain.yaml', start: 0, end: 0 };
const located = (value: string) => ({ value, place: PLACE });
const HEX = '0123456789abcdef'.repeat(4);

describe('a digest', () => {
  it.each<[digest: string, kind: ToolchainPin['kind'], flaw: string | undefined]>([
    [`sha256:${HEX}`, 'container', undefined],
    [HEX, 'tool', undefined],
    [HEX, 'container', 'unmarked'],
    ['sha256:a1b2c3d4e5f6...', 'container', 'elided'],
    [`sha512:${HEX}`, 'tool', 'algorithm'],
    [`sha256:${HEX.slice(1)}`, 'tool', 'length'],
    [`sha256:${HEX.toUpperCase()}`, 'tool', 'characters'],
    [`sha256:${'0'.repeat(64)}`, 'tool', 'placeholder'],
    ['e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', 'tool', 'empty'],
  ])('%s of a %s: %s', (digest, kind, flaw) => {
    expect(digestFlaw(digest, kind)).toBe(flaw);
  });

  it('is compared in one form', () => {
    expect([plainDigest(HEX), plainDigest(`sha256:${HEX}`)]).toEqual([`sha256:${HEX}`, `sha256:${HEX}`]);
  });
});

describe('on a platform', () => {
  const pin = { kind: 'tool', name: located('protoc'), reference: undefined, digests: [located('a')] } as const;

  it.each<[what: string, pin: ToolchainPin, digest: string | undefined]>([
    ['the only digest', pin, 'a'],
    ['the one of this platform', { ...pin, digestOf: new Map([['linux-x64', located('b')]]) }, 'b'],
    ['none where only others have one', { ...pin, digestOf: new Map([['darwin-arm64', located('b')]]) }, undefined],
    ['the one that is for this platform', { ...pin, platform: located('linux-x64') }, 'a'],
    ['none where it is for another', { ...pin, platform: located('darwin-arm64') }, undefined],
  ])('%s counts', (_, given, digest) => {
    expect(digestFor(given, 'linux-x64')?.value).toBe(digest);
  });
});
