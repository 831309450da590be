// Where protoc 3.21 names another line for the first flaw than we do, or none, and why. Test support.

import type { Finding } from '../../../src/diagnostics/finding.ts';
import { END, Lexer } from '../../../src/model/proto/syntax/lexer.ts';
import type { Span } from '../../../src/text/source-file.ts';

/**
 * protoc reads a whole file, then joins it with others, then looks at options, then at what is left; after a flaw it
 * begins no further step. The first row that fits says in which step it would find what we have found.
 */
const STEPS: readonly (readonly [step: number, rule: RegExp, message: RegExp])[] = [
  [1, /^syntax-error$/, /^nested more than/],
  [0, /^syntax-error$/, /^/],
  [0, /^invalid-field$/, /has no label|^default: (number|.* takes (?!the name))|cannot be a map$|capital letter$/],
  [0, /^invalid-option$/, /^'(default|json_name)' (is already set|takes)/],
  [0, /^unresolved-type$/, /is a scalar type where a message is needed/],
  [3, /^/, /^proto3 (extends nothing|has no)|in proto3$/],
  [2, /^invalid-option$/, /^/],
  [3, /^(invalid-enum|invalid-field)$/, /^first value of|^a map key cannot/],
  [3, /^duplicate-number$/, /^number .* of '\w+' is already used/],
  [3, /^duplicate-name$/, /has the JSON name/],
  [1, /^/, /^/],
];

const IN_TOKEN = /^(string|number|character|exponent|hexadecimal|block comment|name has|unknown escape)/;

export function stepOf({ rule, message, start }: Finding, aggregates: readonly Span[]): number {
  if (rule === 'syntax-error' && !IN_TOKEN.test(message)) {
    // Of an aggregate protoc counts the braces first; it reads what is inside when it looks at options.
    if (aggregates.some((aggregate) => start > aggregate.start && start < aggregate.end)) return 2;
  }
  return STEPS.find(([, rules, messages]) => rules.test(rule) && messages.test(message))?.[0] ?? 1;
}

/** From each `= {` to the brace that closes it. */
export function aggregatesOf(text: string): readonly Span[] {
  const lexer = new Lexer(text);
  const found: Span[] = [];
  let [depth, start, before] = [0, 0, END];
  for (lexer.next(); lexer.kind !== END; lexer.next()) {
    const sign = text[lexer.start];
    if (depth > 0) depth += sign === '{' ? 1 : sign === '}' ? -1 : 0;
    else if (sign === '{' && before === 0x3d) [depth, start] = [1, lexer.start];
    if (depth === 0 && start > 0) {
      found.push({ start, end: lexer.end });
      start = 0;
    }
    before = lexer.kind;
  }
  return depth > 0 ? [...found, { start, end: text.length }] : found;
}

export interface Elsewhere {
  /** What we say; nothing where we accept the file. */
  readonly ours: RegExp | undefined;
  /** What protoc says on its first line; nothing where it accepts the file. */
  readonly theirs: RegExp | undefined;
  readonly example: string;
}

const PROTO2 = 'syntax = "proto2";\n';
const PROTO3 = 'syntax = "proto3";\n';

