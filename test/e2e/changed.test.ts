// --changed in real repositories: what differs from HEAD, or from where another branch parted.

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { commitAll, git, repository, temporaryFolder, writeInto } from '../inputs/temporary-folder.ts';
import { complaint, findings, leyline } from './leyline.ts';
import { FLOAT, floatAt, GOOD, proto } from './protos.ts';

const compact = (...args: string[]) => ['lint', '--format', 'compact', ...args];

/** `main` and `feature` part after the first commit; `feature` is checked out, with a change that is not committed. */
function branches(): string {
  const root = repository({ 'old.proto': proto('old', FLOAT), 'shared.proto': proto('shared', GOOD) });
  git(root, 'checkout', '--quiet', '-b', 'feature');
  writeInto(root, { 'feature.proto': proto('feature', FLOAT) });
  commitAll(root, 'feature');
  git(root, 'checkout', '--quiet', 'main');
  writeInto(root, { 'main.proto': proto('main', FLOAT) });
  commitAll(root, 'main goes on');
  git(root, 'checkout', '--quiet', 'feature');
  writeInto(root, { 'shared.proto': proto('shared', FLOAT), 'new.proto': proto('new', FLOAT) });
  return root;
}

const FEATURE = floatAt('feature.proto');
const NEW = floatAt('new.proto');
const SHARED = floatAt('shared.proto');

describe('--changed', () => {
  it.each<[args: string[], found: string[]]>([
    [['--changed'], [NEW, SHARED]],
    [
      ['--changed', 'HEAD'],
      [NEW, SHARED],
    ],
    [
      ['--changed', 'main'],
      [FEATURE, NEW, SHARED],
    ],
    [['--changed=main'], [FEATURE, NEW, SHARED]],
    [
      ['--changed', 'HEAD~1'],
      [FEATURE, NEW, SHARED],
    ],
    [['feature.proto', '--changed', 'main'], [FEATURE]],
    [['old.proto', '--changed', 'main'], []],
  ])('%j', (args, found) => {
    const run = leyline(branches(), compact(...args));
    expect(run).toMatchObject({ code: found.length === 0 ? 0 : 1, stderr: '' });
    expect(findings(run)).toEqual(found);
  });

  it('is everything before the first commit', () => {
    const root = repository();
    writeInto(root, { 'a.proto': proto('a', FLOAT) });
    expect(findings(leyline(root, compact('--changed')))).toEqual([floatAt('a.proto')]);
  });

  it('is nothing in a clean work tree', () => {
    const root = repository({ 'a.proto': proto('a', FLOAT) });
    expect(leyline(root, ['lint', '--changed'])).toEqual({ code: 0, stdout: 'no findings in 0 files\n', stderr: '' });
  });
});

describe('a ref that cannot be compared with', () => {
  it.each<[ref: string, message: RegExp, hint: RegExp]>([
    ['mian', /^'mian' is not a commit, branch or tag of this repository$/, /^did you mean 'main'\?$/],
    ['zzz', /^'zzz' is not a commit/, /^'git branch --all' and 'git tag' list what there is/],
    ['', /^'' is not a commit/, /./],
    ['-x', /^'-x' is not a commit/, /./],
    ['--output=pwned', /^'--output=pwned' is not a commit/, /./],
    ['main..HEAD', /^'main\.\.HEAD' is not a commit/, /./],
    ['HEAD:', /^'HEAD:' is not a commit/, /./],
    ['a\nb', /^'a\\nb' is not a commit/, /./],
    ['old.proto', /^'old.proto' is not a commit/, /^write a path before the option: leyline lint old.proto --changed$/],
  ])('%j', (ref, message, hint) => {
    const told = complaint(leyline(branches(), ['lint', `--changed=${ref}`]));
    expect(told.message).toMatch(message);
    expect(told.hint).toMatch(hint);
  });

  it('because the clone is shallow', () => {
    const origin = branches();
    const root = join(temporaryFolder(), 'clone');
    git(origin, 'clone', '--quiet', '--depth', '1', '--no-single-branch', pathToFileURL(origin).href, root);
    expect(complaint(leyline(root, ['lint', '--changed', 'origin/main']))).toEqual({
      message: "this clone is shallow and does not reach back to where 'origin/main' and HEAD parted",
      hint: "run 'git fetch --unshallow' (in GitHub Actions: checkout with 'fetch-depth: 0')",
    });
  });

  it('because there is no repository', () => {
    const root = temporaryFolder({ 'a.proto': '' });
    expect(complaint(leyline(root, ['lint', '--changed'])).message).toBe(`${root} is not in a git repository`);
  });
});
