// `leyline init` as a process: in empty folders and full ones, in strange places, with and without somebody to ask. What it has
// written passes Leyline's own checks, and what was there is as it was.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { git, repository, temporaryFolder, writeInto } from '../inputs/temporary-folder.ts';
import { textsBelow } from '../release/project-run.ts';
import { BIN, environment, findings, leyline, REPOSITORY, shell } from './leyline.ts';
import { FLOAT, floatAt, GOOD, MAP, proto } from './protos.ts';

const PACKAGE = '{ "devDependencies": { "leyline": "0.1.0" } }\n';

function read(root: string, path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

function expectClean(root: string): void {
  expect(leyline(root, ['lint'])).toMatchObject({ code: 0, stderr: '' });
}

/** All texts of the work tree, and the hooks. */
function everything(root: string): Record<string, string> {
  const hook = '.git/hooks/pre-commit';
  return { ...textsBelow(root), ...(existsSync(join(root, hook)) && { [hook]: read(root, hook) }) };
}

describe('in an empty folder', () => {
  it('makes an example contract set with its first lock, and all of it passes', () => {
    const root = temporaryFolder();
    expect(leyline(root, ['init', '--yes'])).toMatchObject({ code: 0, stderr: '' });
    expect(Object.keys(textsBelow(root)).sort()).toEqual([
      'contracts/build/contracts.lock.json',
      'contracts/build/versions.yaml',
      'contracts/v1/greeting.proto',
      'leyline.yaml',
    ]);
    expectClean(root);
    expect(leyline(root, ['bump', '--check'])).toMatchObject({ code: 0 });
  });

  it('says that there is no git for a hook', () => {
    expect(leyline(temporaryFolder(), ['init', '--yes']).stdout).toContain(
      'this is no git repository, so no hook is written',
    );
  });
});

describe('in a project', () => {
  it('writes configuration, baseline, hook and workflow for what is there', () => {
    const root = repository({
      'proto/acme/a/v1/a.proto': 'syntax = "proto3";\npackage acme.a.v1;\nmessage A { float retry_count = 1; }\n',
      'third_party/google/api/h.proto':
        'syntax = "proto3";\npackage google.api;\nmessage H { map<string, string> m = 1; }\n',
      'src/a.ts': 'export {};\n',
      'src/gen/a_pb.ts': '// @generated\n',
      'package.json': PACKAGE,
      '.husky/_/h': '',
    });
    git(root, 'remote', 'add', 'origin', 'git@github.com:acme/a.git');
    expect(leyline(root, ['init', '--yes'])).toMatchObject({ code: 0, stderr: '' });
    expect(parse(read(root, 'leyline.yaml'))).toEqual({
      contracts: { root: 'proto', imports: ['third_party'] },
      sources: [{ language: 'typescript', include: ['src/**'], generated: ['**/*_pb.ts'] }],
      rules: { extends: 'recommended' },
      baseline: '.leyline-baseline.json',
    });
    expect(read(root, '.husky/pre-commit')).toBe('node_modules/.bin/leyline lint --staged\n');
    expect(parse(read(root, '.github/workflows/leyline.yml'))).toMatchObject({ on: { push: { branches: ['main'] } } });
    expectClean(root);
    writeInto(root, { 'proto/acme/a/v1/b.proto': proto('acme.a', FLOAT) });
    expect(leyline(root, ['lint'])).toMatchObject({ code: 1 });
  });

  it('locks versions that are there: the last is worked on, those before it are frozen', () => {
    const root = temporaryFolder({
      'c/v1/a.proto': proto('a', GOOD),
      'c/v2/a.proto': proto('a', GOOD).replace('.v1', '.v2'),
    });
    expect(leyline(root, ['init', '--yes'])).toMatchObject({ code: 0 });
    expect(Object.keys(JSON.parse(read(root, 'c/build/contracts.lock.json')).versions)).toEqual(['v1', 'v2']);
    expect(parse(read(root, 'c/build/versions.yaml'))).toMatchObject({
      versions: { v1: { status: 'frozen' }, v2: { status: 'active' } },
    });
    expectClean(root);
    writeInto(root, { 'c/v1/a.proto': proto('a', GOOD, 'string name = 2;') });
    expect(findings(leyline(root, ['lint', '--format', 'compact'])).join()).toContain('[frozen-version-changed]');
  });

  it('makes no lock of what does not compile, says why, and leaves what no baseline excuses', () => {
    const root = temporaryFolder({ 'c/v1/a.proto': proto('a', 'Nothing x = 1;') });
    const run = leyline(root, ['init', '--yes']);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toMatch(/no lock is written: c\/v1\/a\.proto:6:\d+: /);
    expect(run.stdout).toContain('1 finding of a kind that no baseline excuses');
    expect(Object.keys(textsBelow(root)).sort()).toEqual(['c/v1/a.proto', 'leyline.yaml']);
  });

  it('changes nothing that is there, and writes nothing the second time', () => {
    const root = repository({ 'a.proto': proto('a', FLOAT), 'package.json': PACKAGE, '.github/CODEOWNERS': '* me\n' });
    const there = {
      'leyline.yaml': 'rules: { extends: strict }\n',
      '.leyline-baseline.json': '{ "version": 1, "findings": [] }\n',
      'lefthook.yml': 'pre-push: {}\n',
      '.github/workflows/leyline.yml': 'name: mine\n',
    };
    writeInto(root, there);
    const before = everything(root);
    const run = leyline(root, ['init', '--yes']);
    expect(run).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('nothing to write') });
    expect(everything(root)).toEqual(before);
    for (const kept of ['leyline.yaml', 'lefthook.yml', '.github/workflows/leyline.yml']) {
      expect(run.stdout).toContain(`${kept} is there already, and stays as it is`);
    }
    const fresh = repository({ 'a.proto': proto('a', FLOAT), 'package.json': PACKAGE, '.github/CODEOWNERS': '* me\n' });
    leyline(fresh, ['init', '--yes']);
    const written = everything(fresh);
    expect(Object.keys(written)).toEqual(expect.arrayContaining(['leyline.yaml', '.git/hooks/pre-commit']));
    expect(leyline(fresh, ['init', '--yes']).stdout).toContain('nothing to write');
    expect(everything(fresh)).toEqual(written);
  });

  it('tells what to add to the file of a hook manager', () => {
    const root = repository({ 'a.proto': proto('a', GOOD), 'lefthook.yml': 'pre-push: {}\n' });
    const [, lines = ''] = /for the hook, add\n((?: {4}.*\n)+)/.exec(leyline(root, ['init', '--yes']).stdout) ?? [];
    expect(parse(lines)).toEqual({ 'pre-commit': { commands: { leyline: { run: 'leyline lint --staged' } } } });
  });
});

