// What is told of two schemas, fact by fact, and what each demands of the version.

import { describe, expect, it } from 'vitest';
import { compareSchemas, schemaChanges } from '../../../src/model/change/compare-schemas.ts';
import { describeChange } from '../../../src/model/change/describe-change.ts';
import { levelOf } from '../../../src/model/change/level.ts';
import type { SchemaChange } from '../../../src/model/change/schema-change.ts';
import { changeFile, makeFile, printFiles } from '../../buf-agreement/breaking-schemas.ts';
import { linkTexts } from '../../engine/link-texts.ts';
import { dice } from '../../rules/buf-lint.ts';

type Texts = Readonly<Record<string, string>>;

const HEAD = 'syntax = "proto3";\npackage p;\n';

function changesOf(before: Texts | string, after: Texts | string): readonly SchemaChange[] {
  const filesOf = (side: Texts | string) => {
    const texts = typeof side === 'string' ? { 'a.proto': HEAD + side } : side;
    const { workspace, compileFindings } = linkTexts(texts);
    expect(compileFindings.filter(({ severity }) => severity === 'error')).toEqual([]);
    return workspace.files;
  };
  return schemaChanges(filesOf(before), filesOf(after));
}

function told(changes: readonly SchemaChange[]): string[] {
  return changes.map((change) => `${levelOf(change, { crossesPlanes: () => true })}: ${describeChange(change)}`);
}

