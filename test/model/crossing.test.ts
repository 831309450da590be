// Which messages cross planes, and why.

import { describe, expect, it } from 'vitest';
import type { ContractSet, Located, Plane, Topic } from '../../src/model/contract-set.ts';
import { type Crossing, crossingOf } from '../../src/model/crossing.ts';
import { linkFiles } from '../../src/model/proto/schema/link.ts';
import { parseFile } from '../../src/model/proto/syntax/parse-file.ts';
import { schemaGraph } from '../../src/model/schema-graph.ts';
import type { Workspace } from '../../src/model/workspace.ts';

const TRAINING: Plane = plane('training', ['esper.system_state.*'], ['tolaria', 'kasmina']);
const CONTROL: Plane = plane('control', ['esper.adaptation.*'], ['tamiyo']);

describe('without planes', () => {
  it('every message crosses by itself', () => {
    const told = tell({ 'a.proto': 'message Order { Item item = 1; } message Item {}' }, { planes: [] });
    expect(told).toEqual({ Order: 'no-planes', Item: 'no-planes' });
  });
});

describe('a topic', () => {
  const files = {
    'state.proto': `package esper.system_state.v2;
      message Packet { repeated Seed seeds = 1; map<string, Layer> layers = 2; oneof why { Plateau plateau = 3; } }
      message Seed { Health health = 1; Seed parent = 2; }
      message Health {}
      message Layer {}
      message Plateau {}`,
  };
  const payload = 'esper.system_state.v2.Packet';

  it('between planes makes its payload cross, and with it all that the payload holds', () => {
    expect(tell(files, { topics: [topic('state', ['tolaria'], ['tamiyo'], payload)] })).toEqual({
      Packet: 'topic state',
      Seed: 'topic state: Packet through seeds',
      Health: 'topic state: Packet through seeds.health',
      Layer: 'topic state: Packet through layers',
      Plateau: 'topic state: Packet through plateau',
    });
  });

  it('inside one plane keeps the payload and all that it holds inside', () => {
    expect(tell(files, { topics: [topic('state', ['tolaria'], ['kasmina'], payload)] })).toEqual({});
  });

  it.each([
    ['a consumer of no plane', [topic('state', ['tolaria'], ['warehouse'], payload)], 'topic state'],
    [
      'a second topic, which crosses',
      [topic('local', ['tolaria'], ['kasmina'], payload), topic('state', ['tolaria'], ['tamiyo'], payload)],
      'topic state',
    ],
    [
      'topics that stay inside, but not in the same plane',
      [topic('one', ['tolaria'], ['kasmina'], payload), topic('two', ['tamiyo'], ['tamiyo'], payload)],
      'unproven training',
    ],
    ['no subsystems', [topic('state', [], [], payload)], 'unproven training'],
    ['another payload', [topic('state', ['tolaria'], ['tamiyo'], 'esper.system_state.v2.Absent')], 'unproven training'],
  ])('%s', (_, topics, reason) => {
    expect(tell(files, { topics })['Packet']).toBe(reason);
  });

  it('that crosses reaches what another topic keeps inside', () => {
    const topics = [
      topic('health', ['tolaria'], ['kasmina'], 'esper.system_state.v2.Health'),
      topic('state', ['tolaria'], ['tamiyo'], payload),
    ];
    expect(tell(files, { topics })['Health']).toBe('topic state: Packet through seeds.health');
  });

  it('proves a message of no plane to be internal', () => {
    const shared = { 'shared.proto': 'package esper.shared.v1; message Histogram {}' };
    const topics = [topic('local', ['tolaria'], ['kasmina'], 'esper.shared.v1.Histogram')];
    expect(tell(shared, {})).toEqual({ Histogram: 'no-plane' });
    expect(tell(shared, { topics })).toEqual({});
  });
});