describe('the workflow', () => {
  it.each([
    ['with a lock', 'c/v1/a.proto', ''],
    ['without one, for a pull request', 'a.proto', 'main'],
    ['without one, for a push', 'a.proto', ''],
  ])('%s: what it runs passes, and refuses what breaks', (_, path, base) => {
    const root = repository({ [path]: proto('a', GOOD), 'package.json': PACKAGE, '.github/CODEOWNERS': '* me\n' });
    expect(leyline(root, ['init', '--yes'])).toMatchObject({ code: 0, stderr: '' });
    git(root, 'add', '--all');
    git(root, 'commit', '--quiet', '--no-verify', '--message', 'set up');
    git(root, 'update-ref', 'refs/remotes/origin/main', 'HEAD');
    const { steps } = parse(read(root, '.github/workflows/leyline.yml')).jobs.contracts;
    const { run: line } = steps.at(-1);
    const runs = () => shell(root, line.replace('npx --no-install ', ''), { BASE: base }).code;
    expect(runs()).toBe(0);
    writeInto(root, { [path]: proto('a', GOOD.replace('uint64', 'uint32')) });
    expect(runs()).toBe(path === 'a.proto' && base === '' ? 0 : 1);
  });
});

describe('what would be written', () => {
  const root = () => repository({ 'c/v1/a.proto': proto('a', FLOAT) });

  it('is shown by --dry-run, whole, and not written', () => {
    const folder = root();
    const before = everything(folder);
    const shown = leyline(folder, ['init', '--dry-run']);
    expect(shown).toMatchObject({ code: 0, stderr: '' });
    expect(everything(folder)).toEqual(before);
    leyline(folder, ['init', '--yes']);
    const written = everything(folder);
    for (const path of Object.keys(written).filter((one) => !(one in before))) {
      const [, diff = ''] = shown.stdout.split(`+++ b/${path}\n`);
      const lines = diff.split(/^---/m, 1)[0]?.split('\n').slice(1, -1) ?? [];
      expect(`${lines.map((line) => line.slice(1)).join('\n')}\n`).toBe(written[path]);
    }
  });

  it.each([
    ['nobody is there', 'leyline init < /dev/null'],
    ['answers come through a pipe', 'yes | head -100 | leyline init'],
  ])('is told and not written when %s', (_, line) => {
    const folder = root();
    const before = everything(folder);
    const run = shell(folder, line);
    expect(run).toMatchObject({ code: 2, stdout: expect.stringContaining('would write\n  leyline.yaml') });
    expect(run.stderr).toBe(
      'leyline: nothing was written, since nobody can be asked here\n' +
        "  'leyline init --yes' writes this plan, and 'leyline init --dry-run' shows each file\n",
    );
    expect(everything(folder)).toEqual(before);
  });
});

