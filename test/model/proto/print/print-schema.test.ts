// The canonical schema says what the file says: it compiles to the same descriptors, and printing it again changes nothing.

import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outlineOf } from '../../../../src/model/proto/print/outline-of.ts';
import { printSchema } from '../../../../src/model/proto/print/print-schema.ts';
import { toDescriptorJson } from '../../../../src/model/proto/schema/descriptor-json.ts';
import { isWellKnownPath, type LinkedSchema } from '../../../../src/model/proto/schema/link.ts';
import { WELL_KNOWN } from '../../../../src/model/proto/well-known/sources.ts';
import { fileOf, linkText, linkTexts, linkTree, told } from '../link-tree.ts';

const folder = (path: string) => fileURLToPath(new URL(`../../../../${path}/`, import.meta.url));

function protosIn(root: string): string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.proto'));
}

function printed(schema: LinkedSchema, importPath: string): string {
  return printSchema(outlineOf(fileOf(schema, importPath))).join('\n');
}

/** All texts printed, and the schema that the prints link to. */
function reprint(schema: LinkedSchema, paths: readonly string[]): LinkedSchema {
  return linkTexts(Object.fromEntries(paths.map((path) => [path, printed(schema, path)])));
}

function expectSame(before: LinkedSchema, paths: readonly string[]): void {
  expect(told(before)).toEqual([]);
  const after = reprint(before, paths);
  expect(told(after)).toEqual([]);
  for (const path of paths) {
    expect(toDescriptorJson(fileOf(after, path))).toEqual(toDescriptorJson(fileOf(before, path)));
    expect(printed(after, path)).toBe(printed(before, path));
  }
}

