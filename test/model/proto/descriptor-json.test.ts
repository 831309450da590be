// Descriptors as other runtimes take them: protobuf-es reads ours, and finds in them what was written.

import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  createFileRegistry,
  createRegistry,
  fromJson,
  type JsonValue,
  type Registry,
  toJson,
} from '@bufbuild/protobuf';
import { FileDescriptorProtoSchema, type FileDescriptorSet, FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';
import { describe, expect, it } from 'vitest';
import { defaultValue } from '../../../src/model/proto/schema/default-value.ts';
import type { FieldDescriptor, FileDescriptor } from '../../../src/model/proto/schema/descriptor.ts';
import { toDescriptorJson } from '../../../src/model/proto/schema/descriptor-json.ts';
import { camelCase, jsonName } from '../../../src/model/proto/schema/json-name.ts';
import { fileOf, linkText, linkTree, told } from './link-tree.ts';

const validRoot = fileURLToPath(new URL('../../../fixtures/parser/valid/', import.meta.url));

function fieldsOf(text: string): readonly FieldDescriptor[] {
  const schema = linkText(text);
  expect(told(schema)).toEqual([]);
  return fileOf(schema, 'test.proto').messages[0]?.fields ?? [];
}

describe('a JSON name', () => {
  it.each([
    ['seed', 'seed'],
    ['seed_id', 'seedId'],
    ['a_b_c', 'aBC'],
    ['a__b', 'aB'],
    ['_a', 'A'],
    ['a_', 'a'],
    ['a_1', 'a1'],
    ['a1_b', 'a1B'],
    ['SeedId', 'SeedId'],
    ['SEED_ID', 'SEEDID'],
    ['___', ''],
  ])('of %s is %s', (name, json) => {
    expect(camelCase(name)).toBe(json);
  });

  it('is the written one, where one is written', () => {
    const [a, b, c] = fieldsOf(
      'syntax = "proto3"; message A { int32 a_b = 1 [json_name = "x" "y"]; map<string, A> b_c = 2 [json_name = "z"]; int32 d_e = 3 [deprecated = true]; }',
    );
    expect([a, b, c].map((field) => field && jsonName(field))).toEqual(['xy', 'z', 'dE']);
    expect(b?.message?.fields.map(jsonName)).toEqual(['key', 'value']);
  });
});

describe('a default', () => {
  it.each([
    ['int32', '-0x10', '-16'],
    ['int64', '9223372036854775807', '9223372036854775807'],
    ['uint64', '0xFFFFFFFFFFFFFFFF', '18446744073709551615'],
    ['uint32', '0777', '511'],
    ['float', '0.1', '0.1'],
    ['float', '1e10', '1e+10'],
    ['float', '16777217', '16777216'],
    ['float', '1e-45', '1.40129846e-45'],
    ['float', '1e40', 'inf'],
    ['float', '-inf', '-inf'],
    ['double', 'nan', 'nan'],
    ['double', '-0.0', '-0'],
    ['double', '0.1', '0.1'],
    ['double', '100000', '100000'],
    ['double', '1e15', '1e+15'],
    ['double', '0.0001', '0.0001'],
    ['double', '0.00001', '1e-05'],
    ['double', '0.30000000000000004', '0.30000000000000004'],
    ['bool', 'true', 'true'],
    ['string', '"a\\tb" \'"\'', 'a\tb"'],
    ['string', '""', ''],
    ['bytes', '"a\\0\\xff\\n\\\'\\"\\\\é"', 'a\\000\\377\\n\\\'\\"\\\\\\303\\251'],
    ['E', 'ONE', 'ONE'],
  ])('of %s, %s, is %s', (type, written, expected) => {
    const [field] = fieldsOf(
      `syntax = "proto2"; message A { optional ${type} a = 1 [default = ${written}]; } enum E { ONE = 1; }`,
    );
    expect(field && defaultValue(field)).toBe(expected);
  });

  it('is none where none is written', () => {
    const [field] = fieldsOf('syntax = "proto2"; message A { optional int32 a = 1 [deprecated = true]; }');
    expect(field && defaultValue(field)).toBeUndefined();
  });
});

describe('the descriptor', () => {
  it('of a file that is written badly is still one', () => {
    const schema = linkText(
      'syntax = "proto3"; message A { Unknown a = 1; .no.B b; map<string, C> c = 3; } service S { rpc M(X) returns (A); }',
    );
    expect(toDescriptorJson(fileOf(schema, 'test.proto'))).toMatchObject({
      messageType: [{ field: [{ name: 'a', typeName: 'Unknown' }, { name: 'b', typeName: '.no.B' }, { name: 'c' }] }],
      service: [{ method: [{ inputType: 'X', outputType: '.A' }] }],
    });
  });

  it('counts synthetic oneofs after the written ones, and avoids names that are taken', () => {
    const schema = linkText(`syntax = "proto3"; message A {
      optional int32 b = 1; oneof _b { int32 c = 2; } optional int32 _d = 3; oneof X_b { int32 e = 4; }
    }`);
    const [message] = toDescriptorJson(fileOf(schema, 'test.proto'))['messageType'] as [Record<string, JsonValue>];
    expect(message['oneofDecl']).toEqual([{ name: '_b' }, { name: 'X_b' }, { name: 'XX_b' }, { name: 'X_d' }]);
    expect((message['field'] as { oneofIndex: number }[]).map((field) => field.oneofIndex)).toEqual([2, 0, 3, 1]);
  });

  it('of every fixture is read by protobuf-es, custom options included, and written back the same', () => {
    const paths = readdirSync(validRoot).filter((name) => name.endsWith('.proto'));
    const { files, findings } = linkTree([validRoot], paths);
    expect(findings).toEqual([]);
    const registry = registryOf([...files.values()]);
    for (const file of files.values()) {
      const json = toDescriptorJson(file);
      const read = fromJson(FileDescriptorProtoSchema, json as JsonValue, { registry });
      expect(toJson(FileDescriptorProtoSchema, read, { registry }), file.path).toEqual(json);
    }
  });
});

/** First without options, since only the registry knows the custom ones. */
function registryOf(files: readonly FileDescriptor[]): Registry {
  const file = inOrder(files).map((each) => withoutOptions(toDescriptorJson(each) as JsonValue));
  const set = fromJson(FileDescriptorSetSchema, { file }) as FileDescriptorSet;
  return createRegistry(createFileRegistry(set));
}

function inOrder(files: readonly FileDescriptor[]): FileDescriptor[] {
  const done = new Set<FileDescriptor>();
  const add = (file: FileDescriptor): void => {
    for (const imported of file.imports) if (imported.file && !done.has(imported.file)) add(imported.file);
    done.add(file);
  };
  for (const file of files) add(file);
  return [...done];
}

function withoutOptions(json: JsonValue): JsonValue {
  if (Array.isArray(json)) return json.map(withoutOptions);
  if (json === null || typeof json !== 'object') return json;
  const kept = Object.entries(json).flatMap(([key, value]) => {
    if (key !== 'options') return [[key, withoutOptions(value)] as const];
    const isEntry = typeof value === 'object' && value !== null && 'mapEntry' in value;
    return isEntry ? [[key, value] as const] : [];
  });
  return Object.fromEntries(kept);
}
