// What fails a run and what excuses a finding: severities, comments, exceptions, the baseline.

import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../inputs/temporary-folder.ts';
import { complaint, findings, leyline } from './leyline.ts';
import { FLOAT, floatAt, GOOD, MAP, proto } from './protos.ts';

/** 15 June 2025. */
const TODAY = { SOURCE_DATE_EPOCH: '1750000000' };
const HIDDEN = (failOn: string) =>
  `leyline: the run fails by '--fail-on ${failOn}', for findings that '--quiet' hides\n`;

describe('the exit code', () => {
  it.each<[severity: string, args: string, code: number, stderr: string]>([
    ['error', '', 1, ''],
    ['error', '--fail-on never', 0, ''],
    ['warning', '', 0, ''],
    ['warning', '--fail-on warning', 1, ''],
    ['warning', '--fail-on info', 1, ''],
    ['warning', '--max-warnings 1', 0, ''],
    ['warning', '--max-warnings 0', 1, "leyline: 1 warning is more than the 0 that '--max-warnings' allows\n"],
    [
      'warning',
      '--max-warnings 0 --fail-on never',
      1,
      "leyline: 1 warning is more than the 0 that '--max-warnings' allows\n",
    ],
    ['info', '--fail-on warning', 0, ''],
    ['info', '--max-warnings 0', 0, ''],
    ['info', '--fail-on info', 1, ''],
    ['off', '--fail-on info', 0, ''],
    ['warning', '--quiet --fail-on warning', 1, HIDDEN('warning')],
    ['info', '--quiet --fail-on info', 1, HIDDEN('info')],
    ['warning', '--quiet', 0, ''],
  ])('of a finding that is %s, with %s: %i', (severity, args, code, stderr) => {
    const config = `rules:\n  no-float-counters: ${severity}\n`;
    const root = temporaryFolder({ 'a.proto': proto('a', FLOAT), 'leyline.yaml': config });
    const run = leyline(root, ['lint', '--format', 'compact', ...args.split(' ').filter(Boolean)]);
    expect(run).toMatchObject({ code, stderr });
    const isShown = severity !== 'off' && !(args.includes('--quiet') && severity !== 'error');
    expect(findings(run)).toHaveLength(isShown ? 1 : 0);
  });

  it('counts only the rules that are asked for', () => {
    const root = temporaryFolder({ 'a.proto': proto('a', FLOAT, MAP) });
    const rules = (...ids: string[]) => ids.flatMap((id) => ['--rule', id]);
    expect(leyline(root, ['lint', ...rules('opaque-payload')]).code).toBe(0);
    expect(findings(leyline(root, ['lint', '--format', 'compact', ...rules('no-float-counters')]))).toEqual([
      floatAt('a.proto'),
    ]);
    const both = leyline(root, ['lint', '--format', 'compact', ...rules('no-float-counters', 'no-map-fields')]);
    expect(findings(both)).toHaveLength(2);
  });
});

describe('a comment that excuses', () => {
  it.each<[comment: string, told: string[]]>([
    ['leyline-ignore no-float-counters: the sensor sends it', []],
    ['leyline-ignore no-float-counters: the sensor sends it until 2025-06-15', []],
    [
      'leyline-ignore no-float-counters: the sensor sends it until 2025-06-14',
      ['no-float-counters', 'suppression-expired'],
    ],
    ['leyline-ignore no-float-counters', ['no-float-counters', 'suppression-without-reason']],
    ['leyline-ignore no-flot-counters: typo', ['no-float-counters', 'suppression-malformed']],
    ['leyline-ignore: whatever', ['no-float-counters', 'suppression-malformed']],
    ['leyline-ignore syntax-error: never', ['no-float-counters', 'suppression-malformed']],
    ['leyline-ignore no-map-fields: nothing here', ['no-float-counters', 'suppression-unused']],
  ])('%s', (comment, told) => {
    for (const lines of [[`${FLOAT} // ${comment}`], [`// ${comment}`, FLOAT]]) {
      const root = temporaryFolder({ 'a.proto': proto('a', ...lines) });
      const run = leyline(root, ['lint', '--format', 'compact'], { env: TODAY });
      expect(run.code).toBe(told.length === 0 ? 0 : 1);
      const rules = findings(run).map((line) => /\[(.*)\]$/.exec(line)?.[1]);
      expect(rules.sort()).toEqual(told);
    }
  });
});

describe('an exception', () => {
  const row = (fields: string) => `exceptions:\n  - { owner: simic, reason: legacy, ${fields} }\n`;

  it.each<[fields: string, told: string[]]>([
    ['rule: no-float-counters, path: a.proto', []],
    ["rule: no-float-counters, path: '**'", []],
    ['rule: no-float-counters, path: a.proto, expires: 2025-06-15', []],
    ['rule: no-float-counters, path: a.proto, expires: 2025-06-14', ['exception-expired', 'no-float-counters']],
    ['rule: no-map-fields, path: a.proto', ['exception-unused', 'no-float-counters']],
    ['rule: no-float-counters, path: b.proto', ['exception-unused', 'no-float-counters']],
  ])('%s', (fields, told) => {
    const root = temporaryFolder({ 'a.proto': proto('a', FLOAT), 'leyline.yaml': row(fields) });
    const run = leyline(root, ['lint', '--format', 'compact'], { env: TODAY });
    expect(run.code).toBe(told.length === 0 ? 0 : 1);
    expect(
      findings(run)
        .map((line) => /\[(.*)\]$/.exec(line)?.[1])
        .sort(),
    ).toEqual(told);
  });

  it('is shown with who answers for it, and until when', () => {
    const yaml = row('rule: no-float-counters, path: a.proto, expires: 2025-06-15');
    const root = temporaryFolder({ 'a.proto': proto('a', FLOAT), 'leyline.yaml': yaml });
    expect(leyline(root, ['lint'], { env: TODAY }).stdout).toBe(
      `excused a.proto:6:3 no-float-counters: counter 'retry_count' is a float (legacy, simic, until 2025-06-15)

no findings in 1 file (1 excused)
`,
    );
  });
});

