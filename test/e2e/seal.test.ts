// `leyline seal` as its users run it: sealed, checked, tampered with; and keys, which are never shown.

import { readFileSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeKeys } from '../../src/seal/keys.ts';
import { temporaryFolder, writeInto } from '../inputs/temporary-folder.ts';
import { complaint, leyline } from './leyline.ts';

const SEAL = 'contracts/build/contracts.seal.json';
const { secret, open } = makeKeys();

/** Sealed, with the public key where its configuration says. */
function sealedProject(): string {
  const root = temporaryFolder({
    'leyline.yaml': 'contracts: { root: contracts }\nseal: { publicKeys: [seal.pub] }\n',
    'seal.pub': open,
    'contracts/v1/seed.proto': 'syntax = "proto3";\n',
    'contracts/v1/.hidden': '',
    'contracts/golden/v1/seed.bin': Uint8Array.of(10, 0, 255),
    'contracts/build/versions.yaml': 'versions: {}\n',
  });
  const run = leyline(root, ['seal'], { env: { LEYLINE_SEAL_KEY: secret } });
  expect(run).toMatchObject({ code: 0, stderr: '' });
  expect(run.stdout).toMatch(/^contracts\/build\/contracts\.seal\.json: 4 files sealed by key sha256:[0-9a-f]{64}\n$/);
  return root;
}

