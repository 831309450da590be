// Which files a run is about: what stands on the command line, where one stands, and where the project begins.

import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../inputs/temporary-folder.ts';
import { complaint, findings, leyline, shell } from './leyline.ts';
import { FLOAT, floatAt, GOOD, proto } from './protos.ts';

const PROJECT = {
  'leyline.yaml': 'contracts: { root: contracts, imports: [vendor] }\n',
  'contracts/v1/a.proto': proto('a', FLOAT),
  'contracts/v1/deep down/b.proto': proto('b', FLOAT),
  'contracts/v1/notes.txt': 'nothing',
  'other/c.proto': proto('c', FLOAT),
  'vendor/d.proto': proto('d', FLOAT),
};
const A = floatAt('contracts/v1/a.proto');
const B = floatAt('contracts/v1/deep down/b.proto');
const C = floatAt('other/c.proto');
const D = floatAt('vendor/d.proto');

describe('paths', () => {
  it.each<[args: string[], from: string, found: string[]]>([
    [[], '.', [A, B]],
    [[], 'contracts/v1', [A, B]],
    [['.'], '.', [A, B, C, D]],
    [['contracts'], '.', [A, B]],
    [['contracts/'], '.', [A, B]],
    [['a.proto'], 'contracts/v1', [A]],
    [['../../other'], 'contracts/v1', [C]],
    [['../../other/c.proto', '.'], 'contracts/v1', [A, B, C]],
    [['deep down'], 'contracts/v1', [B]],
    [['*.proto'], 'contracts/v1', [A]],
    [['**/*.proto'], 'contracts/v1', [A, B]],
    [['contracts/v?/{a,b}.proto'], '.', [A]],
    [['a.proto', './a.proto', '../v1/a.proto'], 'contracts/v1', [A]],
    [['--cwd', 'other'], '.', [A, B]],
    [['--cwd', 'other', 'c.proto'], '.', [C]],
    [['--config', '../leyline.yaml'], 'other', [A, B]],
  ])('%j from %s', (args, from, found) => {
    const root = temporaryFolder(PROJECT);
    const run = leyline(join(root, from), ['lint', '--format', 'compact', ...args]);
    expect(run).toMatchObject({ code: 1, stderr: '' });
    expect(findings(run)).toEqual(found);
  });

  it('may be absolute, from anywhere', () => {
    const root = temporaryFolder(PROJECT);
    const args = ['lint', '--format', 'compact', '--cwd', root, join(root, 'other')];
    expect(findings(leyline(temporaryFolder(), args))).toEqual([C]);
  });

  it.each<[args: string[], message: RegExp, hint: RegExp]>([
    [['nope'], /^'nope' does not exist$/, /./],
    [['--cwd', 'contracts', 'v1/a.prot'], /^'v1\/a.prot' does not exist$/, /^did you mean 'v1\/a.proto'\?$/],
    [['contracts/v1/a.prot'], /^'contracts\/v1\/a.prot' does not exist$/, /^did you mean 'contracts\/v1\/a.proto'\?$/],
    [['contracts/v1/notes.txt'], /^'contracts\/v1\/notes.txt' is not a kind of file that is checked/, /\.proto/],
    [['contracts/v1/nope*'], /^nothing in the work tree matches 'contracts\/v1\/nope\*'$/, /\.proto/],
    [[''], /^an empty path was given$/, /'\.'/],
    [['empty'], /^'empty' holds no files to check$/, /\.proto/],
    [['..'], /^'\.\.' lies outside the project$/, /--cwd/],
    [['/etc/passwd'], /^'\/etc\/passwd' lies outside the project$/, /--cwd/],
    [['../../../../../../etc'], /lies outside the project$/, /--cwd/],
    [['--cwd', 'nope'], /^'--cwd nope' names no folder$/, /./],
    [['--cwd', 'other/c.proto'], /^'--cwd other\/c.proto' names no folder$/, /./],
    [['--cwd', ''], /^'--cwd ' names no folder$/, /./],
    [['--config', 'nope.yaml'], /^the configuration file 'nope.yaml' does not exist$/, /./],
    [['--config', 'other'], /^'other' is a folder, not a configuration file$/, /./],
    [['--stdin-filename', '../a.proto'], /^'\.\.\/a.proto' lies outside the project$/, /./],
    [['--stdin-filename', 'a.txt'], /^'a.txt' is not a .proto file$/, /./],
    [['--stdin-filename', ''], /^'' is not a .proto file$/, /./],
  ])('that mean nothing never pass for a clean run: %j', (args, message, hint) => {
    const root = temporaryFolder(PROJECT);
    mkdirSync(join(root, 'empty'));
    const told = complaint(leyline(root, ['lint', ...args]));
    expect(told.message).toMatch(message);
    expect(told.hint).toMatch(hint);
  });

  it('are not needed, nor is a configuration, in a folder of .proto files', () => {
    const root = temporaryFolder({ 'a.proto': proto('a', GOOD), 'sub/b.proto': proto('b', GOOD) });
    expect(leyline(root, ['lint'])).toEqual({ code: 0, stdout: 'no findings in 2 files\n', stderr: '' });
  });

  it('need a folder that still is there', () => {
    const run = shell(temporaryFolder(), 'mkdir gone; cd gone; rmdir ../gone; leyline lint');
    expect(complaint(run).message).toBe('the folder you are in does not exist any more');
  });

  it('are needed in a folder without any', () => {
    const root = temporaryFolder();
    expect(complaint(leyline(root, ['lint']))).toEqual({
      message: `no .proto files are in ${root}`,
      hint: "name the folder that has them; 'leyline init' sets a project up",
    });
  });
});

