// Imports: paths, files that are missing, circles; and what still links without them.

import { describe, expect, it } from 'vitest';
import { pathFlaw } from '../../../src/model/proto/schema/imports.ts';
import { wellKnownFile } from '../../../src/model/proto/schema/link.ts';
import { fileOf, linkText, linkTexts, told } from './link-tree.ts';

describe('an import path', () => {
  it.each(['a.proto', 'a/b.proto', 'a b.proto', '.hidden/a.proto', 'a..b.proto', 'ä.proto', 'proto'])(
    'may be %s',
    (path) => {
      expect(pathFlaw(path)).toBeUndefined();
    },
  );

  it.each([
    ['', 'import path is empty'],
    ['/etc/passwd', "import path '/etc/passwd' is absolute"],
    ['C:/a.proto', "import path 'C:/a.proto' is absolute"],
    ['../a.proto', "import path '../a.proto' leaves its root with '..'"],
    ['a/../../b.proto', "import path 'a/../../b.proto' leaves its root with '..'"],
    ['./a.proto', "import path './a.proto' has an empty or '.' part"],
    ['a//b.proto', "import path 'a//b.proto' has an empty or '.' part"],
    ['a\\b.proto', "import path 'a\\b.proto' has a backslash"],
    ['a\0.proto', 'import path has a NUL character'],
  ])('may not be %j', (path, flaw) => {
    expect(pathFlaw(path)).toBe(flaw);
  });
});

describe('a file whose import is missing', () => {
  const schema = linkText(`syntax = "proto3";
import "missing.proto";
import "google/protobuf/any.proto";
message A { google.protobuf.Any any = 1; A a = 2; Missing m = 3; }
service S { rpc M(A) returns (Missing); }`);

  it('links all that does not need it', () => {
    const [message] = fileOf(schema, 'test.proto').messages;
    expect(message?.fields.map((field) => field.message?.fullName ?? field.type)).toEqual([
      'google.protobuf.Any',
      'A',
      'unresolved',
    ]);
    expect(fileOf(schema, 'test.proto').services[0]?.methods[0]?.input?.fullName).toBe('A');
  });

  it('says what is missing', () => {
    expect(told(schema)).toEqual([
      "2:8 unresolved-import: 'missing.proto' is not found",
      "4:51 unresolved-type: no message or enum 'Missing' is defined here",
      "5:31 unresolved-type: no message 'Missing' is defined here",
    ]);
  });
});

describe('imports in a circle', () => {
  const ring = (names: readonly string[]) =>
    Object.fromEntries(
      names.map((name, i) => [
        `${name}.proto`,
        `syntax = "proto3"; import "${names[(i + 1) % names.length]}.proto"; message ${name} {}`,
      ]),
    );

  it.each([
    [['a'], 'a.proto:1:27 import-cycle: files import each other in a circle: a.proto → a.proto'],
    [['a', 'b'], 'b.proto:1:27 import-cycle: files import each other in a circle: a.proto → b.proto → a.proto'],
    [
      ['a', 'b', 'c'],
      'c.proto:1:27 import-cycle: files import each other in a circle: a.proto → b.proto → c.proto → a.proto',
    ],
  ])('%j', (names, said) => {
    expect(told(linkTexts(ring(names)))).toEqual([said]);
  });

  it('are told once for each circle', () => {
    const texts = { ...ring(['a', 'b']), ...ring(['c', 'd']) };
    expect(told(linkTexts(texts))).toHaveLength(2);
  });
});

describe('well-known files', () => {
  const PATHS = [
    'any',
    'api',
    'compiler/plugin',
    'cpp_features',
    'descriptor',
    'duration',
    'empty',
    'field_mask',
    'go_features',
    'java_features',
    'source_context',
    'struct',
    'timestamp',
    'type',
    'wrappers',
  ].map((name) => `google/protobuf/${name}.proto`);

  it.each(PATHS)('%s is built in', (path) => {
    const schema = linkText(`syntax = "proto3"; import "${path}";`);
    expect(schema.findings).toEqual([]);
    const file = fileOf(schema, path);
    expect(file.path).toBe(`built-in:${path}`);
    expect(file.messages.length + file.extensions.length).toBeGreaterThan(0);
  });

  it.each(['google/protobuf/nothing.proto', 'constructor', '__proto__', ''])('%j is not', (path) => {
    expect(wellKnownFile(path)).toBeUndefined();
  });

  it("give way to a file of the project's own", () => {
    const texts = {
      'a.proto': 'syntax = "proto3"; import "google/protobuf/empty.proto"; message A { google.protobuf.Mine m = 1; }',
      'google/protobuf/empty.proto': 'syntax = "proto3"; package google.protobuf; message Mine {}',
    };
    expect(told(linkTexts(texts))).toEqual([]);
  });
});
