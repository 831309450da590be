// The command line itself: help, version, and what it says to words that it does not know.

import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../inputs/temporary-folder.ts';
import { complaint, leyline } from './leyline.ts';

describe('help', () => {
  it.each([
    ['--help', ['--help']],
    ['-h', ['-h']],
    ['help', ['help']],
  ])('lists the commands for %s', (_, args) => {
    const run = leyline(temporaryFolder(), args);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toMatch(/^Usage: leyline \[options\] \[command\]\n/);
    for (const command of ['lint', 'rules', 'help']) expect(run.stdout).toMatch(new RegExp(`^  ${command} .+`, 'm'));
    expect(run.stdout).toContain('Exit codes: 0 clean, 1 findings, 2 could not run.');
  });

  it.each([['help lint'], ['lint --help'], ['lint -h']])('is the same for every way to ask: %s', (args) => {
    const run = leyline(temporaryFolder(), args.split(' '));
    expect(run).toEqual(leyline(temporaryFolder(), ['help', 'lint']));
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toMatch(/^Usage: leyline lint \[options\] \[paths\.\.\.\]\n/);
  });

  it('has a page for each part of a command', () => {
    const page = leyline(temporaryFolder(), ['help', 'golden', 'show']);
    expect(page).toEqual(leyline(temporaryFolder(), ['golden', 'show', '--help']));
    expect(page.stdout).toMatch(/^Usage: leyline golden show /);
  });

  it('answers a call without a command on standard error: a script that lost its command must not pass', () => {
    const run = leyline(temporaryFolder(), []);
    expect(run).toEqual({ code: 2, stdout: '', stderr: leyline(temporaryFolder(), ['help']).stdout });
  });

  it('is as narrow as a page', () => {
    for (const page of [['help'], ['help', 'lint'], ['help', 'rules']]) {
      const lines = leyline(temporaryFolder(), page).stdout.split('\n');
      expect(lines.filter((line) => line.length > 120)).toEqual([]);
    }
  });
});

describe('--version', () => {
  it.each([['--version'], ['-V']])('is the version of the package (%s)', (flag) => {
    expect(leyline(temporaryFolder(), [flag])).toEqual({ code: 0, stdout: '0.1.0\n', stderr: '' });
  });
});

const LINT_HELP = "'leyline lint --help' tells what can be written here";
const HELP = "'leyline --help' tells what can be written here";

