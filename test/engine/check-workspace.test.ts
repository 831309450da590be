// All of the engine together: rules, excuses and the engine's own checks over real texts.

import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/diagnostics/finding.ts';
import { baselineEntries } from '../../src/engine/baseline.ts';
import { type CheckInput, checkWorkspace } from '../../src/engine/check-workspace.ts';
import { defineRule } from '../../src/engine/define-rule.ts';
import { ENGINE_CHECKS } from '../../src/engine/engine-checks.ts';
import type { ConfiguredException } from '../../src/engine/exceptions.ts';
import { createPolicy, DEFAULT_POLICY, type PolicyConfig, type RuleSetting } from '../../src/engine/policy.ts';
import { yamlComments } from '../../src/engine/yaml-comments.ts';
import type { ContractSet } from '../../src/model/contract-set.ts';
import { COMPILE_CHECKS } from '../../src/model/proto/schema/compile-checks.ts';
import { linkTexts, NO_CONTRACTS } from './link-texts.ts';

const ABOUT = {
  group: 'test',
  severity: 'error',
  presets: ['recommended'],
  since: '0.1.0',
  fixable: 'no',
  summary: 'for tests',
  why: 'for tests',
} as const;

const noMaps = defineRule({
  ...ABOUT,
  id: 'no-maps',
  messages: { map: "map field '{name}'" },
  visit: {
    field: (field, ctx) => {
      if (field.isMap) ctx.report({ message: 'map', at: field.node.type, data: { name: field.name } });
    },
  },
});

const noBytes = defineRule({
  ...ABOUT,
  id: 'no-bytes',
  severity: 'info',
  checksFrozen: true,
  messages: { bytes: "bytes field '{name}'" },
  visit: {
    field: (field, ctx) => {
      if (field.type === 'bytes') ctx.report({ message: 'bytes', at: field.node.type, data: { name: field.name } });
    },
  },
});

const RULES = [noMaps, noBytes];

interface Setup extends Partial<Omit<CheckInput, 'workspace'>> {
  readonly config?: PolicyConfig;
  readonly only?: readonly string[];
  readonly contracts?: ContractSet;
  readonly check?: (path: string) => boolean;
}

/** Files by path; each text stands inside a message unless it begins with `syntax`. */
function check(files: Readonly<Record<string, string>>, setup: Setup = {}) {
  const { config = DEFAULT_POLICY, only, contracts = NO_CONTRACTS, check: isUnderCheck = () => true, ...rest } = setup;
  const texts = Object.entries(files).map(([path, text]) => [
    path,
    text.startsWith('syntax')
      ? text
      : `syntax = "proto3";\npackage p${path.replace(/\W/g, '_')};\nmessage M {\n${text}\n}\n`,
  ]);
  const linked = linkTexts(Object.fromEntries(texts), { contracts, check: isUnderCheck });
  return checkWorkspace({
    ...linked,
    compileChecks: new Set(COMPILE_CHECKS.map(({ id }) => id)),
    rules: RULES,
    policy: createPolicy({ config, rules: RULES, only }),
    exceptions: [],
    baseline: new Set(),
    otherTexts: [],
    today: '2026-11-21',
    isComplete: true,
    ...rest,
  });
}

function lines(findings: readonly Finding[]): string[] {
  return findings.map(
    ({ path, severity, rule, message, excused }) =>
      `${path} ${severity} ${rule}: ${message}${excused ? ` (${excused.by}: ${excused.reason})` : ''}`,
  );
}

const MAP = 'map<string, int32> a = 1;';
const V1_FROZEN: ContractSet = {
  ...NO_CONTRACTS,
  root: 'contracts',
  manifest: {
    path: 'contracts/build/versions.yaml',
    versions: [
      {
        name: { value: 'v1', place: { path: 'contracts/build/versions.yaml', start: 0, end: 2 } },
        status: { value: 'frozen', place: { path: 'contracts/build/versions.yaml', start: 3, end: 9 } },
        version: undefined,
        packages: [],
      },
    ],
  },
};

function exception(over: Partial<ConfiguredException> = {}): ConfiguredException {
  const place = { path: 'leyline.yaml', start: 0, end: 5 };
  return { rule: 'no-maps', path: '**', owner: 'data-architect', reason: 'agreed', place, ...over };
}

