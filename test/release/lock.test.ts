// The lock: what is in it, that it notices every edit, and what `lint` says of one that cannot be read.

import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { readLock } from '../../src/inputs/lock.ts';
import { serializeLock } from '../../src/release/lock-text.ts';
import { commitAll, git, repository, temporaryFolder, writeInto } from '../inputs/temporary-folder.ts';
import { JOB, LOCK, leylineIn, MANIFEST, PROJECT, textsBelow, UNRELEASED } from './project-run.ts';

const SCHEMA = JSON.parse(readFileSync(new URL('../../docs/schemas/lock.schema.json', import.meta.url), 'utf8'));

let text: string;

beforeAll(async () => {
  const { mkdtempSync } = await import('node:fs');
  const { tmpdir } = await import('node:os');
  const root = mkdtempSync(`${tmpdir()}/leyline-lock-`);
  writeInto(root, {
    ...PROJECT,
    [MANIFEST]: `${PROJECT[MANIFEST].replace('active', 'frozen')}  v2:\n    status: active\n    packages: [acme.job.v2, acme.log.v2]\n`,
    'contracts/v2/job.proto': PROJECT[JOB].replace('v1', 'v2'),
    'contracts/v2/log.proto': 'syntax = "proto3";\r\n// é😀 "quoted" \\ \t\npackage acme.log.v2; // no end of line',
  });
  await leylineIn(root, 'bump', '--date', '2026-01-02');
  text = textsBelow(root)[LOCK] ?? '';
  rmSync(root, { recursive: true });
});

const read = (lock: string) => readLock({ path: LOCK, text: lock });

