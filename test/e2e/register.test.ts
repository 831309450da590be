// `leyline register` as its users run it: written, printed, checked; and what it says to strange projects.

import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder, writeInto } from '../inputs/temporary-folder.ts';
import { leyline, REPOSITORY, shell } from './leyline.ts';

const PAGE = 'docs/contract-register.md';

function copyOf(project: string): string {
  const folder = temporaryFolder();
  cpSync(join(REPOSITORY, 'fixtures/projects', project), folder, { recursive: true });
  return folder;
}

const readIn = (folder: string, path: string) => readFileSync(join(folder, path), 'utf8');

const DATACLASS =
  'from dataclasses import dataclass\n\n\n@dataclass\nclass Fresh:\n    """Was not there."""\n\n    x: int\n';

describe('a Python tree of subsystems', () => {
  it('has the register that is committed', () => {
    const folder = copyOf('python-register');
    const before = readIn(folder, PAGE);
    expect(leyline(folder, ['register', '--check'])).toMatchObject({ code: 0, stderr: '' });
    expect(leyline(folder, ['register', '--quiet'])).toMatchObject({ code: 0, stdout: '', stderr: '' });
    expect(readIn(folder, PAGE)).toBe(before);
  });

  it('fails the check after a dataclass was added, until the register is renewed; notes stay', () => {
    const folder = copyOf('python-register');
    writeInto(folder, { 'src/esper/tamiyo/fresh.py': DATACLASS });
    const stale = leyline(folder, ['register', '--check']);
    expect(stale.code).toBe(1);
    expect(stale.stdout).toContain(`${PAGE} is stale\n  + Fresh (src/esper/tamiyo/fresh.py:5)\n`);
    expect(stale.stdout).toContain("run 'leyline register' to renew it");

    expect(leyline(folder, ['register']).code).toBe(0);
    expect(leyline(folder, ['register', '--check']).code).toBe(0);
    const page = readIn(folder, PAGE);
    expect(page).toContain('- `Fresh` (`src/esper/tamiyo/fresh.py:5`) — Was not there.');
    expect(page).toContain('- Both dataclasses wrap telemetry packets; see ADR-006.');
  });

  it('names types that are gone and types that moved', () => {
    const folder = copyOf('python-register');
    const path = 'src/esper/security/signing.py';
    writeInto(folder, {
      [path]: `\n${readIn(folder, path)}`,
      'src/esper/simic/registry.py': '',
    });
    const { code, stdout } = leyline(folder, ['register', '--check', '--quiet']);
    expect([code, stdout.split('\n').slice(1, 3)]).toEqual([
      1,
      [
        '  - EmbeddingRegistryConfig (src/esper/simic/registry.py:8)',
        '  ~ TelemetryEvent (src/esper/core/telemetry.py:21)',
      ],
    ]);
    expect(stdout).toContain('  ~ SignatureContext (src/esper/security/signing.py:6)');
  });

  it('reports types that many subsystems import, as severely as the configuration says', () => {
    const folder = copyOf('python-register');
    const config = readIn(folder, 'leyline.yaml');
    expect(leyline(folder, ['register']).stdout).toContain(
      "warning[shared-type-outside-contracts]: 'TelemetryEvent' is imported by 4 other subsystems: karn, kasmina, oona, simic",
    );
    expect(leyline(folder, ['register', '--fail-on', 'warning']).code).toBe(1);
    writeFileSync(join(folder, 'leyline.yaml'), `${config}rules: { shared-type-outside-contracts: error }\n`);
    expect(leyline(folder, ['register']).code).toBe(1);
    writeFileSync(join(folder, 'leyline.yaml'), config.replace('  output:', '  threshold: 5\n  output:'));
    expect(leyline(folder, ['register']).stdout).not.toContain('shared-type');
  });

  it('a comment excuses a shared type', () => {
    const folder = copyOf('python-register');
    const path = 'src/esper/core/telemetry.py';
    const text = readIn(folder, path).replace(
      'class TelemetryEvent:',
      'class TelemetryEvent:  # leyline-ignore shared-type-outside-contracts: goes with ADR-006',
    );
    writeInto(folder, { [path]: text });
    expect(leyline(folder, ['register', '--fail-on', 'warning'])).toMatchObject({ code: 0 });
  });

  it('prints JSON with a row per type', () => {
    const { code, stdout } = leyline(copyOf('python-register'), ['register', '--format', 'json']);
    const { types } = JSON.parse(stdout) as { types: { name: string }[] };
    expect(code).toBe(0);
    expect(types).toHaveLength(15);
    expect(types.find(({ name }) => name === 'TelemetryMetric')).toEqual({
      name: 'TelemetryMetric',
      kind: 'dataclass',
      path: 'src/esper/core/telemetry.py',
      line: 12,
      decoratorLine: 11,
      subsystem: 'src/esper/core',
      summary: 'A single metric sample; captures name, value and unit.',
      members: ['name', 'value', 'unit'],
      importedBy: ['src/esper/kasmina'],
      importers: [
        { path: 'src/esper/core/__init__.py', line: 3 },
        { path: 'src/esper/kasmina/safety.py', line: 5 },
      ],
      mirrors: 'esper.telemetry.v1.TelemetryMetric',
      mirroredMembers: ['name', 'value', 'unit'],
    });
  });

  it('can be piped', () => {
    const folder = copyOf('python-register');
    const { code, stdout } = shell(folder, 'leyline register --format markdown | head -n 1');
    expect([code, stdout]).toEqual([0, '# Contract Register\n']);
  });

  it('writes where it is told to, in the form that the name says', () => {
    const folder = copyOf('python-register');
    expect(leyline(folder, ['register', '--output', 'deep/types.json']).code).toBe(0);
    expect(JSON.parse(readIn(folder, 'deep/types.json'))).toHaveProperty('types');
    expect(leyline(folder, ['register', '--check', '--output', 'deep/types.json']).code).toBe(0);
    const missing = leyline(folder, ['register', '--check', '--output', 'none.md']);
    expect([missing.code, missing.stdout.split('\n')[0]]).toEqual([1, 'none.md does not exist']);
  });
});

