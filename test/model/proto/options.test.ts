// What options say: values by type, custom options by name, and what is told when they do not fit.

import { describe, expect, it } from 'vitest';
import type { FieldDescriptor, MessageDescriptor } from '../../../src/model/proto/schema/descriptor.ts';
import { type JsonValue, messageJson } from '../../../src/model/proto/schema/option-json.ts';
import { type Options, optionName, optionNode, standardOption } from '../../../src/model/proto/schema/options.ts';
import { fileOf, linkText, linkTexts, told } from './link-tree.ts';

const CUSTOM = `syntax = "proto2"; package p; import "google/protobuf/descriptor.proto";
extend google.protobuf.MessageOptions {
  optional int32 int = 50000;
  optional uint64 long = 50001;
  optional float real = 50002;
  optional bool flag = 50003;
  optional string text = 50004;
  optional bytes raw = 50005;
  optional Kind kind = 50006;
  optional Shape shape = 50007;
  repeated string list = 50008;
}
enum Kind { SMALL = 0; LARGE = 1; }
message Shape { optional string name = 1; optional Shape inner = 2; repeated int32 sizes = 3; map<string, Kind> kinds = 4; }
`;

function optionsOf(statements: string): Options {
  const schema = linkTexts({ 'custom.proto': `${CUSTOM} message A { ${statements} }` });
  expect(told(schema)).toEqual([]);
  return fileOf(schema, 'custom.proto').messages.find(({ name }) => name === 'A')?.options as Options;
}

describe('a value', () => {
  it.each<[string, JsonValue]>([
    ['(int) = -2147483648', { '[p.int]': -2147483648 }],
    ['(int) = 0x10', { '[p.int]': 16 }],
    ['(int) = 010', { '[p.int]': 8 }],
    ['(long) = 18446744073709551615', { '[p.long]': '18446744073709551615' }],
    ['(real) = 0.1', { '[p.real]': Math.fround(0.1) }],
    ['(real) = 1', { '[p.real]': 1 }],
    ['(real) = inf', { '[p.real]': 'Infinity' }],
    ['(real) = -inf', { '[p.real]': '-Infinity' }],
    ['(real) = nan', { '[p.real]': 'NaN' }],
    ['(flag) = true', { '[p.flag]': true }],
    ['(text) = "a" \'b\' "\\x63"', { '[p.text]': 'abc' }],
    ['(raw) = "\\377\\0"', { '[p.raw]': '/wA=' }],
    ['(kind) = LARGE', { '[p.kind]': 'LARGE' }],
    ['(p.kind) = LARGE', { '[p.kind]': 'LARGE' }],
    ['(.p.kind) = LARGE', { '[p.kind]': 'LARGE' }],
    ['(shape) = {}', { '[p.shape]': {} }],
    ['(shape).name = "a"', { '[p.shape]': { name: 'a' } }],
    ['(shape).inner.inner.name = "a"', { '[p.shape]': { inner: { inner: { name: 'a' } } } }],
    ['(shape).sizes = 1; option (shape).sizes = 2', { '[p.shape]': { sizes: [1, 2] } }],
    ['(shape) = { name: "a" }; option (shape).inner = {}', { '[p.shape]': { name: 'a', inner: {} } }],
    [
      '(shape) = { sizes: 1 sizes: [2, 3], sizes: 4; inner < name: "b" > }',
      { '[p.shape]': { sizes: [1, 2, 3, 4], inner: { name: 'b' } } },
    ],
    [
      '(shape) = { kinds { key: "a" value: LARGE } kinds: [{ key: "b" }] }',
      { '[p.shape]': { kinds: { a: 'LARGE', b: 'SMALL' } } },
    ],
    ['(list) = "a"; option (list) = "b"', { '[p.list]': ['a', 'b'] }],
    ['deprecated = true', { deprecated: true }],
  ])('%s', (statement, json) => {
    expect(messageJson(optionsOf(`option ${statement};`))).toEqual(json);
  });

  it('keeps the exact types', () => {
    const options = optionsOf('option (int) = 1; option (long) = 2; option (raw) = "é"; option (kind) = SMALL;');
    expect(options.fields.map(({ field, value }) => [field.name, value])).toEqual([
      ['int', 1],
      ['long', 2n],
      ['raw', new Uint8Array([0xc3, 0xa9])],
      ['kind', 'SMALL'],
    ]);
  });
});

