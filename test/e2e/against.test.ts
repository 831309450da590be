// What `--against` takes, in real repositories: folders, commits, tags, descriptor sets, the lock.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, test } from 'vitest';
import { commitAll, git, repository, temporaryFolder, writeInto } from '../inputs/temporary-folder.ts';
import { needProtoc } from '../model/proto/compilers.ts';
import { JOB, PROJECT, textsBelow } from '../release/project-run.ts';
import { complaint, leyline } from './leyline.ts';

const BROKEN = PROJECT[JOB].replace('int32 attempts', 'int64 attempts');
const CLEAN = 'no findings in 1 file\n';

/** A history that nobody changes, for all tests that only look at it. */
let shared: string;

beforeAll(() => {
  shared = mkdtempSync(join(tmpdir(), 'leyline-against-'));
  fill(shared);
  writeInto(shared, { 'docs/readme.txt': 'x' });
  commitAll(shared, 'docs');
  return () => rmSync(shared, { recursive: true, force: true });
});

/** A release tagged v1.9.0, one tagged v1.10.0 with another type, and a work tree that breaks again. */
function history(): string {
  const root = temporaryFolder();
  fill(root);
  return root;
}

function fill(root: string): void {
  writeInto(root, PROJECT);
  git(root, 'init', '--quiet', '--initial-branch=main');
  commitAll(root, 'first');
  git(root, 'tag', 'v1.9.0');
  writeInto(root, { [JOB]: BROKEN });
  commitAll(root, 'second');
  git(root, 'tag', 'v1.10.0');
  git(root, 'tag', 'nightly');
  git(root, 'branch', 'side');
}

function against(root: string, spec: string, ...more: string[]) {
  return leyline(root, ['breaking', '--against', spec, '--format', 'compact', ...more]);
}

const TYPE_CHANGED = expect.stringMatching(/^contracts\/v1\/job\.proto:8:3: error: [^\n]*attempts/);

describe('a commit', () => {
  it.each([
    ['a tag', 'v1.9.0'],
    ['a relation', 'HEAD~2'],
    ['a branch with a folder', 'side~1:contracts'],
    ['a folder from the top', 'HEAD~2:./contracts/'],
    ['the whole project as a folder', 'HEAD~2:.'],
  ])('is named by %s', (_, spec) => {
    expect(against(shared, spec)).toMatchObject({ code: 1, stdout: TYPE_CHANGED, stderr: '' });
  });

  it('is named by its id, and shows where it was', () => {
    const root = history();
    const id = git(root, 'rev-parse', '--short', 'HEAD~1').trim();
    expect(leyline(root, ['breaking', '--against', id]).stdout).toContain(`--> ${id}:contracts/v1/job.proto:8:3`);
  });

  it.each([
    ['the newest by version', 'tag:v*'],
    ['the newest of those that match', 'tag:v1.1?.0'],
    ['the newest, and a folder of it', 'tag:v*:contracts'],
  ])('is the release of a tag: %s', (_, spec) => {
    expect(against(shared, spec)).toMatchObject({ code: 0 });
  });

  it('is read from the object store: the work tree and the index stay as they are', () => {
    const root = history();
    writeInto(root, { [JOB]: PROJECT[JOB], 'other.txt': 'mine' });
    git(root, 'add', 'other.txt');
    const before = [git(root, 'status', '--porcelain'), textsBelow(root)];
    expect(against(root, 'HEAD').code).toBe(1);
    expect([git(root, 'status', '--porcelain'), textsBelow(root)]).toEqual(before);
  });

  it('is found from a project below the top of its repository', () => {
    const root = repository(
      Object.fromEntries(Object.entries(PROJECT).map(([path, text]) => [`apps/one/${path}`, text])),
    );
    writeInto(root, { [`apps/one/${JOB}`]: BROKEN });
    expect(against(join(root, 'apps/one'), 'main')).toMatchObject({ code: 1, stdout: TYPE_CHANGED });
    expect(against(join(root, 'apps/one'), 'main:apps/one/contracts')).toMatchObject({ code: 1, stdout: TYPE_CHANGED });
  });

  it('may have had the contracts elsewhere', () => {
    const root = repository({ 'protos/v1/job.proto': PROJECT[JOB], 'vendor/x.proto': 'syntax = "proto3";' });
    git(root, 'rm', '-r', '--quiet', 'protos');
    writeInto(root, { ...PROJECT, [JOB]: BROKEN });
    expect(against(root, 'main:protos')).toMatchObject({ code: 1, stdout: TYPE_CHANGED });
  });
});