describe('a sealed contract set', () => {
  it('verifies as long as nothing changes, and is sealed the same again', () => {
    const root = sealedProject();
    const before = readFileSync(join(root, SEAL), 'utf8');
    expect(leyline(root, ['seal', '--verify'])).toEqual({
      code: 0,
      stdout: `${SEAL}: 4 files, as they were sealed\n`,
      stderr: '',
    });
    leyline(root, ['seal', '--quiet'], { env: { LEYLINE_SEAL_KEY: secret } });
    expect(readFileSync(join(root, SEAL), 'utf8')).toBe(before);
  });

  it.each<[what: string, tamper: (root: string) => void, said: string]>([
    [
      'a changed byte',
      (root) => writeInto(root, { 'contracts/golden/v1/seed.bin': Uint8Array.of(10, 0, 254) }),
      'changed contracts/golden/v1/seed.bin',
    ],
    [
      'a changed line end',
      (root) => writeInto(root, { 'contracts/v1/seed.proto': 'syntax = "proto3";\r\n' }),
      'changed contracts/v1/seed.proto',
    ],
    ['an added file', (root) => writeInto(root, { 'contracts/v1/new.proto': '' }), 'added   contracts/v1/new.proto'],
    ['an added hidden file', (root) => writeInto(root, { 'contracts/.x': '' }), 'added   contracts/.x'],
    ['a removed file', (root) => rmSync(join(root, 'contracts/v1/.hidden')), 'removed contracts/v1/.hidden'],
    [
      'a renamed file',
      (root) => renameSync(join(root, 'contracts/v1/seed.proto'), join(root, 'contracts/v1/weed.proto')),
      'removed contracts/v1/seed.proto\nadded   contracts/v1/weed.proto',
    ],
  ])('names %s', (_, tamper, said) => {
    const root = sealedProject();
    tamper(root);
    const run = leyline(root, ['seal', '--verify']);
    expect(run).toMatchObject({ code: 1, stderr: '' });
    expect(run.stdout.split('\n\n')[0]).toBe(said);
  });

  it.each<[what: string, tamper: (root: string, seal: string) => void, said: RegExp]>([
    ['a missing seal', (root) => rmSync(join(root, SEAL)), /^contracts\/build\/contracts\.seal\.json does not exist$/],
    [
      'half a seal',
      (root, seal) => writeFileSync(join(root, SEAL), seal.slice(0, 200)),
      / cannot be used: it is not JSON/,
    ],
    [
      'a list that was adapted',
      (root, seal) => writeFileSync(join(root, SEAL), seal.replace(/("v1\/\.hidden": "sha256:).{4}/, '$10000')),
      / is forged: its list of files is not the one that was signed$/,
    ],
    [
      'a digest that was adapted',
      (root, seal) => writeFileSync(join(root, SEAL), seal.replace(/("digest": "sha256:).{4}/, '$10000')),
      / is forged: its signature is not that of its digest$/,
    ],
    ['another key', (root) => writeInto(root, { 'seal.pub': makeKeys().open }), / was sealed by another key: sha256:/],
    ['a missing key', (root) => rmSync(join(root, 'seal.pub')), /^seal\.pub does not exist$/],
    [
      'a link among the contracts',
      (root) => symlinkSync('seed.proto', join(root, 'contracts/v1/link.proto')),
      /^contracts\/v1\/link\.proto is a symbolic link$/,
    ],
    [
      'no configured key',
      (root) => writeInto(root, { 'leyline.yaml': 'contracts: { root: contracts }\n' }),
      /^there is no public key/,
    ],
  ])('cannot be checked with %s', (_, tamper, said) => {
    const root = sealedProject();
    tamper(root, readFileSync(join(root, SEAL), 'utf8'));
    expect(complaint(leyline(root, ['seal', '--verify'])).message).toMatch(said);
  });

  it('is not believed by a key that came with it, where another is given', () => {
    const root = sealedProject();
    const forger = makeKeys();
    writeInto(root, { 'seal.pub': forger.open, 'contracts/v1/seed.proto': '' });
    leyline(root, ['seal'], { env: { LEYLINE_SEAL_KEY: forger.secret } });
    expect(leyline(root, ['seal', '--verify']).code).toBe(0);
    const env = { LEYLINE_SEAL_PUBLIC_KEY: open };
    expect(complaint(leyline(root, ['seal', '--verify'], { env })).message).toContain('was sealed by another key');
    const given = join(temporaryFolder({ 'a.pub': open }), 'a.pub');
    expect(leyline(root, ['seal', '--verify', '--public-key', given]).code).toBe(2);
  });

  it('may be sealed by the old or by the new key while keys change', () => {
    const root = sealedProject();
    const next = makeKeys();
    writeInto(root, {
      'leyline.yaml': 'contracts: { root: contracts }\nseal: { publicKeys: [seal.pub, next.pub] }\n',
      'next.pub': next.open,
    });
    expect(leyline(root, ['seal', '--verify']).code).toBe(0);
    leyline(root, ['seal'], { env: { LEYLINE_SEAL_KEY: next.secret } });
    expect(leyline(root, ['seal', '--verify']).code).toBe(0);
  });
});

describe('keys', () => {
  it('are made once, the private one for its owner only', () => {
    const root = sealedProject();
    const run = leyline(root, ['seal', '--generate-key', 'new.pem']);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(statSync(join(root, 'new.pem')).mode & 0o777).toBe(0o600);
    const made = readFileSync(join(root, 'new.pem'), 'utf8');
    expect(run.stdout).not.toContain(made.split('\n')[1]);
    expect(complaint(leyline(root, ['seal', '--generate-key', 'new.pem'])).message).toBe(
      'new.pem cannot be written: it already exists',
    );
    expect(readFileSync(join(root, 'new.pem'), 'utf8')).toBe(made);
    expect(leyline(root, ['seal', '--key', 'new.pem']).code).toBe(0);
    expect(leyline(root, ['seal', '--verify', '--public-key', 'new.pem.pub']).code).toBe(0);
  });

  it('are not made where one of the two files is there already', () => {
    const root = temporaryFolder({ 'k.pub': 'mine' });
    expect(complaint(leyline(root, ['seal', '--generate-key', 'k'])).message).toContain('k.pub cannot be written');
    expect(() => statSync(join(root, 'k'))).toThrow();
    expect(readFileSync(join(root, 'k.pub'), 'utf8')).toBe('mine');
  });

  it('are not made among the contracts', () => {
    expect(complaint(leyline(sealedProject(), ['seal', '--generate-key', 'contracts/k'])).message).toBe(
      'contracts/k would lie among the contracts, and be published with them',
    );
  });

  it.each<[what: string, args: string[], env: Record<string, string>, message: RegExp]>([
    ['none', [], {}, /^there is no key to seal with$/],
    ['a public one', [], { LEYLINE_SEAL_KEY: open }, /^LEYLINE_SEAL_KEY holds a public key, which cannot sign$/],
    [
      'half of one',
      [],
      { LEYLINE_SEAL_KEY: secret.slice(0, 70) },
      /^LEYLINE_SEAL_KEY holds no private key in PEM form$/,
    ],
    ['no file', ['--key', 'nope'], {}, /^nope does not exist$/],
    ['a folder', ['--key', 'contracts'], {}, /^contracts is a folder, not a file$/],
  ])('to seal with: %s', (_, args, env, message) => {
    const root = sealedProject();
    const before = readFileSync(join(root, SEAL), 'utf8');
    const run = leyline(root, ['seal', ...args], { env });
    expect(complaint(run).message).toMatch(message);
    expect(run.stderr).not.toContain(secret.split('\n')[1]?.slice(0, 30));
    expect(readFileSync(join(root, SEAL), 'utf8')).toBe(before);
  });
});

it.each([
  ['contracts: { root: . }', 'the contract root is the whole project, which cannot be sealed'],
  ['', 'there is no contract root, so there is nothing to seal'],
])('%j: nothing can be sealed', (config, message) => {
  const root = temporaryFolder({ 'leyline.yaml': config });
  expect(complaint(leyline(root, ['seal'], { env: { LEYLINE_SEAL_KEY: secret } })).message).toBe(message);
});
