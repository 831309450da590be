// `leyline check` as a process: which gates run, what becomes of each, and the one report that they share.

import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeKeys } from '../../src/seal/keys.ts';
import { temporaryFolder, writeInto } from '../inputs/temporary-folder.ts';
import { JOB, PROJECT, UNRELEASED } from '../release/project-run.ts';
import { reportFlaws } from '../reporters/report-schema.ts';
import { complaint, leyline, type Run } from './leyline.ts';
import { scriptedProject } from './toolchain-project.ts';

const UNTOUCHED = 'syntax = "proto3";\n\npackage acme.other.v1;\n\nmessage Other {\n  string name = 1;\n}\n';
const WITH_FIELD = PROJECT[JOB].replace('= 2;', '= 2;\n  string owner = 3;');
const BROKEN = PROJECT[JOB].replace('= 2;', '=;');
const RETYPED = PROJECT[JOB].replace('int32', 'int64');

function released(files: Readonly<Record<string, string>> = {}): string {
  const root = temporaryFolder({ ...PROJECT, ...files });
  expect(leyline(root, ['bump']).code).toBe(0);
  return root;
}

/** Outcomes by gate. */
function outcomes(
  root: string,
  args: readonly string[] = [],
): { code: number | undefined; gates: Record<string, string> } {
  const run = leyline(root, ['check', '--format', 'json', ...args]);
  return { code: run.code, gates: Object.fromEntries(gatesOf(run).map(({ name, outcome }) => [name, outcome])) };
}

function gatesOf(run: Run): { name: string; outcome: string; note: string }[] {
  const report = JSON.parse(run.stdout);
  expect(reportFlaws(report)).toEqual([]);
  return report.gates;
}

const NOTHING_MORE = {
  golden: 'not set up',
  toolchain: 'not set up',
  generate: 'not set up',
  register: 'not set up',
  seal: 'not set up',
};