describe('the canonical schema', () => {
  it.each(['contracts', 'fixtures/parser/valid', 'node_modules/google-proto-files'])(
    'of %s is the same schema',
    (root) => {
      const paths = protosIn(folder(root)).filter((path) => !path.includes('node_modules/'));
      const wanted = root.startsWith('node_modules')
        ? paths.filter((path) => /google\/(api|type|rpc)\//.test(path))
        : paths;
      const schema = linkTree([folder(root)], wanted);
      // What they import from beside is printed as well.
      const all = [...schema.files.values()].filter(({ path }) => !isWellKnownPath(path));
      expectSame(
        schema,
        all.map(({ importPath }) => importPath),
      );
    },
  );

  it('of the well-known files is the same schema', () => {
    const paths = Object.keys(WELL_KNOWN);
    expectSame(linkTree([], paths), paths);
  });

  it('has neither comments nor style, and one declaration on a line', () => {
    const schema = linkText(`
      // Why.
      syntax = "proto3" ; package a.b;
      import "google/protobuf/timestamp.proto";
      message M { reserved 4, 9 to 11; reserved "x", "y"; // gone
        /* at */ google.protobuf.Timestamp at = 1; map<string,N> ns = 2 [deprecated=true];
        oneof kind { N n = 5; string s = 6; } optional int32 o = 7; enum E { E_ZERO = 0; E_ONE = 1; } message N {} E e = 8; }
      service S { rpc Do (stream M) returns (M.N) { option deprecated = true; } rpc Go(M) returns (stream M); }`);
    expect(printed(schema, 'test.proto').split('\n')).toEqual([
      'syntax = "proto3";',
      'package a.b;',
      'import "google/protobuf/timestamp.proto";',
      'message M {',
      '  reserved 4;',
      '  reserved 9 to 11;',
      '  reserved "x";',
      '  reserved "y";',
      '  enum E {',
      '    E_ZERO = 0;',
      '    E_ONE = 1;',
      '  }',
      '  .google.protobuf.Timestamp at = 1;',
      '  map<string, .a.b.M.N> ns = 2 [deprecated = true];',
      '  message N {}',
      '  oneof kind {',
      '    .a.b.M.N n = 5;',
      '    string s = 6;',
      '  }',
      '  optional int32 o = 7;',
      '  .a.b.M.E e = 8;',
      '}',
      'service S {',
      '  rpc Do(stream .a.b.M) returns (.a.b.M.N) {',
      '    option deprecated = true;',
      '  }',
      '  rpc Go(.a.b.M) returns (stream .a.b.M);',
      '}',
    ]);
  });

  it.each([
    [
      'editions',
      `edition = "2023"; package a; option features.field_presence = IMPLICIT; option features.(x).y = 1;
       import "google/protobuf/descriptor.proto";
       extend google.protobuf.FeatureSet { X x = 9995; }
       message X { int32 y = 1 [targets = TARGET_TYPE_FILE, targets = TARGET_TYPE_FIELD, retention = RETENTION_RUNTIME,
         feature_support = { edition_introduced: EDITION_2023 }, edition_defaults = { edition: EDITION_LEGACY, value: "1" },
         features.field_presence = EXPLICIT]; }
       message M { reserved gone, other; int32 n = 1; N d = 2 [features.message_encoding = DELIMITED];
         int32 q = 3 [features.field_presence = LEGACY_REQUIRED]; message N {} extensions 100 to max; }
       enum E { option features.enum_type = CLOSED; reserved 2 to 4, 10 to max; reserved old; ONE = 1; MINUS = -1; }`,
    ],
    [
      'edition 2024',
      `edition = "2024"; package a; export message M { local enum E { E_UNKNOWN = 0; } E e = 1; } local message L {}`,
    ],
    [
      'groups, maps and messages in any order',
      `syntax = "proto2"; package a; message B { extensions 5 to 7; }
       extend B { optional group X = 5 { optional int32 i = 1; } }
       message M { optional int32 a = 1; message One {} map<string, One> b = 2; repeated group G = 3 { required bool k = 1; }
         message Two {} oneof o { group H = 4 { } string s = 5; group I = 6 {} } map<int32, bytes> c = 7; message Three {}
         extensions 100 to 199, 300 [declaration = { number: 300, full_name: ".a.ext", type: "int32" }];
         extend M { optional group E = 101 { optional M m = 1; } optional int32 e2 = 102; } extend B { optional int32 e3 = 6; } }
       message C { option message_set_wire_format = true; extensions 4 to max; } extend B { optional int32 last = 7; }`,
    ],
    [
      'defaults and JSON names',
      `syntax = "proto2"; message M { optional string s = 1 [default = "a\\"\\n\\001é\\\\"]; optional bytes b = 2 [default = "\\xff\\0'\\""];
       optional double d = 3 [default = -inf]; optional float f = 4 [default = 1e-45]; optional E e = 5 [default = TWO];
       optional uint64 u = 6 [default = 18446744073709551615]; optional bool k_k = 7 [default = true, json_name = "x\\"y"];
       optional double n = 8 [default = nan]; optional double big = 9 [default = 1e300]; enum E { ONE = 1; TWO = 2; } }`,
    ],
    [
      'options of every type',
      `syntax = "proto2"; package a; import "google/protobuf/descriptor.proto"; import "google/protobuf/any.proto";
       message V { optional int64 i = 1; repeated string s = 2; optional bytes b = 3; optional double d = 4; optional V v = 5;
         map<string, int32> m = 6; optional E e = 7; optional group G = 8 { optional bool k = 1; } optional google.protobuf.Any any = 9;
         extensions 100 to 200; extend V { optional uint64 x = 100; } }
       enum E { E_NONE = 0 [(ev) = "value"]; }
       extend google.protobuf.FileOptions { optional V fv = 50000; repeated V fvs = 50001; optional double fd = 50002; optional float ff = 50003; }
       extend google.protobuf.EnumValueOptions { optional string ev = 50000; } extend google.protobuf.OneofOptions { optional E ov = 50000; }
       extend google.protobuf.ExtensionRangeOptions { optional sint64 rv = 50000; }
       option java_package = "x.y"; option optimize_for = CODE_SIZE; option (fd) = -1e30; option (ff) = inf;
       option (fv) = { i: -9223372036854775808 s: ["a", "b\\n"] b: "\\xff\\x001" d: 0.1 v { v {} } m { key: "k" value: 1 } m { key: "a" }
         e: E_NONE G { k: true } [a.V.x]: 18446744073709551615 any { [type.googleapis.com/a.V] { i: 3 } } };
       option (fvs) = {};
       message M { oneof o { option (ov) = E_NONE; int64 q = 1 [jstype = JS_STRING, deprecated = false]; } extensions 5 to 9, 20 [(rv) = -7]; }`,
    ],
  ])('keeps %s', (_, text) => {
    expectSame(linkText(text), ['test.proto']);
  });

  it('does not change with comments, blanks and the order of unlike declarations', () => {
    const parts = ['message A { B b = 1; }', 'message B {}', 'enum C { C_UNKNOWN = 0; }', 'service D {}'];
    const blank = fc.constantFrom(' ', '\n\n', ' // note\n', '/* note */ ');
    fc.assert(
      fc.property(fc.shuffledSubarray([0, 2, 3], { minLength: 3 }), blank, (order, gap) => {
        const body = order.flatMap((i) => (i === 0 ? [parts[0], parts[1]] : [parts[i]])).join(gap);
        const same = `syntax = "proto3";\n${parts.join('\n')}`;
        expect(printed(linkText(`syntax = "proto3";${gap}${body}`), 'test.proto')).toBe(
          printed(linkText(same), 'test.proto'),
        );
      }),
    );
  });
});
