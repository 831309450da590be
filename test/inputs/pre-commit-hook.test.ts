// What a real pre-commit hook sees of real commits.

import { execFileSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildSync } from 'esbuild';
import { describe, expect, test } from 'vitest';
import { git, repository, temporaryFolder, writeInto } from './temporary-folder.ts';

describe('in a pre-commit hook', () => {
  /** A program that a hook can run: what is staged, as it will be committed. */
  function hookProgram(): string {
    const folder = temporaryFolder();
    const outfile = join(folder, 'hook.mjs');
    const source = resolve('src/inputs/files');
    buildSync({
      stdin: {
        contents: `
          import { writeFileSync } from 'node:fs';
          import { stagedPaths } from '${source}/git.ts';
          import { gitIndex } from '${source}/git-index.ts';
          const [root, out] = process.argv.slice(2);
          const paths = await stagedPaths(root);
          const tree = await gitIndex(root);
          const texts = await tree.readMany(paths);
          await tree.close();
          writeFileSync(out, JSON.stringify([...texts]));`,
        resolveDir: resolve('.'),
        loader: 'ts',
      },
      bundle: true,
      platform: 'node',
      format: 'esm',
      banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
      outfile,
    });
    return outfile;
  }

  /** What the hook saw of project `sub` while `git commit …` ran. */
  function seenBy(root: string, folder: string, ...commit: string[]): unknown {
    const out = join(temporaryFolder(), 'seen.json');
    const hooks = join(git(root, 'rev-parse', '--git-common-dir').trim(), 'hooks/pre-commit');
    const hook = resolve(root, hooks);
    writeInto('/', {
      [hook]: `#!/bin/sh\n${folder}exec "${process.execPath}" "${hookProgram()}" "${root}/sub" "${out}"\n`,
    });
    chmodSync(hook, 0o755);
    git(root, 'commit', '--quiet', '--message', 'x', ...commit);
    return JSON.parse(execFileSync('cat', [out], { encoding: 'utf8' }));
  }

  const before = { 'sub/a.proto': 'a', 'sub/b.proto': 'b', 'c.proto': 'c' };

  test.each(['', 'cd sub; '])('of a plain commit (%s)', (folder) => {
    const root = repository(before);
    writeInto(root, { 'sub/a.proto': 'staged' });
    git(root, 'add', '--all');
    writeInto(root, { 'sub/a.proto': 'later', 'sub/b.proto': 'unstaged' });
    expect(seenBy(root, folder)).toEqual([['a.proto', { path: 'a.proto', text: 'staged' }]]);
  });

  test.each(['', 'cd sub; '])('of commit --all, where git uses another index (%s)', (folder) => {
    const root = repository(before);
    writeInto(root, { 'sub/a.proto': 'A', 'sub/new.proto': 'untracked' });
    expect(seenBy(root, folder, '--all')).toEqual([['a.proto', { path: 'a.proto', text: 'A' }]]);
  });

  test.each(['', 'cd sub; '])('of a partial commit, which holds only some of what is staged (%s)', (folder) => {
    const root = repository(before);
    writeInto(root, { 'sub/a.proto': 'A', 'sub/b.proto': 'B' });
    git(root, 'add', '--all');
    expect(seenBy(root, folder, '--', 'sub/b.proto')).toEqual([['b.proto', { path: 'b.proto', text: 'B' }]]);
  });

  test.each(['', 'cd sub; '])('of a linked work tree, where git sets GIT_DIR (%s)', (folder) => {
    const root = repository(before);
    const linked = join(temporaryFolder(), 'linked');
    git(root, 'worktree', 'add', '--quiet', linked, '-b', 'topic');
    writeInto(linked, { 'sub/a.proto': 'A' });
    expect(seenBy(linked, folder, '--all')).toEqual([['a.proto', { path: 'a.proto', text: 'A' }]]);
  });
});
