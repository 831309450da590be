// Pairs of small schemas, one difference each, on which buf and leyline must say the same. `PKG` becomes a package of its own.

import type { Texts } from './breaking-verdicts.ts';

export interface Pair {
  readonly title: string;
  readonly before: Texts;
  readonly after: Texts;
}

const PROTO3 = 'syntax = "proto3";\npackage PKG;\n';
const PROTO2 = 'syntax = "proto2";\npackage PKG;\n';
const EDITION = 'edition = "2023";\npackage PKG;\n';
const FEATURES = `${EDITION}import "google/protobuf/cpp_features.proto";\nimport "google/protobuf/java_features.proto";\n`;

export const PAIRS: readonly Pair[] = [
  {
    title: 'map value',
    before: {
      'x.proto': `${PROTO3}message M {
  map<string, int32> a = 1;
}
`,
    },
    after: {
      'x.proto': `${PROTO3}message M {
  map<string, int64> a = 1;
}
`,
    },
  },
  {
    title: 'map key',
    before: {
      'x.proto': `${PROTO3}message M {
  map<string, int32> a = 1;
}
`,
    },
    after: {
      'x.proto': `${PROTO3}message M {
  map<int32, int32> a = 1;
}
`,
    },
  },
  {
    title: 'map renamed field',
    before: {
      'x.proto': `${PROTO3}message M {
  map<string, int32> a = 1;
}
`,
    },
    after: {
      'x.proto': `${PROTO3}message M {
  map<string, int32> b = 1;
}
`,
    },
  },
  {
    title: 'map deleted',
    before: {
      'x.proto': `${PROTO3}message M {
  map<string, int32> a = 1;
}
`,
    },
    after: {
      'x.proto': `${PROTO3}message M {
}
`,
    },
  },
  {
    title: 'map->rep',
    before: {
      'x.proto': `${PROTO3}message M {
  map<string, int32> a = 1;
}
`,
    },
    after: {
      'x.proto': `${PROTO3}message M {
  repeated E a = 1;
  message E { string key = 1; int32 value = 2; }
}
`,
    },
  },
  {
    title: 'enum val removed, field uses',
    before: {
      'x.proto': `${PROTO3}enum E { A = 0; B = 1; }
message M {
  E a = 1;
}
`,
    },
    after: {
      'x.proto': `${PROTO3}enum E { A = 0; }
message M {
  E a = 1;
}
`,
    },
  },
  {
    title: 'enum renamed',
    before: {
      'x.proto': `${PROTO3}enum E { A = 0; B = 1; }
message M {
  E a = 1;
}
`,
    },
    after: {
      'x.proto': `${PROTO3}enum F { A = 0; B = 1; }
message M {
  F a = 1;
}
`,
    },
  },
  {
    title: 'enum moved nested same short',
    before: {
      'x.proto': `${PROTO3}enum E { A = 0; B = 1; }
message M {
  E a = 1;
}
`,
    },
    after: {
      'x.proto': `${PROTO3}message M {
  enum E { A = 0; B = 1; C = 2; }
  E a = 1;
}
`,
    },
  },
  {
    title: 'enum->int32',
    before: {
      'x.proto': `${PROTO3}enum E { A = 0; B = 1; }
message M {
  E a = 1;
}
`,
    },
    after: {
      'x.proto': `${PROTO3}enum E { A = 0; B = 1; }
message M {
  int32 a = 1;
}
`,
    },
  },
  {
    title: 'int32->enum',
    before: {
      'x.proto': `${PROTO3}enum E { A = 0; B = 1; }
message M {
  int32 a = 1;
}
`,
    },
    after: {
      'x.proto': `${PROTO3}enum E { A = 0; B = 1; }
message M {
  E a = 1;
}
`,
    },
  },
  {
    title: 'bytes->msg',
    before: {
      'x.proto': `${PROTO3}message N {}
message M {
  bytes a = 1;
}
`,
    },
    after: {
      'x.proto': `${PROTO3}message N {}
message M {
  N a = 1;
}
`,
    },
  },
  {
    title: 'str->bytes',
    before: {
      'x.proto': `${PROTO3}message M {
  string a = 1;
}
`,
    },
    after: {
      'x.proto': `${PROTO3}message M {
  bytes a = 1;
}
`,
    },
  },
  {
    title: 'implicit->oneof',
    before: {
      'x.proto': `${PROTO3}message M {
  string a = 1;
}
`,
    },
    after: {
      'x.proto': `${PROTO3}message M {
  oneof o {
    string a = 1;
  }
}
`,
    },
  },
  {
    title: 'optional->oneof',
    before: {
      'x.proto': `${PROTO3}message M {
  optional string a = 1;
}
`,
    },
    after: {
      'x.proto': `${PROTO3}message M {
  oneof o {
    string a = 1;
  }
}
`,
    },
  },
  {
    title: 'implicit->optional',
    before: {
      'x.proto': `${PROTO3}message M {
  string a = 1;
}
`,
    },
    after: {
      'x.proto': `${PROTO3}message M {
  optional string a = 1;
}
`,
    },
  },
  {
    title: 'opt->repeated',
    before: {
      'x.proto': `${PROTO3}message M {
  string a = 1;
}
`,
    },
    after: {
      'x.proto': `${PROTO3}message M {
  repeated string a = 1;
}
`,
    },
  },
  {
    title: 'group->msg',
    before: {
      'x.proto': `${EDITION}message N {}
message M {
  N a = 1;
}
`,
    },
    after: {
      'x.proto': `${EDITION}message N {}
message M {
  N a = 1 [features.message_encoding = DELIMITED];
}
`,
    },
  },
  {
    title: 'group rename',
    before: {
      'x.proto': `${PROTO2}message M {
  optional group Aa = 1 { optional int32 x = 1; }
}
`,
    },
    after: {
      'x.proto': `${PROTO2}message M {
  optional group Bb = 1 { optional int32 x = 1; }
}
`,
    },
  },
  {
    title: 'group inner change',
    before: {
      'x.proto': `${PROTO2}message M {
  optional group Aa = 1 { optional int32 x = 1; }
}
`,
    },
    after: {
      'x.proto': `${PROTO2}message M {
  optional group Aa = 1 { reserved 5; }
}
`,
    },
  },
  {
    title: 'nested deleted with outer',
    before: {
      'x.proto': `${PROTO3}message M {
  message N { message O {} enum P { Z = 0; } }
}
message Q {}
`,
    },
    after: {
      'x.proto': `${PROTO3}message Q {}
`,
    },
  },
  {
    title: 'nested deleted only',
    before: {
      'x.proto': `${PROTO3}message M {
  message N { message O {} enum P { Z = 0; } }
}
message Q {}
`,
    },
    after: {
      'x.proto': `${PROTO3}message M {
  message N {}
}
message Q {}
`,
    },
  },
  {
    title: 'pkg changed',
    before: {
      'x.proto': `${PROTO3}message M {
  int32 a = 1;
}
enum E { A = 0; }
`,
    },
    after: {
      'x.proto': `syntax = "proto3";
package PKG_q;
message M {
}
enum E { A = 0; }
`,
    },
  },
  {
    title: 'pkg removed',
    before: {
      'x.proto': `${PROTO3}message M {
  int32 a = 1;
}
`,
    },
    after: {
      'x.proto': `syntax = "proto3";
message M {
}
`,
    },
  },
  {
    title: 'pkg added',
    before: {
      'x.proto': `syntax = "proto3";
message M {
}
`,
    },
    after: {
      'x.proto': `${PROTO3}message M {
  int32 a = 1;
}
`,
    },
  },
  {
    title: 'pkg splits',
    before: {
      'a.proto': `${PROTO3}message M {}
`,
      'b.proto': `${PROTO3}message N {}
service S {}
enum E { A = 0; }
`,
    },
    after: {
      'a.proto': `${PROTO3}message M {}
`,
      'b.proto': `syntax = "proto3";
package PKG_q;
message N {}
service S {}
enum E { A = 0; }
`,
    },
  },
  {
    title: 'file gone pkg stays',
    before: {
      'a.proto': `${PROTO3}message M {}
`,
      'b.proto': `${PROTO3}message N { message O {} }
service S { }
enum E { A = 0; }
`,
    },
    after: {
      'a.proto': `${PROTO3}message M {}
`,
    },
  },
  {
    title: 'file gone pkg gone',
    before: {
      'a.proto': `${PROTO3}message M {}
`,
      'b.proto': `syntax = "proto3";
package PKG_q;
message N { message O {} }
service S { }
enum E { A = 0; }
`,
    },
    after: {
      'a.proto': `${PROTO3}message M {}
`,
    },
  },
  {
    title: 'msg moved file',
    before: {
      'a.proto': `${PROTO3}message M {}
`,
      'b.proto': `${PROTO3}message N { message O {} int32 a = 1; }
`,
    },
    after: {
      'a.proto': `${PROTO3}message M {}
message N { }
`,
      'b.proto': PROTO3,
    },
  },
  {
    title: 'syntax',
    before: {
      'x.proto': `${PROTO3}message M {
  repeated int32 a = 1;
}
enum E { A = 0; }
`,
    },
    after: {
      'x.proto': `${PROTO2}message M {
  repeated int32 a = 1;
}
enum E { A = 0; }
`,
    },
  },
  {
    title: 'syntax->edition',
    before: {
      'x.proto': `${PROTO3}message M {
  int32 a = 1;
 string s = 2;
}
enum E { A = 0; }
`,
    },
    after: {
      'x.proto': `${EDITION}message M {
  int32 a = 1;
 string s = 2;
}
enum E { A = 0; }
`,
    },
  },
  {
    title: 'syntax removed',
    before: {
      'x.proto': `${PROTO2}message M {
}
`,
    },
    after: {
      'x.proto': `package PKG;
message M {
}
`,
    },
  },
  {
    title: 'syntax removed3',
    before: {
      'x.proto': `${PROTO3}message M {
}
`,
    },
    after: {
      'x.proto': `package PKG;
message M {
}
`,
    },
  },
  {
    title: 'alias',
    before: {
      'x.proto': `${PROTO3}enum E {
  option allow_alias = true;
  A = 0;
  B = 1;
  C = 1;
}
`,
    },
    after: {
      'x.proto': `${PROTO3}enum E {
  option allow_alias = true;
  A = 0;
  B = 1;
  D = 1;
}
`,
    },
  },
  {
    title: 'val gone alias',
    before: {
      'x.proto': `${PROTO3}enum E {
  option allow_alias = true;
  A = 0;
  B = 1;
  C = 1;
}
`,
    },
    after: {
      'x.proto': `${PROTO3}enum E {
  A = 0;
}
`,
    },
  },
  {
    title: 'val gone alias reserved one',
    before: {
      'x.proto': `${PROTO3}enum E {
  option allow_alias = true;
  A = 0;
  B = 1;
  C = 1;
}
`,
    },
    after: {
      'x.proto': `${PROTO3}enum E {
  reserved 1;
  reserved "B";
  A = 0;
}
`,
    },
  },
  {
    title: 'ranges',
    before: {
      'x.proto': `${PROTO3}message M {
  reserved 1 to 5, 7, 9 to max;
  reserved "a", "b";
}
`,
    },
    after: {
      'x.proto': `${PROTO3}message M {
  reserved 1 to 3, 4 to 5, 9 to 20;
  reserved "a";
}
`,
    },
  },
  {
    title: 'ranges split',
    before: {
      'x.proto': `${PROTO3}message M {
  reserved 1 to 9;
}
`,
    },
    after: {
      'x.proto': `${PROTO3}message M {
  reserved 1 to 4, 6 to 9;
}
`,
    },
  },
  {
    title: 'enum ranges',
    before: {
      'x.proto': `${PROTO3}enum E {
  reserved 5 to 9, -5 to -1;
  reserved "X";
  A = 0;
}
`,
    },
    after: {
      'x.proto': `${PROTO3}enum E {
  reserved 5 to 6;
  reserved 8 to max;
  A = 0;
}
`,
    },
  },
  {
    title: 'ext ranges',
    before: {
      'x.proto': `${PROTO2}message M {
  extensions 100 to 200, 300 to max;
}
`,
    },
    after: {
      'x.proto': `${PROTO2}message M {
  extensions 100 to 150;
  extensions 151 to 199;
 extensions 300 to 400;
}
`,
    },
  },
  {
    title: 'required',
    before: {
      'x.proto': `${PROTO2}message M {
  required int32 a = 1;
  optional int32 b = 2;
  required int32 c = 3;
}
`,
    },
    after: {
      'x.proto': `${PROTO2}message M {
  optional int32 a = 1;
  required int32 b = 2;
  required int32 d = 4;
}
`,
    },
  },
  {
    title: 'default',
    before: {
      'x.proto': `${PROTO2}message M {
  optional int32 a = 1 [default = 5];
  optional string b = 2;
  optional float c = 3 [default = 0];
 optional bool d = 4 [default = false];
  optional string e = 5 [default = "x"];
}
`,
    },
    after: {
      'x.proto': `${PROTO2}message M {
  optional int32 a = 1 [default = 6];
  optional string b = 2 [default = ""];
  optional float c = 3;
 optional bool d = 4;
  optional bytes e = 5 [default = "x"];
}
`,
    },
  },
  {
    title: 'default type changed',
    before: {
      'x.proto': `${PROTO2}message M {
  optional int32 a = 1 [default = 5];
  optional int32 b = 2 [default = 0];
 optional int64 c = 3 [default = 5];
 repeated int32 d = 4;
}
`,
    },
    after: {
      'x.proto': `${PROTO2}message M {
  optional string a = 1 [default = "6"];
  optional string b = 2 [default = ""];
 optional int32 c = 3 [default = 5];
 optional int32 d = 4 [default = 6];
}
`,
    },
  },
  {
    title: 'enum default',
    before: {
      'x.proto': `${PROTO2}enum E {
  A = 0;
  B = 1;
}
message M {
  optional E a = 1 [default = B];
 optional E b = 2;
 optional E c = 3 [default = A];
}
`,
    },
    after: {
      'x.proto': `${PROTO2}enum E {
  A = 0;
  BB = 1;
}
message M {
  optional E a = 1 [default = BB];
 optional E b = 2 [default = A];
 optional E c = 3;
}
`,
    },
  },
  {
    title: 'json name',
    before: {
      'x.proto': `${PROTO3}message M {
  int32 a_b = 1;
  int32 c_d = 2 [json_name = "x"];
  int32 e = 3 [json_name = "e"];
}
`,
    },
    after: {
      'x.proto': `${PROTO3}message M {
  int32 a_b = 1 [json_name = "q"];
  int32 c_d = 2;
  int32 e = 3;
}
`,
    },
  },
  {
    title: 'jstype',
    before: {
      'x.proto': `${PROTO3}message M {
  int64 a = 1;
  int64 b = 2 [jstype = JS_STRING];
  int32 c = 3;
  int64 d = 4 [jstype = JS_NORMAL];
 int64 e = 5;
}
`,
    },
    after: {
      'x.proto': `${PROTO3}message M {
  int64 a = 1 [jstype = JS_NUMBER];
  int64 b = 2;
  int64 c = 3 [jstype = JS_STRING];
  int64 d = 4;
 uint64 e = 5 [jstype=JS_STRING];
}
`,
    },
  },
  {
    title: 'ctype',
    before: {
      'x.proto': `${PROTO3}message M {
  string a = 1;
  string b = 2 [ctype = CORD];
  string c = 3 [ctype = STRING_PIECE];
 bytes d = 4;
}
`,
    },
    after: {
      'x.proto': `${PROTO3}message M {
  string a = 1 [ctype = CORD];
  string b = 2;
  string c = 3;
 bytes d = 4 [ctype = CORD];
}
`,
    },
  },
  {
    title: 'idem',
    before: {
      'x.proto': `${PROTO3}message M {}
service S {
  rpc A(M) returns (M);
  rpc B(M) returns (M) {}
  rpc C(M) returns (stream M);
}
`,
    },
    after: {
      'x.proto': `${PROTO3}message M {}
service S {
  rpc A(stream M) returns (M) {
    option idempotency_level = IDEMPOTENT;
  }
  rpc C(M) returns (M);
}
`,
    },
  },
  {
    title: 'rpc type',
    before: {
      'x.proto': `${PROTO3}message M {}
message N {}
service S {
  rpc A(M) returns (M);
}
`,
    },
    after: {
      'x.proto': `${PROTO3}message M {}
message N {}
service S {
  rpc A(stream N) returns (N);
}
`,
    },
  },
  {
    title: 'accessor',
    before: {
      'x.proto': `${PROTO3}message M {}
message N { option no_standard_descriptor_accessor = true; }
`,
    },
    after: {
      'x.proto': `${PROTO3}message M { option no_standard_descriptor_accessor = true; }
message N {  }
`,
    },
  },
  {
    title: 'oneof',
    before: {
      'x.proto': `${PROTO3}message M {
  oneof o {
    int32 a = 1;
    int32 b = 2;
  }
  int32 c = 3;
  optional int32 d = 4;
}
`,
    },
    after: {
      'x.proto': `${PROTO3}message M {
  int32 a = 1;
  oneof q {
    int32 b = 2;
    int32 c = 3;
  }
  int32 d = 4;
}
`,
    },
  },
  {
    title: 'ext',
    before: {
      'x.proto': `${PROTO2}message M {
  extensions 100 to 200;
}
extend M {
  optional int32 a = 100;
  optional int32 b = 101;
  optional int32 c = 102;
}
message X {
  extend M {
    optional int32 d = 103;
  }
}
`,
    },
    after: {
      'x.proto': `${PROTO2}message M {
  extensions 100 to 200;
}
extend M {
  optional int64 a = 100;
  optional int32 bb = 101;
}
message X {
}
`,
    },
  },
  {
    title: 'ext moved',
    before: {
      'a.proto': `${PROTO2}message M {
  extensions 100 to 200;
}
extend M {
  optional int32 a = 100;
}
`,
      'b.proto': `${PROTO2}import "PKG/a.proto";
`,
    },
    after: {
      'a.proto': `${PROTO2}message M {
  extensions 100 to 200;
}
`,
      'b.proto': `${PROTO2}import "PKG/a.proto";
extend M {
  optional int64 a = 100;
}
`,
    },
  },
  {
    title: 'ext renumbered',
    before: {
      'x.proto': `${PROTO2}message M {
  extensions 100 to 200;
}
extend M {
  optional int32 a = 100;
}
`,
    },
    after: {
      'x.proto': `${PROTO2}message M {
  extensions 100 to 200;
}
extend M {
  optional int32 a = 101;
}
`,
    },
  },
  {
    title: 'opts on',
    before: { 'x.proto': PROTO3 },
    after: {
      'x.proto': `${PROTO3}option cc_enable_arenas = false;
option cc_generic_services = true;
option csharp_namespace = "x";
option go_package = "x";
option java_generic_services = true;
option java_multiple_files = true;
option java_outer_classname = "X";
option java_package = "x";
option objc_class_prefix = "X";
option optimize_for = CODE_SIZE;
option php_class_prefix = "x";
option php_metadata_namespace = "x";
option php_namespace = "x";
option py_generic_services = true;
option ruby_package = "x";
option swift_prefix = "x";
option java_string_check_utf8 = true;
`,
    },
  },
  {
    title: 'opts off',
    before: {
      'x.proto': `${PROTO3}option cc_enable_arenas = false;
option cc_generic_services = true;
option csharp_namespace = "x";
option go_package = "x";
option java_generic_services = true;
option java_multiple_files = true;
option java_outer_classname = "X";
option java_package = "x";
option objc_class_prefix = "X";
option optimize_for = CODE_SIZE;
option php_class_prefix = "x";
option php_metadata_namespace = "x";
option php_namespace = "x";
option py_generic_services = true;
option ruby_package = "x";
option swift_prefix = "x";
option java_string_check_utf8 = true;
`,
    },
    after: { 'x.proto': PROTO3 },
  },
  {
    title: 'opts default on',
    before: { 'x.proto': PROTO3 },
    after: {
      'x.proto': `${PROTO3}option cc_enable_arenas = true;
option java_multiple_files = false;
option optimize_for = SPEED;
option go_package = "";
`,
    },
  },
  {
    title: 'utf8',
    before: {
      'x.proto': `${PROTO3}option java_string_check_utf8 = true;
message M {
  string a = 1;
  bytes b = 2;
}
`,
    },
    after: {
      'x.proto': `${PROTO3}message M {
  string a = 1;
}
`,
    },
  },
  {
    title: 'utf8 2',
    before: {
      'x.proto': `${PROTO2}message M {
  optional string a = 1;
  map<string, string> b = 2;
}
`,
    },
    after: {
      'x.proto': `${PROTO2}option java_string_check_utf8 = true;
message M {
  optional string a = 1;
  map<string, string> b = 2;
}
`,
    },
  },
  {
    title: 'ed features',
    before: {
      'x.proto': `${EDITION}message M {
  string a = 1;
  string b = 2 [features.utf8_validation = NONE];
}
enum F { A = 0; }
message N {
}
`,
    },
    after: {
      'x.proto': `${EDITION}message M {
  string a = 1 [features.utf8_validation = NONE];
  string b = 2;
}
enum F {
  option features.enum_type = CLOSED;
  option features.json_format = LEGACY_BEST_EFFORT;
  A = 0;
}
message N {
  option features.json_format = LEGACY_BEST_EFFORT;
}
`,
    },
  },
  {
    title: 'ed file features',
    before: {
      'x.proto': `${EDITION}message M {
  string a = 1;
}
enum F { A = 0; }
message N {
}
`,
    },
    after: {
      'x.proto': `${EDITION}option features.utf8_validation = NONE;
option features.json_format = LEGACY_BEST_EFFORT;
option features.enum_type = CLOSED;
message M {
  string a = 1;
}
enum F {
  A = 0;
}
message N {
}
`,
    },
  },
  {
    title: 'ed presence',
    before: {
      'x.proto': `${EDITION}message M {
  string a = 1;
}
`,
    },
    after: {
      'x.proto': `${EDITION}message M {
  string a = 1 [features.field_presence = IMPLICIT];
}
`,
    },
  },
  {
    title: 'cpp feature',
    before: {
      'x.proto': `${FEATURES}message M {
  string a = 1;
}
`,
    },
    after: {
      'x.proto': `${FEATURES}message M {
  string a = 1 [features.(pb.cpp).string_type = VIEW, features.(pb.java).utf8_validation = VERIFY];
}
`,
    },
  },
  {
    title: 'cpp feature file',
    before: {
      'x.proto': `${FEATURES}message M {
  string a = 1;
}
enum F { A = 0; }
 message N {
  F f = 1;
}
`,
    },
    after: {
      'x.proto': `${FEATURES}option features.(pb.cpp).string_type = CORD;
option features.(pb.java).utf8_validation = VERIFY;
option features.(pb.cpp).legacy_closed_enum = true;
message M {
  string a = 1;
}
enum F { A = 0; }
message N {
  F f = 1;
}
`,
    },
  },
  {
    title: 'messages gone, enums stay',
    before: {
      'x.proto': `${PROTO3}message M {}
enum E { A = 0; }
`,
    },
    after: {
      'x.proto': `${PROTO3}enum E { A = 0; }
`,
    },
  },
  {
    title: 'services gone',
    before: {
      'x.proto': `${PROTO3}message M {}
service S { rpc A(M) returns (M); }
service T {}
`,
    },
    after: {
      'x.proto': `${PROTO3}message M {}
service T {}
`,
    },
  },
  {
    title: 'edition changes',
    before: {
      'x.proto': `${EDITION}message M {
  string a = 1;
}
`,
    },
    after: {
      'x.proto': `edition = "2024";
package PKG;
message M {
  string a = 1;
}
`,
    },
  },
  {
    title: 'map in proto3 to proto2',
    before: {
      'x.proto': `${PROTO3}message M {
  map<string, string> a = 1;
}
`,
    },
    after: {
      'x.proto': `${PROTO2}message M {
  map<string, string> a = 1;
}
`,
    },
  },
  {
    title: 'string in proto3 to proto2',
    before: {
      'x.proto': `${PROTO3}message M {
  optional string a = 1;
  oneof o {
    string b = 2;
  }
}
`,
    },
    after: {
      'x.proto': `${PROTO2}message M {
  optional string a = 1;
  oneof o {
    string b = 2;
  }
}
`,
    },
  },
  {
    title: 'java check gone',
    before: {
      'x.proto': `${PROTO2}option java_string_check_utf8 = true;
message M {
  optional string a = 1;
}
`,
    },
    after: {
      'x.proto': `${PROTO2}message M {
  optional string a = 1;
}
`,
    },
  },
  {
    title: 'ctype in an edition',
    before: {
      'x.proto': `${EDITION}message M {
  string a = 1;
  string b = 2 [ctype = CORD];
}
`,
    },
    after: {
      'x.proto': `${EDITION}message M {
  string a = 1 [ctype = CORD];
  string b = 2;
}
`,
    },
  },
  {
    title: 'cord to feature',
    before: {
      'x.proto': `${FEATURES}message M {
  string a = 1 [ctype = CORD];
}
`,
    },
    after: {
      'x.proto': `${FEATURES}message M {
  string a = 1 [features.(pb.cpp).string_type = CORD];
}
`,
    },
  },
  {
    title: 'java feature',
    before: {
      'x.proto': `${FEATURES}message M {
  string a = 1 [features.utf8_validation = NONE];
}
`,
    },
    after: {
      'x.proto': `${FEATURES}message M {
  string a = 1 [features.utf8_validation = NONE, features.(pb.java).utf8_validation = VERIFY];
}
`,
    },
  },
  {
    title: 'required group',
    before: {
      'x.proto': `${PROTO2}message M {
  required group G = 1 {
    required int32 a = 1;
  }
}
`,
    },
    after: {
      'x.proto': `${PROTO2}message M {
  optional group G = 1 {
    optional int32 a = 1;
  }
}
`,
    },
  },
  {
    title: 'enum without zero default',
    before: {
      'x.proto': `${PROTO2}enum E {
  A = 1;
  B = 2;
}
message M {
  optional E a = 1;
  optional E b = 2 [default = B];
}
`,
    },
    after: {
      'x.proto': `${PROTO2}enum E {
  A = 1;
  B = 2;
}
message M {
  optional E a = 1 [default = A];
  optional E b = 2;
}
`,
    },
  },
  {
    title: 'defaults of odd kinds',
    before: {
      'x.proto': `${PROTO2}message M {
  optional double a = 1 [default = nan];
  optional double b = 2 [default = inf];
  optional bytes c = 3 [default = "\\000x"];
  optional bool d = 4 [default = true];
  optional uint64 e = 5 [default = 18446744073709551615];
 optional float f = 6 [default = 1];
}
`,
    },
    after: {
      'x.proto': `${PROTO2}message M {
  optional double a = 1 [default = nan];
  optional double b = 2 [default = -inf];
  optional bytes c = 3 [default = "\\000y"];
  optional bool d = 4;
  optional uint64 e = 5 [default = 18446744073709551614];
 optional float f = 6 [default = 1.0];
}
`,
    },
  },
  {
    title: 'default of a type that changed',
    before: {
      'x.proto': `${PROTO2}message M {
  optional bool a = 1 [default = true];
  optional int32 b = 2 [default = 1];
  optional int32 c = 3 [default = 5];
  optional double d = 4 [default = 5];
  optional string e = 5 [default = "5"];
}
`,
    },
    after: {
      'x.proto': `${PROTO2}message M {
  optional int32 a = 1 [default = 1];
  optional bool b = 2 [default = true];
  optional double c = 3 [default = 5];
  optional float d = 4 [default = 5];
  optional int32 e = 5 [default = 5];
}
`,
    },
  },
  {
    title: 'file moved to another package, elements lost',
    before: {
      'x.proto': `${PROTO3}message M { message N {} }
enum E { A = 0; }
`,
    },
    after: {
      'x.proto': `syntax = "proto3";
package PKG_q;
message M { }
`,
    },
  },
  {
    title: 'comments and order only',
    before: {
      'x.proto': `${PROTO3}message M {
  int32 a = 1;
  int32 b = 2;
}
`,
    },
    after: {
      'x.proto': `${PROTO3}// Words.
message M {
  int32 b = 2;
  int32 a = 1;
}
`,
    },
  },
  {
    title: 'oneof renamed',
    before: {
      'x.proto': `${PROTO3}message M {
  oneof o {
    int32 a = 1;
  }
}
`,
    },
    after: {
      'x.proto': `${PROTO3}message M {
  oneof q {
    int32 a = 1;
  }
}
`,
    },
  },
  {
    title: 'nested enum in a moved message',
    before: {
      'a.proto': `${PROTO3}message M {
  enum E { A = 0; B = 1; }
}
`,
      'b.proto': `${PROTO3}message Z {}
`,
    },
    after: {
      'a.proto': PROTO3,
      'b.proto': `${PROTO3}message Z {}
message M {
  enum E { A = 0; }
}
`,
    },
  },
  {
    title: 'extension of a range',
    before: {
      'x.proto': `${PROTO2}message M {
  extensions 10 to 20;
}
message X {
  extend M {
    optional int32 a = 10;
    optional group G = 11 {
      optional int32 b = 1;
    }
  }
}
`,
    },
    after: {
      'x.proto': `${PROTO2}message M {
  extensions 10 to 20;
}
message X {
  extend M {
    repeated int32 a = 10;
    optional group G = 11 {
    }
  }
}
`,
    },
  },
  {
    title: 'enum of another short name with more values',
    before: {
      'x.proto': `${PROTO3}message M {
  enum E { A = 0; }
  E a = 1;
}
message N {
  enum E { A = 0; B = 1; }
}
`,
    },
    after: {
      'x.proto': `${PROTO3}message M {
  enum E { A = 0; }
  N.E a = 1;
}
message N {
  enum E { A = 0; B = 1; }
}
`,
    },
  },
  {
    title: 'json names of a group',
    before: {
      'x.proto': `${PROTO2}message M {
  optional int32 foo_bar = 1;
  map<string, int32> m_p = 2;
}
`,
    },
    after: {
      'x.proto': `${PROTO2}message M {
  optional int32 fooBar = 1;
  map<string, int32> mP = 2;
}
`,
    },
  },
  {
    title: 'idempotency in many ways',
    before: {
      'x.proto': `${PROTO3}message M {}
service S {
  rpc A(M) returns (M) { option idempotency_level = IDEMPOTENCY_UNKNOWN; }
  rpc B(M) returns (M) { option idempotency_level = NO_SIDE_EFFECTS; }
}
`,
    },
    after: {
      'x.proto': `${PROTO3}message M {}
service S {
  rpc A(M) returns (M);
  rpc B(M) returns (M);
}
`,
    },
  },
];