describe('a word that leyline does not know', () => {
  it.each<[args: string[], message: string, hint: string]>([
    [['foo'], "unknown command 'foo'", HELP],
    [['lnt'], "unknown command 'lnt'", "did you mean 'lint'?"],
    [['help', 'lnt'], "unknown command 'lnt'", "did you mean 'lint'?"],
    [
      ['help', 'me'],
      "unknown command 'me'",
      expect.stringMatching(/^it is one of (?:\w+, )*lint, (?:\w+, )*rules, (?:\w+, )*help$/),
    ],
    [['--nope'], "unknown option '--nope'", HELP],
    [['lint', '--staegd'], "unknown option '--staegd'", "did you mean '--staged'?"],
    [['lint', '--color=yes'], "unknown option '--color=yes'", LINT_HELP],
    [['lint', '-x.proto'], "unknown option '-x.proto'", "a path that begins with '-' is written './-x.proto'"],
    [['lint', '--output'], "option '--output <file>' argument missing", LINT_HELP],
    [
      ['rules', 'a', 'b'],
      "too many arguments for 'rules'; expected 1 argument but got 2",
      "'leyline rules --help' tells what can be written here",
    ],
    [
      ['golden', 'show'],
      "missing required argument 'fixture'",
      "'leyline golden show --help' tells what can be written here",
    ],
    [['golden', 'shw'], "unknown command 'shw'", "did you mean 'show'?"],
    [['help', 'golden', 'shw'], "unknown command 'shw'", "did you mean 'show'?"],
    [['help', 'lint', 'all'], "'lint' is not made of several commands", "'leyline help lint' has all of its help"],
    [
      ['breaking', 'main'],
      "too many arguments for 'breaking'; expected 0 arguments but got 1",
      "the version to compare with goes behind '--against', a file or folder behind '--path'",
    ],
    [
      ['check', 'lint'],
      "too many arguments for 'check'; expected 0 arguments but got 1",
      "gates go behind '--only', commas between them",
    ],
    [
      ['init', 'proto'],
      "too many arguments for 'init'; expected 0 arguments but got 1",
      "another folder goes behind '--cwd'",
    ],
    [
      ['bump', 'minor'],
      "too many arguments for 'bump'; expected 0 arguments but got 1",
      "a level goes behind '--level'; versions are found by themselves",
    ],
    [['lint', '--format', 'jsn'], "unknown format 'jsn'", "did you mean 'json'?"],
    [
      ['lint', '--format', 'pdf'],
      "unknown format 'pdf'",
      'formats are text, compact, json, jsonl, sarif, github, gitlab, junit, markdown',
    ],
    [
      ['lint', '--format', 'sarif:'],
      "'--format sarif:' names no file after ':'",
      "such as '--format sarif:report.txt'",
    ],
    [['lint', '--fail-on', 'warn'], "'--fail-on' does not take 'warn'", "did you mean 'warning'?"],
    [['lint', '--fail-on', 'x'], "'--fail-on' does not take 'x'", 'it is one of error, warning, info, never'],
    [
      ['lint', '--max-warnings', 'few'],
      "'--max-warnings' takes a whole number, not 'few'",
      "such as '--max-warnings 0'",
    ],
    [['lint', '--max-warnings', '-1'], "'--max-warnings' takes a whole number, not '-1'", "such as '--max-warnings 0'"],
    [['lint', '--rule', 'no-map-feilds'], "unknown rule 'no-map-feilds'", "did you mean 'no-map-fields'?"],
    [['lint', '--rule', ''], "unknown rule ''", "'leyline rules' lists them all"],
    [['lint', '--rule', 'syntax-error'], "'syntax-error' is always checked", "'--rule' is for the rules beside it"],
    [['rules', 'no-map-feilds'], "unknown rule 'no-map-feilds'", "did you mean 'no-map-fields'?"],
    [['rules', 'x'], "unknown rule 'x'", "'leyline rules' lists them all"],
    [['rules', '--format', 'xml'], "'--format' does not take 'xml'", 'it is one of text, json'],
  ])('is told with a way on: %j', (args, message, hint) => {
    expect(complaint(leyline(temporaryFolder({ 'a.proto': '' }), args))).toEqual({ message, hint });
  });

  it('cannot command the terminal', () => {
    const { message } = complaint(leyline(temporaryFolder(), ['lint', '--\x1b[31m\u202e']));
    expect(message).toBe("unknown option '--\\x1b[31m\\u{202e}'");
  });
});

describe('options that contradict each other', () => {
  it.each<[args: string, message: string]>([
    ['--staged --changed', '--staged cannot be combined with --changed'],
    ['--staged --fix', '--staged cannot be combined with --fix'],
    ['--stdin-filename a.proto --fix', '--stdin-filename cannot be combined with --fix'],
    ['--stdin-filename a.proto --staged', '--stdin-filename cannot be combined with paths, --staged or --changed'],
    ['--stdin-filename a.proto b.proto', '--stdin-filename cannot be combined with paths, --staged or --changed'],
    ['--update-baseline --fix', '--update-baseline cannot be combined with --fix'],
    ['--update-baseline a.proto', '--update-baseline cannot be combined with a part of the project'],
    ['--update-baseline --rule no-map-fields', '--update-baseline cannot be combined with a part of the project'],
    ['--format json --format text', 'formats json and text would be mixed on standard output'],
    ['--format json:a.json --output b', "'--output' needs exactly one format that has no file of its own"],
    ['-', "'-' does not stand for standard input"],
  ])('are refused: %s', (args, message) => {
    const told = complaint(leyline(temporaryFolder({ 'a.proto': '' }), ['lint', ...args.split(' ')]));
    expect(told).toEqual({ message, hint: expect.any(String) });
  });
});
