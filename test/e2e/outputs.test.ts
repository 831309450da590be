// Where reports go and what they look like there: formats, files, streams, GitHub, colour.

import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../inputs/temporary-folder.ts';
import { findingFlaws, reportFlaws } from '../reporters/report-schema.ts';
import { sarifFlaws } from '../reporters/sarif-schema.ts';
import { complaint, leyline, shell } from './leyline.ts';
import { FLOAT, floatAt, MAP, proto } from './protos.ts';

const FILES = { 'a.proto': proto('a', FLOAT, MAP), 'sub/b.proto': proto('b', FLOAT) };

describe('formats', () => {
  it.each<[format: string, looksRight: (text: string) => void]>([
    ['text', (text) => expect(text).toMatch(/^error\[no-float-counters\]: .*\n\n3 errors in 2 files; [^\n]*\n$/s)],
    ['compact', (text) => expect(text.split('\n')[0]).toBe(floatAt('a.proto'))],
    ['json', (text) => expect(reportFlaws(JSON.parse(text))).toEqual([])],
    [
      'jsonl',
      (text) =>
        expect(
          text
            .trim()
            .split('\n')
            .flatMap((line) => findingFlaws(JSON.parse(line))),
        ).toEqual([]),
    ],
    ['sarif', (text) => expect(sarifFlaws(JSON.parse(text))).toEqual([])],
    ['github', (text) => expect(text).toMatch(/^::error file=a.proto,line=6,col=3,endLine=6,endColumn=8,title=/)],
    ['gitlab', (text) => expect(JSON.parse(text)).toHaveLength(3)],
    ['junit', (text) => expect(text).toContain('<testsuites name="leyline" tests="3" failures="3"')],
    ['markdown', (text) => expect(text).toMatch(/^## Leyline: 3 errors in 2 files\n/)],
  ])('%s goes to standard output, or into a file, byte for byte', (format, looksRight) => {
    const root = temporaryFolder(FILES);
    const run = leyline(root, ['lint', '--format', format]);
    expect(run).toMatchObject({ code: 1, stderr: '' });
    looksRight(run.stdout);
    const rest = { code: 1, stdout: '', stderr: '' };
    expect(leyline(root, ['lint', '--format', format, '--output', 'reports/one'])).toEqual(rest);
    expect(leyline(root, ['lint', '--format', `${format}:reports/two`])).toEqual(rest);
    for (const name of ['one', 'two']) expect(readFileSync(join(root, 'reports', name), 'utf8')).toBe(run.stdout);
  });

  it('can be several at once, of which one has no file', () => {
    const root = temporaryFolder(FILES);
    const args = ['lint', '--format', 'sarif:out.sarif', '--format', 'text', '--format', 'json:out.json'];
    expect(leyline(root, args)).toEqual(leyline(root, ['lint']));
    expect(sarifFlaws(JSON.parse(readFileSync(join(root, 'out.sarif'), 'utf8')))).toEqual([]);
    expect(reportFlaws(JSON.parse(readFileSync(join(root, 'out.json'), 'utf8')))).toEqual([]);
  });

  it('name files from where one stands, and findings from the project', () => {
    const root = temporaryFolder({ ...FILES, 'leyline.yaml': '' });
    leyline(join(root, 'sub'), ['lint', '--format', 'compact:out.txt']);
    expect(readFileSync(join(root, 'sub/out.txt'), 'utf8')).toContain(`${floatAt('sub/b.proto')}\n`);
  });

  it('are the same whatever the order of files on disk and of arguments', () => {
    const root = temporaryFolder(FILES);
    expect(leyline(root, ['lint', 'sub', 'a.proto'])).toEqual(leyline(root, ['lint', 'a.proto', 'sub', 'sub/b.proto']));
  });
});

describe('a report that cannot be written', () => {
  it.each([
    ['into a folder', ['--output', 'sub'], /^cannot write .*\/sub: it is not a file$/],
    [
      'below a file',
      ['--output', 'a.proto/x'],
      /^cannot write .*\/a.proto\/x: a part of its path is a file, not a folder$/,
    ],
    [
      'into one file twice',
      ['--format', 'json:x', '--format', 'sarif:x'],
      /^cannot write .*\/x: it is to be written twice$/,
    ],
    ['onto a full disk', ['--output', '/dev/full'], /^cannot write \/dev\/full: no space is left on the disk$/],
  ])('%s fails the run', (_, args, message) => {
    const root = temporaryFolder(FILES);
    const before = readdirSync(root);
    expect(complaint(leyline(root, ['lint', ...args])).message).toMatch(message);
    expect(readdirSync(root)).toEqual(before);
  });

  it('because standard output is full fails the run', () => {
    const run = shell(temporaryFolder(FILES), 'leyline lint > /dev/full');
    const stderr = 'leyline: standard output cannot be written: no space is left on the disk\n';
    expect(run).toEqual({ code: 2, stdout: '', stderr });
  });
});

describe('streams', () => {
  it.each<[line: string, code: number]>([
    ['leyline lint > /dev/null', 1],
    ['leyline lint --output /dev/null', 1],
    ['leyline lint >&-', 1],
    ['leyline nope 2>&-', 2],
    ['leyline nope 2> /dev/full', 2],
    ['leyline lint < /dev/null', 1],
    ['leyline lint <&-', 1],
  ])('keep the exit code: %s', (line, code) => {
    expect(shell(temporaryFolder(FILES), `${line} | cat`).code).toBe(code);
  });

  it('are written to and not replaced', () => {
    const root = temporaryFolder(FILES);
    const line =
      '(echo before; leyline lint --format compact:/dev/stdout --format json:/dev/fd/3; echo after) > x 3> y';
    expect(shell(root, line)).toMatchObject({ stderr: '' });
    expect(readFileSync(join(root, 'x'), 'utf8')).toMatch(/^before\na.proto:.*\nafter\n$/s);
    expect(reportFlaws(JSON.parse(readFileSync(join(root, 'y'), 'utf8')))).toEqual([]);
  });

  it('may end before the report does', () => {
    const messages = Array.from({ length: 50_000 }, (_, i) => `message M${i} { float retry_count = 1; }\n`).join('');
    const root = temporaryFolder({ 'big.proto': `syntax = "proto3";\npackage big.v1;\n${messages}` });
    const run = shell(root, 'leyline lint --format compact --format json:out.json | head -n 1');
    expect(run).toMatchObject({ code: 1, stderr: '' });
    expect(run.stdout).toMatch(/^big.proto:3:14: error: [^\n]*\n$/);
    expect(JSON.parse(readFileSync(join(root, 'out.json'), 'utf8')).findings).toHaveLength(50_000);
  });
});

describe('under GitHub Actions', () => {
  const ACTIONS = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: 'summary.md' };

  it('annotates, and adds a summary to what the step has written already', () => {
    const root = temporaryFolder({ ...FILES, 'summary.md': 'earlier\n' });
    const env = { ...ACTIONS, GITHUB_STEP_SUMMARY: join(root, 'summary.md') };
    const run = leyline(root, ['lint'], { env });
    expect(run).toEqual(leyline(root, ['lint', '--format', 'github']));
    const markdown = leyline(root, ['lint', '--format', 'markdown']).stdout;
    expect(readFileSync(join(root, 'summary.md'), 'utf8')).toBe(`earlier\n${markdown}`);
  });

  it('does what is asked for instead', () => {
    const root = temporaryFolder(FILES);
    expect(leyline(root, ['lint', '--format', 'text'], { env: ACTIONS })).toEqual(leyline(root, ['lint']));
    expect(existsSync(join(root, 'summary.md'))).toBe(false);
  });

  it('says when the summary cannot be written, and annotates all the same', () => {
    const root = temporaryFolder(FILES);
    const env = { ...ACTIONS, GITHUB_STEP_SUMMARY: join(root, 'nowhere/summary.md') };
    expect(leyline(root, ['lint'], { env })).toEqual({
      ...leyline(root, ['lint', '--format', 'github']),
      stderr: 'leyline: the step summary could not be written: it does not exist\n',
    });
  });
});

describe('colour', () => {
  const isColoured = (text: string) => text.includes('\x1b[31m');

  it.each<[when: string, args: string[], env: Record<string, string>, expected: boolean]>([
    ['not when piped', [], {}, false],
    ['with --color', ['--color'], {}, true],
    ['with FORCE_COLOR', [], { FORCE_COLOR: '1' }, true],
    ['not with FORCE_COLOR=0', [], { FORCE_COLOR: '0' }, false],
    ['not with NO_COLOR, whatever else', [], { NO_COLOR: '1', FORCE_COLOR: '1' }, false],
    ['with --color, whatever NO_COLOR says', ['--color'], { NO_COLOR: '1' }, true],
    ['not with --no-color, whatever FORCE_COLOR says', ['--no-color'], { FORCE_COLOR: '1' }, false],
    ['never for machines', ['--color', '--format', 'json'], {}, false],
  ])('%s', (_, args, env, expected) => {
    const run = leyline(temporaryFolder(FILES), ['lint', ...args], { env });
    expect(isColoured(run.stdout)).toBe(expected);
  });

  it('never goes into a file', () => {
    const root = temporaryFolder(FILES);
    leyline(root, ['lint', '--color', '--output', 'out.txt']);
    expect(isColoured(readFileSync(join(root, 'out.txt'), 'utf8'))).toBe(false);
  });

  it('is for mistakes in the configuration too', () => {
    const root = temporaryFolder(FILES);
    writeFileSync(join(root, 'leyline.yaml'), 'x: y\n');
    expect(isColoured(leyline(root, ['lint'], { env: { FORCE_COLOR: '1' } }).stderr)).toBe(true);
    expect(isColoured(leyline(root, ['lint']).stderr)).toBe(false);
  });
});
