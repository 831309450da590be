// The recipes of docs/hooks.md, each as it stands there, in a real repository with the real hook manager: a commit that adds a
// map is refused with the reason, a good one passes, and only what is staged counts.

import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parse } from 'yaml';
import { git, repository, writeInto } from '../inputs/temporary-folder.ts';
import { BIN, environment, REPOSITORY } from './leyline.ts';
import { GOOD, MAP, proto } from './protos.ts';

const GUIDE = readFileSync(join(REPOSITORY, 'docs/hooks.md'), 'utf8');

/** A folder with `node_modules/.bin` that has husky, lefthook and simple-git-hooks. */
const MANAGERS = process.env['LEYLINE_HOOK_MANAGERS'];
const IS_DEMANDED = (process.env['LEYLINE_REQUIRE_TOOLS'] ?? '').split(',').includes('hooks');

/** The code of a recipe: the n-th block below its heading. */
function recipe(heading: string, block = 0): string {
  const section = GUIDE.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? '';
  const blocks = [...section.matchAll(/^```\w+\n(.*?)^```$/gms)].map(([, code]) => code ?? '');
  return blocks[block] ?? `docs/hooks.md has no recipe for ${heading}`;
}

/** A repository with a clean contract, and Leyline where npm would have installed it. */
function project(): string {
  const root = repository({ 'package.json': '{}\n', '.gitignore': 'node_modules\n', 'a.proto': proto('a', GOOD) });
  mkdirSync(join(root, 'node_modules/.bin'), { recursive: true });
  symlinkSync(REPOSITORY, join(root, 'node_modules/leyline'));
  symlinkSync(BIN, join(root, 'node_modules/.bin/leyline'));
  return root;
}

function run(root: string, command: string, ...args: string[]): SpawnSyncReturns<string> {
  const tools = [...(MANAGERS === undefined ? [] : [join(MANAGERS, 'node_modules/.bin')]), process.env['PATH'] ?? ''];
  const identity = ['AUTHOR', 'COMMITTER'].flatMap((who) => [
    [`GIT_${who}_NAME`, 'Kasmina'],
    [`GIT_${who}_EMAIL`, 'kasmina@example.org'],
  ]);
  const env = environment({
    ...Object.fromEntries(identity),
    HOME: join(root, '.home'),
    PRE_COMMIT_HOME: `${root}-pre-commit`,
    ...(IS_DEMANDED && machineEnvironment()),
    PATH: tools.join(delimiter),
    npm_config_update_notifier: 'false',
  });
  return spawnSync(command, args, { cwd: root, env, encoding: 'utf8' });
}

/** The way to the package registry is the machine's own affair; what npm tells the tests it runs is not. */
function machineEnvironment(): Record<string, string> {
  const entries = Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name));
  return Object.fromEntries(entries.map(([name, value]) => [name, value ?? '']));
}

function install(root: string, command: string, ...args: string[]): void {
  const { status, stdout, stderr } = run(root, command, ...args);
  expect({ command, status, said: status === 0 ? '' : stdout + stderr }).toEqual({ command, status: 0, said: '' });
}

interface Recipe {
  readonly name: string;
  /** The program it needs beside git and npm; found among the hook managers or on the PATH. */
  readonly needs?: string;
  readonly setUp: (root: string) => void;
  /** Takes from the package registry, and long: tried where hooks are demanded. */
  readonly isSlow?: true;
}