it('a TypeScript tree has the register that is committed', () => {
  const folder = copyOf('register-typescript');
  expect(leyline(folder, ['register', '--check']).stdout).toContain('contract-register.json is up to date: 5 types');
});

describe('strange projects', () => {
  const DATA = 'class A(TypedDict):\n    x: int\n';

  it('without configuration, the folders of the source are the subsystems', () => {
    const folder = temporaryFolder({ 'app/core/a.py': DATA, 'app/web/b.ts': 'export interface B { x: number }\n' });
    const { code, stdout } = leyline(folder, ['register', '--format', 'json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      subsystems: ['app/core', 'app/web'],
      types: [
        { name: 'A', subsystem: 'app/core' },
        { name: 'B', subsystem: 'app/web' },
      ],
    });
  });

  it('what cannot be read or parsed is a finding, and the rest is registered', () => {
    const folder = temporaryFolder({
      'app/core/a.py': DATA,
      'app/core/latin.py': new Uint8Array([0x23, 0xe9, 0x0a]),
      'app/web/broken.py': `def f(:\n    pass\n\n${DATA}`,
    });
    const { code, stdout, stderr } = leyline(folder, ['register', '--format', 'json']);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ types: [{ path: 'app/core/a.py' }, { path: 'app/web/broken.py' }] });
    expect(stderr).toContain('file is not UTF-8 text: byte 0xe9 at offset 1');
    expect(stderr).toContain("error[syntax-error]: '(' is never closed");
  });

  it.each([
    ['no source', { 'a.proto': 'syntax = "proto3";' }, [], 'there are no source files to make a register of'],
    [
      'a pattern that means nothing',
      { 'leyline.yaml': "register: { subsystems: ['src/*', 'lib/*'] }", 'src/a/a.py': DATA },
      [],
      "no source file is in a folder that 'lib/*' means\n --> leyline.yaml:1:35",
    ],
    [
      'subsystems that are no pattern',
      { 'leyline.yaml': 'register: { subsystems: 5 }', 'src/a/a.py': DATA },
      [],
      "'subsystems' must be text or a list, not the number 5\n --> leyline.yaml:1:25",
    ],
    ['an unknown key', { 'leyline.yaml': 'register: { subsystem: src/* }' }, [], 'subsystem'],
    ['an output that leads out', { 'leyline.yaml': 'register: { output: ../a.md }' }, [], 'leads out of the project'],
    ['an unknown format', { 'a.py': DATA }, ['--format', 'jsn'], "'--format' does not take 'jsn'"],
    ['a check of nothing', { 'a.py': DATA }, ['--check', '--output', '-'], "'--check' needs a file"],
    ['a folder for a file', { 'a/b.py': DATA }, ['--output', 'a'], 'a is a folder, not a file'],
    [
      'a page that was broken by hand',
      { 'a/b.py': DATA, 'docs/contract-register.md': '<!-- leyline register: a -->\n' },
      [],
      "the generated part of 'a' is never closed",
    ],
  ])('%s cannot be run on, and nothing is written', (_, files, args, message) => {
    const folder = temporaryFolder(files);
    const { code, stderr } = leyline(folder, ['register', ...args]);
    expect([code, stderr.includes(message) ? message : stderr]).toEqual([2, message]);
  });
});