describe('of one file', () => {
  it('what extension ranges ask of extensions', () => {
    const ranges = (declared: string, more: string) => ({
      'a.proto': `syntax = "proto2";\npackage p;\nmessage M { extensions 4 to 10 [verification = DECLARATION, declaration = { number: 4, full_name: ".p.${declared}", type: "int32" }, declaration = { number: 5, reserved: true }]; extensions 20${more}; }\n`,
    });
    expect(told(changesOf(ranges('a', ''), ranges('b', ' [verification = DECLARATION]')))).toEqual([
      expect.stringMatching(/^patch: message p\.M: option declaration of extensions 4 to 10 changed .*p\.a.*p\.b/),
      "patch: message p.M: option verification of extensions 20 'DECLARATION' added",
    ]);
    expect(told(changesOf(ranges('a', ''), ranges('a', '')))).toEqual([]);
  });

  it.each([
    ['nothing', 'message M { int32 a = 1; }', 'message M { int32 a = 1; }', []],
    ['layout', 'message M { int32 a = 1; }', 'message M {\n  int32 a = 1;\n}', []],
    ['order of fields', 'message M { int32 a = 1; int32 b = 2; }', 'message M { int32 b = 2; int32 a = 1; }', []],
    ['a comment', 'message M {}', '// Words.\nmessage M {}', ['patch: message p.M: comment added']],
    ['a new field', 'message M {}', 'message M { int32 a = 1; }', ["minor: field 'a' (1) of p.M was added"]],
    ['a new map', 'message M {}', 'message M { map<string, int32> a = 1; }', ["major: field 'a' (1) of p.M was added"]],
    ['a lost field', 'message M { int32 a = 1; }', 'message M {}', ["major: field 'a' (1) of p.M was removed"]],
    [
      'a new number',
      'message M { int32 a = 1; }',
      'message M { int32 a = 2; }',
      [
        "major: field 'a' (1) of p.M was removed; it seems to be field 'a' (2) of p.M now",
        "minor: field 'a' (2) of p.M was added; it seems to have been field 'a' (1) of p.M",
      ],
    ],
    [
      'a new name',
      'message M { int32 retry_count = 1; }',
      'message M { int32 retries_count = 1; }',
      [
        "major: field 'retries_count' (1) of p.M: name changed from 'retry_count' to 'retries_count'",
        "major: field 'retries_count' (1) of p.M: JSON name changed from 'retryCount' to 'retriesCount'",
      ],
    ],
    [
      'a number with another meaning',
      'message M { string coupon = 1 [json_name = "x"]; }',
      'message M { string password = 1 [json_name = "x"]; }',
      [
        "major: field 'password' (1) of p.M: name changed from 'coupon' to 'password'",
        "major: number 1 of p.M meant 'coupon' and now means 'password'",
      ],
    ],
    [
      'a number that was reserved',
      'message M { reserved 1; }',
      'message M { int32 a = 1; }',
      [
        "major: message p.M: reserved range '1' removed",
        "minor: field 'a' (1) of p.M was added",
        "major: field 'a' (1) of p.M uses a number that was reserved",
      ],
    ],
    [
      'numbers that were swapped',
      'message M { int32 from = 1 [json_name = "a"]; int32 to = 2 [json_name = "a2"]; }',
      'message M { int32 to = 1 [json_name = "a"]; int32 from = 2 [json_name = "a2"]; }',
      [
        "major: field 'to' (1) of p.M: name changed from 'from' to 'to'",
        "major: field 'to' (1) of p.M had number 2 before, which 'from' has now",
        "major: field 'from' (2) of p.M: name changed from 'to' to 'from'",
        "major: field 'from' (2) of p.M had number 1 before, which 'to' has now",
      ],
    ],
    [
      'a smaller integer',
      'message M { int64 a = 1; }',
      'message M { int32 a = 1; }',
      [
        "major: field 'a' (1) of p.M: type changed from 'int64' to 'int32'",
        "major: field 'a' (1) of p.M holds fewer numbers: int64 became int32",
      ],
    ],
    [
      'presence and packing',
      'message M { int32 a = 1; repeated int32 b = 2; }',
      'message M { optional int32 a = 1; repeated int32 b = 2 [packed = false]; }',
      [
        "major: field 'a' (1) of p.M: presence changed from 'implicit' to 'explicit'",
        "major: field 'b' (2) of p.M: encoding changed from 'packed' to 'expanded'",
        "patch: field 'b' (2) of p.M: option packed 'false' added",
      ],
    ],
    [
      'a oneof around a field',
      'message M { optional int32 a = 1; }',
      'message M { oneof o { int32 a = 1; } }',
      ["minor: oneof 'o' of p.M was added", "major: field 'a' (1) of p.M: oneof 'o' added"],
    ],
    [
      'an option',
      'message M { int32 a = 1; }',
      'message M { int32 a = 1 [deprecated = true]; }',
      ["patch: field 'a' (1) of p.M: option deprecated 'true' added"],
    ],
    [
      'enum values',
      'enum E { A = 0; B = 1; C = 2; }',
      'enum E { A = 0; D = 3; C = 2; B = 1; F = 4; }',
      [
        'major: value D (3) of p.E was added',
        "major: value C (2) of p.E: position changed from 'after B' to 'after D'",
        'minor: value F (4) of p.E was added',
      ],
    ],
    [
      'a renamed message',
      'message Item { string name = 1; int32 count = 2; }\nmessage M { Item item = 1; }',
      'message Article { string name = 1; int32 count = 2; }\nmessage M { Article item = 1; }',
      [
        'major: message p.Item was removed; it seems to be message p.Article now',
        'minor: message p.Article was added; it seems to have been message p.Item',
        "major: field 'item' (1) of p.M: type changed from 'p.Item' to 'p.Article'",
      ],
    ],
    [
      'a renamed message, changed inside',
      'message Item { string name = 1; int32 count = 2; bool open = 3; }',
      'message Article { string name = 1; int32 count = 2; bool open = 3; bool paid = 4; }',
      [
        'major: message p.Item was removed; it seems to be message p.Article now',
        'minor: message p.Article was added; it seems to have been message p.Item',
        "minor: field 'paid' (4) of p.Article was added",
      ],
    ],
    [
      'ranges that are written in another way',
      'message M { reserved 1 to 5, 8; }',
      'message M { reserved 8, 1 to 2, 3 to 5; }',
      [],
    ],
    [
      'methods',
      'message M {}\nservice S { rpc A(M) returns (M); rpc B(M) returns (M); }',
      'message M {}\nservice S { rpc A(stream M) returns (M); rpc C(M) returns (M); }',
      [
        'major: rpc B of p.S was removed; it seems to be rpc C of p.S now',
        'major: rpc A of p.S: client streaming added',
        'minor: rpc C of p.S was added; it seems to have been rpc B of p.S',
      ],
    ],
    [
      'a value of a map',
      'message M { map<string, int32> a = 1; }',
      'message M { map<string, int64> a = 1; }',
      ["major: field 'a' (1) of p.M: type changed from 'map<string, int32>' to 'map<string, int64>'"],
    ],
  ] as const)('%s', (_, before, after, expected) => {
    expect(told(changesOf(before, after))).toEqual(expected);
  });
});

