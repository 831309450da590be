// What --fix and --fix-suggestions do to files, and what they leave alone; also when they are killed at it.

import { once } from 'node:events';
import { chmodSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../inputs/temporary-folder.ts';
import { findings, leyline, startLeyline } from './leyline.ts';
import { FLOAT, floatAt, MAP, proto } from './protos.ts';

const FIXED = [
  'repeated ScoresEntry scores = 2;',
  '',
  '  message ScoresEntry {',
  '    string key = 1;',
  '    int32 value = 2;',
  '  }',
].join('\n');

const contentOf = (root: string, name: string) => readFileSync(join(root, name), 'utf8');

describe('--fix-suggestions', () => {
  it('mends what it can and reports the rest, as it is afterwards', () => {
    const root = temporaryFolder({ 'a.proto': proto('a', MAP, FLOAT), 'b.proto': proto('b', MAP) });
    const run = leyline(root, ['lint', '--fix-suggestions', '--format', 'compact']);
    expect(run).toMatchObject({ code: 1, stderr: 'leyline: made 2 fixes in 2 files\n' });
    expect(findings(run)).toEqual([floatAt('a.proto', 13)]);
    expect(contentOf(root, 'b.proto')).toBe(proto('b', FIXED));
    expect(leyline(root, ['lint', '--fix-suggestions', '--format', 'compact'])).toEqual({ ...run, stderr: '' });
  });

  it('keeps line endings, byte order mark, mode and links', () => {
    const dos = `\ufeff${proto('a', MAP).replaceAll('\n', '\r\n')}`;
    const root = temporaryFolder({ 'a.proto': dos });
    chmodSync(join(root, 'a.proto'), 0o640);
    symlinkSync('a.proto', join(root, 'link.proto'));
    expect(leyline(root, ['lint', '--fix-suggestions', 'link.proto']).code).toBe(0);
    expect(contentOf(root, 'a.proto')).toBe(`\ufeff${proto('a', FIXED).replaceAll('\n', '\r\n')}`);
    expect(statSync(join(root, 'a.proto')).mode & 0o777).toBe(0o640);
    expect(readdirSync(root)).toEqual(['a.proto', 'link.proto']);
  });

  it('touches only the paths that are named', () => {
    const root = temporaryFolder({ 'a.proto': proto('a', MAP), 'b.proto': proto('b', MAP) });
    expect(leyline(root, ['lint', '--fix-suggestions', 'a.proto']).code).toBe(0);
    expect(contentOf(root, 'b.proto')).toBe(proto('b', MAP));
  });

  it('leaves alone what is excused', () => {
    const excused = proto('a', '// leyline-ignore no-map-fields: a map is what is meant', MAP);
    const root = temporaryFolder({ 'a.proto': excused });
    expect(leyline(root, ['lint', '--fix-suggestions'])).toMatchObject({ code: 0, stderr: '' });
    expect(contentOf(root, 'a.proto')).toBe(excused);
  });

  it.each([
    ['a syntax error', proto('a', MAP, 'int32 = 3;')],
    ['a name given twice', proto('a', MAP, 'int32 scores = 3;')],
    ['a number given twice', proto('a', MAP, 'int32 other = 2;')],
  ])('leaves a file alone that has %s, and says so', (_, broken) => {
    const root = temporaryFolder({ 'a.proto': broken, 'b.proto': proto('b', MAP) });
    const run = leyline(root, ['lint', '--fix-suggestions']);
    expect(run.code).toBe(1);
    expect(run.stderr).toBe(
      'leyline: a.proto is not fixed, because it does not compile\nleyline: made 1 fix in 1 file\n',
    );
    expect(contentOf(root, 'a.proto')).toBe(broken);
    expect(contentOf(root, 'b.proto')).toBe(proto('b', FIXED));
  });

  it('fixes nothing while nobody can tell which versions are frozen', () => {
    const files = {
      'leyline.yaml': 'contracts: { root: contracts }\n',
      'contracts/build/versions.yaml': 'versions: { v1: { status: later, packages: [a.v1] } }\n',
      'contracts/v1/a.proto': proto('a', MAP),
    };
    const root = temporaryFolder(files);
    const run = leyline(root, ['lint', '--fix-suggestions']);
    expect(run.code).toBe(1);
    expect(run.stderr).toBe('leyline: nothing is fixed, because contracts/build/versions.yaml has errors\n');
    expect(contentOf(root, 'contracts/v1/a.proto')).toBe(proto('a', MAP));
  });

  it.runIf(process.geteuid?.() !== 0)('changes nothing when one file cannot be written', () => {
    const root = temporaryFolder({ 'a/a.proto': proto('a', MAP), 'b/b.proto': proto('b', MAP) });
    chmodSync(join(root, 'b'), 0o555);
    const run = leyline(root, ['lint', '--fix-suggestions']);
    chmodSync(join(root, 'b'), 0o755);
    expect(run.code).toBe(2);
    expect(run.stderr).toMatch(/^leyline: cannot write .*\/b\/b.proto: permission denied\n {2}no file was changed\n$/);
    expect(contentOf(root, 'a/a.proto')).toBe(proto('a', MAP));
  });
});

describe('--fix', () => {
  const imports = (...names: string[]) =>
    `syntax = "proto3";\n\npackage a.v1;\n\n${names.map((name) => `import "google/protobuf/${name}.proto";\n`).join('')}`;

  it('makes fixes that change no meaning', () => {
    const files = {
      'a.proto': imports('timestamp', 'any'),
      'leyline.yaml': 'rules: { imports-sorted: error, import-used: off }\n',
    };
    const root = temporaryFolder(files);
    expect(leyline(root, ['lint'])).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('; 1 fixable with --fix\n'),
    });
    expect(leyline(root, ['lint', '--fix'])).toMatchObject({ code: 0, stderr: 'leyline: made 1 fix in 1 file\n' });
    expect(contentOf(root, 'a.proto')).toBe(imports('any', 'timestamp'));
  });

  it('makes no suggestion come true', () => {
    const root = temporaryFolder({ 'a.proto': proto('a', MAP) });
    expect(leyline(root, ['lint', '--fix'])).toMatchObject({ code: 1, stderr: '' });
    expect(contentOf(root, 'a.proto')).toBe(proto('a', MAP));
  });
});

