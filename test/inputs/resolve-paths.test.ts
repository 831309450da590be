// What arguments of the command line mean.

import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { UserError } from '../../src/diagnostics/user-error.ts';
import type { FileTree } from '../../src/inputs/files/file-tree.ts';
import { gitIndex } from '../../src/inputs/files/git-index.ts';
import { resolvePaths } from '../../src/inputs/files/resolve-paths.ts';
import { workTree } from '../../src/inputs/files/work-tree.ts';
import { git, repository, temporaryFolder, writeInto } from './temporary-folder.ts';

const ENDINGS = ['.proto', '.ts'];
const FILES = {
  'contracts/v1/a.proto': '',
  'contracts/v1/b.proto': '',
  'contracts/v2/a.proto': '',
  'contracts/readme.md': '',
  'contracts/[id]/x.proto': '',
  'contracts/-rf.proto': '',
  'src/main.ts': '',
  'src/deep/er/util.ts': '',
  'docs/guide.md': '',
  'node_modules/p/n.proto': '',
  '.github/ci.ts': '',
};

async function resolved(args: readonly string[], cwd = '', root = temporaryFolder(FILES)) {
  return resolvePaths(workTree(root), root, join(root, cwd), args, ENDINGS);
}

async function refusal(args: readonly string[], cwd = '', root = temporaryFolder(FILES)): Promise<UserError> {
  const error = await resolved(args, cwd, root).then(
    (paths) => expect.fail(`resolved to ${paths.join()}`),
    (reason: unknown) => reason,
  );
  if (!(error instanceof UserError)) throw error;
  return error;
}

describe('arguments mean project files', () => {
  test.each<[string[], string, string[]]>([
    [['src/main.ts'], '', ['src/main.ts']],
    [['./src/../src/main.ts', 'src/main.ts'], '', ['src/main.ts']],
    [['src'], '', ['src/deep/er/util.ts', 'src/main.ts']],
    [
      ['src/', 'contracts/v1'],
      '',
      ['contracts/v1/a.proto', 'contracts/v1/b.proto', 'src/deep/er/util.ts', 'src/main.ts'],
    ],
    [['v1', '../src/main.ts'], 'contracts', ['contracts/v1/a.proto', 'contracts/v1/b.proto', 'src/main.ts']],
    [['.'], 'contracts/v2', ['contracts/v2/a.proto']],
    [['..'], 'src/deep/er', ['src/deep/er/util.ts']],
    [['-rf.proto'], 'contracts', ['contracts/-rf.proto']],
    [['contracts/**/a.proto'], '', ['contracts/v1/a.proto', 'contracts/v2/a.proto']],
    [['**/a.proto'], 'contracts', ['contracts/v1/a.proto', 'contracts/v2/a.proto']],
    [['contracts/v1/*'], '', ['contracts/v1/a.proto', 'contracts/v1/b.proto']],
    [['contracts/v{1,2}/a.proto'], '', ['contracts/v1/a.proto', 'contracts/v2/a.proto']],
    [['contracts/v?/[ab].proto'], '', ['contracts/v1/a.proto', 'contracts/v1/b.proto', 'contracts/v2/a.proto']],
    [['contracts/[?v]?/a.proto'], '', ['contracts/v1/a.proto', 'contracts/v2/a.proto']],
    [['contracts/v1/?(a|b).proto'], '', ['contracts/v1/a.proto', 'contracts/v1/b.proto']],
    [['*/deep'], '', ['src/deep/er/util.ts']],
    [['contracts/v*'], '', ['contracts/v1/a.proto', 'contracts/v1/b.proto', 'contracts/v2/a.proto']],
    [['../contracts/v2/*.proto'], 'src', ['contracts/v2/a.proto']],
    [['**/*.ts'], '', ['src/deep/er/util.ts', 'src/main.ts']],
    [['src/{main,deep/er/util}.ts'], '', ['src/deep/er/util.ts', 'src/main.ts']],
    [['contracts/[id]'], '', ['contracts/[id]/x.proto']],
    [['contracts/[id]/x.proto'], '', ['contracts/[id]/x.proto']],
    [['*.proto'], 'contracts/[id]', ['contracts/[id]/x.proto']],
    [['node_modules/p'], '', ['node_modules/p/n.proto']],
    [['node_modules/p/*.proto'], '', ['node_modules/p/n.proto']],
    [['.github/*'], '', ['.github/ci.ts']],
    [[], '', []],
  ])('%j in %j', async (args, cwd, expected) => {
    expect(await resolved(args, cwd)).toEqual(expected);
  });

  test('also when they are absolute, or reach the project by another name', async () => {
    const root = temporaryFolder(FILES);
    expect(await resolved([join(root, 'src/main.ts')], 'contracts', root)).toEqual(['src/main.ts']);
    expect(await resolved([join(root, 'contracts/*/b.proto')], 'src', root)).toEqual(['contracts/v1/b.proto']);
    const other = temporaryFolder();
    symlinkSync(root, join(other, 'link'));
    expect(await resolved([join(other, 'link/src/main.ts')], '', root)).toEqual(['src/main.ts']);
  });
});