describe('standard input', () => {
  it.each([['contracts/v1/a.proto'], ['contracts/v1/new.proto'], ['nowhere/yet.proto']])('stands for %s', (path) => {
    const args = ['lint', '--format', 'compact', '--stdin-filename', path];
    const run = leyline(temporaryFolder(PROJECT), args, { stdin: proto('x', GOOD, 'float error_count = 2;') });
    expect(run).toMatchObject({ code: 1, stderr: '' });
    expect(findings(run)).toEqual([`${path}:7:3: error: counter 'error_count' is a float [no-float-counters]`]);
  });

  it('is seen together with the files that it imports', () => {
    const stdin =
      'syntax = "proto3";\npackage x.v1;\nimport "v1/a.proto";\nmessage X {\n  a.v1.Packet packet = 1;\n}\n';
    const run = leyline(temporaryFolder(PROJECT), ['lint', '--stdin-filename', 'contracts/x.proto'], { stdin });
    expect(run).toEqual({ code: 0, stdout: 'no findings in 1 file\n', stderr: '' });
  });

  it('must be UTF-8 text', () => {
    const stdin = Buffer.from('message A\xff { }', 'latin1');
    const told = complaint(leyline(temporaryFolder(PROJECT), ['lint', '--stdin-filename', 'x.proto'], { stdin }));
    expect(told).toEqual({
      message: 'x.proto is not UTF-8 text: byte 0xff at offset 9',
      hint: 'send UTF-8 text to standard input',
    });
  });
});

describe('links', () => {
  it('that lead out of the project are not followed', () => {
    const outside = temporaryFolder({ 'secret.proto': proto('canary', FLOAT) });
    const root = temporaryFolder({ 'a.proto': proto('a', GOOD) });
    symlinkSync(join(outside, 'secret.proto'), join(root, 'link.proto'));
    symlinkSync(outside, join(root, 'folder'));
    for (const path of ['link.proto', 'folder', 'folder/secret.proto']) {
      const run = leyline(root, ['lint', path]);
      const { message } = complaint(run);
      expect(message).toBe(`'${path}' cannot be checked: ${path} leads out of the project and is not read`);
    }
    expect(leyline(root, ['lint']).stdout).toBe('no findings in 1 file\n');
  });
});