const RECIPES: readonly Recipe[] = [
  {
    name: 'No hook manager',
    setUp(root) {
      writeInto(root, { '.git/hooks/pre-commit': recipe('No hook manager') });
      chmodSync(join(root, '.git/hooks/pre-commit'), 0o755);
    },
  },
  {
    name: 'husky',
    needs: 'husky',
    setUp(root) {
      install(root, 'husky');
      writeInto(root, { '.husky/pre-commit': recipe('husky') });
    },
  },
  {
    name: 'lefthook',
    needs: 'lefthook',
    setUp(root) {
      writeInto(root, { 'lefthook.yml': recipe('lefthook') });
      install(root, 'lefthook', 'install');
    },
  },
  {
    name: 'simple-git-hooks',
    needs: 'simple-git-hooks',
    setUp(root) {
      writeFileSync(join(root, 'package.json'), recipe('simple-git-hooks'));
      install(root, 'simple-git-hooks');
    },
  },
  {
    name: 'pre-commit, from the repository',
    needs: 'pre-commit',
    isSlow: true,
    setUp(root) {
      const config = recipe('pre-commit')
        .replace(/repo: .*/, `repo: ${REPOSITORY}`)
        .replace(/rev: .*/, `rev: ${git(REPOSITORY, 'rev-parse', 'HEAD').trim()}`);
      writeInto(root, { '.pre-commit-config.yaml': config });
      onTestFinished(() => rmSync(`${root}-pre-commit`, { recursive: true, force: true }));
      install(root, 'pre-commit', 'install');
    },
  },
  {
    name: 'pre-commit, with what the project has installed',
    needs: 'pre-commit',
    setUp(root) {
      writeInto(root, { '.pre-commit-config.yaml': recipe('pre-commit', 1) });
      install(root, 'pre-commit', 'install');
    },
  },
];

function isFound(program: string | undefined): boolean {
  if (program === undefined) return true;
  const folders = [
    MANAGERS === undefined ? '' : join(MANAGERS, 'node_modules/.bin'),
    ...(process.env['PATH'] ?? '').split(delimiter),
  ];
  return folders.some((folder) => folder !== '' && existsSync(join(folder, program)));
}

function commit(root: string): SpawnSyncReturns<string> {
  return run(root, 'git', 'commit', '--message', 'change');
}

/** What a commit that failed has printed. */
function said({ status, stdout, stderr }: SpawnSyncReturns<string>): string {
  return status === 0 ? '' : `${stdout}${stderr}` || `exit code ${status}`;
}

const REASON = /map field 'scores'/;

describe.each(RECIPES.filter(({ isSlow }) => !isSlow || IS_DEMANDED))('$name', ({ name, needs, setUp }) => {
  if (!isFound(needs)) {
    it(`is not tried: there is no ${needs}`, () => {
      expect(IS_DEMANDED, `LEYLINE_REQUIRE_TOOLS demands ${name}`).toBe(false);
    });
    return;
  }

  it('refuses a map with the reason, lets good changes pass, and sees only what is staged', () => {
    const root = project();
    setUp(root);
    writeInto(root, { 'notes.txt': 'begun\n' });
    git(root, 'add', '--all');
    expect(said(commit(root)), 'the recipe itself').toBe('');

    writeInto(root, { 'a.proto': proto('a', GOOD, MAP) });
    git(root, 'add', 'a.proto');
    const refused = said(commit(root));
    expect(refused).toMatch(REASON);
    expect(refused).toMatch(/a\.proto:7/);

    // The map stays in the work tree; what is staged has none.
    writeInto(root, { 'a.proto': proto('a', GOOD, 'bool done = 3;') });
    git(root, 'add', 'a.proto');
    writeInto(root, { 'a.proto': proto('a', GOOD, 'bool done = 3;', MAP) });
    expect(said(commit(root))).toBe('');
    expect(git(root, 'show', 'HEAD:a.proto')).not.toMatch(/map</);
    expect(readFileSync(join(root, 'a.proto'), 'utf8')).toMatch(/map</);

    // And the other way round: the map is staged, and the work tree is good again.
    git(root, 'add', 'a.proto');
    writeInto(root, { 'a.proto': proto('a', GOOD, 'bool done = 3;') });
    expect(said(commit(root))).toMatch(REASON);
  }, 300_000);
});

it('the hook for the pre-commit framework runs the command that there is', () => {
  const hooks = parse(readFileSync(join(REPOSITORY, '.pre-commit-hooks.yaml'), 'utf8')) as Record<string, unknown>[];
  expect(hooks.map(({ id, language, entry, pass_filenames }) => ({ id, language, entry, pass_filenames }))).toEqual([
    { id: 'leyline-lint', language: 'node', entry: 'leyline lint --staged', pass_filenames: false },
  ]);
});
