// `leyline bump`: what it decides, what it refuses, and that a refusal leaves every file as it was.

import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { temporaryFolder, writeInto } from '../inputs/temporary-folder.ts';
import { JOB, LOCK, leylineIn, MANIFEST, PROJECT, textsBelow, UNRELEASED } from './project-run.ts';

type Texts = Readonly<Record<string, string>>;

async function released(files: Texts = PROJECT): Promise<string> {
  const root = temporaryFolder(files);
  const first = await leylineIn(root, 'bump');
  expect(first).toMatchObject({ code: 0, stderr: '' });
  return root;
}

function edit(root: string, path: string, from: string, to: string): void {
  const text = textsBelow(root)[path] ?? '';
  expect(text).toContain(from);
  writeInto(root, { [path]: text.replace(from, to) });
}

const FIELD: [string, string] = ['int32 attempts = 2;', 'int32 attempts = 2;\n  string owner = 3;'];
const BREAK: [string, string] = ['int32 attempts = 2;', 'int64 attempts = 2;'];

describe('the first bump', () => {
  it('writes the lock, and nothing else', async () => {
    const root = await released();
    const { [LOCK]: lock, ...others } = textsBelow(root);
    expect(others).toEqual(PROJECT);
    expect(JSON.parse(lock ?? '')).toMatchObject({
      format: 1,
      versions: {
        v1: { status: 'active', version: '1.0.0', packages: { 'acme.job.v1': { files: { 'v1/job.proto': {} } } } },
      },
    });
  });

  it('gives a version and a date to what has none', async () => {
    const manifest = 'versions:\n  v7:\n    status: active\n    packages: [acme.job.v1]\n';
    const root = temporaryFolder({ ...PROJECT, 'contracts/v7/job.proto': PROJECT[JOB], [MANIFEST]: manifest });
    rmSync(join(root, 'contracts/v1'), { recursive: true });
    await leylineIn(root, 'bump', '--date', '2026-02-03');
    expect(textsBelow(root)[MANIFEST]).toBe(
      'versions:\n  v7:\n    status: active\n    version: 7.0.0\n    released: 2026-02-03\n    packages: [acme.job.v1]\n',
    );
  });

  it('says so where it takes what is here for what was released before', async () => {
    const note = 'says that v1 was released, and there was no lock: what is here is taken for that';
    expect((await leylineIn(temporaryFolder(PROJECT), 'bump')).stdout).toContain(`\nnote: ${MANIFEST} ${note}\n`);
    expect((await leylineIn(temporaryFolder(UNRELEASED), 'bump')).stdout).not.toContain('note:');
  });

  it('leaves drafts out', async () => {
    const root = await released({
      ...PROJECT,
      [MANIFEST]: `${PROJECT[MANIFEST]}  v2:\n    status: draft\n    packages: [acme.job.v2]\n`,
      'contracts/v2/job.proto': PROJECT[JOB].replace('v1', 'v2'),
    });
    expect(Object.keys(JSON.parse(textsBelow(root)[LOCK] ?? '').versions)).toEqual(['v1']);
    edit(root, MANIFEST, 'status: draft', 'status: frozen');
    expect((await leylineIn(root, 'bump', '--date', '2026-02-03')).stdout).toContain(
      'v2 2.0.0: released for the first time',
    );
    expect(textsBelow(root)['contracts/CHANGELOG.md']).toContain('## v2 2.0.0 (2026-02-03)\n\nFirst release.\n');
  });
});

describe('the level', () => {
  it('is what the changes demand; --level raises it', async () => {
    const root = await released();
    edit(root, JOB, ...FIELD);
    expect((await leylineIn(root, 'bump', '--dry-run')).stdout).toMatch(/^v1 1\.0\.0 → 1\.1\.0 \(minor\)\n/);
    const raised = await leylineIn(root, 'bump', '--level', 'major', '--dry-run');
    expect(raised.stdout).toMatch(/^v1 1\.0\.0 → v2 2\.0\.0 \(major\); v1 stays as it was released and is frozen\n/);
    const unchanged = await released();
    expect((await leylineIn(unchanged, 'bump', '--level', 'patch')).stdout).toMatch(
      /^v1 1\.0\.0 → 1\.0\.1 \(patch\)\n/,
    );
  });

  it('is recorded where the manifest was raised by hand', async () => {
    const root = await released();
    edit(root, JOB, ...BREAK);
    edit(root, MANIFEST, '1.0.0', "'2.1.0'");
    expect((await leylineIn(root, 'bump', '--check')).code).toBe(1);
    expect((await leylineIn(root, 'bump')).stdout).toMatch(/^v1 1\.0\.0 → 2\.1\.0, as the manifest says\n/);
    expect(textsBelow(root)[MANIFEST]).toContain("version: '2.1.0'");
    expect((await leylineIn(root, 'bump', '--check')).code).toBe(0);
  });
});