describe('the lock', () => {
  it('fits its published schema', () => {
    const validate = new Ajv2020({ strict: true }).compile(SCHEMA);
    expect([validate(JSON.parse(text)), validate.errors]).toEqual([true, null]);
  });

  it('is written as it was read, and keeps the texts of active versions to the byte', async () => {
    const result = await read(text);
    if ('problem' in result) throw new Error(result.problem.message);
    expect(serializeLock(result.lock.versions)).toBe(text);
    const [v1, v2] = result.lock.versions;
    expect(v1?.files.map((file) => file.text)).toEqual([undefined]);
    expect(v2?.files.map((file) => [file.path, file.text?.join('\n')])).toEqual([
      ['v2/job.proto', PROJECT[JOB].replace('v1', 'v2')],
      ['v2/log.proto', 'syntax = "proto3";\r\n// é😀 "quoted" \\ \t\npackage acme.log.v2; // no end of line'],
    ]);
  });

  it('has one declaration on a line', () => {
    expect(text).toContain('                "message Job {",\n                "  string id = 1;",\n');
  });

  it('notices any other content', async () => {
    const same = JSON.stringify(JSON.parse(text));
    const edit = fc.tuple(fc.nat(text.length - 1), fc.constantFrom('0', 'a', '1', ' ', '"', ',', 'x', '}', ''));
    await fc.assert(
      fc.asyncProperty(edit, async ([at, char]) => {
        const edited = text.slice(0, at) + char + text.slice(at + 1);
        const result = await read(edited);
        if ('problem' in result) return;
        const { notice: _, ...kept } = JSON.parse(edited);
        const { notice: __, ...was } = JSON.parse(same);
        expect(kept).toEqual(was);
      }),
      { numRuns: 300 },
    );
  });

  it('never fails on any text', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.nat().map((length) => text.slice(0, length % text.length)),
        ),
        async (any) => {
          expect(await read(any)).toHaveProperty('problem.message');
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('lint', () => {
  it.each([
    [
      'from the future',
      (lock: string) => lock.replace('"format": 1', '"format": 2'),
      /this lock has format 2, and this Leyline knows format 1 only/,
    ],
    ['cut off', (lock: string) => lock.slice(0, 900), /the lock ends too early: it is not complete/],
    [
      'with a merge conflict',
      (lock: string) => lock.replace('  "format": 1', '<<<<<<< HEAD\n  "format": 1'),
      /:2:\d+: error: a merge conflict begins here/,
    ],
    [
      'edited by hand',
      (lock: string) => lock.replace('"  string id = 1;"', '"  string id = 2;"'),
      /v1\/job.proto does not match its digest/,
    ],
  ])('tells a lock %s in one finding with its place', async (_, change, message) => {
    const root = temporaryFolder(PROJECT);
    await leylineIn(root, 'bump');
    writeInto(root, { [LOCK]: change(textsBelow(root)[LOCK] ?? '') });
    const { code, stdout } = await leylineIn(root, 'lint', '--format', 'compact');
    expect(code).toBe(1);
    expect(stdout.split('\n').length).toBe(2);
    expect(stdout).toMatch(/^contracts\/build\/contracts\.lock\.json:\d+:\d+: error: .* \[invalid-manifest\]\n$/);
    expect(stdout).toMatch(message);
  });

  it('compares whole versions, also where a run is about one file or about what is staged', async () => {
    const other = 'contracts/v1/other.proto';
    const files = { ...PROJECT, [other]: PROJECT[JOB].replaceAll('Job', 'Task') };
    const root = repository(files);
    await leylineIn(root, 'bump');
    commitAll(root, 'released');
    writeInto(root, { [JOB]: PROJECT[JOB].replace('int32', 'int64') });
    const found = expect.stringMatching(/^contracts\/v1\/job\.proto:8:3: error: major: [^\n]*\n$/);
    const lint = (...args: string[]) => leylineIn(root, 'lint', '--format', 'compact', ...args);
    expect(await lint(other)).toMatchObject({ code: 0, stdout: '' });
    expect(await lint(JOB)).toMatchObject({ code: 1, stdout: found });
    expect(await lint('--staged')).toMatchObject({ code: 0, stdout: '' });
    git(root, 'add', JOB);
    writeInto(root, files);
    expect(await lint('--staged')).toMatchObject({ code: 1, stdout: found });
    expect(await lint()).toMatchObject({ code: 0, stdout: '' });
  });

  it('tells one edit once, also where more than one fact follows from it', async () => {
    const wide = { ...PROJECT, [JOB]: PROJECT[JOB].replace('int32', 'int64') };
    const root = temporaryFolder(wide);
    await leylineIn(root, 'bump');
    writeInto(root, { [JOB]: PROJECT[JOB] });
    const { stdout } = await leylineIn(root, 'lint', '--format', 'compact');
    expect(stdout).toMatch(/^contracts\/v1\/job\.proto:8:3: [^\n]*: type changed from 'int64' to 'int32'[^\n]*\n$/);
  });

  it('promises what bump will do: what is minor beside a break goes into the next major version', async () => {
    const root = temporaryFolder(PROJECT);
    await leylineIn(root, 'bump');
    const help = async (job: string) => {
      writeInto(root, { [JOB]: job });
      return (await leylineIn(root, 'lint')).stdout.match(/help: [^\n]*/g);
    };
    const more = PROJECT[JOB].replace('  int32', '  bool urgent = 3;\n  int32');
    expect(await help(more)).toEqual(["help: run 'leyline bump', which makes it 1.1.0"]);
    expect(await help(more.replace('int32', 'int64'))).toEqual([
      "help: run 'leyline bump', which makes it a part of the next major version",
      expect.stringContaining('it puts the change into a new version and leaves v1 as it was'),
    ]);
  });

  it('points into the lock, line by line, wherever its lines end', async () => {
    const root = temporaryFolder(PROJECT);
    await leylineIn(root, 'bump');
    writeInto(root, {
      [JOB]: PROJECT[JOB].replace('int32', 'int64'),
      [LOCK]: (textsBelow(root)[LOCK] ?? '').replaceAll('\n', '\r\n'),
    });
    expect((await leylineIn(root, 'lint')).stdout).toMatch(/\d+ \| +" {2}int32 attempts = 2;",\n +\| +-{23}\n/);
  });

  it('says nothing of a project without a lock', async () => {
    const root = temporaryFolder(UNRELEASED);
    expect(await leylineIn(root, 'lint', '--format', 'compact')).toMatchObject({ code: 0, stdout: '' });
  });

  it.each([
    ['removed', undefined, /versions\.yaml:6:15: error: v1 was released, and the lock .* is missing/],
    ['emptied', '', /contracts\.lock\.json:1:1: error: the lock ends too early/],
    ['another file', '{}', /contracts\.lock\.json:1:1: error: this is not a lock/],
    [
      'a lock of nothing',
      '{ "format": 1, "versions": {} }',
      /versions\.yaml:6:15: error: v1 was released, and the lock does/,
    ],
  ])('is not silenced by a lock that is %s', async (_, lock, message) => {
    const root = temporaryFolder(PROJECT);
    await leylineIn(root, 'bump');
    if (lock === undefined) rmSync(join(root, LOCK));
    else writeInto(root, { [LOCK]: lock });
    for (const path of [[], [JOB]]) {
      const { code, stdout } = await leylineIn(root, 'lint', '--format', 'compact', ...path);
      expect(code).toBe(1);
      expect(stdout).toMatch(message);
    }
  });

  it('is not silenced without the manifest', async () => {
    const root = temporaryFolder(PROJECT);
    await leylineIn(root, 'bump');
    rmSync(join(root, MANIFEST));
    const { code, stdout } = await leylineIn(root, 'lint', '--format', 'compact');
    expect([code, stdout]).toEqual([1, expect.stringContaining('there is no manifest contracts/build/versions.yaml')]);
  });
});
