// Where the configuration is found, and how it is read.

import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/diagnostics/user-error.ts';
import { findConfig } from '../../src/inputs/config/find-config.ts';
import { loadConfig } from '../../src/inputs/config/load-config.ts';
import { KNOWN } from './known-rules.ts';
import { temporaryFolder } from './temporary-folder.ts';

function refusal(action: () => unknown): UserError {
  try {
    action();
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  return expect.fail('not refused');
}

async function loadRefusal(root: string): Promise<UserError> {
  const error = await loadConfig(root, undefined, KNOWN).then(
    () => expect.fail('loaded'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof UserError)) throw error;
  return error;
}

describe('the configuration', () => {
  test('of the nearest folder above counts, and that folder is the project', () => {
    const root = temporaryFolder({ 'leyline.yaml': '', 'a/leyline.yml': '', 'a/b/c/x.proto': '', 'd/x.proto': '' });
    expect(findConfig(join(root, 'a/b/c'))).toEqual({ root: join(root, 'a'), name: 'leyline.yml' });
    expect(findConfig(join(root, 'a'))).toEqual({ root: join(root, 'a'), name: 'leyline.yml' });
    expect(findConfig(join(root, 'd'))).toEqual({ root, name: 'leyline.yaml' });
  });

  test.each(['.git/HEAD', '.git'])('is not looked for above a repository (%s)', (git) => {
    const root = temporaryFolder({ 'leyline.yaml': '', [`repo/${git}`]: '', 'repo/src/x.proto': '' });
    expect(findConfig(join(root, 'repo/src'))).toEqual({ root: join(root, 'repo/src'), name: undefined });
  });

  test('beside the .git folder is found', () => {
    const root = temporaryFolder({ 'leyline.yaml': '', '.git/HEAD': '', 'src/x.proto': '' });
    expect(findConfig(join(root, 'src')).root).toBe(root);
  });

  test('is not needed', async () => {
    const root = temporaryFolder({ '.git/HEAD': '' });
    expect(await loadConfig(root, undefined, KNOWN)).toMatchObject({ root, path: undefined, config: {} });
  });

  test('of two names is ambiguous', () => {
    const root = temporaryFolder({ 'leyline.yaml': '', 'leyline.yml': '' });
    const error = refusal(() => findConfig(root));
    expect(error.message).toBe(`${root} has both leyline.yaml and leyline.yml`);
    expect(error.hint).toBe("remove one of them, or choose one with '--config leyline.yaml'");
    expect(findConfig(root, 'leyline.yml')).toEqual({ root, name: 'leyline.yml' });
  });

  test('can be named, and lies anywhere', () => {
    const root = temporaryFolder({ 'ci/strict.yaml': '', 'src/x.proto': '' });
    const expected = { root: join(root, 'ci'), name: 'strict.yaml' };
    expect(findConfig(join(root, 'src'), '../ci/strict.yaml')).toEqual(expected);
    expect(findConfig(join(root, 'src'), join(root, 'ci/strict.yaml'))).toEqual(expected);
  });

  test('that is named must exist and be a file', () => {
    const root = temporaryFolder({ 'ci/x': '' });
    expect(refusal(() => findConfig(root, 'nope.yaml')).message).toBe(
      "the configuration file 'nope.yaml' does not exist",
    );
    const folder = refusal(() => findConfig(root, 'ci'));
    expect(folder.message).toBe("'ci' is a folder, not a configuration file");
    expect(folder.hint).toContain("'--cwd ci'");
  });

  test('may be a link, and a link to nothing is not passed over', async () => {
    const root = temporaryFolder({ 'shared.yaml': 'baseline: b.json', 'a/x': '', 'b/x': '' });
    symlinkSync('../shared.yaml', join(root, 'a/leyline.yaml'));
    symlinkSync('../gone.yaml', join(root, 'b/leyline.yaml'));
    const loaded = await loadConfig(join(root, 'a'), undefined, KNOWN);
    expect(loaded).toMatchObject({ root: join(root, 'a'), path: 'leyline.yaml', config: { baseline: 'b.json' } });
    expect((await loadRefusal(join(root, 'b'))).message).toBe('leyline.yaml cannot be read: it does not exist');
  });

  test.each<[string, string | Uint8Array, string]>([
    ['Latin-1', Uint8Array.of(0x23, 0x20, 0xe9, 0x0a), 'leyline.yaml is not UTF-8 text: byte 0xe9 at offset 2'],
    ['UTF-16', Uint8Array.of(0xff, 0xfe, 0x61, 0), 'leyline.yaml is UTF-16 text; save it as UTF-8'],
    ['a NUL', 'a: \0', 'leyline.yaml:1:4: a NUL character stands here\n  save it as UTF-8 text; UTF-16 and binary'],
    ['2 MiB', 'a'.repeat(2 * 1024 * 1024), 'leyline.yaml has 2 MiB; files over 1 MiB are not read'],
  ])('with %s is refused', async (_what, content, message) => {
    expect((await loadRefusal(temporaryFolder({ 'leyline.yaml': content }))).message).toContain(message);
  });

  test('that is a folder or a pipe is refused, without waiting', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'leyline.yaml'));
    expect((await loadRefusal(folder)).message).toBe('leyline.yaml is a folder, not a file');
    const pipe = temporaryFolder();
    execFileSync('mkfifo', [join(pipe, 'leyline.yaml')]);
    expect((await loadRefusal(pipe)).message).toBe('leyline.yaml is a pipe or device, not a file');
  });
});
