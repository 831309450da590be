// The cache of compiled code: whatever is wrong with it, a run says and returns the same as without it.

import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../inputs/temporary-folder.ts';
import { leyline, type Run } from './leyline.ts';
import { FLOAT, floatAt, proto } from './protos.ts';

const LINT = ['lint', '--format', 'compact'];
const FOUND = { code: 1, stdout: `${floatAt('a.proto')}\n`, stderr: '' };

interface Place {
  readonly root: string;
  readonly env: { readonly XDG_CACHE_HOME: string };
  lint(): Run;
  /** Path of the one file. */
  cacheFile(): string;
}

function place(): Place {
  const root = temporaryFolder({ 'a.proto': proto('a', FLOAT) });
  const env = { XDG_CACHE_HOME: temporaryFolder() };
  const folder = join(env.XDG_CACHE_HOME, 'leyline');
  return {
    root,
    env,
    lint: () => leyline(root, LINT, { env }),
    cacheFile() {
      const [name = '', ...others] = readdirSync(folder);
      expect(others).toEqual([]);
      return join(folder, name);
    },
  };
}

/** The file behind its index, and the index. */
function parts(file: string): { index: { build: string; size: number; slots: [string, number[]][] }; data: Buffer } {
  const bytes = readFileSync(file);
  const end = 4 + bytes.readUInt32LE(0);
  return { index: JSON.parse(bytes.toString('utf8', 4, end)), data: bytes.subarray(end) };
}

function written({ index, data }: { index: unknown; data: Uint8Array }): Buffer {
  const text = Buffer.from(JSON.stringify(index));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(text.length);
  return Buffer.concat([length, text, data]);
}

it('is learnt once, for its owner alone, and again when another command is run', () => {
  const { root, env, lint, cacheFile } = place();
  expect(lint()).toEqual(FOUND);
  const file = cacheFile();
  const first = readFileSync(file);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(lint()).toEqual(FOUND);
  expect(readFileSync(file).equals(first)).toBe(true);
  expect(leyline(root, ['rules', 'no-map-fields'], { env }).code).toBe(0);
  const names = parts(file).index.slots.map(([name]) => name.replace(/-\w+\.cjs$/, ''));
  expect(names).toEqual(expect.arrayContaining(['lint', 'pack-lint', 'pack-main', 'rules']));
});

it.each<[what: string, damage: (bytes: Buffer, file: string) => Uint8Array]>([
  ['empty', () => Buffer.alloc(0)],
  ['cut short', (bytes) => bytes.subarray(0, bytes.length >> 1)],
  ['noise', (bytes) => Buffer.alloc(bytes.length, 0xa5)],
  [
    'of another build',
    (_, file) => {
      const { index, data } = parts(file);
      return written({ index: { ...index, build: '0'.repeat(16) }, data: Buffer.alloc(data.length) });
    },
  ],
  [
    'with places that do not exist',
    (_, file) => {
      const { index, data } = parts(file);
      const slots = index.slots.map(([name], i) => [
        name,
        [
          [-5, 100],
          [data.length, 9],
          [0, 2 ** 50],
          [1.5, -1],
        ][i % 4],
      ]);
      return written({ index: { ...index, slots }, data });
    },
  ],
  [
    'with code that is none',
    (_, file) => written({ index: parts(file).index, data: Buffer.alloc(parts(file).data.length) }),
  ],
])('is made anew where it is %s', (_, damage) => {
  const { lint, cacheFile } = place();
  lint();
  const file = cacheFile();
  writeFileSync(file, damage(readFileSync(file), file));
  expect(lint()).toEqual(FOUND);
  const renewed = readFileSync(file);
  expect(renewed.length).toBeGreaterThan(100_000);
  expect(lint()).toEqual(FOUND);
  expect(readFileSync(file).equals(renewed)).toBe(true);
});

it('is left as it is by a run over many files, which has settings of its own', () => {
  const { env, lint, cacheFile } = place();
  expect(lint()).toEqual(FOUND);
  const learnt = readFileSync(cacheFile());
  const names = Array.from({ length: 501 }, (_, i) => `many${i}`);
  const many = temporaryFolder(Object.fromEntries(names.map((name) => [`${name}.proto`, proto(name, FLOAT)])));
  const run = leyline(many, LINT, { env });
  expect({ code: run.code, lines: run.stdout.split('\n').length - 1 }).toEqual({ code: 1, lines: names.length });
  expect(readFileSync(cacheFile()).equals(learnt)).toBe(true);
});

it('is not believed where others may write', () => {
  const { lint, cacheFile } = place();
  lint();
  const file = cacheFile();
  chmodSync(file, 0o666);
  expect(lint()).toEqual(FOUND);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

it('is done without where it cannot be', () => {
  const { root, lint, cacheFile } = place();
  lint();
  const file = join(temporaryFolder(), 'a-file');
  writeFileSync(file, '');
  expect(leyline(root, LINT, { env: { XDG_CACHE_HOME: file } })).toEqual(FOUND);
  const folderInItsPlace = temporaryFolder();
  mkdirSync(join(folderInItsPlace, 'leyline', basename(cacheFile())), { recursive: true });
  expect(leyline(root, LINT, { env: { XDG_CACHE_HOME: folderInItsPlace } })).toEqual(FOUND);
  for (const relative of ['', '.', 'cache']) {
    expect(leyline(root, LINT, { env: { XDG_CACHE_HOME: relative, HOME: relative } })).toEqual(FOUND);
  }
  expect(readdirSync(root)).toEqual(['a.proto']);
  const unused = temporaryFolder();
  const off = { XDG_CACHE_HOME: unused, NODE_DISABLE_COMPILE_CACHE: '1' };
  expect(leyline(root, LINT, { env: off })).toEqual(FOUND);
  expect(existsSync(join(unused, 'leyline'))).toBe(false);
});
