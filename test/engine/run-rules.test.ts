// The walk: what rules are shown, in which order and where, and what becomes of their reports.

import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { defineRule, type Rule } from '../../src/engine/define-rule.ts';
import { createPolicy, DEFAULT_POLICY, type PolicyConfig } from '../../src/engine/policy.ts';
import { runRules } from '../../src/engine/run-rules.ts';
import type { ContractSet, Located, ToolchainPin } from '../../src/model/contract-set.ts';
import { linkTexts, NO_CONTRACTS } from './link-texts.ts';

const ABOUT = {
  group: 'test',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.1.0',
  fixable: 'no',
  summary: 'for tests',
  why: 'for tests',
} as const;

const TELEMETRY = `syntax = "proto3";
package esper.telemetry;

import "google/protobuf/timestamp.proto";
import "esper/envelope.proto";

enum Level { LEVEL_UNSPECIFIED = 0; }

message Packet {
  message Metric { string name = 1; }
  Envelope envelope = 1;
  oneof body {
    Metric metric = 2;
    string text = 3;
  }
  map<string, Metric> by_name = 4;
  enum Kind { KIND_UNSPECIFIED = 0; KIND_GAUGE = 1; }
  google.protobuf.Timestamp at = 5;
}

service Bus { rpc Publish(Packet) returns (Packet); }
`;
const ENVELOPE = 'syntax = "proto3";\npackage esper.telemetry;\nmessage Envelope { bytes payload = 1; }\n';
const TEXTS = { 'esper/telemetry.proto': TELEMETRY, 'esper/envelope.proto': ENVELOPE };

function policyOf(rules: readonly Rule[], config: PolicyConfig = DEFAULT_POLICY) {
  return createPolicy({ config, rules });
}

/** A rule that writes down all that it is shown. */
function witness(seen: string[]): Rule {
  const name = (element: { name: string }, ctx: { path: string }) => `${element.name} in ${ctx.path}`;
  return defineRule({
    ...ABOUT,
    id: 'witness',
    messages: { any: 'any' },
    visit: {
      file: (file) => void seen.push(`file ${file.path}`),
      import: (imported) => void seen.push(`import ${imported.path}`),
      message: (element, ctx) => void seen.push(`message ${name(element, ctx)}`),
      field: (element, ctx) => void seen.push(`field ${name(element, ctx)}`),
      oneof: (element, ctx) => void seen.push(`oneof ${name(element, ctx)}`),
      enum: (element, ctx) => void seen.push(`enum ${name(element, ctx)}`),
      enumValue: (element, ctx) => void seen.push(`enumValue ${name(element, ctx)}`),
      service: (element, ctx) => void seen.push(`service ${name(element, ctx)}`),
      method: (element, ctx) => void seen.push(`method ${name(element, ctx)}`),
      workspace: (workspace) => void seen.push(`workspace of ${workspace.files.length}`),
    },
  });
}

function shownFor(texts: Readonly<Record<string, string>>, check?: (path: string) => boolean): string[] {
  const seen: string[] = [];
  const rules = [witness(seen)];
  runRules(linkTexts(texts, check ? { check } : {}).workspace, rules, policyOf(rules));
  return seen;
}

describe('the walk', () => {
  it('shows each element once, in source order, outer before inner, and no map entries', () => {
    expect(shownFor(TEXTS, (path) => path.endsWith('telemetry.proto'))).toEqual([
      'file esper/telemetry.proto',
      'import google/protobuf/timestamp.proto',
      'import esper/envelope.proto',
      'enum Level in esper/telemetry.proto',
      'enumValue LEVEL_UNSPECIFIED in esper/telemetry.proto',
      'message Packet in esper/telemetry.proto',
      'message Metric in esper/telemetry.proto',
      'field name in esper/telemetry.proto',
      'field envelope in esper/telemetry.proto',
      'oneof body in esper/telemetry.proto',
      'field metric in esper/telemetry.proto',
      'field text in esper/telemetry.proto',
      'field by_name in esper/telemetry.proto',
      'enum Kind in esper/telemetry.proto',
      'enumValue KIND_UNSPECIFIED in esper/telemetry.proto',
      'enumValue KIND_GAUGE in esper/telemetry.proto',
      'field at in esper/telemetry.proto',
      'service Bus in esper/telemetry.proto',
      'method Publish in esper/telemetry.proto',
      'workspace of 1',
    ]);
  });

  it('shows groups as field and message, and extensions as fields', () => {
    const text = `syntax = "proto2";
message Seed {
  repeated group Stage = 1 { optional int32 epoch = 2; }
  extensions 100 to 199;
  extend Seed { optional string note = 100; }
}
extend Seed {
  optional string owner = 101;
  optional group Audit = 102 { optional string by = 1; }
}
`;
    expect(shownFor({ 'seed.proto': text }).map((line) => line.replace(' in seed.proto', ''))).toEqual([
      'file seed.proto',
      'message Seed',
      'field stage',
      'message Stage',
      'field epoch',
      'field note',
      'field owner',
      'field audit',
      'message Audit',
      'field by',
      'workspace of 1',
    ]);
  });

  it('goes through the files under check, sorted by path', () => {
    expect(shownFor(TEXTS).filter((line) => line.startsWith('file'))).toEqual([
      'file esper/envelope.proto',
      'file esper/telemetry.proto',
    ]);
  });

  it('shows nothing of rules that are off', () => {
    const seen: string[] = [];
    const rules = [witness(seen)];
    runRules(linkTexts(TEXTS).workspace, rules, policyOf(rules, { ...DEFAULT_POLICY, extends: [] }));
    expect(seen).toEqual([]);
  });
});