describe('a major release', () => {
  it('brings the old version back to the byte, and takes what was added along', async () => {
    const files = {
      ...PROJECT,
      'contracts/v1/crlf.proto': PROJECT[JOB].replaceAll('Job', 'Task').replaceAll('\n', '\r\n'),
    };
    const root = await released(files);
    edit(root, JOB, ...BREAK);
    edit(root, JOB, '// A unit of work.', '// A unit of work, told better.');
    edit(root, 'contracts/v1/crlf.proto', 'int32', 'int64');
    writeInto(root, {
      'contracts/v1/sub/new.proto':
        'syntax = "proto3";\npackage acme.log.v1;\nimport "v1/job.proto";\n// Uses v1.\nmessage New { acme.job.v1.Job a = 1; .acme.job.v1.Job b = 2; job.v1.Job c = 3; }\n',
    });
    edit(root, MANIFEST, '      - acme.job.v1\n', '      - acme.job.v1\n      - acme.log.v1\n');
    const { code, stdout } = await leylineIn(root, 'bump', '--date', '2026-02-03');
    expect([code, stdout]).toEqual([0, expect.stringContaining('removed contracts/v1/sub/new.proto')]);
    const after = textsBelow(root);
    expect([after[JOB], after['contracts/v1/crlf.proto']]).toEqual([files[JOB], files['contracts/v1/crlf.proto']]);
    expect(after['contracts/v1/sub/new.proto']).toBe(undefined);
    expect(after['contracts/v2/job.proto']).toContain('// A unit of work, told better.');
    expect(after['contracts/v2/crlf.proto']).toContain('package acme.job.v2;\r\n');
    expect(after['contracts/v2/sub/new.proto']).toBe(
      'syntax = "proto3";\npackage acme.log.v2;\nimport "v2/job.proto";\n// Uses v1.\nmessage New { acme.job.v2.Job a = 1; .acme.job.v2.Job b = 2; job.v2.Job c = 3; }\n',
    );
    expect(after[MANIFEST]).toBe(`# Which versions there are.
versions:
  v1: # the first
    status: frozen
    version: 1.0.0
    released: 2026-01-01
    deprecated: 2026-02-03
    packages:
      - acme.job.v1

  v2:
    status: active
    version: 2.0.0
    released: 2026-02-03
    packages:
      - acme.job.v2
      - acme.log.v2

migration:
  v1_to_v2:
    compatibility: read_v1_write_v2
`);
    expect((await leylineIn(root, 'lint')).stdout).toContain('no findings');
    expect((await leylineIn(root, 'bump', '--check')).code).toBe(0);
  });

  it('writes into the changelog that the configuration names, below what is not released yet', async () => {
    const changelog = '# Ours\n\n## [Unreleased]\n\n- soon\n\n## 0.9\n\n- before\n';
    const config = 'contracts:\n  root: contracts\n  changelog: docs/CHANGES.md\n';
    const root = await released({ ...PROJECT, 'leyline.yaml': config, 'docs/CHANGES.md': changelog });
    edit(root, JOB, ...FIELD);
    await leylineIn(root, 'bump', '--date', '2026-02-03');
    const section = "## v1 1.1.0 (2026-02-03)\n\n### Minor\n\n- field 'owner' (3) of acme.job.v1.Job was added\n\n";
    expect(textsBelow(root)['docs/CHANGES.md']).toBe(changelog.replace('## 0.9', `${section}## 0.9`));
  });
});