describe('in a strange place', () => {
  it('all is written, or nothing', () => {
    const root = repository({ 'a.proto': proto('a', GOOD), 'package.json': PACKAGE, '.github': 'a file\n' });
    git(root, 'remote', 'add', 'origin', 'https://github.com/acme/a');
    const before = everything(root);
    expect(leyline(root, ['init', '--yes'])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^leyline: cannot write .*leyline\.yml: .*\n {2}no file was changed\n$/),
    });
    expect(everything(root)).toEqual(before);
  });

  it.each([
    ['leyline.yaml', 'rulse: {}\n', 'leyline.yaml:1:1'],
    ['buf.yaml', 'version: v2\nlnit: {}\n', 'buf.yaml:2:1'],
    ['buf.work.yaml', 'version: v1\n', 'buf.work.yaml:1:1'],
  ])('a %s that is broken is told with its place', (path, text, place) => {
    const root = temporaryFolder({ 'a.proto': proto('a', GOOD), [path]: text });
    const run = leyline(root, ['init', '--yes']);
    expect(run).toMatchObject({ code: 2, stderr: expect.stringContaining(place) });
    expect(textsBelow(root)).toEqual({ 'a.proto': proto('a', GOOD), [path]: text });
  });

  it('without git on the machine, there is no hook, and all else is written', () => {
    const root = repository({ 'a.proto': proto('a', GOOD) });
    const run = leyline(root, ['init', '--yes'], { env: { PATH: '' } });
    expect(run).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('no hook is written') });
    expectClean(root);
  });

  it('a package.json that is none is passed over', () => {
    const root = temporaryFolder({ 'a.proto': proto('a', GOOD), 'package.json': '{ no json' });
    expect(leyline(root, ['init', '--yes'])).toMatchObject({ code: 0, stderr: '' });
  });

  it('below a project, the project is what is set up; its findings are not excused in passing', () => {
    const root = temporaryFolder({ 'leyline.yaml': 'contracts: { root: p }\n', 'p/sub/a.proto': proto('a', FLOAT) });
    const run = leyline(join(root, 'p/sub'), ['init', '--yes']);
    expect(run).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('shows 1 finding') });
    expect(Object.keys(textsBelow(root)).sort()).toEqual(['leyline.yaml', 'p/sub/a.proto']);
  });

  it("in a folder of a repository, the hook is the repository's, and refuses what is staged there", () => {
    const root = repository({ 'go/main.go': 'package main\n', '.gitignore': 'node_modules\n' });
    const project = join(root, "my app's");
    writeInto(project, { 'package.json': PACKAGE, 'a.proto': proto('a', GOOD) });
    mkdirSync(join(project, 'node_modules/.bin'), { recursive: true });
    symlinkSync(REPOSITORY, join(project, 'node_modules/leyline'));
    symlinkSync(BIN, join(project, 'node_modules/.bin/leyline'));
    expect(leyline(project, ['init', '--yes'])).toMatchObject({ code: 0, stderr: '' });
    expect(statSync(join(root, '.git/hooks/pre-commit')).mode & 0o111).toBe(0o111);
    expect(existsSync(join(project, 'leyline.yaml'))).toBe(true);
    git(root, 'add', '--all');
    git(root, 'commit', '--quiet', '--message', 'good');
    writeInto(project, { 'a.proto': proto('a', GOOD, MAP) });
    git(root, 'add', '--all');
    expect(() => git(root, 'commit', '--quiet', '--message', 'bad')).toThrow(/no-map-fields/);
  });
});

describe('a hook before its program is there', () => {
  it('is said to stop commits, and works once npm has installed it', () => {
    const root = repository({ 'a.proto': proto('a', GOOD), 'package.json': '{}', '.gitignore': 'node_modules\n' });
    const run = leyline(root, ['init', '--yes']);
    expect(run).toMatchObject({
      code: 0,
      stderr: '',
      stdout: expect.stringContaining('until it is installed, commits fail'),
    });
    git(root, 'add', '--all');
    expect(() => git(root, 'commit', '--quiet', '--message', 'too early')).toThrow(/leyline/);
    mkdirSync(join(root, 'node_modules/.bin'), { recursive: true });
    symlinkSync(BIN, join(root, 'node_modules/.bin/leyline'));
    git(root, 'commit', '--quiet', '--message', 'good');
    writeInto(root, { 'a.proto': proto('a', GOOD, MAP) });
    git(root, 'add', '--all');
    expect(() => git(root, 'commit', '--quiet', '--message', 'bad')).toThrow(/no-map-fields/);
  });
});