describe('leyline check', () => {
  it('runs what is set up, says what is not, and is the same every time', () => {
    const root = released();
    const run = leyline(root, ['check']);
    expect(run).toEqual({
      code: 0,
      stdout: expect.stringMatching(
        /^lint +passed +1 file\nbreaking +passed +against lock\nbump +passed +v1 as released\n/m,
      ),
      stderr: '',
    });
    expect(run.stdout).toMatch(/^3 of 3 gates passed\n$/m);
    expect(run.stdout).not.toMatch(/\d ms/);
    expect(leyline(root, ['check'])).toEqual(run);
  });

  it('works in a folder with nothing but a contract', () => {
    const root = temporaryFolder({ 'other.proto': UNTOUCHED, 'golden/of-somebody-else.bin': 'x' });
    const { code, gates } = outcomes(root, ['--fail-on', 'error']);
    expect({ code, gates }).toEqual({
      code: 0,
      gates: { lint: 'passed', breaking: 'not set up', bump: 'not set up', ...NOTHING_MORE },
    });
  });

  it('tells the time only to who watches, or asks', () => {
    expect(leyline(released(), ['check', '--verbose']).stdout).toMatch(/^lint +passed +1 file; \d+ ms$/m);
  });

  it.each([
    ['a change without its release', WITH_FIELD, { lint: 'failed', breaking: 'passed', bump: 'failed' }],
    ['a change that breaks', RETYPED, { lint: 'failed', breaking: 'failed', bump: 'failed' }],
    ['a contract that does not compile', BROKEN, { lint: 'failed', breaking: 'failed', bump: 'failed' }],
  ])('%s fails the gates that it concerns', (_, text, gates) => {
    const root = released();
    writeInto(root, { [JOB]: text });
    expect(outcomes(root)).toEqual({ code: 1, gates: { ...gates, ...NOTHING_MORE } });
  });

  it('tells a flaw once, whichever gates it fails', () => {
    const root = released();
    writeInto(root, { [JOB]: BROKEN });
    const rules = JSON.parse(leyline(root, ['check', '--format', 'json']).stdout).findings.map(
      ({ rule }: { rule: string }) => rule,
    );
    expect(rules).toEqual(['syntax-error']);
  });

  it('says what is due, with its reasons', () => {
    const root = released();
    writeInto(root, { [JOB]: WITH_FIELD });
    const { code, stdout } = leyline(root, ['check', '--only', 'bump']);
    expect(code).toBe(1);
    expect(stdout).toContain('a release is due: v1 1.0.0 → 1.1.0 (minor)');
    expect(stdout).toContain("field 'owner' (3) of acme.job.v1.Job was added");
    expect(stdout).toContain("run 'leyline bump'");
  });

  it('lets no gate that cannot run hide the others', () => {
    const root = released();
    writeInto(root, { [JOB]: WITH_FIELD });
    const run = leyline(root, ['check', '--against', './nowhere', '--format', 'json']);
    expect(run.code).toBe(2);
    expect(run.stderr).toMatch(
      /^leyline: breaking could not run: '\.\/nowhere' does not exist\n {2}paths are relative/,
    );
    expect(Object.fromEntries(gatesOf(run).map(({ name, outcome }) => [name, outcome]))).toMatchObject({
      lint: 'failed',
      breaking: 'could not run',
      bump: 'failed',
    });
  });

  it('compares with what is named, on the command line or in the configuration', () => {
    const before = temporaryFolder(UNRELEASED);
    const root = temporaryFolder({ ...UNRELEASED, [JOB]: RETYPED });
    expect(outcomes(root, ['--only', 'breaking', '--against', before])).toMatchObject({ code: 1 });
    writeInto(root, { 'leyline.yaml': `${PROJECT['leyline.yaml']}check: { against: '${before}', skip: [lint] }\n` });
    expect(outcomes(root)).toMatchObject({ code: 1, gates: { breaking: 'failed', lint: 'skipped' } });
    expect(outcomes(root, ['--only', 'lint'])).toEqual({ code: 0, gates: { lint: 'passed' } });
  });

  it('runs the gates of the register and of fixtures where there are some', () => {
    const root = released({
      'src/jobs/types.py': 'class Job:\n    name: str\n',
      'docs/contract-register.md': '# old\n',
    });
    expect(outcomes(root).gates).toMatchObject({ register: 'failed' });
    leyline(root, ['register']);
    expect(outcomes(root).gates).toMatchObject({ register: 'passed' });
    rmSync(join(root, 'docs/contract-register.md'));
    expect(outcomes(root).gates).toMatchObject({ register: 'not set up' });
    writeInto(root, { 'contracts/golden/v1/stray.bin': 'x' });
    expect(outcomes(root, ['--only', 'golden'])).toMatchObject({ code: 1, gates: { golden: 'failed' } });
  });

  it('runs the gates of the toolchain and of generated code where there are some', () => {
    const root = scriptedProject('echo made > "$1/made.txt"');
    expect(outcomes(root)).toMatchObject({ code: 1, gates: { toolchain: 'passed', generate: 'failed' } });
    expect(leyline(root, ['generate']).code).toBe(0);
    expect(outcomes(root)).toMatchObject({ code: 0, gates: { toolchain: 'passed', generate: 'passed' } });
    writeInto(root, { 'generated/made.txt': 'edited\n', 'generated/extra.txt': 'by hand\n' });
    expect(leyline(root, ['check', '--only', 'generate', '--format', 'compact']).stdout).toMatch(
      /^generated\/extra\.txt:1:1: .*no generator makes this file.*\ngenerated\/made\.txt:1:1: .*not what its generator makes/,
    );
    writeInto(root, { 'tools/gen': '#!/bin/sh\ntouch "$1/other"\n' });
    expect(outcomes(root)).toMatchObject({ code: 2, gates: { toolchain: 'failed', generate: 'could not run' } });
  });

  it('runs the gate of the seal where there is one', () => {
    const root = released();
    const { secret, open } = makeKeys();
    writeInto(root, {
      'seal.pub': open,
      'leyline.yaml': `${PROJECT['leyline.yaml']}seal: { publicKeys: [seal.pub] }\n`,
    });
    expect(outcomes(root)).toMatchObject({ code: 2, gates: { seal: 'could not run', lint: 'passed' } });
    leyline(root, ['seal'], { env: { LEYLINE_SEAL_KEY: secret } });
    expect(outcomes(root)).toMatchObject({ code: 0, gates: { seal: 'passed' } });
    writeInto(root, { [JOB]: `${PROJECT[JOB]}// a word\n` });
    expect(outcomes(root)).toMatchObject({ code: 1, gates: { seal: 'failed' } });
  });

  it('writes the table where it belongs: after the report, into the step summary, not among records', () => {
    const root = released();
    writeInto(root, { [JOB]: WITH_FIELD });
    const summary = join(root, 'summary.md');
    const run = leyline(root, ['check', '--format', 'sarif:out.sarif', '--format', 'github'], {
      env: { GITHUB_STEP_SUMMARY: summary },
    });
    expect(run.stdout).toMatch(/^::error file=contracts\/build\/versions\.yaml,.*title=leyline\(release-due\)::/m);
    expect(run.stdout).toMatch(/^bump {2}failed {2}1 error; a release is due$/m);
    expect(readFileSync(summary, 'utf8')).toContain('| bump | failed | 1 error; a release is due |');
    expect(JSON.parse(readFileSync(join(root, 'out.sarif'), 'utf8')).version).toBe('2.1.0');
  });

  it.each([
    [['--only', 'lnit'], "unknown gate 'lnit'", "did you mean 'lint'?"],
    [['--skip', 'lint,nothing-like-it'], "unknown gate 'nothing-like-it'", /^gates are lint, breaking, /],
    [['--only', ''], "'--only' names no gate", /^gates are /],
    [['--only', 'lint', '--skip', 'lint'], "'--only' and '--skip' both name 'lint'", /leave it out/],
    [['--skip', 'lint,breaking,bump,golden,toolchain,generate,register,seal'], 'no gate is left to run', /^gates are /],
  ])('%j is refused', (args, message, hint) => {
    const said = complaint(leyline(temporaryFolder(PROJECT), ['check', ...args]));
    expect(said.message).toBe(message);
    expect(said.hint).toMatch(hint);
  });

  it('fails where a gate is asked for by name and is not set up', () => {
    const run = leyline(temporaryFolder(UNRELEASED), ['check', '--only', 'lint,bump']);
    expect(run.code).toBe(2);
    expect(run.stderr).toMatch(/^leyline: bump could not run: there is no contracts\/build\/contracts\.lock\.json/);
    expect(run.stdout).toMatch(/^lint +passed/m);
  });

  it('is quiet about what is well', () => {
    const root = released();
    expect(leyline(root, ['check', '--quiet'])).toEqual({ code: 0, stdout: '', stderr: '' });
    writeInto(root, { [JOB]: WITH_FIELD });
    const { stdout } = leyline(root, ['check', '--quiet', '--only', 'bump,breaking']);
    expect(stdout).toMatch(/^bump {2}failed {2}1 error; a release is due$/m);
    expect(stdout).not.toContain('breaking');
  });
});
