// What is said of broken text, all of it, and what is left to work with: most of it, while it is being written too.

import { describe, expect, it } from 'vitest';
import { parseFile } from '../../../src/model/proto/syntax/parse-file.ts';
import { linkText, told } from './link-tree.ts';
import { declaredIn } from './outline.ts';

interface Broken {
  readonly text: readonly string[];
  /** All that is found. */
  readonly told: readonly string[];
  /** What is declared all the same. */
  readonly declared: string;
}

const PROTO3 = 'syntax = "proto3";';

const BROKEN: Readonly<Record<string, Broken>> = {
  'two broken fields in two messages': {
    text: [
      PROTO3,
      'message A {',
      '  int32 = 1;',
      '  int32 b = 2;',
      '}',
      'message C {',
      '  string d = ;',
      '  string e = 2;',
      '}',
    ],
    told: [
      "3:9 syntax-error: expected a field's name after its type 'int32', found '='",
      "7:14 syntax-error: expected the field's number, a whole number from 1, found ';'",
    ],
    declared: 'A A.b=2 C C.d C.e=2',
  },
  'a missing semicolon': {
    text: [PROTO3, 'message A {', '  int32 a = 1', '  int32 b = 2;', '}'],
    told: ["4:3 syntax-error: expected ';' after the field, found 'int32'"],
    declared: 'A A.a=1 A.b=2',
  },
  'a missing semicolon on one line': {
    text: [PROTO3, 'message A { int32 a = 1 int32 b = 2; int32 c = 3; }'],
    told: ["2:25 syntax-error: expected ';' after the field, found 'int32'"],
    declared: 'A A.a=1 A.b=2 A.c=3',
  },
  'a missing closing brace': {
    text: [PROTO3, 'message A {', '  int32 a = 1;', 'message B {', '  int32 b = 1;', '}'],
    told: ["6:2 syntax-error: message 'A' is never closed"],
    declared: 'A A.a=1 A.B A.B.b=1',
  },
  'a missing opening brace': {
    text: [PROTO3, 'message A', '  int32 a = 1;', '  A b = 2;', '}', 'message B {}'],
    told: ["3:3 syntax-error: expected '{' to begin message 'A', found 'int32'"],
    declared: 'A A.a=1 A.b=2 B',
  },
  'a brace too many': {
    text: [PROTO3, 'message A {', '}', '}', 'message B {}'],
    told: ["4:1 syntax-error: '}' closes nothing"],
    declared: 'A B',
  },
  'a missing number': {
    text: [PROTO3, 'message A {', '  int32 a;', '  int32 b = 2;', '}'],
    told: ["3:10 syntax-error: expected '=' and a number after the field's name 'a', found ';'"],
    declared: 'A A.a A.b=2',
  },
  'a field being written: its type': {
    text: [PROTO3, 'message A {', '  int32', '}', 'message B {}'],
    told: ["4:1 syntax-error: expected a field's name after its type 'int32', found '}'"],
    declared: 'A B',
  },
  'a field being written: its name': {
    text: [PROTO3, 'message A {', '  int32 a', '  int32 b = 2;', '}'],
    told: ["4:3 syntax-error: expected '=' and a number after the field's name 'a', found 'int32'"],
    declared: 'A A.a A.b=2',
  },
  'a field being written: its equals sign': {
    text: [PROTO3, 'message A {', '  int32 a =', '  int32 b = 2;', '}'],
    told: ["4:3 syntax-error: expected the field's number, a whole number from 1, found 'int32'"],
    declared: 'A A.a A.b=2',
  },
  'a field being written: its options': {
    text: [PROTO3, 'message A {', '  int32 a = 1 [deprecated = ', '  int32 b = 2;', '  int32 c = 3;', '}'],
    told: [
      "4:3 invalid-option: 'deprecated' takes 'true' or 'false'",
      "4:9 syntax-error: expected ']' or ',' after an option, found 'b'",
    ],
    declared: 'A A.a=1 A.c=3',
  },
  'a label being written': {
    text: [PROTO3, 'message A {', '  repeated', '}', 'message B {}'],
    told: ["4:1 syntax-error: expected a type after 'repeated', found '}'"],
    declared: 'A B',
  },
  'a message being written: its keyword': {
    text: [PROTO3, 'message A {}', 'mess', 'message B {}'],
    told: [
      "3:1 syntax-error: expected a statement such as 'message', 'enum', 'service', 'import' or 'option', found 'mess'",
    ],
    declared: 'A B',
  },
  'a message being written: its name': {
    text: [PROTO3, 'message A {}', 'message C', 'message B {}'],
    told: ["4:1 syntax-error: expected '{' to begin message 'C', found 'message'"],
    declared: 'A C',
  },
  'a message being written: its brace': {
    text: [PROTO3, 'message A {}', 'message C {', '  int32 a = 1;', ''],
    told: ["5:1 syntax-error: message 'C' is never closed"],
    declared: 'A C C.a=1',
  },
  'an import being written': {
    text: [PROTO3, 'import', 'message A {}'],
    told: ["3:1 syntax-error: expected the path of the imported file, in quotes, found 'message'"],
    declared: 'A',
  },
  'an import being written: its quote': {
    text: [PROTO3, 'import "google/protobuf/any', 'message A {}'],
    told: ['2:8 syntax-error: string is not closed on its line'],
    declared: 'A',
  },
  'an option being written': {
    text: [PROTO3, 'option java_package', 'message A {}'],
    told: ["3:1 syntax-error: expected '=' after the option's name, found 'message'"],
    declared: 'A',
  },
  'an option being written: its aggregate': {
    text: [PROTO3, 'message A {', '  option (a) = {', '    b: 1', '    c: {', '  };', '  int32 d = 1;', '}'],
    told: [
      "7:9 syntax-error: expected ':' after the field's name, found 'd'",
      "8:2 syntax-error: message 'A' is never closed",
    ],
    declared: 'A',
  },
  'a broken aggregate over several lines': {
    text: [
      PROTO3,
      'message A {',
      '  option (a) = {',
      '    b = 1',
      '    c { d: 2 }',
      '  };',
      '  int32 e = 1;',
      '}',
      'message B {}',
    ],
    told: ["4:7 syntax-error: expected ':' after the field's name, found '='"],
    declared: 'A A.e=1 B',
  },
  'an enum value being written': {
    text: [PROTO3, 'enum E {', '  ZERO = 0;', '  ONE', '  TWO = 2;', '}'],
    told: ["5:3 syntax-error: expected '=' and a number after the enum value's name 'ONE', found 'TWO'"],
    declared: 'E ZERO=0 ONE TWO=2',
  },
  'a method being written': {
    text: [
      PROTO3,
      'message A {}',
      'service S {',
      '  rpc',
      '  rpc B(A) returns (A);',
      '  rpc C(A)',
      '  rpc D(A) returns (A);',
      '}',
    ],
    told: [
      "5:7 syntax-error: expected '(' before the request type, found 'B'",
      "7:3 syntax-error: expected 'returns' and the response type, found 'rpc'",
    ],
    declared: 'A S S.D',
  },
  'a stray word in a message': {
    text: [PROTO3, 'message A {', '  hello', '  int32 a = 1;', '}'],
    told: ["4:9 syntax-error: expected '=' and a number after the field's name 'int32', found 'a'"],
    declared: 'A',
  },
  'a stray word between messages': {
    text: [PROTO3, 'message A {}', 'hello', 'message B {}'],
    told: [
      "3:1 syntax-error: expected a statement such as 'message', 'enum', 'service', 'import' or 'option', found 'hello'",
    ],
    declared: 'A B',
  },
  'a stray string': {
    text: [PROTO3, 'message A {', '  "text"', '  int32 a = 1;', '}'],
    told: ['3:3 syntax-error: expected a field, or another statement, found \'"text"\''],
    declared: 'A A.a=1',
  },
  'an unclosed string in an option': {
    text: [PROTO3, 'option java_package = "a;', 'message A {', '  int32 a = 1;', '}'],
    told: ['2:23 syntax-error: string is not closed on its line'],
    declared: 'A A.a=1',
  },
  'an unclosed string at the end of the line before': {
    text: ["syntax = 'proto3;", 'message A {', '  int32 a = 1;', '}'],
    told: ['1:10 syntax-error: string is not closed on its line'],
    declared: 'A A.a=1',
  },
  'an unclosed comment': {
    text: [PROTO3, 'message A {}', '/* comment', 'message B {}'],
    told: ['3:1 syntax-error: block comment is never closed'],
    declared: 'A',
  },
  'a nested comment': {
    text: [PROTO3, 'message A {}', '/* a /* b */ c */', 'message B {}'],
    told: [
      '3:6 syntax-error: block comment inside a block comment',
      "3:14 syntax-error: expected a statement such as 'message', 'enum', 'service', 'import' or 'option', found 'c'",
    ],
    declared: 'A B',
  },
  'a bad escape': {
    text: [PROTO3, 'option java_package = "a\\qb\\zc";', 'message A {}'],
    told: ['2:25 syntax-error: unknown escape in string'],
    declared: 'A',
  },
  'a syntax statement that comes late': {
    text: [PROTO3, 'message A {}', 'syntax = "proto2";', 'message B {}'],
    told: ["3:1 syntax-error: 'syntax' is not the first statement"],
    declared: 'A B',
  },
  'a statement of another language': {
    text: [PROTO3, 'class Foo:', '  pass', 'message A {}'],
    told: [
      "2:1 syntax-error: expected a statement such as 'message', 'enum', 'service', 'import' or 'option', found 'class'",
    ],
    declared: 'A',
  },
  'conflict markers': {
    text: [
      PROTO3,
      'message A {',
      '<<<<<<< HEAD',
      '  int32 a = 1;',
      '=======',
      '  int32 b = 1;',
      '>>>>>>> branch',
      '}',
      'message B {}',
    ],
    told: [
      '3:1 syntax-error: a merge conflict begins here',
      "6:13 duplicate-number: number 1 of field 'b' is already used in 'A'",
    ],
    declared: 'A A.a=1 A.b=1 B',
  },
  'a message of letters from elsewhere': {
    text: [PROTO3, 'message Größe {', '  int32 größe = 1;', '}', 'message A { Größe g = 1; }'],
    told: [
      '2:11 syntax-error: name has letters other than a to z',
      '3:11 syntax-error: name has letters other than a to z',
      '5:15 syntax-error: name has letters other than a to z',
    ],
    declared: 'Größe Größe.größe=1 A A.g=1',
  },
  'quotes from a word processor': {
    text: ['syntax = “proto3”;', 'import ‘google/protobuf/any.proto’;', 'message A {}'],
    told: [
      '1:10 syntax-error: string begins with the typographic quote U+201C',
      '2:8 syntax-error: string begins with the typographic quote U+2018',
    ],
    declared: 'A',
  },
  'no text': {
    text: [''],
    told: [],
    declared: '',
  },
  'nothing but a comment': {
    text: ['// nothing'],
    told: [],
    declared: '',
  },
  'an enum that lost its zero': {
    text: [PROTO3, 'enum E {', '  = 0;', '  ONE = 1;', '}', 'message A { E e = 1; }'],
    told: ["3:3 syntax-error: expected an enum value's name, found '='"],
    declared: 'A A.e=1 E ONE=1',
  },
  'a oneof with a broken field': {
    text: [PROTO3, 'message A {', '  oneof o {', '    int32 = 1;', '    int32 b = 2;', '  }', '}'],
    told: ["4:11 syntax-error: expected a field's name after its type 'int32', found '='"],
    declared: 'A A.b=2 A.o',
  },
  'an extend with a broken field': {
    text: [
      'syntax = "proto2";',
      'message A { extensions 1 to 9; }',
      'extend A {',
      '  optional int32 = 1;',
      '  optional int32 b = 2;',
      '}',
    ],
    told: ["4:18 syntax-error: expected a field's name after its type 'int32', found '='"],
    declared: 'A b=2',
  },
  'a map with one type': {
    text: [PROTO3, 'message A {', '  map<string> a = 1;', '  map<string, > b = 2;', '  map<string, A> c = 3;', '}'],
    told: [
      "3:13 syntax-error: expected ',' after the map's key type, found '>'",
      "4:15 syntax-error: expected the map's value type, found '>'",
    ],
    declared: 'A A.c=3',
  },
  'a reserved range with a dash': {
    text: [PROTO3, 'message A {', '  reserved 1-5;', '  int32 a = 6;', '}'],
    told: ["3:13 syntax-error: expected 'to' and the end of the range, found '-'"],
    declared: 'A A.a=6',
  },
  'angle brackets for a list': {
    text: [PROTO3, 'message A {', '  List<string> a = 1;', '  int32 b = 2;', '}'],
    told: ["3:7 syntax-error: expected a field's name after its type 'List', found '<'"],
    declared: 'A A.b=2',
  },
  'a broken file that others need, in one file': {
    text: [PROTO3, 'message A {', '  B b = 1;', '  C c = 2;', '}', 'message B {{', '}', 'message D {}'],
    told: [
      "6:12 syntax-error: expected a field, or another statement, found '{'",
      "8:13 syntax-error: message 'B' is never closed",
    ],
    declared: 'A A.b=1 A.c=2 B B.D',
  },
};

describe('what is broken is told, and the rest is read', () => {
  it.each(Object.entries(BROKEN))('%s', (_, { text, told: lines, declared }) => {
    const whole = text.join('\n');
    expect(told(linkText(whole))).toEqual(lines);
    expect(declaredIn(whole).join(' ')).toBe(declared);
  });

  it.each(Object.entries(BROKEN))('%s, with Windows line ends', (_, { text, told: lines, declared }) => {
    const whole = text.join('\r\n');
    expect(told(linkText(whole))).toEqual(lines);
    expect(declaredIn(whole).join(' ')).toBe(declared);
  });
});

describe('a file that is no protobuf', () => {
  it('is given up after 100 flaws, and says so', () => {
    const { errors } = parseFile({ path: 'test.proto', text: 'x;\n'.repeat(1000) });
    expect(errors).toHaveLength(101);
    expect(errors.at(-1)?.message).toBe('the rest of the file is not read: too much of it is no protobuf');
  });

  it('shows where the brace was opened that is never closed', () => {
    const { findings } = linkText('message A {\n  message B {\n  }\n');
    expect(findings.map(({ related }) => related)).toEqual([
      [{ path: 'test.proto', start: 10, end: 11, message: 'opened here' }],
    ]);
  });
});