describe('a dry run', () => {
  it.each([
    ['of a minor release', FIELD],
    ['of a major release', BREAK],
  ])('%s is a patch that makes the release', async (_, change) => {
    const root = await released();
    edit(root, JOB, ...change);
    const before = textsBelow(root);
    const { stdout } = await leylineIn(root, 'bump', '--dry-run', '--date', '2026-02-03');
    expect(textsBelow(root)).toEqual(before);
    const patched = temporaryFolder(before);
    execFileSync('git', ['apply', '-'], { cwd: patched, input: stdout.slice(stdout.indexOf('--- ')) });
    await leylineIn(root, 'bump', '--date', '2026-02-03');
    expect(textsBelow(patched)).toEqual(textsBelow(root));
  });
});

const CONFLICT = '<<<<<<< HEAD\n    version: 1.0.0\n=======\n    version: 1.0.1\n>>>>>>> other\n';

const DRAFT = '  v2:\n    status: draft\n    packages: [acme.job.v2]\n';

describe('refused in one message, with nothing written:', () => {
  type Change = (root: string) => void;
  it.each<[what: string, change: Change, args: string[], message: string]>([
    [
      'less than is due',
      (root) => edit(root, JOB, ...BREAK),
      ['--level', 'minor'],
      "contracts/v1/job.proto:8:3: '--level minor' is less than the changes of v1 demand: major",
    ],
    ['a level that is none', () => {}, ['--level', 'huge'], "'--level' does not take 'huge'"],
    ['a day that is none', () => {}, ['--date', '2026-02-30'], "'--date' does not take '2026-02-30'"],
    ['two modes at once', () => {}, ['--check', '--dry-run'], "'--check' and '--dry-run' exclude each other"],
    [
      'a lock from the future',
      (root) => edit(root, LOCK, '"format": 1', '"format": 2'),
      [],
      `${LOCK}:2:3: this lock has format 2`,
    ],
    [
      'a truncated lock',
      (root) => writeInto(root, { [LOCK]: (textsBelow(root)[LOCK] ?? '').slice(0, 700) }),
      [],
      'the lock ends too early',
    ],
    [
      'a lock of another shape',
      (root) => edit(root, LOCK, '"status": "active"', '"status": "alive"'),
      [],
      `${LOCK}:6:17: this is not a lock`,
    ],
    [
      'a lock edited by hand',
      (root) => edit(root, LOCK, '  int32 attempts = 2;', '  int64 attempts = 2;'),
      [],
      'v1/job.proto does not match its digest',
    ],
    [
      'a version edited in the lock',
      (root) => edit(root, LOCK, '"version": "1.0.0"', '"version": "0.9.0"'),
      [],
      'v1 does not match its digest',
    ],
    [
      'a conflict in the lock',
      (root) => edit(root, LOCK, '    "v1": {\n', `    "v1": {\n${CONFLICT}`),
      [],
      `${LOCK}:6:1: a merge conflict begins here`,
    ],
    [
      'a lock that brings files elsewhere',
      (root) => edit(root, LOCK, '"v1/job.proto": {', '"../job.proto": {'),
      [],
      'this is not a lock',
    ],
    [
      'a conflict in the manifest',
      (root) => edit(root, MANIFEST, '    version: 1.0.0\n', CONFLICT),
      [],
      `${MANIFEST}:5:1: a merge conflict begins here`,
    ],
    [
      'two active versions',
      (root) => {
        writeInto(root, { 'contracts/v2/job.proto': PROJECT[JOB].replace('v1', 'v2') });
        edit(
          root,
          MANIFEST,
          '      - acme.job.v1\n',
          '      - acme.job.v1\n  v2:\n    status: active\n    packages: [acme.job.v2]\n',
        );
      },
      [],
      `${MANIFEST}:10:13: v1 and v2 are both active`,
    ],
    [
      'a package in no version',
      (root) => edit(root, JOB, 'package acme.job.v1', 'package acme.jobs.v1'),
      [],
      "contracts/v1/job.proto:3:1: package 'acme.jobs.v1' is declared in no version",
    ],
    [
      'a changelog in the place of a contract',
      (root) => {
        edit(root, 'leyline.yaml', 'root: contracts', `root: contracts\n  changelog: ${JOB}`);
        edit(root, JOB, ...FIELD);
      },
      [],
      `the changelog cannot be ${JOB}, which has something else`,
    ],
    [
      'a file without a package',
      (root) => writeInto(root, { 'contracts/v1/bare.proto': 'syntax = "proto3";\n' }),
      [],
      'contracts/v1/bare.proto:1:1: this file has no package\n  give it one, and list it among the packages of v1\n',
    ],
    [
      'a file in no version',
      (root) => writeInto(root, { 'contracts/stray.proto': PROJECT[JOB] }),
      [],
      'contracts/stray.proto:3:1: this file lies in the folder of no version\n  move the file into the folder of a version\n',
    ],
    [
      'contracts that do not compile',
      (root) => edit(root, JOB, 'int32 attempts', 'Missing attempts'),
      [],
      "contracts/v1/job.proto:8:3: no message or enum 'Missing'",
    ],
    ['no manifest', (root) => rmSync(join(root, MANIFEST)), [], 'there is no manifest'],
    ['no contract root', (root) => rmSync(join(root, 'leyline.yaml')), [], 'there is no contract root'],
    [
      'a lowered version',
      (root) => edit(root, MANIFEST, '1.0.0', '0.9.0'),
      [],
      'v1 is 0.9.0 and was released as 1.0.0',
    ],
    [
      'a version taken back',
      (root) => edit(root, MANIFEST, 'active', 'draft'),
      [],
      'v1 is a draft and was released as 1.0.0',
    ],
    [
      'a version without files',
      (root) =>
        edit(
          root,
          MANIFEST,
          '      - acme.job.v1\n',
          '      - acme.job.v1\n  v2:\n    status: frozen\n    packages: [acme.job.v2]\n',
        ),
      [],
      'v2 has no .proto files',
    ],
    [
      'a version whose files are gone',
      (root) => {
        rmSync(join(root, 'contracts/v1'), { recursive: true });
        writeInto(root, { 'contracts/v2/job.proto': PROJECT[JOB].replace('v1', 'v2') });
        edit(root, MANIFEST, '      - acme.job.v1\n', `      - acme.job.v1\n${DRAFT}`);
      },
      [],
      `${MANIFEST}:3:3: v1 has no .proto files any more\n  bring them back from version control, or take v1 out`,
    ],
    [
      'a frozen version whose files are gone',
      (root) => {
        rmSync(join(root, 'contracts/v1'), { recursive: true });
        writeInto(root, { 'contracts/v2/job.proto': PROJECT[JOB].replace('v1', 'v2') });
        edit(root, MANIFEST, '      - acme.job.v1\n', `      - acme.job.v1\n${DRAFT}`);
        edit(root, MANIFEST, 'active', 'frozen');
      },
      [],
      `${MANIFEST}:3:3: v1 has no .proto files any more`,
    ],
    [
      'a frozen version that differs',
      (root) => {
        edit(root, MANIFEST, 'active', 'frozen');
        edit(root, JOB, ...FIELD);
      },
      [],
      "v1 is frozen and differs from its release: field 'owner' (3)",
    ],
    [
      'a break where the next version exists',
      (root) => {
        edit(root, JOB, ...BREAK);
        writeInto(root, { 'contracts/v2/job.proto': PROJECT[JOB].replace('v1', 'v2') });
        edit(root, MANIFEST, '      - acme.job.v1\n', `      - acme.job.v1\n${DRAFT}`);
      },
      [],
      'v1 has changes that break, and v2 exists already',
    ],
  ])('%s', async (_, change, args, message) => {
    const root = await released();
    change(root);
    const before = textsBelow(root);
    const { code, stdout, stderr } = await leylineIn(root, 'bump', ...args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
    expect(stderr).toMatch(/^leyline: [^\n]+\n {2}[^\n]+\n$/);
    expect(textsBelow(root)).toEqual(before);
  });

  test('a break in packages that do not name their version', async () => {
    const root = await released({
      ...PROJECT,
      [JOB]: PROJECT[JOB].replace('acme.job.v1', 'acme.job'),
      [MANIFEST]: PROJECT[MANIFEST].replace('acme.job.v1', 'acme.job'),
    });
    edit(root, JOB, ...BREAK);
    const { code, stderr } = await leylineIn(root, 'bump');
    expect([code, stderr]).toEqual([2, expect.stringContaining("package 'acme.job' does not name its version")]);
  });

  test('a manifest in a style that is not edited', async () => {
    const root = await released({
      ...PROJECT,
      [MANIFEST]:
        'versions: { v1: { status: active, version: 1.0.0, released: 2026-01-01, packages: [acme.job.v1] } }\n',
    });
    edit(root, JOB, ...FIELD);
    expect(await leylineIn(root, 'bump')).toMatchObject({ code: 0 });
    expect(textsBelow(root)[MANIFEST]).toContain('version: 1.1.0,');
    edit(root, JOB, ...BREAK);
    const { code, stderr } = await leylineIn(root, 'bump');
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining('contracts/build/versions.yaml:1:13: the manifest is written in a style'),
    ]);
    expect(stderr).toContain("write it with one key a line, and run 'leyline bump' again");
  });
});