describe('a configuration of Buf', () => {
  const bad = (name: string) => proto(name, 'string Id = 1;').replace('Packet', 'bad_name');
  const files = { 'proto/acme/a/v1/a.proto': bad('acme.a'), 'proto/acme/b/v1/b.proto': bad('acme.b') };
  const LINT = 'version: v1\nlint: { use: [BASIC, COMMENTS], except: [FIELD_LOWER_SNAKE_CASE] }\n';

  it.each<[what: string, yamls: Record<string, string>, protos?: Record<string, string>]>([
    ['at its defaults', { 'buf.yaml': 'version: v2\nmodules: [{ path: proto }]\n' }],
    ['of version 1, at the module', { 'buf.yaml': LINT }, { 'acme/v1/x.proto': bad('acme') }],
    ['of version v1beta1', { 'buf.yaml': 'version: v1beta1\nbuild: { roots: [proto] }\nlint: { use: [DEFAULT] }\n' }],
    [
      'of version v1beta1, with a root that is missing',
      { 'buf.yaml': 'version: v1beta1\nbuild: { roots: [proto, gone, more] }\n' },
      { ...files, 'more/acme/c/v1/c.proto': bad('acme.c') },
    ],
    [
      'with all that may be chosen',
      {
        'buf.yaml': `version: v2
modules: [{ path: proto, excludes: [proto/acme/c] }]
lint:
  use: [STANDARD, COMMENT_MESSAGE, UNARY_RPC]
  except: [PACKAGE_VERSION_SUFFIX]
  ignore: [proto/acme/b]
  ignore_only: { MESSAGE_PASCAL_CASE: [proto/acme/a/v1/a.proto] }
  enum_zero_value_suffix: _NONE
  service_suffix: Api
  rpc_allow_same_request_response: true
breaking: { use: [WIRE_JSON], except: [RPC_SAME_REQUEST_TYPE], ignore: [proto/acme/b] }
`,
      },
      { ...files, 'proto/acme/c/v1/c.proto': bad('acme.c') },
    ],
    [
      'as a workspace',
      {
        'buf.work.yaml': 'version: v1\ndirectories: [one, two]\n',
        'one/buf.yaml': LINT.replace('except: [', 'except: [PACKAGE_DIRECTORY_MATCH, '),
        'two/buf.yaml': 'version: v1\nlint: { use: [MESSAGE_PASCAL_CASE, SERVICE_SUFFIX], service_suffix: Api }\n',
      },
      {
        'one/a.proto': bad('acme.a'),
        'two/b.proto': `${bad('acme.b')}service Name {}\n`,
      },
    ],
    [
      'as a workspace, each folder checked for its packages',
      { 'buf.work.yaml': 'version: v1\ndirectories: [one, two]\n', 'two/buf.yaml': 'version: v1\n' },
      {
        'one/acme/a/v1/a.proto': bad('acme.a').replace('message', 'import "acme/b/v1/b.proto";\n\nmessage'),
        'one/acme/c/v1/c.proto': bad('acme.elsewhere'),
        'two/acme/b/v1/b.proto': bad('acme.b'),
      },
    ],
    [
      'of version 2, with several modules',
      {
        'buf.yaml': `version: v2
modules:
  - path: apis/one
  - path: apis/two
    excludes: [apis/two/vendor]
    lint: { use: [MINIMAL], except: [PACKAGE_DEFINED] }
  - path: .
    excludes: [apis]
`,
      },
      {
        'apis/one/acme/a/v1/a.proto': bad('acme.a'),
        'apis/two/acme/b/v1/b.proto': bad('acme.wrong'),
        'apis/two/vendor/acme/x.proto': bad('acme.x'),
        'acme/top/v1/top.proto': bad('acme.top').replace('message', 'import "acme/a/v1/a.proto";\n\nmessage'),
        'acme/top/v2/top.proto': bad('acme.other'),
      },
    ],
  ])('%s: the findings stay the same', (_, yamls, protos = files) => {
    const root = temporaryFolder({ ...protos, ...yamls });
    const before = findings(leyline(root, ['lint', '--format', 'compact']));
    const run = leyline(root, ['init', '--yes']);
    expect(run).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('with the same findings') });
    expectClean(root);
    const config = read(root, 'leyline.yaml');
    writeInto(root, {
      'leyline.yaml': config.replace(/^baseline: .*$/m, ''),
      '.leyline-baseline.json': '{ "version": 1, "findings": [] }',
    });
    expect(findings(leyline(root, ['lint', '--format', 'compact']))).toEqual(before);
    expect(before.length).toBeGreaterThan(1);
  });

  it('chooses the rules about changes, too', () => {
    const root = temporaryFolder({ 'p/a.proto': proto('a', 'int32 x = 1;') });
    writeInto(root, {
      'buf.yaml': 'version: v2\nmodules: [{ path: p }]\nbreaking: { use: [WIRE], except: [FIELD_SAME_ONEOF] }\n',
    });
    const other = temporaryFolder({
      'p/a.proto': proto('a', 'string y = 1;', 'int32 gone = 2;'),
      'buf.yaml': read(root, 'buf.yaml'),
    });
    const against = ['breaking', '--against', other, '--format', 'compact'];
    const before = findings(leyline(root, against));
    expect(leyline(root, ['init', '--yes'])).toMatchObject({ code: 0, stderr: '' });
    expect(findings(leyline(root, against))).toEqual(before);
    expect(before.length).toBeGreaterThan(1);
  });

  it.each([
    ['includes', 'modules: [{ path: proto, includes: [proto/acme/a] }]', "no word for 'includes'"],
    [
      'unstable packages',
      'modules: [{ path: proto }]\nbreaking: { ignore_unstable_packages: true }',
      "no word for 'ignore_unstable_packages'",
    ],
    [
      'files outside',
      'modules: [{ path: proto/acme/a }]',
      'proto/acme/b/v1/b.proto and what lies beside it belong to no module',
    ],
    [
      'a folder that is several modules',
      'modules: [{ path: proto, excludes: [proto/acme/a] }, { path: proto, excludes: [proto/acme/b] }]',
      "it divides 'proto' into several modules",
    ],
  ])('stays in charge where leyline.yaml cannot say the same: %s', (_, yaml, reason) => {
    const root = temporaryFolder({ ...files, 'buf.yaml': `version: v2\n${yaml}\n` });
    const run = leyline(root, ['init', '--yes']);
    expect(run).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining(reason) });
    expect(existsSync(join(root, 'leyline.yaml'))).toBe(false);
    expectClean(root);
  });
});