const longNames = defineRule({
  ...ABOUT,
  id: 'long-names',
  messages: { long: "'{name}' has {length} letters, more than {limit}" },
  options: z.strictObject({ limit: z._default(z.number(), 6) }),
  visit: {
    field(field, ctx) {
      const { limit } = ctx.options;
      if (field.name.length <= limit) return;
      const data = { name: field.name, length: field.name.length, limit };
      ctx.report({ message: 'long', at: field.node.name, data, help: 'shorten it' });
    },
  },
});

describe('a report', () => {
  it('becomes a finding with the filled message and the severity of its file', () => {
    const config: PolicyConfig = {
      extends: ['recommended'],
      rules: new Map(),
      overrides: [
        {
          paths: ['esper/envelope.proto'],
          rules: new Map([['long-names', { severity: 'error', options: { limit: 3 } }]]),
        },
      ],
    };
    const { workspace } = linkTexts(TEXTS);
    const start = TELEMETRY.indexOf('envelope = 1');
    expect(runRules(workspace, [longNames], policyOf([longNames], config))).toEqual([
      {
        rule: 'long-names',
        severity: 'error',
        path: 'esper/envelope.proto',
        start: ENVELOPE.indexOf('payload'),
        end: ENVELOPE.indexOf('payload') + 7,
        message: "'payload' has 7 letters, more than 3",
        help: 'shorten it',
      },
      {
        rule: 'long-names',
        severity: 'warning',
        path: 'esper/telemetry.proto',
        start,
        end: start + 8,
        message: "'envelope' has 8 letters, more than 6",
        help: 'shorten it',
      },
      expect.objectContaining({ message: "'by_name' has 7 letters, more than 6" }),
    ]);
  });

  it('does not fill what a filled value looks like', () => {
    const rule = defineRule({
      ...ABOUT,
      id: 'quoting',
      messages: { said: '{what} and {other}' },
      visit: {
        file: (file, ctx) => ctx.report({ message: 'said', at: file.node, data: { what: '{other} $&', other: 'x' } }),
      },
    });
    const { workspace } = linkTexts({ 'a.proto': 'syntax = "proto3";' });
    expect(runRules(workspace, [rule], policyOf([rule]))[0]?.message).toBe('{other} $& and x');
  });

  it('at an import statement lies in the file that is visited', () => {
    const rule = defineRule({
      ...ABOUT,
      id: 'imports',
      messages: { any: 'an import' },
      visit: { import: (imported, ctx) => ctx.report({ message: 'any', at: imported.node }) },
    });
    const { workspace } = linkTexts(TEXTS);
    const findings = runRules(workspace, [rule], policyOf([rule]));
    expect(findings.map(({ path }) => path)).toEqual(['esper/telemetry.proto', 'esper/telemetry.proto']);
  });

  it('in another file follows the policy for that file, and none is made in a file that is only imported', () => {
    const rule = defineRule({
      ...ABOUT,
      id: 'everywhere',
      messages: { any: 'seen from {from}' },
      visit: {
        file(file, ctx) {
          for (const { path } of ctx.workspace.schema.values()) {
            ctx.report({ message: 'any', at: { path, start: 0, end: 1 }, data: { from: file.path } });
          }
        },
      },
    });
    const config: PolicyConfig = {
      ...DEFAULT_POLICY,
      overrides: [
        { paths: ['quiet'], rules: new Map([['everywhere', { severity: 'off' }]]) },
        { paths: ['loud'], rules: new Map([['everywhere', { severity: 'error' }]]) },
      ],
    };
    const text = 'syntax = "proto3";\n';
    const texts = {
      'a.proto': `${text}import "imported.proto";import "google/protobuf/any.proto";`,
      'quiet/b.proto': text,
      'loud/c.proto': text,
      'imported.proto': text,
    };
    const { workspace } = linkTexts(texts, { check: (path) => path !== 'imported.proto' });
    const findings = runRules(workspace, [rule], policyOf([rule], config));
    expect(findings.map((finding) => `${finding.path} ${finding.severity} ${finding.message}`)).toEqual([
      'a.proto warning seen from a.proto',
      'loud/c.proto error seen from a.proto',
      'a.proto warning seen from loud/c.proto',
      'loud/c.proto error seen from loud/c.proto',
    ]);
  });
});

function located<T>(value: T, path: string): Located<T> {
  return { value, place: { path, start: 0, end: 1 } };
}