describe('versions that come and go', () => {
  it('are frozen by the manifest, and leave the lock when they are gone from disk and manifest', async () => {
    const root = await released();
    edit(root, MANIFEST, 'active', 'frozen');
    expect((await leylineIn(root, 'bump')).stdout).toMatch(/^v1 1\.0\.0: frozen\n/);
    expect(textsBelow(root)[LOCK]).not.toContain('"text"');
    writeInto(root, {
      'contracts/v2/job.proto': PROJECT[JOB].replace('v1', 'v2'),
      [MANIFEST]: PROJECT[MANIFEST].replaceAll('v1', 'v2').replace('1.0.0', '2.0.0'),
    });
    expect((await leylineIn(root, 'bump')).stderr).toContain(
      'contracts/v1/job.proto:3:1: this file lies in the folder of no version',
    );
    rmSync(join(root, 'contracts/v1'), { recursive: true });
    expect((await leylineIn(root, 'bump')).stdout).toMatch(
      /^v1 1\.0\.0: removed\nv2 2\.0\.0: released for the first time\n/,
    );
    expect(Object.keys(JSON.parse(textsBelow(root)[LOCK] ?? '').versions)).toEqual(['v2']);
    expect((await leylineIn(root, 'lint')).stdout).toContain('no findings');
  });
});