describe('use by another plane', () => {
  it('as a field type, or in an rpc of another plane or of none', () => {
    const told = tell(
      {
        'state.proto': `package esper.system_state.v2;
          message Seed { Health health = 1; }
          message Health {}
          message Query {}
          message Answer {}
          service Own { rpc Ask(Health) returns (Health); }`,
        'command.proto': `package esper.adaptation.v2;
          import "state.proto";
          message Command { map<string, esper.system_state.v2.Seed> seeds = 1; }
          service Control { rpc Ask(esper.system_state.v2.Query) returns (Command); }`,
        'gateway.proto': `package gateway.v1;
          import "state.proto";
          import "command.proto";
          service Gateway { rpc Ask(esper.adaptation.v2.Command) returns (esper.system_state.v2.Answer); }`,
      },
      { planes: [internal(TRAINING, 'esper.system_state.*'), internal(CONTROL, 'esper.adaptation.*')] },
    );
    expect(told).toEqual({
      Command: 'method gateway.v1.Gateway.Ask',
      Seed: 'field esper.adaptation.v2.Command.seeds',
      Health: 'field esper.adaptation.v2.Command.seeds: Seed through health',
      Query: 'method esper.adaptation.v2.Control.Ask',
      Answer: 'method gateway.v1.Gateway.Ask',
    });
  });

  it('through an extension of its message', () => {
    const told = tell(
      {
        'state.proto': `package esper.system_state.v2;
          message Packet { extensions 100 to max; }
          message Extra {}`,
        'command.proto': `package esper.adaptation.v2;
          import "state.proto";
          message Tuning {}
          extend esper.system_state.v2.Packet { optional Tuning tuning = 100; }
          message Holder { extend esper.system_state.v2.Packet { optional esper.system_state.v2.Extra extra = 101; } }`,
      },
      {
        planes: [internal(TRAINING, 'esper.system_state.*'), internal(CONTROL, 'esper.adaptation.*')],
        topics: [topic('state', ['tolaria'], ['tamiyo'], 'esper.system_state.v2.Packet')],
        syntax: 'proto2',
      },
    );
    expect(told).toEqual({
      Packet: 'topic state',
      Tuning: 'topic state: Packet through tuning',
      Extra: 'field esper.adaptation.v2.Holder.extra',
    });
  });
});

describe('a custom option', () => {
  it('does not travel with what it is set on', () => {
    const told = tell(
      {
        'descriptor.proto': 'package google.protobuf; message FieldOptions { extensions 1000 to max; }',
        'rules.proto': `package esper.system_state.v2;
          import "descriptor.proto";
          message Limits {}
          extend google.protobuf.FieldOptions { optional Limits limits = 50000; }`,
      },
      { planes: [internal(TRAINING, 'esper.system_state.*')], syntax: 'proto2' },
    );
    expect(told).toEqual({});
  });
});

describe('a declaration as internal', () => {
  const files = {
    'state.proto': `package esper.system_state.v2;
      message Packet { Seed seed = 1; }
      message Seed {}
      message Other {}`,
  };

  it.each([
    ['a full name', 'esper.system_state.v2.Other', ['Packet', 'Seed']],
    ['a package and all below', 'esper.system_state.*', []],
    ['what merely begins alike', 'esper.system_state.v2.Oth', ['Packet', 'Seed', 'Other']],
    ['a message, but not the one that holds it', 'esper.system_state.v2.Seed', ['Packet', 'Seed', 'Other']],
  ])('%s', (_, pattern, crossing) => {
    expect(Object.keys(tell(files, { planes: [internal(TRAINING, pattern), CONTROL] }))).toEqual(crossing);
  });

  it('does not outweigh a topic between planes', () => {
    const planes = [internal(TRAINING, 'esper.*'), CONTROL];
    const topics = [topic('state', ['tolaria'], ['tamiyo'], 'esper.system_state.v2.Packet')];
    expect(tell(files, { planes, topics })).toEqual({
      Packet: 'topic state',
      Seed: 'topic state: Packet through seed',
    });
  });

  it("says nothing about another plane's message", () => {
    const planes = [TRAINING, internal(CONTROL, 'esper.system_state.*')];
    expect(Object.keys(tell(files, { planes }))).toEqual(['Packet', 'Seed', 'Other']);
  });
});

