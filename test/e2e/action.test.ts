// The GitHub action as a runner calls it: its script with INPUT_* and GITHUB_* in the environment, in real repositories.

import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { git, repository, temporaryFolder, writeInto } from '../inputs/temporary-folder.ts';
import { JOB, UNRELEASED } from '../release/project-run.ts';
import { environment, REPOSITORY } from './leyline.ts';

const RETYPED = UNRELEASED[JOB].replace('int32', 'int64');
const WITH_FIELD = UNRELEASED[JOB].replace('= 2;', '= 2;\n  string owner = 3;');

interface Step {
  readonly code: number | null;
  readonly log: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
}

/** Runs the script of the action in a workspace. `event` is what GitHub tells of the event. */
function act(
  workspace: string,
  inputs: Readonly<Record<string, string>>,
  event: object = {},
  env: Readonly<Record<string, string>> = {},
): Step {
  const runner = temporaryFolder({ 'event.json': JSON.stringify(event), output: '', 'summary.md': '' });
  const given = Object.entries(inputs).map(([name, value]) => [
    `INPUT_${name.toUpperCase().replaceAll('-', '_')}`,
    value,
  ]);
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(REPOSITORY, '.github/action/run.js')], {
    cwd: workspace,
    encoding: 'utf8',
    env: environment({
      GITHUB_ACTIONS: 'true',
      GITHUB_ACTION_PATH: REPOSITORY,
      GITHUB_WORKSPACE: workspace,
      GITHUB_EVENT_PATH: join(runner, 'event.json'),
      GITHUB_OUTPUT: join(runner, 'output'),
      GITHUB_STEP_SUMMARY: join(runner, 'summary.md'),
      RUNNER_TEMP: runner,
      ...Object.fromEntries(given),
      ...env,
    }),
  });
  const lines = readFileSync(join(runner, 'output'), 'utf8').split('\n').slice(0, -1);
  const outputs = Object.fromEntries(lines.map((line) => line.split(/=(.*)/s).slice(0, 2)));
  return { code: status, log: stdout + stderr, outputs, summary: readFileSync(join(runner, 'summary.md'), 'utf8') };
}

function commit(root: string, files: Readonly<Record<string, string>>): string {
  writeInto(root, files);
  git(root, 'add', '--all');
  git(root, 'commit', '--quiet', '--message', 'change');
  return head(root);
}

function head(root: string): string {
  return git(root, 'rev-parse', 'HEAD').trim();
}

describe('the action', () => {
  it('checks a pull request against what it is merged into: annotations, summary, outputs, files', () => {
    const root = repository(UNRELEASED);
    const base = head(root);
    commit(root, { [JOB]: RETYPED });
    const event = { pull_request: { number: 7, base: { sha: base } } };
    const { code, log, outputs, summary } = act(root, { sarif: 'true', comment: 'true' }, event);
    expect(code).toBe(1);
    expect(log).toMatch(/^::error file=contracts\/v1\/job\.proto,line=8,.*title=leyline\([a-z-]+\)::field 'attempts'/m);
    expect(log).toMatch(new RegExp(`^breaking +failed +\\d errors?; against ${base}$`, 'm'));
    expect(summary).toContain('| breaking | failed |');
    expect(outputs).toMatchObject({ level: 'major', findings: expect.stringMatching(/^[1-9]\d*$/) });
    expect(JSON.parse(readFileSync(outputs['sarif'] ?? '', 'utf8')).runs).toHaveLength(1);
    expect(readFileSync(outputs['comment-file'] ?? '', 'utf8')).toContain('acme.job.v1.Job');
  });

  it('names files by their paths in the repository, wherever the project stands in it', () => {
    const files = Object.entries({ ...UNRELEASED, [JOB]: UNRELEASED[JOB].replace('= 2;', '=;') });
    const root = repository(Object.fromEntries(files.map(([path, text]) => [`services/jobs,a/${path}`, text])));
    const { code, log, outputs } = act(root, { 'working-directory': 'services/jobs,a/contracts', sarif: 'true' });
    expect(code).toBe(1);
    expect(log).toMatch(/^::error file=services\/jobs%2Ca\/contracts\/v1\/job\.proto,/m);
    expect(readFileSync(outputs['sarif'] ?? '', 'utf8')).toContain('"uri":"services/jobs,a/contracts/v1/job.proto"');
  });

  it('compares a push with what was there before, and a new branch with the lock', () => {
    const root = repository(UNRELEASED);
    const before = head(root);
    commit(root, { [JOB]: WITH_FIELD });
    const onPush = { GITHUB_EVENT_NAME: 'push' };
    const pushed = act(root, {}, { before }, onPush);
    expect(pushed).toMatchObject({ code: 0, outputs: { level: 'minor', findings: '0' } });
    expect(pushed.log).toContain(`against ${before}`);
    const created = act(root, {}, { before: '0'.repeat(40) }, onPush);
    expect(created).toMatchObject({ code: 0, outputs: { level: '' } });
    expect(created.log).toMatch(/^breaking +not set up/m);
    const forced = act(root, {}, { before: 'f'.repeat(40) }, onPush);
    expect(forced.code).toBe(0);
    expect(forced.log).toContain('the lock is compared with instead');
  });

  it('takes the first contracts of a repository', () => {
    const root = repository({ 'README.md': 'nothing yet\n' });
    const base = head(root);
    commit(root, UNRELEASED);
    expect(act(root, {}, { pull_request: { base: { sha: base } } })).toMatchObject({ code: 0 });
  });

  it('fetches the commit to compare with where the clone is shallow, and says so where it cannot', () => {
    const origin = repository(UNRELEASED);
    const base = head(origin);
    commit(origin, { [JOB]: WITH_FIELD });
    const root = join(temporaryFolder(), 'clone');
    git(dirname(root), 'clone', '--quiet', '--depth=1', `file://${origin}`, root);
    const event = { pull_request: { base: { sha: base } } };
    expect(act(root, {}, event)).toMatchObject({ code: 0, outputs: { level: 'minor' } });
    const { code, log } = act(root, {}, { pull_request: { base: { sha: 'f'.repeat(40) } } });
    expect({ code, log }).toEqual({
      code: 2,
      log: expect.stringMatching(
        /^::error title=leyline::the commit .* is not in this clone; check out with 'fetch-depth: 0'/,
      ),
    });
  });

  it('runs other commands, with arguments that no shell sees', () => {
    const root = repository(UNRELEASED);
    const bump = act(root, { command: 'bump', args: '--check' });
    expect(bump.code).toBe(1);
    expect(bump.log).toMatch(/^::stop-commands::(\S+)\n.*release due: run 'leyline bump'\n\n::\1::\n$/s);
    const odd = act(root, { command: 'lint', args: 'contracts\n--rule\n$(touch owned); touch owned' });
    expect(odd.code).toBe(2);
    expect(git(root, 'status', '--porcelain')).toBe('');
    expect(act(root, { command: 'lint', 'fail-on': 'never' })).toMatchObject({ code: 0 });
  });

  it.each([
    [{ command: '--version' }, "'command' names no command"],
    [{ 'working-directory': 'nowhere' }, "'working-directory' is no folder: nowhere"],
    [{ sarif: 'yes' }, "'sarif' does not take 'yes'"],
    [{ command: 'bump', sarif: 'true' }, "'leyline bump' writes no SARIF"],
    [
      { 'working-directory': 'a\n::set-env name=PATH::b' },
      "'working-directory' is no folder: a ::set-env name=PATH::b",
    ],
  ])('refuses %j in one annotation', (inputs, message) => {
    const { code, log } = act(repository(UNRELEASED), inputs);
    expect(code).toBe(2);
    expect(log.split('\n')).toEqual([expect.stringContaining(`::error title=leyline::${message}; `), '']);
  });

  it("prefers the project's own Leyline", () => {
    const root = repository(UNRELEASED);
    writeInto(root, { 'node_modules/leyline/bin/leyline.js': "process.stdout.write('our own');\n" });
    mkdirSync(join(root, 'node_modules/.bin'));
    symlinkSync('../leyline/bin/leyline.js', join(root, 'node_modules/.bin/leyline'));
    expect(act(join(root), { command: 'bump' }).log).toContain('our own');
    expect(act(root, { command: 'bump', 'working-directory': 'contracts/v1' }).log).toContain('our own');
  });
});

