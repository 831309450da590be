// Presence, packing, open and closed enums, delimited messages: by syntax, by edition, and by the features around.

import { describe, expect, it } from 'vitest';
import type { FieldDescriptor } from '../../../src/model/proto/schema/descriptor.ts';
import { fileOf, linkText, told } from './link-tree.ts';

function fieldOf(text: string, name = 'a'): FieldDescriptor {
  const schema = linkText(text);
  expect(told(schema)).toEqual([]);
  for (const message of fileOf(schema, 'test.proto').messages) {
    const field = message.fields.find((each) => each.name === name);
    if (field) return field;
  }
  throw new Error(`no field '${name}'`);
}

const EDITION = 'edition = "2023";';

describe('presence', () => {
  it.each([
    ['syntax = "proto2"; message M { optional int32 a = 1; }', true],
    ['syntax = "proto2"; message M { required int32 a = 1; }', true],
    ['syntax = "proto2"; message M { repeated int32 a = 1; }', false],
    ['syntax = "proto3"; message M { int32 a = 1; }', false],
    ['syntax = "proto3"; message M { optional int32 a = 1; }', true],
    ['syntax = "proto3"; message M { M a = 1; }', true],
    ['syntax = "proto3"; message M { oneof o { int32 a = 1; } }', true],
    ['syntax = "proto3"; message M { map<string, int32> a = 1; }', false],
    [`${EDITION} message M { int32 a = 1; }`, true],
    [`${EDITION} message M { int32 a = 1 [features.field_presence = IMPLICIT]; }`, false],
    [`${EDITION} option features.field_presence = IMPLICIT; message M { int32 a = 1; }`, false],
    [
      `${EDITION} option features.field_presence = IMPLICIT; message M { int32 a = 1 [features.field_presence = EXPLICIT]; }`,
      true,
    ],
    [`${EDITION} option features.field_presence = IMPLICIT; message M { oneof o { int32 a = 1; } }`, true],
    [`${EDITION} option features.field_presence = IMPLICIT; message M { M a = 1; }`, true],
    [`${EDITION} option features = { field_presence: IMPLICIT }; message M { int32 a = 1; }`, false],
  ])('%s', (text, expected) => {
    expect(fieldOf(text).hasPresence).toBe(expected);
  });

  it('required is a feature in editions', () => {
    const field = fieldOf(`${EDITION} message M { int32 a = 1 [features.field_presence = LEGACY_REQUIRED]; }`);
    expect(field.label).toBe('required');
  });
});

describe('packing', () => {
  it.each([
    ['syntax = "proto2"; message M { repeated int32 a = 1; }', false],
    ['syntax = "proto2"; message M { repeated int32 a = 1 [packed = true]; }', true],
    ['syntax = "proto3"; message M { repeated int32 a = 1; }', true],
    ['syntax = "proto3"; message M { repeated int32 a = 1 [packed = false]; }', false],
    ['syntax = "proto3"; message M { repeated string a = 1; }', false],
    ['syntax = "proto3"; message M { repeated M a = 1; }', false],
    ['syntax = "proto3"; message M { repeated E a = 1; } enum E { Z = 0; }', true],
    ['syntax = "proto3"; message M { int32 a = 1; }', false],
    [`${EDITION} message M { repeated int32 a = 1; }`, true],
    [`${EDITION} message M { repeated int32 a = 1 [features.repeated_field_encoding = EXPANDED]; }`, false],
    [`${EDITION} option features.repeated_field_encoding = EXPANDED; message M { repeated int32 a = 1; }`, false],
    [
      `${EDITION} option features.repeated_field_encoding = EXPANDED; message M { repeated int32 a = 1 [features.repeated_field_encoding = PACKED]; }`,
      true,
    ],
  ])('%s', (text, expected) => {
    expect(fieldOf(text).isPacked).toBe(expected);
  });
});

describe('the type of a message field', () => {
  it.each([
    ['syntax = "proto2"; message M { optional group A = 1 {} }', 'group'],
    ['syntax = "proto2"; message M { optional M a = 1; }', 'message'],
    [`${EDITION} message M { M a = 1; }`, 'message'],
    [`${EDITION} message M { M a = 1 [features.message_encoding = DELIMITED]; }`, 'group'],
    [`${EDITION} option features.message_encoding = DELIMITED; message M { M a = 1; }`, 'group'],
    [`${EDITION} option features.message_encoding = DELIMITED; message M { map<string, M> a = 1; }`, 'message'],
  ])('%s', (text, expected) => {
    expect(fieldOf(text).type).toBe(expected);
  });
});

describe('an enum', () => {
  it.each([
    ['syntax = "proto2"; enum E { Z = 0; }', 'CLOSED'],
    ['syntax = "proto3"; enum E { Z = 0; }', 'OPEN'],
    [`${EDITION} enum E { Z = 0; }`, 'OPEN'],
    [`${EDITION} enum E { option features.enum_type = CLOSED; Z = 1; }`, 'CLOSED'],
    [`${EDITION} option features.enum_type = CLOSED; enum E { Z = 1; }`, 'CLOSED'],
  ])('%s', (text, expected) => {
    const schema = linkText(text);
    expect(told(schema)).toEqual([]);
    expect(fileOf(schema, 'test.proto').enums[0]?.features.enumType).toBe(expected);
  });
});

describe('the syntax of a file', () => {
  it.each([
    ['', 'proto2', 0],
    ['syntax = "proto2";', 'proto2', 0],
    ['syntax = "proto3";', 'proto3', 0],
    ['edition = "2023";', 'editions', 2023],
    ['edition = "2024";', 'editions', 2024],
  ])('%s', (text, syntax, edition) => {
    const schema = linkText(text);
    expect(told(schema)).toEqual([]);
    expect(fileOf(schema, 'test.proto')).toMatchObject({ syntax, edition });
  });

  it.each([
    ['syntax = "proto4";', "1:10 syntax-error: unknown syntax 'proto4' (known are proto2 and proto3)", 'proto3', 0],
    ['syntax = "2023";', '1:10 syntax-error: unknown syntax \'2023\' (write: edition = "2023";)', 'proto3', 0],
    [
      'edition = "proto3";',
      '1:11 syntax-error: unknown edition \'proto3\' (write: syntax = "proto3";)',
      'editions',
      2023,
    ],
    ['edition = "2022";', "1:11 syntax-error: unknown edition '2022' (known are 2023 and 2024)", 'editions', 2023],
    ['edition = "2030";', "1:11 syntax-error: unknown edition '2030' (known are 2023 and 2024)", 'editions', 2024],
  ])('%s is told, and taken for the nearest', (text, said, syntax, edition) => {
    const schema = linkText(text);
    expect(told(schema, true)).toEqual([said]);
    expect(fileOf(schema, 'test.proto')).toMatchObject({ syntax, edition });
  });

  it('is asked for once, where all labels are missing without it', () => {
    const schema = linkText('message A { int32 a = 1; int32 b = 2; } message B { int32 c = 1; }');
    expect(told(schema, true)).toEqual([
      '1:13 invalid-field: field \'a\' has no label, and without a syntax statement the file is proto2 (begin the file with: syntax = "proto3";)',
    ]);
  });
});
