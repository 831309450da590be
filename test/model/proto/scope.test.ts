// What a name means, by protobuf's rules: the innermost scope first, and the first part of the name decides.

import { describe, expect, it } from 'vitest';
import type { FieldDescriptor, MessageDescriptor } from '../../../src/model/proto/schema/descriptor.ts';
import { fileOf, linkTexts, told } from './link-tree.ts';

const INNER = `syntax = "proto3"; package a.b;
  message M {
    message N { message T {} }
    message T {}
    FIELD
  }
  message T {}`;
const OUTER = 'syntax = "proto3"; package a; message T {} message Outer { message Inner {} } enum E { Z = 0; }';
const ROOT = 'syntax = "proto3"; message T {} message Root {} message x { message T {} }';

/** What the type of a field in `a.b.M` is resolved to. */
function typeIn(type: string, inner = INNER): string | undefined {
  const text = `${inner.replace('FIELD', `${type} field = 1;`)} `.replace('package a.b;', IMPORTS);
  const schema = linkTexts({ 'inner.proto': text, 'outer.proto': OUTER, 'root.proto': ROOT });
  const message = fileOf(schema, 'inner.proto').messages[0] as MessageDescriptor;
  const field = message.fields.find(({ name }) => name === 'field') as FieldDescriptor;
  return field.message?.fullName ?? field.enum?.fullName ?? schema.findings[0]?.message;
}

const IMPORTS = 'package a.b; import "outer.proto"; import "root.proto";';

describe('a type is', () => {
  it.each([
    ['T', 'a.b.M.T'],
    ['N.T', 'a.b.M.N.T'],
    ['M', 'a.b.M'],
    ['M.T', 'a.b.M.T'],
    ['b.T', 'a.b.T'],
    ['a.T', 'a.T'],
    ['a.b.T', 'a.b.T'],
    ['.a.T', 'a.T'],
    ['.T', 'T'],
    ['Outer', 'a.Outer'],
    ['Outer.Inner', 'a.Outer.Inner'],
    ['E', 'a.E'],
    ['Root', 'Root'],
    ['x.T', 'x.T'],
    ['a . b /* c */ . T', 'a.b.T'],
  ])('%s → %s', (written, fullName) => {
    expect(typeIn(written)).toBe(fullName);
  });

  it.each([
    ['M.Root', "no message or enum 'M.Root' is defined here"],
    ['b.Outer', "no message or enum 'b.Outer' is defined here"],
    ['.b.T', "no message or enum '.b.T' is defined here"],
    ['Z', "no message or enum 'Z' is defined here"],
    ['a', "no message or enum 'a' is defined here"],
  ])('%s → nothing', (written, message) => {
    expect(typeIn(written)).toBe(message);
  });

  it('not what an outer scope has, when a nearer one has the first part', () => {
    const inner = INNER.replace('FIELD', 'message x {} FIELD');
    expect(typeIn('x.T', inner)).toBe("'x.T' is taken for 'a.b.M.x' here, not for 'x.T'");
    expect(typeIn('.x.T', inner)).toBe('x.T');
  });

  it('looked for beyond a field or enum value of that name', () => {
    expect(typeIn('x.T', INNER.replace('FIELD', 'int32 x = 2; FIELD'))).toBe('x.T');
    expect(typeIn('Root', INNER.replace('FIELD', 'enum E { Root = 0; } FIELD'))).toBe('Root');
  });
});

const SEEN = {
  'base.proto': 'syntax = "proto3"; package base; message Base {}',
  'public.proto': 'syntax = "proto3"; import public "base.proto";',
  'twice.proto': 'syntax = "proto3"; import public "public.proto";',
  'private.proto': 'syntax = "proto3"; import "base.proto"; message Private { base.Base b = 1; }',
};

