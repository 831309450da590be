// Renames: what they change, when there is none, and that after all of them every name still means what it meant.

import { describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.ts';
import type { Finding } from '../../src/diagnostics/finding.ts';
import { fixLoop, type Texts } from '../../src/engine/fix-loop.ts';
import { createPolicy, DEFAULT_POLICY } from '../../src/engine/policy.ts';
import { runRules } from '../../src/engine/run-rules.ts';
import type { ContractSet } from '../../src/model/contract-set.ts';
import type { FieldDescriptor, FileDescriptor, MessageDescriptor } from '../../src/model/proto/schema/descriptor.ts';
import { type Renamable, referencesTo } from '../../src/model/references.ts';
import { renameFix, renaming } from '../../src/model/rename.ts';
import type { Workspace } from '../../src/model/workspace.ts';
import { type LinkTextsOptions, linkTexts, NO_CONTRACTS } from '../engine/link-texts.ts';
import { type Dice, dice } from '../rules/buf-lint.ts';

type ProtoTexts = Readonly<Record<string, string>>;

function linked(texts: ProtoTexts, options?: LinkTextsOptions): Workspace {
  const { workspace, compileFindings } = linkTexts(texts, options);
  expect(compileFindings.filter(({ severity }) => severity === 'error').map(({ message }) => message)).toEqual([]);
  return workspace;
}

function find({ schema }: Workspace, fullName: string): Renamable {
  const all = [...schema.values()].flatMap((file) => [
    ...membersOf(file),
    ...file.services.flatMap((service) => [service, ...service.methods]),
  ]);
  const found = all.find((each) => each.fullName === fullName);
  if (!found) throw new Error(`nothing is called ${fullName}`);
  return found;
}

function membersOf(around: FileDescriptor | MessageDescriptor): Renamable[] {
  const { messages, enums, extensions } = around;
  const own: Renamable[] = around.kind === 'message' ? [...around.fields, ...around.oneofs] : [];
  return [
    ...own,
    ...extensions,
    ...enums.flatMap((each) => [each, ...each.values]),
    ...messages.flatMap((each) => [each, ...membersOf(each)]),
  ];
}

const TEXT = `syntax = "proto2";
package acme.v1;
message order { optional order next = 1; optional string userId = 2 [json_name = "user"]; optional int32 a_b = 3; }
message Parcel {
  reserved "size_cm";
  optional int32 sizeCm = 1;
  optional int32 weight_g = 2;
  optional int32 Weight_G2 = 3;
  optional group Label = 4 {}
  oneof kind { int32 plain = 5; }
}
enum state { reserved "OPEN"; open = 0; }
message taken {}
message Taken {}
service orders { rpc get(order) returns (Parcel); }
extend Parcel2 { optional int32 extA = 100; }
message Parcel2 { extensions 100; }
`;

describe('a rename', () => {
  const workspace = linked({ 'a.proto': TEXT });
  const title = (fullName: string, name: string) => renameFix(workspace, find(workspace, fullName), name)?.title;

  it.each([
    ['acme.v1.order', 'Order', 'generated code and type URLs'],
    ['acme.v1.order.userId', 'user_id', 'generated code'],
    ['acme.v1.order.a_b', 'a_c', 'generated code and JSON'],
    ['acme.v1.order.a_b', 'aB', 'generated code'],
    ['acme.v1.extA', 'ext_a', 'generated code and JSON'],
    ['acme.v1.Parcel.kind', 'sort', 'generated code'],
    ['acme.v1.state', 'State', 'generated code'],
    ['acme.v1.open', 'STATE_OPEN', 'generated code and JSON'],
    ['acme.v1.orders', 'Orders', 'generated code and RPC paths'],
    ['acme.v1.orders.get', 'Get', 'generated code and RPC paths'],
  ])('of %s to %s changes %s', (fullName, name, changed) => {
    expect(title(fullName, name)).toBe(`rename to '${name}' (changes ${changed})`);
  });

  it.each([
    ['acme.v1.taken', 'Taken', 'another message has the name'],
    ['acme.v1.Parcel.sizeCm', 'size_cm', 'the name is reserved'],
    ['acme.v1.open', 'OPEN', 'the name is reserved'],
    ['acme.v1.Parcel.Weight_G2', 'weightG', 'two fields would have one JSON name'],
    ['acme.v1.Parcel.plain', 'kind', 'the oneof has the name'],
    ['acme.v1.Parcel.label', 'tag', 'a group has one token for field and message'],
    ['acme.v1.Parcel.Label', 'Tag', 'a group has one token for field and message'],
    ['acme.v1.order', '2nd', 'it is no name'],
    ['acme.v1.order', '', 'it is no name'],
  ])('of %s to %s is not offered: %s', (fullName, name) => expect(title(fullName, name)).toBeUndefined());

  it('promises a name to one declaration only', () => {
    const again = linked({ 'a.proto': TEXT });
    expect(renameFix(again, find(again, 'acme.v1.order'), 'Shared')).toBeDefined();
    expect(renameFix(again, find(again, 'acme.v1.taken'), 'Shared')).toBeUndefined();
    expect(renameFix(again, find(again, 'acme.v1.order'), 'Shared')).toBeDefined();
  });

  it('is not offered where users may be out of sight', () => {
    const partial = { ...linked({ 'a.proto': TEXT }), isComplete: false };
    expect(renameFix(partial, find(partial, 'acme.v1.order'), 'Order')).toBeUndefined();
    expect(renaming(partial, find(partial, 'acme.v1.order'), 'Order')).toEqual({ help: "rename it to 'Order'" });
  });

  it('says nothing where there is no such name', () => {
    expect(renaming(workspace, find(workspace, 'acme.v1.order'), '')).toEqual({});
  });
});

describe('files that must stay as they are', () => {
  const texts = {
    'v1/a.proto': 'syntax = "proto3"; package acme.v1; message order {}',
    'v2/b.proto': 'syntax = "proto3"; package acme.v2; import "v1/a.proto"; message Use { acme.v1.order order = 1; }',
  };
  const located = (value: string) => ({ value, place: { path: 'build/versions.yaml', start: 0, end: 0 } });
  const frozen = {
    ...NO_CONTRACTS,
    root: '',
    manifest: { versions: [{ name: located('v2'), status: located('frozen') }] },
  } as unknown as ContractSet;

  it.each([
    ['frozen', { contracts: frozen }],
    ['not under check', { check: (path: string) => path === 'v1/a.proto' }],
  ])('block a rename when they name the thing: %s', (_, options) => {
    const workspace = linked(texts, options);
    const fix = renameFix(workspace, find(workspace, 'acme.v1.order'), 'Order');
    expect(fix?.edits).toEqual([]);
  });

  it('have no renames of their own when they are not under check', () => {
    const workspace = linked(texts, { check: (path) => path === 'v2/b.proto' });
    expect(renameFix(workspace, find(workspace, 'acme.v1.order'), 'Order')).toBeUndefined();
  });
});

describe('references', () => {
  const texts = {
    'a.proto': `syntax = "proto2";
package acme.v1;
import "google/protobuf/any.proto";
import "google/protobuf/descriptor.proto";
message Box { optional Lid lid = 1; message Lid { optional int32 size = 1; extensions 9; } extensions 100; }
extend Box { optional Box.Lid spare = 100; }
extend Box.Lid { optional int32 depth = 9; }
extend google.protobuf.FieldOptions { optional Box box = 50000; repeated Colour colours = 50001; }
extend google.protobuf.MessageOptions { optional google.protobuf.Any any = 50002; }
enum Colour { RED = 0; }
`,
    'b.proto': `syntax = "proto2";
package acme.v1.users;
import "a.proto";
message User {
  option (any) = { [type.googleapis.com/acme.v1.Box.Lid] { size: 1 } };
  optional v1 . /* RED.Lid */ Box.Lid lid = 1 [(box).lid.size = 1, (.acme.v1.box).(spare) = { size: 2 [acme.v1.depth]: 3 }];
  map<string, acme.v1.Box> boxes = 2 [(colours) = RED, (acme.v1.colours) = RED];
  optional Colour colour = 3 [default = RED];
}
service Users { rpc Get(.acme.v1.Box) returns (v1.Box.Lid); }
`,
  };
  const workspace = linked(texts);
  it.each([
    ['acme.v1.Box', 9],
    ['acme.v1.Box.Lid', 6],
    ['acme.v1.Box.lid', 1],
    ['acme.v1.Box.Lid.size', 3],
    ['acme.v1.box', 2],
    ['acme.v1.spare', 1],
    ['acme.v1.depth', 1],
    ['acme.v1.colours', 2],
    ['acme.v1.Colour', 2],
    ['acme.v1.RED', 3],
  ])('to %s are all found: %i', (fullName, count) => {
    const declaration = find(workspace, fullName);
    const places = referencesTo(workspace, declaration);
    const named = places.map(({ path, start, end }) => texts[path as keyof typeof texts].slice(start, end));
    expect(named).toEqual(Array.from({ length: count }, () => declaration.name));
    expect(new Set(places.map(({ path, start }) => `${path} ${start}`)).size).toBe(count);
  });
});

describe('all renames of the rules about names', () => {
  const rolls = dice(20_260_403);
  const worlds = Array.from({ length: 60 }, () => makeWorld(rolls));
  const naming = rules.filter(({ group, fixable }) => group === 'naming' && fixable === 'suggestion');

  it('leave every name with the meaning that it had', async () => {
    let renames = 0;
    for (const texts of worlds) {
      const before = linked(texts);
      const { files, applied, isSettled } = await fixLoop((changed) => lint(texts, changed), { suggestions: true });
      const after = linked({ ...texts, ...Object.fromEntries(files.map((file) => [file.path, file.after])) });
      expect(isSettled).toBe(true);
      expect(shapeOf(after)).toEqual(shapeOf(before));
      renames += applied.length;
    }
    expect(renames).toBeGreaterThan(worlds.length * 5);
  });

  async function lint(texts: ProtoTexts, changed: Texts) {
    const workspace = linked({ ...texts, ...Object.fromEntries(changed) });
    const policy = createPolicy({ config: DEFAULT_POLICY, rules: naming, only: naming.map(({ id }) => id) });
    const findings: Finding[] = runRules(workspace, naming, policy);
    const sources = new Map([...workspace.schema.values()].map(({ source }) => [source.path, source]));
    return { findings: findings.sort((a, b) => a.start - b.start), sources };
  }
});

/** The schema without its names: what every field is, by the places of declarations and not by what they are called. */
function shapeOf({ schema }: Workspace): string[] {
  const places = new Map<object, string>();
  const lines: string[] = [];
  const number = (around: FileDescriptor | MessageDescriptor, place: string): void => {
    around.messages.forEach((message, i) => {
      places.set(message, `${place}/m${i}`);
      number(message, `${place}/m${i}`);
    });
    around.enums.forEach((enumeration, i) => {
      places.set(enumeration, `${place}/e${i}`);
    });
  };
  const type = ({ type: own, message, enum: enumeration }: FieldDescriptor) =>
    places.get(message ?? enumeration ?? {}) ?? own;
  const write = (around: FileDescriptor | MessageDescriptor): void => {
    const fields = around.kind === 'message' ? [...around.fields, ...around.extensions] : around.extensions;
    for (const field of fields) lines.push(`${places.get(around)} ${field.number} ${field.label} ${type(field)}`);
    for (const message of around.messages) write(message);
    for (const { values } of around.enums) lines.push(values.map((value) => value.number).join());
  };
  for (const file of schema.values()) number(file, file.path);
  for (const file of schema.values()) {
    write(file);
    for (const { methods } of file.services) {
      for (const { input, output } of methods) lines.push(`${places.get(input ?? {})} ${places.get(output ?? {})}`);
    }
  }
  return lines;
}

/** Few names in many spellings, so that they meet; whatever does not compile is left out line by line. */
function makeWorld(rolls: Dice): ProtoTexts {
  const { pick, chance, below } = rolls;
  const packages = ['acme.v1', 'acme.v1.sub', 'acme.Foo', 'Foo.bar', 'fooBar', 'acme'];
  const names = ['foo', 'Foo', 'foo_bar', 'FooBar', 'fooBar', 'FOO', 'acme', 'v1', 'sub', 'bar', 'Bar'];
  const lines: { path: string; text: string }[] = [];
  const paths = ['a.proto', 'b.proto', 'c.proto'];
  const fullNames: string[] = [];
  const declare = (path: string, scope: string, depth: number): void => {
    const name = pick(names);
    const fullName = `${scope}.${name}`;
    lines.push({ path, text: `message ${name} { extensions 100 to max;` });
    fullNames.push(fullName);
    if (depth < 2) for (let i = below(3); i > 0; i -= 1) declare(path, fullName, depth + 1);
    for (let i = 1; i < 4; i += 1) {
      const parts = pick(fullNames).split('.');
      const written = chance(0.3) ? `.${parts.join('.')}` : parts.slice(below(parts.length)).join('.');
      lines.push({ path, text: `optional ${written} ${pick(names)}${pick(['', '2'])} = ${i};` });
    }
    lines.push({ path, text: '}' });
    if (chance(0.5)) {
      const value = pick(['A', 'foo', 'FOO']);
      lines.push({ path, text: `enum ${pick(names)} { ${value} = 0; ${pick(names)} = 1; }` });
    }
    lines.push({ path, text: `extend ${fullName} { optional int32 ${pick(names)} = ${100 + lines.length}; }` });
  };
  paths.forEach((path, i) => {
    const own = pick(packages);
    lines.push({ path, text: `syntax = "proto2"; package ${own};` });
    for (const other of paths.slice(0, i)) lines.push({ path, text: `import "${other}";` });
    for (let n = 0; n < 3; n += 1) declare(path, own, 0);
  });
  for (;;) {
    const texts = Object.fromEntries(
      paths.map((path) => [path, lines.flatMap((line) => (line.path === path ? [line.text] : [])).join('\n')]),
    );
    const broken = linkTexts(texts).compileFindings.filter(({ severity }) => severity === 'error');
    if (broken.length === 0) return texts;
    for (const { path, start } of broken) blank(lines, path, texts[path]?.slice(0, start).split('\n').length ?? 0);
  }
}

/** A message loses its name's clash by another name, anything else goes. */
function blank(lines: { path: string; text: string }[], path: string, number: number): void {
  const line = lines.filter((each) => each.path === path)[number - 1];
  if (!line) return;
  const message = /^message (\w+)(.*)$/s.exec(line.text);
  line.text = message ? `message ${message[1]}x${message[2]}` : '';
}
