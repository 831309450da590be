// The texts that `leyline init` writes mean what they were made from: read back by the readers that everything else uses.

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { knownRules } from '../../src/commands/open-project.ts';
import { type ConfigDraft, configText } from '../../src/init/config-text.ts';
import { manifestFile } from '../../src/init/contract-skeleton.ts';
import { type HookFacts, hookCommand, planHook } from '../../src/init/hook-plan.ts';
import { installCommand, WORKFLOW_PATH, workflowText } from '../../src/init/workflow-text.ts';
import { yamlList, yamlText, yamlValue } from '../../src/init/yaml-text.ts';
import { parseConfig } from '../../src/inputs/config/parse-config.ts';
import { readVersions } from '../../src/inputs/contract-set/read-versions.ts';
import { findActionlint } from '../actionlint.ts';
import { temporaryFolder } from '../inputs/temporary-folder.ts';

describe('a value in YAML', () => {
  it.each([
    'no',
    'Null',
    '~',
    '1.0',
    '0x1',
    '.inf',
    "it's",
    'a: b',
    '# a',
    '- a',
    '*a',
    '',
    ' a ',
    'a\nb',
    '@a',
    '.a',
    '1e3',
  ])('is the text that it was: %j', (text) => {
    expect(parse(`key: ${yamlText(text)}\n`)).toEqual({ key: text });
  });

  it('is what it was, whatever it is', () => {
    const texts = fc.string({ unit: 'grapheme' });
    const values = fc.oneof(texts, fc.boolean(), fc.integer(), fc.array(texts), fc.dictionary(texts, texts));
    fc.assert(
      fc.property(fc.array(texts), values, (list, value) => {
        expect(parse(`list: ${yamlList(list)}\nvalue: ${yamlValue(value)}\n`)).toEqual({ list, value });
      }),
      { numRuns: 300 },
    );
  });
});

describe('the configuration', () => {
  const full: ConfigDraft = {
    from: 'buf.yaml',
    schema: 'node_modules/leyline/docs/schemas/config.schema.json',
    roots: [''],
    imports: ['third party', 'vendor/a'],
    sources: [{ language: 'typescript', include: ['src/**'], generated: ['**/*_pb.ts'] }],
    presets: ['buf-basic', 'buf-file'],
    rows: new Map([['enum-zero-value-suffix', { severity: 'error', options: { suffix: '_NONE' } }]]),
    overrides: [{ paths: ['a/[*]'], rows: new Map([['no-map-fields', { severity: 'off' }]]) }],
    baseline: '.leyline-baseline.json',
  };

  it('is one that leyline reads', async () => {
    const { config } = await parseConfig(configText(full), 'leyline.yaml', knownRules());
    expect(config).toMatchObject({
      contracts: { root: '', imports: ['third party', 'vendor/a'] },
      sources: [{ language: 'typescript', include: ['src/**'], generated: ['**/*_pb.ts'] }],
      rules: {
        extends: ['buf-basic', 'buf-file'],
        settings: new Map([['enum-zero-value-suffix', { severity: 'error', options: { suffix: '_NONE' } }]]),
      },
      overrides: [{ paths: ['a/[*]'], rules: new Map([['no-map-fields', { severity: 'off' }]]) }],
      baseline: '.leyline-baseline.json',
    });
  });

  it('says nothing of what was not found', () => {
    const nothing = {
      roots: [],
      imports: [],
      sources: [],
      presets: ['recommended'],
      rows: new Map(),
      overrides: [],
    };
    expect(configText(nothing)).toBe('rules:\n  extends: recommended\n');
  });
});

it('the manifest has the last version as the one that is worked on', async () => {
  const fileOf = (version: string) => ({ path: `c/${version}/a.proto`, package: `acme.a.${version}`, imports: [] });
  const versions = ['v1', 'v2', 'v10'];
  const { path, text } = manifestFile({ root: 'c', thirdParty: [], own: versions.map(fileOf), versions });
  const { value, findings } = await readVersions({ path, text });
  expect(findings).toEqual([]);
  expect(value?.versions.map(({ name, status }) => [name.value, status.value])).toEqual([
    ['v1', 'frozen'],
    ['v2', 'frozen'],
    ['v10', 'active'],
  ]);
});