// A program in the place of gh that keeps what it is asked: the real one would need GitHub.
const GH = `#!/usr/bin/env node
const { appendFileSync, readFileSync } = require('node:fs');
const args = process.argv.slice(2);
appendFileSync(process.env.GH_LOG, JSON.stringify({ args, input: args.includes('-') ? readFileSync(0, 'utf8') : '' }) + '\\n');
if (process.env.GH_FAILS) { console.error('HTTP 403\\nforbidden'); process.exit(1); }
if (args.includes('--jq')) console.log(process.env.GH_KNOWN ?? '');
`;

describe('the comment', () => {
  function comment(env: Readonly<Record<string, string>> = {}, text = '## changes\n') {
    const folder = temporaryFolder({ 'bin/gh': GH, 'comment.md': text, log: '' });
    chmodSync(join(folder, 'bin/gh'), 0o755);
    const base = environment({
      COMMENT_FILE: join(folder, 'comment.md'),
      PULL_REQUEST: '7',
      GITHUB_REPOSITORY: 'acme/jobs',
      GH_LOG: join(folder, 'log'),
      ...env,
    });
    const path = `${join(folder, 'bin')}:${dirname(process.execPath)}:${base['PATH']}`;
    const script = join(REPOSITORY, '.github/action/comment.js');
    const { status, stdout } = spawnSync(process.execPath, [script], {
      env: { ...base, PATH: path },
      encoding: 'utf8',
    });
    const calls = readFileSync(join(folder, 'log'), 'utf8')
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line));
    return { status, stdout, calls };
  }

  it('is made once, and renewed from then on', () => {
    const made = comment();
    expect(made.calls[1].args).toEqual([
      'api',
      '--method',
      'POST',
      'repos/acme/jobs/issues/7/comments',
      '--silent',
      '--input',
      '-',
    ]);
    expect(JSON.parse(made.calls[1].input).body).toMatch(/^<!-- leyline: .* -->\n## changes\n$/);
    const renewed = comment({ GH_KNOWN: '42' });
    expect(renewed.calls[1].args.slice(0, 4)).toEqual([
      'api',
      '--method',
      'PATCH',
      'repos/acme/jobs/issues/comments/42',
    ]);
  });

  it('is never longer than GitHub takes', () => {
    const { calls } = comment({}, 'x'.repeat(100_000));
    expect(JSON.parse(calls[1].input).body.length).toBeLessThan(65_536);
  });

  it('fails nothing where it cannot be written', () => {
    const { status, stdout } = comment({ GH_FAILS: '1' });
    expect({ status, stdout }).toEqual({
      status: 0,
      stdout: '::warning title=leyline::the comment could not be written: HTTP 403 forbidden\n',
    });
  });
});