describe('the baseline', () => {
  const NAME = '.leyline-baseline.json';
  const update = ['lint', '--update-baseline'];

  it('excuses what is there, and nothing that comes', () => {
    const root = temporaryFolder({ 'a.proto': proto('a', FLOAT) });
    const told = { code: 0, stdout: `${NAME} now excuses 1 finding\n`, stderr: '' };
    expect(leyline(root, update)).toEqual(told);
    expect(leyline(root, update)).toEqual(told);
    expect(leyline(root, ['lint']).stdout).toBe('no findings in 1 file (1 excused)\n');
    expect(leyline(root, ['lint', '--verbose']).stdout).toMatch(/^excused a.proto:6:3 .* \(in the baseline\)\n/);
    writeFileSync(join(root, 'a.proto'), proto('a', '// moved', FLOAT, 'float error_count = 2;'));
    const run = leyline(root, ['lint', '--format', 'compact']);
    expect(run).toMatchObject({ code: 1, stderr: '' });
    expect(findings(run)).toEqual(["a.proto:8:3: error: counter 'error_count' is a float [no-float-counters]"]);
  });

  it('is said to be too long by runs that pass, over everything', () => {
    const root = temporaryFolder({ 'a.proto': proto('a', FLOAT) });
    leyline(root, update);
    writeFileSync(join(root, 'a.proto'), proto('a', GOOD));
    const advice =
      "leyline: 1 entry of the baseline is no longer needed; 'leyline lint --update-baseline' removes it\n";
    expect(leyline(root, ['lint'])).toMatchObject({ code: 0, stderr: advice });
    for (const args of [['--quiet'], ['a.proto']]) expect(leyline(root, ['lint', ...args]).stderr).toBe('');
    writeFileSync(join(root, 'a.proto'), proto('a', MAP));
    expect(leyline(root, ['lint'])).toMatchObject({ code: 1, stderr: '' });
  });

  it('takes no files that do not compile', () => {
    const root = temporaryFolder({ 'a.proto': `${proto('a', FLOAT)}}` });
    expect(leyline(root, update)).toEqual({
      code: 1,
      stdout: `${NAME} now excuses 1 finding\n`,
      stderr: "leyline: 1 error is of a kind that no baseline excuses; 'leyline lint' shows it\n",
    });
    expect(leyline(root, ['lint']).code).toBe(1);
  });

  it('may have another name', () => {
    const root = temporaryFolder({ 'a.proto': proto('a', FLOAT), 'leyline.yaml': 'baseline: known/old.json\n' });
    expect(complaint(leyline(root, ['lint'])).message).toContain('known/old.json');
    expect(leyline(root, update).stdout).toBe('known/old.json now excuses 1 finding\n');
    expect(leyline(root, ['lint']).code).toBe(0);
  });

  it.each<[what: string, text: string, message: RegExp]>([
    ['empty', '', /^\.leyline-baseline\.json:1:1: the baseline cannot be read: /],
    ['broken', '{', /^\.leyline-baseline\.json:\d+:\d+: the baseline cannot be read: this is not valid JSON$/],
    ['a list', '[]', /^\.leyline-baseline\.json:1:1: this is not a baseline: /],
    ['of a later Leyline', '{"version": 2, "findings": []}', /^\.leyline-baseline\.json:1:2: .* has format 2; /],
    ['in a merge conflict', '<<<<<<< ours\n', /^\.leyline-baseline\.json:1:1: .* a merge conflict begins here$/],
  ])('that is %s stops the run, and can be written anew', (_, text, message) => {
    const root = temporaryFolder({ 'a.proto': proto('a', FLOAT), [NAME]: text });
    const told = complaint(leyline(root, ['lint']));
    expect(told.message).toMatch(message);
    expect(told.hint).toContain('leyline lint --update-baseline');
    expect(leyline(root, update).code).toBe(0);
    expect(JSON.parse(readFileSync(join(root, NAME), 'utf8')).findings).toHaveLength(1);
    expect(leyline(root, ['lint']).code).toBe(0);
  });

  it('that is a folder is not taken for none', () => {
    const root = temporaryFolder({ 'a.proto': proto('a', FLOAT) });
    mkdirSync(join(root, NAME));
    expect(complaint(leyline(root, ['lint'])).message).toContain(`${NAME} is a folder, not a file`);
    rmSync(join(root, NAME), { recursive: true });
    expect(leyline(root, ['lint']).code).toBe(1);
  });
});
