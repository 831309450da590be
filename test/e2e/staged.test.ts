// --staged in real repositories: what the next commit will hold, and nothing else, decides.

import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commitAll, git, repository, temporaryFolder, writeInto } from '../inputs/temporary-folder.ts';
import { BIN, complaint, findings, leyline } from './leyline.ts';
import { FLOAT, floatAt, GOOD, proto } from './protos.ts';

const COMPACT = ['lint', '--staged', '--format', 'compact'];
const CLEAN = { code: 0, stdout: '', stderr: '' };

describe('--staged', () => {
  it('sees what is staged and not the work tree', () => {
    const root = repository({ 'a.proto': proto('a', GOOD), 'b.proto': proto('b', GOOD) });
    writeInto(root, { 'a.proto': proto('a', FLOAT), 'b.proto': proto('b', FLOAT) });
    expect(leyline(root, COMPACT)).toEqual(CLEAN);
    git(root, 'add', 'a.proto');
    writeInto(root, { 'a.proto': proto('a', GOOD) });
    expect(findings(leyline(root, COMPACT))).toEqual([floatAt('a.proto')]);
    rmSync(join(root, 'a.proto'));
    expect(findings(leyline(root, COMPACT))).toEqual([floatAt('a.proto')]);
  });

  it('sees the staged part of a file that has more changes', () => {
    const root = repository({ 'a.proto': proto('a', GOOD) });
    writeInto(root, { 'a.proto': proto('a', GOOD, 'float error_count = 2;') });
    git(root, 'add', 'a.proto');
    writeInto(root, { 'a.proto': proto('a', '// more', GOOD, 'float error_count = 2;', 'float hit_count = 3;') });
    expect(findings(leyline(root, COMPACT))).toEqual([
      "a.proto:7:3: error: counter 'error_count' is a float [no-float-counters]",
    ]);
  });

  it.each<[what: string, change: (root: string) => void, found: string[]]>([
    ['a new file', (root) => writeInto(root, { 'new.proto': proto('new', FLOAT) }), [floatAt('new.proto')]],
    ['a deleted file', (root) => rmSync(join(root, 'a.proto')), []],
    ['a renamed file', (root) => git(root, 'mv', 'a.proto', 'z.proto'), [floatAt('z.proto')]],
    ['nothing', () => undefined, []],
  ])('%s', (_, change, found) => {
    const root = repository({ 'a.proto': proto('a', FLOAT) });
    change(root);
    git(root, 'add', '--all');
    const run = leyline(root, COMPACT);
    expect(run).toMatchObject({ code: found.length === 0 ? 0 : 1, stderr: '' });
    expect(findings(run)).toEqual(found);
  });

  it('sees all that is staged before the first commit', () => {
    const root = repository();
    writeInto(root, { 'a.proto': proto('a', FLOAT) });
    expect(leyline(root, COMPACT)).toEqual(CLEAN);
    git(root, 'add', 'a.proto');
    expect(findings(leyline(root, COMPACT))).toEqual([floatAt('a.proto')]);
  });

  it('can be narrowed to paths, and works from any folder', () => {
    const root = repository({ 'leyline.yaml': '' });
    writeInto(root, {
      'a.proto': proto('a', FLOAT),
      'sub/b.proto': proto('b', FLOAT),
      'sub/c.proto': proto('c', GOOD),
    });
    git(root, 'add', 'a.proto', 'sub/b.proto');
    expect(findings(leyline(join(root, 'sub'), COMPACT))).toEqual([floatAt('a.proto'), floatAt('sub/b.proto')]);
    expect(findings(leyline(join(root, 'sub'), [...COMPACT, '.']))).toEqual([floatAt('sub/b.proto')]);
    expect(complaint(leyline(join(root, 'sub'), [...COMPACT, 'c.proto'])).message).toBe(
      "'c.proto' is not in git's index",
    );
  });

  it('reads the imports of staged files from the index as well', () => {
    const user = 'syntax = "proto3";\npackage u.v1;\nimport "a.proto";\nmessage User {\n  a.v1.Packet packet = 1;\n}\n';
    const root = repository({ 'a.proto': proto('a', GOOD) });
    writeInto(root, { 'user.proto': user });
    git(root, 'add', 'user.proto');
    rmSync(join(root, 'a.proto'));
    expect(leyline(root, COMPACT)).toEqual(CLEAN);
    git(root, 'rm', '--quiet', '--cached', 'a.proto');
    writeInto(root, { 'a.proto': proto('a', GOOD) });
    expect(findings(leyline(root, COMPACT))[0]).toBe(
      "user.proto:3:8: error: 'a.proto' is not found [unresolved-import]",
    );
  });

  it('asks git three things, and for contents once', () => {
    const files = Array.from({ length: 30 }, (_, i) => [`p${i}.proto`, proto(`p${i}`, GOOD)]);
    const root = repository();
    writeInto(root, Object.fromEntries(files));
    git(root, 'add', '--all');
    const trace = join(temporaryFolder(), 'trace');
    expect(leyline(root, COMPACT, { env: { GIT_TRACE: trace } })).toEqual(CLEAN);
    const started = [...readFileSync(trace, 'utf8').matchAll(/built-in: git (\S+)/g)].map(([, command]) => command);
    expect(started).toEqual(['ls-files', 'diff', 'cat-file']);
  });
});