describe('an option statement', () => {
  const options = optionsOf('option (shape).inner.name = "a"; option deprecated = false; option (list) = "x";');

  it('is listed with the fields that it names', () => {
    const paths = options.set.map((set) => [optionName(set), set.path.map((field: FieldDescriptor) => field.fullName)]);
    expect(paths).toEqual([
      ['(p.shape).inner.name', ['p.shape', 'p.Shape.inner', 'p.Shape.name']],
      ['deprecated', ['google.protobuf.MessageOptions.deprecated']],
      ['(p.list)', ['p.list']],
    ]);
  });

  it('can be asked for by a standard name', () => {
    expect(standardOption(options, 'deprecated')).toBe(false);
    expect(standardOption(options, 'map_entry')).toBeUndefined();
    expect(optionNode(options, 'deprecated')?.value).toMatchObject({ kind: 'ident', text: 'false' });
    expect(optionNode(options, 'list')).toBeUndefined();
  });

  it('is there without a value, where its name means nothing', () => {
    const schema = linkText('syntax = "proto3"; message A { option nothing = 1; option deprecated = 5; }');
    const { set, fields } = (fileOf(schema, 'test.proto').messages[0] as MessageDescriptor).options;
    expect(set.map(({ path }) => path.length)).toEqual([0, 1]);
    expect(fields).toEqual([]);
  });
});

describe('names in options are looked up', () => {
  it.each([
    [
      'from the package inwards',
      'package p.q; extend google.protobuf.MessageOptions { optional int32 o = 50000; }',
      '(q.o) = 1',
    ],
    [
      'inside a message by its name',
      'message In { extend google.protobuf.MessageOptions { optional int32 o = 50000; } }',
      '(In.o) = 1',
    ],
  ])('%s', (_, declared, statement) => {
    const text = `syntax = "proto2"; import "google/protobuf/descriptor.proto"; ${declared} message A { option ${statement}; }`;
    expect(told(linkText(text))).toEqual([]);
  });

  it('around a message for its own options, inside it for those of its fields', () => {
    const text = (where: string) => `syntax = "proto2"; import "google/protobuf/descriptor.proto";
message A {
  extend google.protobuf.MessageOptions { optional int32 m = 50000; }
  extend google.protobuf.FieldOptions { optional int32 f = 50000; }
  ${where}
}`;
    expect(told(linkText(text('optional int32 a = 1 [(f) = 1];')))).toEqual([]);
    expect(told(linkText(text('option (m) = 1;')))).toEqual(["5:10 invalid-option: unknown custom option 'm'"]);
  });

  it('in aggregates around the message that the value is', () => {
    const text = (name: string) => `syntax = "proto2"; package p; import "google/protobuf/descriptor.proto";
message Value { extensions 1 to 9; extend Value { optional int32 inside = 1; } }
extend Value { optional int32 beside = 2; }
extend google.protobuf.MessageOptions { optional Value value = 50000; }
message A { option (value) = { [${name}]: 1 }; }`;
    for (const name of ['beside', 'p.beside', 'Value.inside', 'p.Value.inside'])
      expect(told(linkText(text(name)))).toEqual([]);
    expect(told(linkText(text('inside')))).toEqual(["5:33 invalid-option: p.Value has no extension 'inside'"]);
  });
});

describe('a flaw is told with help', () => {
  it.each([
    [
      'option deprecatd = true;',
      "2:8 invalid-option: unknown option 'deprecatd' in google.protobuf.MessageOptions (did you mean 'deprecated'?)",
    ],
    [
      'option (deprecated) = true;',
      "2:8 invalid-option: unknown custom option 'deprecated' (standard options are written without parentheses)",
    ],
    [
      'option nothing.like.it = true;',
      "2:8 invalid-option: unknown option 'nothing' in google.protobuf.MessageOptions (custom options are written in parentheses)",
    ],
    [
      'string a = 1 [ctype = CHORD];',
      "2:23 invalid-option: enum 'google.protobuf.FieldOptions.CType' has no value 'CHORD' (did you mean 'CORD'?)",
    ],
    [
      'string a = 1 [ctype = FAST];',
      "2:23 invalid-option: enum 'google.protobuf.FieldOptions.CType' has no value 'FAST' (its values are STRING, CORD, STRING_PIECE)",
    ],
  ])('%s', (statement, said) => {
    expect(told(linkText(`syntax = "proto3"; message A {\n${statement}\n}`), true)).toEqual([said]);
  });
});

it('options may come from a descriptor.proto of the project', () => {
  const texts = {
    'google/protobuf/descriptor.proto':
      'syntax = "proto2"; package google.protobuf; message MessageOptions { optional bool mine = 1; extensions 1000 to max; }',
    'a.proto':
      'syntax = "proto2"; import "google/protobuf/descriptor.proto"; message A { option mine = true; option deprecated = true; }',
  };
  expect(told(linkTexts(texts))).toEqual([
    "a.proto:1:102 invalid-option: unknown option 'deprecated' in google.protobuf.MessageOptions",
  ]);
});