function settings(rows: Record<string, RuleSetting['severity']>): PolicyConfig {
  const rules = new Map(Object.entries(rows).map(([id, severity]) => [id, { severity }] as const));
  return { extends: ['recommended'], rules, overrides: [] };
}

describe('findings', () => {
  it('are sorted by path, each said once', () => {
    const { findings } = check({ 'b.proto': `bytes b = 2;\n${MAP}`, 'a.proto': MAP });
    expect(lines(findings)).toEqual([
      "a.proto error no-maps: map field 'a'",
      "b.proto info no-bytes: bytes field 'b'",
      "b.proto error no-maps: map field 'a'",
    ]);
  });

  it('of the compiler stand among them, and nothing excuses them', () => {
    const text = `// leyline-ignore syntax-error: we know\n${MAP}\nint32 = 3;`;
    const { findings } = check({ 'a.proto': text }, { exceptions: [exception({ rule: 'syntax-error' })] });
    expect(lines(findings)).toEqual([
      "a.proto error suppression-malformed: a comment cannot excuse 'syntax-error'",
      "a.proto error no-maps: map field 'a'",
      expect.stringMatching(/^a\.proto error syntax-error: .*[^)]$/),
    ]);
  });

  it('lie in files under check only', () => {
    const { findings } = check({ 'a.proto': MAP, 'b.proto': MAP }, { check: (path) => path === 'a.proto' });
    expect(lines(findings)).toEqual(["a.proto error no-maps: map field 'a'"]);
  });

  it('are excused by the first of comment, exception and baseline that applies', () => {
    const suppressed = `${MAP} // leyline-ignore no-maps: kept`;
    const files = { 'a.proto': suppressed, 'b.proto': MAP, 'c.proto': MAP, 'd.proto': MAP };
    const exceptions = [exception({ path: '{a,b}.proto' })];
    const open = check(files, { exceptions });
    const entries = baselineEntries(open.findings, open.sources, new Set());
    const inBaseline = entries.filter(({ path }) => path !== 'd.proto').map(({ fingerprint }) => fingerprint);
    const { findings, baselineGone } = check(files, { exceptions, baseline: new Set([...inBaseline, 'long gone']) });
    expect(lines(findings)).toEqual([
      "a.proto error no-maps: map field 'a' (comment: kept)",
      "b.proto error no-maps: map field 'a' (exception: agreed)",
      "c.proto error no-maps: map field 'a' (baseline: in the baseline)",
      "d.proto error no-maps: map field 'a'",
    ]);
    expect(baselineGone).toBe(1);
    expect(check(files, { baseline: new Set(['long gone']), isComplete: false }).baselineGone).toBe(0);
  });
});

describe("the engine's own checks", () => {
  const unused = '// leyline-ignore no-maps: kept\nint32 a = 1;';

  it('can be set like rules', () => {
    const found = (config: PolicyConfig) => lines(check({ 'a.proto': unused }, { config }).findings);
    const message = 'suppression of no-maps excuses nothing';
    expect(found(DEFAULT_POLICY)).toEqual([`a.proto warning suppression-unused: ${message}`]);
    expect(found(settings({ 'suppression-unused': 'error' }))).toEqual([
      `a.proto error suppression-unused: ${message}`,
    ]);
    expect(found(settings({ 'suppression-unused': 'off' }))).toEqual([]);
  });

  it.each([
    ['the run was not over the whole project', { isComplete: false }],
    ['the rule is off', { config: settings({ 'no-maps': 'off' }) }],
    ['other rules were selected', { only: ['no-bytes', 'suppression-unused', 'exception-unused'] }],
  ])('call no excuse unused when %s', (_, setup) => {
    expect(check({ 'a.proto': unused }, { exceptions: [exception()], ...setup }).findings).toEqual([]);
  });

  it('call no excuse unused while a file cannot be read', () => {
    const files = { 'a.proto': unused, 'broken.proto': 'syntax = "proto3";\nmessage {' };
    const { findings } = check(files, { exceptions: [exception()] });
    expect(new Set(findings.map(({ rule }) => rule))).toEqual(new Set(['syntax-error']));
  });

  it.each([
    ['means a file where the rule ran', 'a.proto', ['exception-unused']],
    ['means no file at all', 'nowhere/**', ['exception-unused']],
    ['means frozen files only', 'contracts/v1', []],
  ])('see an exception that %s', (_, path, rules) => {
    const files = { 'a.proto': 'int32 a = 1;', 'contracts/v1/a.proto': MAP };
    const { findings } = check(files, { exceptions: [exception({ path })], contracts: V1_FROZEN });
    expect(findings.map(({ rule }) => rule)).toEqual(rules);
  });

  it('can be excused by an exception, but not by a comment', () => {
    const accepted = exception({ rule: 'suppression-unused' });
    expect(lines(check({ 'a.proto': unused }, { exceptions: [accepted] }).findings)).toEqual([
      'a.proto warning suppression-unused: suppression of no-maps excuses nothing (exception: agreed)',
    ]);
    const text = `// leyline-ignore suppression-unused: why not\n${unused}`;
    expect(check({ 'a.proto': text }).findings.map(({ rule }) => rule)).toEqual([
      'suppression-malformed',
      'suppression-unused',
    ]);
  });

  it('report an expired exception, and what it excused', () => {
    const { findings } = check({ 'a.proto': MAP }, { exceptions: [exception({ expires: '2026-01-31' })] });
    expect(lines(findings)).toEqual([
      "a.proto error no-maps: map field 'a'",
      "leyline.yaml error exception-expired: exception of no-maps for '**' expired on 2026-01-31",
    ]);
  });
});