describe('an argument that means nothing is refused', () => {
  test.each<[string, string, string, string]>([
    ['contrats/v1', '', "'contrats/v1' does not exist", "did you mean 'contracts'?"],
    ['contracts/v1/aa.proto', '', "'contracts/v1/aa.proto' does not exist", "did you mean 'contracts/v1/a.proto'?"],
    ['v3', 'contracts', "'v3' does not exist", "did you mean 'v1'?"],
    ['zzz', '', "'zzz' does not exist", 'paths are relative to the folder you are in'],
    ['contrats/**/*.proto', '', "'contrats' does not exist", "did you mean 'contracts'?"],
    [
      'src/**/*.proto',
      '',
      "nothing in the work tree matches 'src/**/*.proto'",
      'checked are files that end in .proto, .ts',
    ],
    ['docs/*.md', '', "nothing in the work tree matches 'docs/*.md'", 'checked are files that end in .proto, .ts'],
    ['!src/**', '', "'!src/**' is negated", 'name what to check'],
    ['docs', '', "'docs' holds no files to check", 'checked are files that end in .proto, .ts'],
    ['docs/guide.md', '', "'docs/guide.md' is not a kind of file that is checked here", 'checked are'],
    ['..', '', "'..' lies outside the project", "'--cwd' chooses another"],
    ['../x/*.proto', '', "'../x/*.proto' lies outside the project", "'--cwd' chooses another"],
    ['/etc/passwd', '', "'/etc/passwd' lies outside the project", 'leyline.yaml'],
    ['/*/passwd', '', "'/*/passwd' lies outside the project", 'leyline.yaml'],
    ['', '', 'an empty path was given', "write '.' for the folder you are in"],
    ['a\0b', '', "'a\0b' does not exist", 'paths are relative'],
    [`${'*'.repeat(200)}x`, '', 'nothing in the work tree matches', 'checked are'],
    ['{'.repeat(3000), '', 'nothing in the work tree matches', 'checked are'],
  ])('%j in %j', async (arg, cwd, message, hint) => {
    const error = await refusal([arg], cwd);
    expect(error.message).toContain(message);
    expect(error.hint).toContain(hint);
  });

  test('even beside good ones', async () => {
    expect((await refusal(['src', 'nope'])).message).toBe("'nope' does not exist");
  });

  test('with what it is, where it is neither file nor folder', async () => {
    const root = temporaryFolder(FILES);
    execFileSync('mkfifo', [join(root, 'pipe.proto')]);
    expect((await refusal(['pipe.proto'], '', root)).message).toBe(
      "'pipe.proto' cannot be checked: pipe.proto is a pipe or device, not a file",
    );
  });
});

describe("in git's index", () => {
  async function indexOf(root: string): Promise<FileTree> {
    const tree = await gitIndex(root);
    onTestFinished(() => tree.close());
    return tree;
  }

  test('patterns match what is staged, not what lies on disk', async () => {
    const root = repository();
    writeInto(root, { 'v1/a.proto': '', 'v1/gone.proto': '' });
    git(root, 'add', '--all');
    writeInto(root, { 'v1/unstaged.proto': '' });
    execFileSync('rm', [join(root, 'v1/gone.proto')]);
    const tree = await indexOf(root);
    expect(await resolvePaths(tree, root, root, ['v1/*.proto'], ENDINGS)).toEqual(['v1/a.proto', 'v1/gone.proto']);
    const error = await resolvePaths(tree, root, root, ['v1/unstaged.proto'], ENDINGS).catch(
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(UserError);
    expect(error).toMatchObject({
      message: "'v1/unstaged.proto' is not in git's index",
      hint: 'stage it first: git add -- v1/unstaged.proto',
    });
  });
});