describe('the path that is told', () => {
  const topics = [topic('state', ['tolaria'], ['tamiyo'], 'esper.system_state.v2.M0')];

  it('is a shortest one, and ends in a ring of types', () => {
    const told = tell(
      {
        'state.proto': `package esper.system_state.v2;
          message M0 { M1 around = 1; M2 straight = 2; }
          message M1 { M2 on = 1; M0 back = 2; }
          message M2 { M1 back = 1; M2 again = 2; }`,
      },
      { topics },
    );
    expect(told['M2']).toBe('topic state: M0 through straight');
  });

  it('comes from the weightier root when two are as near', () => {
    const told = tell(
      {
        'a.proto': 'package esper.common; import "state.proto"; message Log { esper.system_state.v2.Leaf leaf = 1; }',
        'state.proto': 'package esper.system_state.v2; message M0 { Leaf leaf = 1; } message Leaf {}',
      },
      { topics },
    );
    expect(told['Leaf']).toBe('topic state: M0 through leaf');
    expect(told['Log']).toBe('no-plane');
  });

  it('names the last fields of a very long one', () => {
    const length = 3000;
    const chain = Array.from({ length }, (_, i) => `message M${i} { ${i + 1 < length ? `M${i + 1} f${i} = 1;` : ''} }`);
    const workspace = workspaceOf({ 'state.proto': `package esper.system_state.v2; ${chain.join('\n')}` }, { topics });
    const last = schemaGraph(workspace).named(`esper.system_state.v2.M${length - 1}`)[0];
    const crossing = last && crossingOf(workspace, last);
    expect(crossing?.root.name).toBe('M0');
    expect(crossing?.path.map((field) => field.name).at(-1)).toBe(`f${length - 2}`);
    expect(crossing && crossing.skipped + crossing.path.length).toBe(length - 1);
  });
});

interface Setting {
  readonly planes?: readonly Plane[];
  readonly topics?: readonly Topic[];
  readonly syntax?: string;
}

/** Crossing messages by name with their reason in words, in the order of the schema. */
function tell(files: Record<string, string>, setting: Setting): Record<string, string> {
  const workspace = workspaceOf(files, setting);
  const told: Record<string, string> = {};
  for (const message of schemaGraph(workspace).messages) {
    const crossing = crossingOf(workspace, message);
    if (crossing) told[message.name] = inWords(crossing);
  }
  return told;
}

function inWords({ reason, root, path }: Crossing): string {
  const why = {
    'no-planes': () => '',
    'no-plane': () => '',
    topic: () => reason.kind === 'topic' && reason.topic.name.value,
    field: () => reason.kind === 'field' && reason.field.fullName,
    method: () => reason.kind === 'method' && reason.method.fullName,
    unproven: () => reason.kind === 'unproven' && reason.plane.name,
  }[reason.kind]();
  const through = path.map((field) => field.name).join('.');
  return `${reason.kind} ${why}`.trim() + (through ? `: ${root.name} through ${through}` : '');
}

function workspaceOf(files: Record<string, string>, setting: Setting): Workspace {
  const { planes = [TRAINING, CONTROL], topics = [], syntax = 'proto3' } = setting;
  const imports = new Map(Object.keys(files).map((path) => [path, path]));
  const linked = linkFiles(
    Object.entries(files).map(([path, body]) => ({
      node: parseFile({ path, text: `syntax = "${syntax}"; ${body}` }),
      importPath: path,
      imports,
    })),
  );
  expect(linked.findings).toEqual([]);
  const contracts: ContractSet = { root: '', manifest: undefined, topics, toolchain: undefined, planes };
  return { files: [...linked.files.values()], schema: linked.files, contracts, isComplete: true };
}

function plane(name: string, packages: string[], subsystems: string[]): Plane {
  return { name, packages, subsystems, internal: [] };
}

function internal(from: Plane, ...patterns: string[]): Plane {
  return { ...from, internal: patterns };
}

function topic(name: string, publishers: string[], consumers: string[], payload: string): Topic {
  return {
    name: located(name),
    publishers: publishers.map(located),
    consumers: consumers.map(located),
    payload: located(payload),
  };
}

function located<T>(value: T): Located<T> {
  return { value, place: { path: 'build/topics.yaml', start: 0, end: 0 } };
}