describe('a frozen version', () => {
  it('is shown only to rules that check frozen ones, and its suppressions are not judged', () => {
    const text = `// leyline-ignore no-maps: kept\n${MAP}\n// leyline-ignore no-mop\nbytes b = 2; // leyline-ignore no-bytes: kept too`;
    const files = { 'contracts/v1/a.proto': text, 'contracts/v2/a.proto': MAP };
    expect(lines(check(files, { contracts: V1_FROZEN }).findings)).toEqual([
      "contracts/v1/a.proto info no-bytes: bytes field 'b' (comment: kept too)",
      "contracts/v2/a.proto error no-maps: map field 'a'",
    ]);
  });
});

it('comments in other texts excuse what is found there', () => {
  const text = 'pins:\n  # leyline-ignore no-pins: local only\n  - protoc\n';
  const path = 'build/toolchain.yaml';
  const start = text.indexOf('protoc');
  const noPins = defineRule({
    ...ABOUT,
    id: 'no-pins',
    messages: { pin: 'a pin' },
    visit: { workspace: (_, ctx) => ctx.report({ message: 'pin', at: { path, start, end: start + 6 } }) },
  });
  const rules = [noPins];
  const source = { path, text };
  const { findings, sources } = check(
    {},
    {
      rules,
      otherTexts: [{ source, comments: () => yamlComments(text) }],
      policy: createPolicy({ config: DEFAULT_POLICY, rules }),
    },
  );
  expect(lines(findings)).toEqual([`${path} error no-pins: a pin (comment: local only)`]);
  expect(sources.get(path)).toBe(source);
});

describe('what a report needs', () => {
  it('is the sources of all files, imported ones included', () => {
    const text = 'syntax = "proto3";\nimport "b.proto";\nimport "google/protobuf/any.proto";\n';
    const { sources } = check({ 'a.proto': text, 'b.proto': MAP }, { check: (path) => path === 'a.proto' });
    expect([...sources.keys()].sort()).toEqual(['a.proto', 'b.proto', 'built-in:google/protobuf/any.proto']);
  });

  it('is the rules that were on somewhere', () => {
    const config: PolicyConfig = {
      extends: [],
      rules: new Map(),
      overrides: [{ paths: ['a.proto'], rules: new Map([['no-maps', { severity: 'warning' }]]) }],
    };
    expect([...check({ 'a.proto': MAP }, { config }).rules.keys()]).toEqual(['no-maps']);
    expect(check({ 'b.proto': MAP }, { config }).rules.size).toBe(0);
    const all = check({}).rules;
    expect([...all.keys()]).toEqual(['no-maps', 'no-bytes', ...ENGINE_CHECKS.map(({ id }) => id)]);
    expect(all.get('no-maps')).toEqual({
      id: 'no-maps',
      group: 'test',
      severity: 'error',
      summary: 'for tests',
      why: 'for tests',
    });
  });
});