describe('a run that is killed while it writes', () => {
  const COUNT = 400;
  const nameOf = (i: number) => `p${i}.proto`;
  const files = Object.fromEntries(Array.from({ length: COUNT }, (_, i) => [nameOf(i), proto(`p${i}`, MAP)]));

  async function killWhileWriting(root: string, signal: NodeJS.Signals): Promise<unknown> {
    const child = startLeyline(root, ['lint', '--fix-suggestions']);
    const ended = once(child, 'exit');
    while (child.exitCode === null && child.signalCode === null) {
      if (readdirSync(root).some((name) => name.endsWith('.tmp'))) {
        child.kill(signal);
        break;
      }
      await sleep(1);
    }
    const [code, by] = await ended;
    return by ?? code;
  }

  function states(root: string): Set<string> {
    return new Set(
      Array.from({ length: COUNT }, (_, i) => {
        const text = contentOf(root, nameOf(i));
        return text === proto(`p${i}`, MAP) ? 'old' : text === proto(`p${i}`, FIXED) ? 'new' : text;
      }),
    );
  }

  it.each(['SIGINT', 'SIGTERM'] as const)('by %s has written all files, and ends by it', async (signal) => {
    const root = temporaryFolder(files);
    expect(await killWhileWriting(root, signal)).toBe(signal);
    expect(states(root)).toEqual(new Set(['new']));
    expect(readdirSync(root)).toHaveLength(COUNT);
  });

  it('by SIGKILL leaves every file whole', async () => {
    const root = temporaryFolder(files);
    expect(await killWhileWriting(root, 'SIGKILL')).toBe('SIGKILL');
    expect(['old', 'new']).toEqual(expect.arrayContaining([...states(root)]));
    expect(leyline(root, ['lint', '--fix-suggestions']).code).toBe(0);
    expect(states(root)).toEqual(new Set(['new']));
  });
});