describe('a manifest', () => {
  const V1 = '  v1:\n    status: active\n    version: 1.0.0\n    packages:\n      - acme.job.v1\n';
  it.each([
    ['with an empty migration', `versions:\n${V1}migration: {}\n# end\n`, '\nmigration:\n  v1_to_v2:\n'],
    [
      'with migration first',
      `migration:\n  v0_to_v1:\n    compatibility: none\n\nversions:\n${V1}`,
      ': none\n  v1_to_v2:\n',
    ],
    ['with a migration', `versions:\n${V1}migration:\n  v0_to_v1:\n    compatibility: none\n`, ': none\n  v1_to_v2:\n'],
    ['without a last line end', `versions:\n${V1.trimEnd()}`, '\n\n  v2:\n'],
    ['with a document start', `---\nversions:\n${V1}`, /^---\nversions:\n/],
    ['with quotes', `versions:\n${V1.replace('v1:', '"v1":').replace('active', "'active'")}`, "status: 'frozen'"],
    ['with a list that is not indented', `versions:\n${V1.replace('      -', '    -')}`, '\n    - acme.job.v2\n'],
    ['with a flow list', `versions:\n${V1.replace(':\n      - acme.job.v1', ': [acme.job.v1]')}`, '- acme.job.v2\n'],
    [
      'with another order',
      `versions:\n  v1:\n    packages: [acme.job.v1]\n    status: active # now\n`,
      'frozen # now\n',
    ],
    ['with four spaces', `versions:\n${V1.replace(/^ +/gm, '$&$&')}`, '\n    v2:\n        status: active\n'],
    ['with remarks', `versions:\n${V1}  # soon more\n\n# the end\n`, '  # soon more\n'],
  ])('%s is edited as it is written', async (_, manifest, expected) => {
    const root = await released({ ...PROJECT, [MANIFEST]: manifest });
    edit(root, JOB, ...BREAK);
    expect(await leylineIn(root, 'bump', '--date', '2026-02-03')).toMatchObject({ code: 0, stderr: '' });
    expect(textsBelow(root)[MANIFEST]).toMatch(expected);
    expect(textsBelow(root)[MANIFEST]).toMatch(/\bv2:\n/);
    expect((await leylineIn(root, 'bump', '--check')).code).toBe(0);
  });
});