describe('the hook', () => {
  const none: HookFacts = {
    gitHook: '.git/hooks/pre-commit',
    hasGitHook: false,
    hasHusky: false,
    hasHuskyHook: false,
    lefthook: undefined,
    hasPreCommitConfig: false,
    hasSimpleGitHooks: false,
  };

  it.each<[what: string, facts: Partial<HookFacts>, plan: object]>([
    ['git alone', {}, { kind: 'file', path: '.git/hooks/pre-commit', mode: 0o755 }],
    ['git, with a hook', { hasGitHook: true }, { kind: 'lines', path: '.git/hooks/pre-commit' }],
    ['hooks outside the repository', { gitHook: undefined }, { kind: 'none' }],
    ['husky', { hasHusky: true }, { kind: 'file', path: '.husky/pre-commit', text: 'leyline lint --staged\n' }],
    ['husky, with a hook', { hasHusky: true, hasHuskyHook: true }, { kind: 'lines', path: '.husky/pre-commit' }],
    ['lefthook', { lefthook: 'lefthook.yml' }, { kind: 'lines', path: 'lefthook.yml' }],
    ['pre-commit', { hasPreCommitConfig: true }, { kind: 'lines', path: '.pre-commit-config.yaml' }],
    ['simple-git-hooks', { hasSimpleGitHooks: true }, { kind: 'lines', path: 'package.json' }],
  ])('of %s', (_, facts, plan) => {
    expect(planHook({ ...none, ...facts }, 'leyline lint --staged')).toMatchObject(plan);
  });

  it('finds what npm installs later', () => {
    expect(planHook(none, 'leyline lint --staged', 'a b/node_modules/.bin')).toMatchObject({
      text: "#!/bin/sh\nPATH='a b/node_modules/.bin':$PATH\nexec leyline lint --staged\n",
    });
  });

  it.each([
    ['', 'bin/leyline lint --staged'],
    ['proto', 'bin/leyline lint --staged --cwd proto'],
    ["it's; rm *", "bin/leyline lint --staged --cwd 'it'\\''s; rm *'"],
  ])('goes to the project in %j', (below, command) => {
    expect(hookCommand('bin/leyline', below)).toBe(command);
  });
});

describe('the workflow', () => {
  const drafts = [true, false].flatMap((hasLock) =>
    ['', 'services/a: b'].map((below) => ({ branch: 'main', below, install: installCommand(new Set()), hasLock })),
  );

  it.each(drafts)('reads the repository and does nothing else: %j', (draft) => {
    const { permissions, jobs } = parse(workflowText(draft));
    expect(permissions).toEqual({ contents: 'read' });
    expect(jobs.contracts).toHaveProperty('timeout-minutes');
    const actions = jobs.contracts.steps.flatMap(({ uses }: { uses?: string }) => uses ?? []);
    for (const action of actions) expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
    expect(jobs.contracts.defaults?.run['working-directory'] ?? '').toBe(draft.below);
  });

  it('has nothing that actionlint finds', { timeout: 300_000 }, (context) => {
    const found = findActionlint();
    if ('missing' in found) return context.skip(found.missing);
    for (const draft of drafts) {
      const root = temporaryFolder({ [WORKFLOW_PATH]: workflowText(draft) });
      const { status, stdout } = spawnSync(found.program, [join(root, WORKFLOW_PATH)], { encoding: 'utf8' });
      expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    }
  });

  it.each([
    [['package.json', 'package-lock.json'], 'npm ci'],
    [['package.json', 'pnpm-lock.yaml'], 'corepack enable && pnpm install --frozen-lockfile'],
    [['package.json', 'yarn.lock'], 'corepack enable && yarn install --immutable'],
    [['package.json'], 'npm install'],
  ])('with %j installs by %s', (names, command) => {
    expect(installCommand(new Set(names))).toBe(command);
  });
});