describe('of several files', () => {
  const M = 'message M { string id = 1; }\n';

  it('a move within the package', () => {
    expect(told(changesOf({ 'a.proto': HEAD + M, 'b.proto': HEAD }, { 'a.proto': HEAD, 'b.proto': HEAD + M }))).toEqual(
      ['major: message p.M moved from a.proto to b.proto'],
    );
  });

  it('a renamed package takes its elements with it', () => {
    const uses = 'message N { M m = 1; }\n';
    const before = { 'a.proto': HEAD + M + uses };
    const after = { 'a.proto': HEAD.replace('package p', 'package q') + M + uses };
    expect(told(changesOf(before, after))).toEqual(
      [
        'major: package p was removed; it seems to be package q now',
        "major: file a.proto: package changed from 'p' to 'q'",
        'major: message p.M was removed; it seems to be message q.M now',
        'major: message p.N was removed; it seems to be message q.N now',
        'minor: package q was added; it seems to have been package p',
        'minor: message q.M was added; it seems to have been message p.M',
        'minor: message q.N was added; it seems to have been message p.N',
      ].toSorted((a, b) => order(a) - order(b)),
    );

    function order(line: string): number {
      return told(changesOf(before, after)).indexOf(line);
    }
  });

  it('a file that only imports what changed is looked at again', () => {
    const user = 'syntax = "proto3";\npackage p;\nimport "e.proto";\nmessage M { E e = 1; }\n';
    const before = { 'e.proto': `${HEAD}enum E { A = 0; }\n`, 'm.proto': user };
    const after = { 'e.proto': `${HEAD}message E {}\n`, 'm.proto': user };
    expect(told(changesOf(before, after))).toContain(
      "major: field 'e' (1) of p.M: presence changed from 'implicit' to 'explicit'",
    );
  });
});

describe('of schemas made by chance', () => {
  const rolls = dice(4_242);
  const pairs = Array.from({ length: 40 }, (_, i) => {
    const file = makeFile(i, rolls);
    return [printFiles([file]), printFiles([changeFile(file, rolls)])] as const;
  });

  it('nothing differs from itself, and what is added one way is removed the other way', () => {
    for (const [before, after] of pairs) {
      const [then, now] = [linkTexts(before).workspace.files, linkTexts(after).workspace.files];
      expect(schemaChanges(then, linkTexts(before).workspace.files)).toEqual([]);
      const kinds = (changes: readonly SchemaChange[], ending: string) =>
        changes
          .filter(({ kind, pairing }) => kind.endsWith(ending) && pairing === 'identity')
          .map(({ element }) => element);
      const forth = compareSchemas(then, now).changes;
      const back = compareSchemas(now, then).changes;
      expect(kinds(back, '-removed').sort()).toEqual(kinds(forth, '-added').sort());
      expect(kinds(back, '-added').sort()).toEqual(kinds(forth, '-removed').sort());
    }
  });

  it('the order is the same however the files come', () => {
    const before = Object.assign({}, ...pairs.map(([text]) => text));
    const after = Object.assign({}, ...pairs.map(([, text]) => text));
    const [then, now] = [linkTexts(before).workspace.files, linkTexts(after).workspace.files];
    expect(told(schemaChanges([...then].reverse(), [...now].reverse()))).toEqual(told(schemaChanges(then, now)));
  });
});