/** Each completes "protoc accepts what we accept, and sees the first flaw on the same line, but …". */
export const ELSEWHERE: Readonly<Record<string, Elsewhere>> = {
  'reserved ranges that reserve nothing are fine for it; newer compilers refuse them': {
    ours: /^reserved range .* ends before it begins$/,
    theirs: undefined,
    example: `${PROTO3}message A {\n  reserved 5 to 3;\n}`,
  },
  'so are reserved numbers that no field can have; newer compilers refuse them': {
    ours: /^reserved range .* is not between/,
    theirs: undefined,
    example: `${PROTO3}message A {\n  reserved 536870912;\n}`,
  },
  'it lets a message be a map entry that no map has made; newer compilers do not': {
    ours: /^'map_entry' is set by maps only$/,
    theirs: undefined,
    example: `${PROTO3}message A {\n  option map_entry = true;\n}`,
  },
  'names that differ in case and underscores only are too many for it in proto3; newer compilers compare JSON names': {
    ours: undefined,
    theirs: /^The JSON camel-case name of field/,
    example: `${PROTO3}message A {\n  int32 a_b = 1;\n  int32 AB = 2;\n}`,
  },
  'what is wrong inside an aggregate is for it where the option begins; we say where it is': {
    ours: /^/,
    theirs: /^Error while parsing option value/,
    example: `${PROTO3}import "sub/custom.proto";\nmessage A {\n  option (custom.shape) = {\n    missing: 1\n  };\n}`,
  },
  'an aggregate with a brace too few goes on for it to a later one; we say where it stops being an aggregate': {
    ours: /^expected/,
    theirs: /^(Unexpected end of stream while parsing aggregate value|Expected "[;\]]")/,
    example: `${PROTO3}option (a) = {\n  b: { c: 1 ]\n};\nmessage A {}`,
  },
  'a range that overlaps another is for it the first of the two; we name the second, and say where the first is': {
    ours: /^extension range .* overlaps/,
    theirs: /^Extension range .* overlaps with already-defined range/,
    example: `${PROTO2}message A {\n  extensions 1 to 5;\n  extensions 5;\n}`,
  },
  'a field in an extension range is for it a flaw of the range; what has to be changed is the field': {
    ours: /is kept for extensions$/,
    theirs: /^Extension range .* includes field/,
    example: `${PROTO2}message A {\n  extensions 1 to 5;\n  optional int32 a = 5;\n}`,
  },
  'a name that is reserved twice is for it a flaw of the whole message or enum': {
    ours: /^name '.*' is reserved twice$/,
    theirs: /is reserved multiple times/,
    example: `${PROTO3}message A {\n  reserved "a", "a";\n}`,
  },
  'a message that has the name of a map entry is for it a flaw of the message around': {
    ours: /^'.*Entry' is declared twice$/,
    theirs: /^Expanded map entry type .* conflicts with/,
    example: `${PROTO3}message A {\n  map<string, string> b = 1;\n  message BEntry {}\n}`,
  },
  'an enum value with the name of its enum is for it a flaw of the enum': {
    ours: /is declared twice$/,
    theirs: /^"\w+" is already defined/,
    example: `${PROTO3}enum E {\n  E = 0;\n}`,
  },
  'an option for aliases that does nothing is for it a flaw of the next statement; we name the option': {
    ours: /allows aliases and has none$|^'allow_alias = false' has no effect$/,
    theirs: /enum aliases but no enum values share|has no effect\. Please remove/,
    example: `${PROTO3}enum E {\n  option allow_alias = true;\n  A = 0;\n}`,
  },
  'of imports of one file it knows the last place only': {
    ours: /is imported twice$|^import path|is not found$|^files import each other/,
    theirs: /was listed twice|was not found or had errors|^File recursively imports itself/,
    example: `${PROTO3}import "extendable.proto";\nimport "extendable.proto";\nimport "extendable.proto";`,
  },
  'a syntax that is unknown interests it only when the statement ends': {
    ours: /^unknown syntax/,
    theirs: /^Expected ";"/,
    example: 'syntax = "proto4"\nmessage A {}',
  },
  'a word without a label is a field without one for it, though nothing of a field follows': {
    ours: /^expected (a field's name after its type|'=' and a number after the field's name)/,
    theirs: /^Expected "required", "optional", or "repeated"/,
    example: `${PROTO2}message A { max\n}`,
  },
  'a oneof without fields is found by it at what follows, or after all flaws of syntax': {
    ours: /^oneof '.*' has no fields$/,
    theirs: /^(Expected|Reached) /,
    example: `${PROTO3}message A {\n  oneof b { option (c) = 1; }\n  int32 d = ;\n}`,
  },
  'a minus before a word is a flaw of syntax for it; for us the value is of the wrong type': {
    ours: /takes/,
    theirs: /^Invalid '-' symbol before identifier/,
    example: `${PROTO3}message A {}\nmessage A {}\nmessage B {\n  option deprecated = -true;\n}`,
  },
  'a fraction that follows a name at once is a flaw of its tokens, and found before all others': {
    ours: /found '\.\d/,
    theirs: /^Need space between identifier and decimal point/,
    example: `${PROTO3}message A {\n  int32 a = 536870912;\n}\noption (b) = {\n  c.5\n};`,
  },
  'a number beyond the bits that it keeps is a flaw of syntax for it, and found before those of the schema': {
    ours: /is out of range for|is not between|does not fit in 32 bits/,
    theirs: /^Integer out of range/,
    example: `${PROTO3}message A {\n  int32 a = 536870912;\n  int32 b = 2147483648;\n}`,
  },
  'an option with nothing in its parentheses is found by it when it looks at options': {
    ours: /^expected an extension's name, found '\)'/,
    theirs: /^(Expected|Missing) /,
    example: `${PROTO3}option () = 1;\nmessage A { int32 a; }`,
  },
  'a default in braces is for it a default of the wrong kind; we read an aggregate': {
    ours: /^expected/,
    theirs: /^Expected (number|integer|string|identifier|"true")/,
    example: `${PROTO2}message A {\n  optional double a = 1 [default = {\n    b c\n  }];\n}`,
  },
};