describe('a file sees', () => {
  const use = (path: string) =>
    told(
      linkTexts({ ...SEEN, 'use.proto': `syntax = "proto3"; import "${path}"; message A { base.Base b = 1; }` }),
      true,
    );

  it.each(['base.proto', 'public.proto', 'twice.proto'])('through %s', (path) => {
    expect(use(path)).toEqual([]);
  });

  it('not through an import that is not public, but is told what to import', () => {
    expect(use('private.proto')).toEqual([
      `use.proto:1:56 unresolved-type: 'base.Base' is defined in 'base.proto', which is not imported (add: import "base.proto";)`,
    ]);
  });

  it('what a file of another tree declares under the same name, only if it imports it', () => {
    const schema = linkTexts({
      'one/a.proto': 'syntax = "proto3"; message A { int32 one = 1; }',
      'two/a.proto': 'syntax = "proto3"; message A { int32 two = 1; }',
      'one/b.proto': 'syntax = "proto3"; import "one/a.proto"; message B { A a = 1; }',
      'two/b.proto': 'syntax = "proto3"; import "two/a.proto"; message C { A a = 1; }',
    });
    expect(schema.findings).toEqual([]);
    const used = (path: string) => fileOf(schema, path).messages[0]?.fields[0]?.message?.fields[0]?.name;
    expect([used('one/b.proto'), used('two/b.proto')]).toEqual(['one', 'two']);
  });

  it('that both are declared, when another file imports both', () => {
    const schema = linkTexts({
      'one.proto': 'syntax = "proto3"; message A {}',
      'two.proto': 'syntax = "proto3"; message A {}',
      'both.proto': 'syntax = "proto3"; import "one.proto"; import "two.proto";',
    });
    expect(told(schema)).toEqual(["two.proto:1:28 duplicate-name: 'A' is declared twice"]);
  });
});

describe('an import is used', () => {
  const used = (text: string) => {
    const schema = linkTexts({ ...SEEN, 'use.proto': `syntax = "proto3"; ${text}` });
    expect(schema.findings).toEqual([]);
    return fileOf(schema, 'use.proto').imports.map((imported) => imported.isUsed);
  };

  it.each([
    ['by a type', 'import "base.proto"; message A { base.Base b = 1; }', [true]],
    ['through a public import', 'import "twice.proto"; message A { base.Base b = 1; }', [true]],
    ['by a method', 'import "base.proto"; service S { rpc M(base.Base) returns (base.Base); }', [true]],
    ['or not', 'import "base.proto"; import "private.proto"; message A { base.Base b = 1; }', [true, false]],
    [
      'by its own file before one that hands it on',
      'import "twice.proto"; import "base.proto"; message A { base.Base b = 1; }',
      [false, true],
    ],
    [
      'by an option',
      'import "google/protobuf/descriptor.proto"; extend google.protobuf.FileOptions { string o = 50000; }',
      [true],
    ],
  ])('%s', (_, text, expected) => {
    expect(used(text)).toEqual(expected);
  });
});

describe('help for what is not found', () => {
  it.each([
    ['strin a = 1;', "did you mean 'string'?"],
    ['Mesage a = 1;', "did you mean 'Message'?"],
    ['int a = 1;', "did you mean 'int32'?"],
    ['google.protobuf.Timestamp a = 1;', 'add: import "google/protobuf/timestamp.proto";'],
    ['Duration a = 1;', 'for google.protobuf.Duration, add: import "google/protobuf/duration.proto";'],
    ['Something.Else a = 1;', 'check the spelling, or import the file that defines it'],
  ])('%s', (field, help) => {
    const { findings } = linkTexts({ 'a.proto': `syntax = "proto3"; message Message { ${field} }` });
    expect(findings.map((finding) => finding.help)).toEqual([help]);
  });

  it('is not given where a broken file may declare the name', () => {
    const texts = {
      'broken.proto': 'syntax = "proto3"; message { }',
      'a.proto': 'syntax = "proto3"; import "broken.proto"; message A { Unknown u = 1; }',
    };
    expect(told(linkTexts(texts))).toEqual(["broken.proto:1:28 syntax-error: expected a message's name, found '{'"]);
  });
});