describe('cannot be compared with, said in one line:', () => {
  it.each<[what: string, spec: string, message: string, hint: string | RegExp]>([
    [
      'a branch that is not there',
      'mian',
      "'mian' is not a commit, branch or tag of this repository",
      "did you mean 'main'?",
    ],
    ['an option', '--upload-pack=x', "'--upload-pack=x' is not a commit, branch or tag of this repository", /./],
    ['a folder that the commit does not have', 'main:nowhere', "'nowhere' is not a folder of 'main'", /from the top/],
    ['a file in place of a folder', `main:${JOB}`, `'${JOB}' is not a folder of 'main'`, /from the top/],
    ['a folder outside', 'main:../etc', "'../etc' is not a folder of 'main'", /from the top/],
    ['a folder without contracts', 'main:docs', "no .proto files are in 'main:docs'", /./],
    ['a tag that is not there', 'tag:z*', "no tag matches 'z*'", /fetch --tags/],
    ['a tag without a version', 'tag:night*', "no tag that matches 'night*' ends in a version", /./],
    ['a path that is not there', './old', "'./old' does not exist", /^paths are relative to /],
    ['a set that is not there', 'old.binpb', "'old.binpb' does not exist", /^paths are relative to /],
    ['a file that is no set', JOB, `'${JOB}' is not a descriptor set: there is no wire type 7`, /buf build/],
    ['a lock that is not there', 'lock', 'there is no lock contracts/build/contracts.lock.json', /leyline bump/],
    ['nothing', '', "'--against' names nothing", /./],
    ['no commit', ':contracts', "':contracts' names no commit", /'HEAD:contracts'$/],
    ['no tag', 'tag:', "'tag:' names no tag", /'tag:v\*'$/],
    ['a git folder', '.git', "'.git' is an address as buf writes them", /'--against HEAD'$/],
    [
      'a branch as buf has it',
      '../x/.git#branch=main,subdir=protos',
      "'../x/.git#branch=main,subdir=protos' is an address as buf writes them",
      /'--against main:protos'$/,
    ],
    [
      'another repository',
      'https://example.com/a.git#tag=v1.0.0',
      "'https://example.com/a.git#tag=v1.0.0' is elsewhere, and nothing is fetched",
      /'git fetch', .* '--against origin\/v1\.0\.0'$/,
    ],
    ['another over ssh', 'git@example.com:a/b', "'git@example.com:a/b' is elsewhere, and nothing is fetched", /fetch/],
    [
      'a module of a registry',
      'buf.build/acme/job',
      "'buf.build/acme/job' is a module of a registry, and nothing is fetched",
      /^'buf export buf\.build\/acme\/job --output old'/,
    ],
    ['a tag as npm has it', 'job@1.0.0:v1', "'job@1.0.0' is not a commit, branch or tag of this repository", /./],
  ])('%s', (_, spec, message, hint) => {
    const said = complaint(against(shared, spec));
    expect(said.message).toBe(message);
    expect(said.hint).toMatch(hint);
  });

  test('a commit where there is no repository', () => {
    const { message, hint } = complaint(against(temporaryFolder(PROJECT), 'main'));
    expect([message, hint]).toEqual(["'main' does not exist", expect.stringContaining('inside of a git repository')]);
  });

  test('a commit where there is none yet', () => {
    const root = temporaryFolder(PROJECT);
    git(root, 'init', '--quiet', '--initial-branch=main');
    expect(complaint(against(root, 'HEAD')).hint).toBe(
      'the repository has no commits yet; make one, or compare with a folder',
    );
  });

  test('a commit that a shallow clone does not have', () => {
    const origin = history();
    const clone = join(temporaryFolder(), 'clone');
    execFileSync('git', ['clone', '--quiet', '--depth', '1', `file://${origin}`, clone]);
    const id = git(origin, 'rev-parse', 'HEAD~1').trim();
    const { message, hint } = complaint(against(clone, id));
    expect(message).toBe(`'${id}' is not a commit, branch or tag of this repository`);
    expect(hint).toContain("run 'git fetch --unshallow'");
    expect(complaint(against(clone, 'origin/side')).hint).toContain("'git fetch origin side:refs/remotes/origin/side'");
  });

  test('a commit of which git has lost an object', () => {
    const root = history();
    const id = git(root, 'rev-parse', `v1.9.0:${JOB}`).trim();
    rmSync(join(root, '.git/objects', id.slice(0, 2), id.slice(2)), { force: true });
    const { message, hint } = complaint(against(root, 'v1.9.0'));
    expect(message).toMatch(/^v1\.9\.0:contracts\/v1\/job\.proto: the version before, 'v1\.9\.0', cannot be read: /);
    expect(hint).toMatch(/git fetch/);
  });

  test('a commit whose contracts do not compile', () => {
    const root = repository({ ...PROJECT, [JOB]: 'syntax = "proto3"; message {' });
    writeInto(root, PROJECT);
    const { code, stderr } = against(root, 'main');
    expect([code, stderr]).toEqual([2, expect.stringContaining('main')]);
  });
});

