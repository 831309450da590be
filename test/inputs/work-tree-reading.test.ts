// The work tree as a file tree: what is read, and what is refused.

import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { isReadFailure, type TreeLimits } from '../../src/inputs/files/file-tree.ts';
import { workTree } from '../../src/inputs/files/work-tree.ts';
import { temporaryFolder } from './temporary-folder.ts';

async function read(root: string, path: string, limits?: TreeLimits) {
  return (await workTree(root, limits).readMany([path])).get(path);
}

describe('reading', () => {
  test('gives texts, with the byte order mark', async () => {
    const root = temporaryFolder({ 'a.proto': '\ufeffsyntax = "proto3"; // é 😀\r\n', 'empty.proto': '' });
    expect(await read(root, 'a.proto')).toEqual({ path: 'a.proto', text: '\ufeffsyntax = "proto3"; // é 😀\r\n' });
    expect(await read(root, 'empty.proto')).toEqual({ path: 'empty.proto', text: '' });
  });

  test('gives texts of every size', async () => {
    const sizes = [255 * 1024, 256 * 1024, 256 * 1024 + 1, 3_000_000, 9_000_000];
    const root = temporaryFolder(Object.fromEntries(sizes.map((size) => [`${size}.proto`, 'x'.repeat(size)])));
    const texts = await workTree(root).readMany(sizes.map((size) => `${size}.proto`));
    expect(
      [...texts.values()].map((text) => isReadFailure(text) || text.text === 'x'.repeat(text.text.length)),
    ).toEqual(sizes.map(() => true));
    expect([...texts.values()].map((text) => (isReadFailure(text) ? text : text.text.length))).toEqual(sizes);
  });

  test.each<[string, Uint8Array, number, string]>([
    ['a lone byte', Uint8Array.of(0x61, 0xff, 0x62), 1, 'byte 0xff at offset 1'],
    [
      'Latin-1 after UTF-8',
      Buffer.concat([Buffer.from('é😀 \ufffd '), Uint8Array.of(0xe9)]),
      11,
      'byte 0xe9 at offset 11',
    ],
    ['a cut sequence', Uint8Array.of(0x61, 0xe2, 0x82), 1, 'byte 0xe2 at offset 1'],
    ['a surrogate', Uint8Array.of(0xed, 0xa0, 0x80), 0, 'byte 0xed at offset 0'],
    ['an overlong slash', Uint8Array.of(0x2f, 0xc0, 0xaf), 1, 'byte 0xc0 at offset 1'],
  ])('refuses what is not UTF-8: %s', async (_what, bytes, offset, words) => {
    const root = temporaryFolder({ 'a.proto': bytes });
    expect(await read(root, 'a.proto')).toEqual({
      kind: 'not-utf8',
      message: `a.proto is not UTF-8 text: ${words}`,
      offset,
    });
  });

  test('says when it is UTF-16', async () => {
    const root = temporaryFolder({ 'a.proto': Buffer.from('\ufeffsyntax', 'utf16le') });
    expect(await read(root, 'a.proto')).toMatchObject({
      message: 'a.proto is UTF-16 text; save it as UTF-8',
      offset: 0,
    });
  });

  test('refuses files over the limit without reading them', async () => {
    const root = temporaryFolder({ 'a.proto': 'x'.repeat(101), 'b.proto': 'x'.repeat(100) });
    const limits = { largestFile: 100 };
    expect(await read(root, 'a.proto', limits)).toEqual({
      kind: 'too-large',
      message: 'a.proto has 101 bytes; files over 100 bytes are not read',
    });
    expect(await read(root, 'b.proto', limits)).toHaveProperty('text');
    execFileSync('truncate', ['-s', '1T', join(root, 'huge.proto')]);
    expect(await read(root, 'huge.proto')).toMatchObject({
      kind: 'too-large',
      message: 'huge.proto has 1048576 MiB; files over 256 MiB are not read',
    });
  });

  test('never waits for a pipe, a socket or a device', async () => {
    const root = temporaryFolder({ 'folder.proto/x': '' });
    execFileSync('mkfifo', [join(root, 'pipe.proto')]);
    symlinkSync('pipe.proto', join(root, 'link.proto'));
    const server = createServer().listen(join(root, 'socket.proto'));
    onTestFinished(() => void server.close());
    await new Promise((resolve) => server.once('listening', resolve));
    const paths = ['pipe.proto', 'socket.proto', 'link.proto', 'folder.proto', ''];
    const results = await workTree(root).readMany(paths);
    expect(paths.map((path) => results.get(path))).toEqual([
      { kind: 'not-a-file', message: 'pipe.proto is a pipe or device, not a file' },
      { kind: 'not-a-file', message: 'socket.proto is a pipe or device, not a file' },
      { kind: 'not-a-file', message: 'link.proto is a link to a pipe or device, not a file' },
      { kind: 'not-a-file', message: 'folder.proto is a folder, not a file' },
      { kind: 'not-a-file', message: 'the project folder is a folder, not a file' },
    ]);
  });

  test('is not fooled when a file turns into a pipe or a link after it was listed', async () => {
    const outside = temporaryFolder({ 'secret.proto': 'secret' });
    const root = temporaryFolder({ 'a.proto': 'a', 'b.proto': 'b' });
    const tree = workTree(root);
    const paths = await tree.list('', ['.proto']);
    execFileSync('rm', [join(root, 'a.proto'), join(root, 'b.proto')]);
    execFileSync('mkfifo', [join(root, 'a.proto')]);
    symlinkSync(join(outside, 'secret.proto'), join(root, 'b.proto'));
    const results = await tree.readMany(paths);
    expect([...results.values()]).toEqual([
      { kind: 'not-a-file', message: 'a.proto is a pipe or device, not a file' },
      { kind: 'not-a-file', message: 'b.proto is a symbolic link, not a file' },
    ]);
  });
});