describe('the configuration of a staged run', () => {
  const EXCEPTION = "exceptions:\n  - { rule: no-float-counters, path: '**', owner: karn, reason: legacy }\n";
  const CONFIG = '# none\n';

  function stagedProject(staged: string): string {
    const root = repository({ 'leyline.yaml': CONFIG });
    writeInto(root, { 'a.proto': proto('a', FLOAT), 'leyline.yaml': staged });
    git(root, 'add', '--all');
    return root;
  }

  it.each<[staged: string, change: (path: string) => void, isExcused: boolean]>([
    ['excuses', (path) => writeFileSync(path, CONFIG), true],
    ['excuses', (path) => writeFileSync(path, 'no yaml: ['), true],
    ['excuses', (path) => rmSync(path), true],
    ['does not excuse', (path) => writeFileSync(path, EXCEPTION), false],
  ])('is the staged one: it %s', (_, change, isExcused) => {
    const root = stagedProject(isExcused ? EXCEPTION : CONFIG);
    change(join(root, 'leyline.yaml'));
    expect(leyline(root, COMPACT)).toMatchObject({ code: isExcused ? 0 : 1, stderr: '' });
  });

  it('is read from disk where git does not know it, or where it is named', () => {
    const root = repository();
    writeInto(root, { 'a.proto': proto('a', FLOAT), 'leyline.yaml': EXCEPTION, 'other.yaml': CONFIG });
    git(root, 'add', 'a.proto');
    expect(leyline(root, COMPACT).code).toBe(0);
    git(root, 'add', 'leyline.yaml');
    expect(leyline(root, [...COMPACT, '--config', 'other.yaml']).code).toBe(1);
  });

  it('is refused when it is broken, whatever lies on disk', () => {
    const root = stagedProject('rules: { no-map-feilds: error }\n');
    writeInto(root, { 'leyline.yaml': CONFIG });
    const run = leyline(root, COMPACT);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toContain("error[invalid-config]: unknown rule 'no-map-feilds'\n --> leyline.yaml:1:10\n");
  });
});

describe('in a pre-commit hook', () => {
  function repositoryWithHook(folder: string): string {
    const root = repository({ [`${folder}/a.proto`]: proto('a', GOOD), [`${folder}/b.proto`]: proto('b', GOOD) });
    const hook = join(root, '.git/hooks/pre-commit');
    const command = `"${process.execPath}" "${BIN}" lint --staged --format compact --cwd "${folder}"`;
    writeFileSync(hook, `#!/bin/sh\n${command} > "${root}/.git/told" 2>&1\n`);
    chmodSync(hook, 0o755);
    return root;
  }

  function commit(root: string, ...args: string[]): { isMade: boolean; told: string } {
    let isMade = true;
    try {
      git(root, 'commit', '--quiet', '--message', 'next', ...args);
    } catch {
      isMade = false;
    }
    return { isMade, told: readFileSync(join(root, '.git/told'), 'utf8') };
  }

  // `git commit -a` and `git commit <path>` build an index of their own for the hook.
  it.each<[args: string[], found: string[]]>([
    [[], ['b']],
    [['--all'], ['a', 'b']],
    [['--', 'sub/a.proto'], ['a']],
  ])('sees the commit that `git commit %j` would make', (args, found) => {
    const root = repositoryWithHook('sub');
    writeInto(root, { 'sub/a.proto': proto('a', FLOAT), 'sub/b.proto': proto('b', FLOAT) });
    git(root, 'add', 'sub/b.proto');
    const told = found.map((name) => `${floatAt(`${name}.proto`)}\n`).join('');
    expect(commit(root, ...args)).toEqual({ isMade: false, told });
  });

  it('lets a clean commit pass', () => {
    const root = repositoryWithHook('sub');
    writeInto(root, { 'sub/a.proto': proto('a', '// clean', GOOD) });
    expect(commit(root, '--all')).toEqual({ isMade: true, told: '' });
  });
});

describe('where git is of no help', () => {
  it('says so: no repository', () => {
    const root = temporaryFolder({ 'a.proto': proto('a', GOOD) });
    expect(complaint(leyline(root, COMPACT))).toMatchObject({ message: `${root} is not in a git repository` });
  });

  it('says so: no git', () => {
    const root = repository({ 'a.proto': proto('a', GOOD) });
    const told = complaint(leyline(root, COMPACT, { env: { PATH: '/nonexistent' } }));
    expect(told.message).toBe('git is not installed, or not on the PATH');
  });

  it('says so: a merge conflict', () => {
    const root = repository({ 'a.proto': proto('a', GOOD) });
    git(root, 'checkout', '--quiet', '-b', 'other');
    writeInto(root, { 'a.proto': proto('a', FLOAT) });
    commitAll(root, 'theirs');
    git(root, 'checkout', '--quiet', 'main');
    writeInto(root, { 'a.proto': proto('a', 'int32 x = 1;') });
    commitAll(root, 'ours');
    expect(() => git(root, 'merge', 'other')).toThrow();
    const run = leyline(root, COMPACT);
    expect(run.code).toBe(1);
    expect(findings(run)).toEqual([
      expect.stringMatching(/^a.proto:1:1: error: .*unresolved merge conflict.*\[unreadable-file\]$/),
    ]);
  });
});