const SCRIPT = spawnSync('script', ['--version']).status === 0;

describe.runIf(SCRIPT)(`somebody at a terminal${SCRIPT ? '' : ' (passed over: there is no script(1))'}`, () => {
  function answer(root: string, answers: string): { status: number | null; stdout: string } {
    const command = `${process.execPath} ${BIN} init`;
    const { status, stdout } = spawnSync('script', ['-qec', command, '/dev/null'], {
      cwd: root,
      env: environment(),
      input: answers,
      encoding: 'utf8',
    });
    return { status, stdout };
  }

  const project = () => repository({ 'c/v1/a.proto': proto('a', FLOAT), 'd/v1/b.proto': proto('b', GOOD) });

  it('is asked little, and an empty answer is the default in brackets', () => {
    const root = project();
    const { status, stdout } = answer(root, '\n\n\n');
    expect(status).toBe(0);
    expect(stdout).toContain('Folder of the contracts? [.] ');
    expect(stdout).toContain('Keep it in a baseline, so that only new ones fail? [Y/n] ');
    expect(stdout).toContain('Check what is staged before each commit, by .git/hooks/pre-commit? [Y/n] ');
    expectClean(root);
  });

  it('may say no, and name another folder', () => {
    const root = project();
    expect(answer(root, 'nowhere\nc\nperhaps\nn\nno\nN\n')).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/there are no \.proto files in nowhere[\s\S]*answer 'y' or 'n'/),
    });
    expect(read(root, 'leyline.yaml')).toContain('root: c\n');
    expect(Object.keys(everything(root)).sort()).toEqual(['c/v1/a.proto', 'd/v1/b.proto', 'leyline.yaml']);
    expect(findings(leyline(root, ['lint', '--format', 'compact']))).toEqual([floatAt('c/v1/a.proto')]);
  });

  it.each([
    ['Ctrl-C', '\u0003'],
    ['the end of the input', '\u0004'],
  ])('may leave by %s, and nothing is written', (_, key) => {
    const root = project();
    const before = everything(root);
    expect(answer(root, key).status).not.toBe(0);
    expect(everything(root)).toEqual(before);
  });
});