function contractsWith(v1: 'active' | 'frozen'): ContractSet {
  const path = 'contracts/build/versions.yaml';
  const version = { name: located('v1', path), status: located(v1, path), version: undefined, packages: [] };
  const pin: ToolchainPin = {
    kind: 'container',
    name: located('protoc', 'contracts/build/toolchain.yaml'),
    reference: undefined,
    digests: [],
  };
  return {
    ...NO_CONTRACTS,
    root: 'contracts',
    manifest: { path, versions: [version] },
    toolchain: { path: 'contracts/build/toolchain.yaml', pins: [pin] },
  };
}

describe('a frozen version', () => {
  const texts = { 'contracts/v1/a.proto': 'syntax = "proto3";', 'contracts/v2/a.proto': 'syntax = "proto3";' };
  const visiting = (checksFrozen: boolean) =>
    defineRule({
      ...ABOUT,
      id: 'visiting',
      checksFrozen,
      messages: { file: 'file', all: 'all' },
      visit: {
        file: (file, ctx) => ctx.report({ message: 'file', at: file.node }),
        workspace(workspace, ctx) {
          for (const { path } of workspace.files) ctx.report({ message: 'all', at: { path, start: 0, end: 0 } });
        },
      },
    });

  it.each([
    ['active', false, ['v1 file', 'v2 file', 'v1 all', 'v2 all']],
    ['frozen', false, ['v2 file', 'v2 all']],
    ['frozen', true, ['v1 file', 'v2 file', 'v1 all', 'v2 all']],
  ] as const)('that is %s, with a rule that checks frozen ones: %s', (status, checksFrozen, expected) => {
    const rule = visiting(checksFrozen);
    const { workspace } = linkTexts(texts, { contracts: contractsWith(status) });
    const findings = runRules(workspace, [rule], policyOf([rule]));
    expect(findings.map(({ path, message }) => `${path.slice(10, 12)} ${message}`)).toEqual(expected);
  });
});

it('toolchain pins are shown at the place of the toolchain file', () => {
  const rule = defineRule({
    ...ABOUT,
    id: 'pins',
    messages: { pin: "pin '{name}'" },
    visit: {
      toolchainPin: (pin, ctx) => ctx.report({ message: 'pin', at: pin.name.place, data: { name: pin.name.value } }),
    },
  });
  const { workspace } = linkTexts({}, { contracts: contractsWith('active') });
  expect(runRules(workspace, [rule], policyOf([rule]))).toEqual([
    expect.objectContaining({ path: 'contracts/build/toolchain.yaml', message: "pin 'protoc'" }),
  ]);
});

describe('a workspace hook', () => {
  const options = z.strictObject({ words: z._default(z.array(z.string()), []) });
  const rule = defineRule({
    ...ABOUT,
    id: 'whole',
    messages: { any: 'words: {words}' },
    options,
    visit: {
      workspace(workspace, ctx) {
        for (const file of workspace.files) {
          const at = { path: file.path, start: 0, end: 0 };
          ctx.report({ message: 'any', at, data: { words: ctx.options.words.join() } });
        }
      },
    },
  });
  const { workspace } = linkTexts({ 'a/x.proto': 'syntax = "proto3";', 'b/x.proto': 'syntax = "proto3";' });
  const run = (config: PolicyConfig) =>
    runRules(workspace, [rule], policyOf([rule], config)).map(({ path, message }) => `${path} ${message}`);

  it('is called once if its rule is on anywhere, and reports only where it is on', () => {
    const setting = { severity: 'error', options: { words: ['seed'] } } as const;
    const overrides = [{ paths: ['b'], rules: new Map([['whole', setting]]) }];
    expect(run({ extends: [], rules: new Map(), overrides })).toEqual(['b/x.proto words: seed']);
  });

  it('has the options that hold where no override applies', () => {
    const overrides = [{ paths: ['b'], rules: new Map([['whole', { severity: 'off' } as const]]) }];
    const own = new Map([['whole', { severity: 'error', options: { words: ['all'] } } as const]]);
    expect(run({ extends: [], rules: own, overrides })).toEqual(['a/x.proto words: all']);
  });
});

describe('a rule that fails is named with the file', () => {
  const cause = new TypeError('no such thing');
  const failing = (visit: Rule['visit']) => defineRule({ ...ABOUT, id: 'failing', messages: { any: 'any' }, visit });
  const { workspace } = linkTexts(TEXTS);
  const run = (rule: Rule) => () => runRules(workspace, [rule], policyOf([rule]));
  const fail = () => {
    throw cause;
  };

  it.each([
    ['message', "rule 'failing' failed on esper/envelope.proto"],
    ['import', "rule 'failing' failed on esper/telemetry.proto"],
    ['workspace', "rule 'failing' failed on the workspace"],
  ] as const)('in its %s hook', (hook, message) => {
    expect(run(failing({ [hook]: fail }))).toThrow(new Error(message, { cause }));
  });

  it('also when a workspace hook reports a span without a file', () => {
    const rule = defineRule({
      ...ABOUT,
      id: 'failing',
      messages: { any: 'any' },
      visit: { workspace: (_, ctx) => ctx.report({ message: 'any', at: { start: 0, end: 1 } }) },
    });
    expect(run(rule)).toThrow("rule 'failing' failed on the workspace");
  });
});