describe('a descriptor set', () => {
  it.for([
    ['with its imports', ['--include_imports', '--include_source_info']],
    ['without them', []],
  ] as const)('%s is as good as its sources', ([, options], context) => {
    needProtoc(context);
    const time = PROJECT[JOB]
      .replace('package acme.job.v1;', 'package acme.job.v1;\nimport "google/protobuf/timestamp.proto";')
      .replace('int32 attempts = 2;', 'int32 attempts = 2;\n  google.protobuf.Timestamp at = 3;');
    const root = temporaryFolder({ ...PROJECT, [JOB]: time });
    execFileSync('protoc', ['-Icontracts', ...options, '-oset.binpb', 'v1/job.proto'], { cwd: root });
    expect(against(root, 'set.binpb')).toMatchObject({ code: 0, stderr: '' });
    writeInto(root, { [JOB]: time.replace('int32 attempts', 'int64 attempts') });
    expect(against(root, 'set.binpb')).toMatchObject({ code: 1, stdout: expect.stringContaining('attempts') });
    expect(leyline(root, ['breaking', '--against', 'set.binpb']).stdout).toMatch(
      /--> set\.binpb:contracts\/v1\/job\.proto:\d/,
    );
  });
});

describe('a descriptor set of several roots', () => {
  it.for([
    ['leyline.yaml', 'contracts: { root: [one, two] }\nrules: { extends: breaking-source }\n', ['-Ione', '-Itwo']],
    ['buf.yaml', 'version: v2\nmodules: [{ path: one }, { path: two }]\n', ['-Ione', '-Itwo']],
    ['leyline.yaml', 'contracts: { root: [one, two] }\nrules: { extends: breaking-source }\n', ['-I.']],
  ] as const)('finds its files again, by %s: %s %s', ([name, config, roots], context) => {
    needProtoc(context);
    const message = (letter: string) =>
      `syntax = "proto3";\npackage acme.${letter}.v1;\nmessage M {\n  string id = 1;\n  int32 n = 2;\n}\n`;
    const files = { 'one/acme/a/v1/a.proto': message('a'), 'two/acme/b/v1/b.proto': message('b') };
    const root = temporaryFolder({ ...files, [name]: config });
    const named = Object.keys(files).map((path) => (roots.length > 1 ? path.replace(/^\w+\//, '') : path));
    execFileSync('protoc', [...roots, '-oset.binpb', ...named], { cwd: root });
    const run = () => leyline(root, ['breaking', '--against', 'set.binpb', '--format', 'compact']);
    expect(run()).toEqual({ code: 0, stdout: '', stderr: '' });
    writeInto(root, { 'two/acme/b/v1/b.proto': message('b').replace('  int32 n = 2;\n', '') });
    expect(run().stdout).toMatch(/^two\/acme\/b\/v1\/b\.proto:3:1: error: .*\[field-no-delete\]\n$/);
  });
});

describe('the lock', () => {
  it('is the last release, comments and all, and needs no git', () => {
    const root = temporaryFolder(PROJECT);
    expect(leyline(root, ['bump']).code).toBe(0);
    expect(leyline(root, ['breaking', '--against', 'lock'])).toMatchObject({ code: 0, stdout: CLEAN });
    expect(leyline(root, ['diff', '--against', 'lock']).stdout).not.toContain('attempts');
    writeInto(root, { [JOB]: BROKEN });
    expect(against(root, 'lock')).toMatchObject({ code: 1, stdout: TYPE_CHANGED });
    expect(against(root, 'contracts/build/contracts.lock.json')).toMatchObject({ code: 1, stdout: TYPE_CHANGED });
    rmSync(join(root, 'contracts/v1'), { recursive: true });
    writeFileSync(join(root, 'contracts/build/contracts.lock.json'), '{}');
    writeInto(root, PROJECT);
    expect(complaint(against(root, 'lock')).message).toContain('this is not a lock');
  });

  it('says which of several roots it has nothing of', () => {
    const money = 'syntax = "proto3";\npackage acme.money.v1;\nmessage Money { int64 cents = 1; }\n';
    const root = temporaryFolder({
      ...PROJECT,
      'leyline.yaml': 'contracts: { root: [contracts, other, contracts/v1] }\n',
      'other/money.proto': money,
    });
    expect(leyline(root, ['bump']).code).toBe(0);
    writeInto(root, { 'other/money.proto': money.replace('int64', 'int32') });
    const told = 'leyline: the lock has nothing of other, so what changed there is not seen\n';
    for (const command of ['breaking', 'diff']) {
      expect(leyline(root, [command, '--against', 'lock'])).toMatchObject({
        code: 0,
        stderr: `${told}  name a commit, branch or tag to see it\n`,
      });
    }
    expect(leyline(root, ['breaking', '--against', 'lock', '--quiet']).stderr).toBe('');
    expect(leyline(root, ['check', '--only', 'breaking']).stdout).toContain(
      'against lock, which has nothing of other\n',
    );
  });

  it('is not looked for where nobody knows the contract root', () => {
    const { message, hint } = complaint(against(temporaryFolder({ 'a.proto': PROJECT[JOB] }), 'lock'));
    expect([message, hint]).toEqual([
      'there is no lock without a contract root',
      expect.stringContaining('set contracts.root'),
    ]);
  });
});
