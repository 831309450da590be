// Texts that are made to take long. Each is so large that a step count growing with its square would run out of time;
// none may throw, and all are answered with few findings or with one for each flaw.

import { describe, expect, it } from 'vitest';
import { linkFiles } from '../../../src/model/proto/schema/link.ts';
import { commentsOf } from '../../../src/model/proto/syntax/comments.ts';
import { parseFile } from '../../../src/model/proto/syntax/parse-file.ts';
import { linkText } from './link-tree.ts';

const MILLION = 1_000_000;
const MANY = 100_000;

function each(count: number, make: (index: number) => string): string {
  return Array.from({ length: count }, (_, i) => make(i)).join('');
}

/** The number of syntax errors, after reading every comment too. */
function errorsOf(text: string): number {
  const node = parseFile({ path: 'test.proto', text });
  for (const element of node.body.slice(0, 1000)) commentsOf(node, element);
  return node.errors.length;
}

describe('50 million characters', () => {
  it.each([
    [
      'of fields',
      () => `message A {${'\n  repeated .a.package.of.many.parts.Message a_name = 1;'.repeat(0.9 * MILLION)}}`,
    ],
    [
      'of fields on one line',
      () => `message A {${'repeated .a.package.of.many.parts.Message a_name = 1; '.repeat(0.9 * MILLION)}}`,
    ],
    ['of one comment', () => `/*${' *'.repeat(25 * MILLION)}/ message A {}`],
    ['of line comments', () => `${'// a comment, not very long\n'.repeat(1.8 * MILLION)}message A {}`],
    ['of one string', () => `option java_package = "${'x'.repeat(50 * MILLION)}";`],
    ['of digits', () => `message A { int32 a = ${'9'.repeat(50 * MILLION)}; }`],
    ['of white space', () => `${' \r\n\t'.repeat(12.5 * MILLION)}message A {}`],
  ])('%s', (_, make) => {
    expect(errorsOf(make())).toBe(0);
  });
});

describe('what is never closed', () => {
  it.each([
    ['braces', () => '{'.repeat(MANY)],
    ['messages', () => 'message A {'.repeat(MANY)],
    ['groups', () => `message A {${'optional group A = 1 {'.repeat(MANY)}`],
    ['aggregates', () => `option (a) = ${'{a:'.repeat(MANY)}`],
    ['angle brackets', () => `option (a) = {${'a<'.repeat(MANY)}`],
    ['lists', () => `option (a) = {a:${'['.repeat(MANY)}`],
    ['strings on their lines', () => '"\n'.repeat(MILLION)],
    ['strings', () => `option a = "${'x'.repeat(MILLION)}`],
    ['comments', () => '/*'.repeat(MILLION)],
    ['brackets of options', () => `message A {${each(MANY, (i) => `int32 a${i} = 1 [a;`)}}`],
    ['maps', () => `message A {${'map<map<'.repeat(MANY)}}`],
  ])('%s', (_, make) => {
    const errors = errorsOf(make());
    expect(errors).toBeGreaterThan(0);
    expect(errors).toBeLessThanOrEqual(101);
  });
});

describe('the same again and again', () => {
  it.each([
    ['slashes', () => '/ '.repeat(MILLION)],
    ['comments that touch', () => '/* a *//**/'.repeat(MILLION)],
    ['empty statements', () => ';'.repeat(MILLION)],
    ['closing braces', () => '}'.repeat(MILLION)],
    ['NUL characters', () => '\0'.repeat(MILLION)],
    ['NUL characters in a string', () => `"${'\0'.repeat(MILLION)}"`],
    ['halves of surrogate pairs', () => '\ud800'.repeat(MILLION)],
    ['letters of another alphabet', () => 'é '.repeat(MILLION)],
    ['typographic quotes', () => '“'.repeat(MILLION)],
    ['dots in a type', () => `message A { a${'.a'.repeat(MANY)} b = 1; }`],
    ['dots in a package', () => `package a${'.a'.repeat(MANY)}; message A { A b = 1; }`],
    ['dots in an option', () => `option a${'.a'.repeat(MANY)} = 1;`],
    ['strings side by side', () => `option java_package = ${'"a" '.repeat(MANY)};`],
    ['strings of bytes side by side', () => `option java_package = ${'"\\xff" '.repeat(MANY)};`],
    ['escapes', () => `option java_package = "${'\\n'.repeat(MILLION)}";`],
    ['words of visibility', () => `message A {${'export '.repeat(2 * MANY)}}`],
    ['fields without semicolons', () => `message A {${each(MANY, (i) => `int32 a${i} = ${i} `)}}`],
    ['carriage returns', () => `${'\r'.repeat(MILLION)}message A {}`],
  ])('%s', (_, make) => {
    expect(linkText(make()).findings.length).toBeLessThanOrEqual(110);
  });
});

describe('50,000 declarations', () => {
  const COUNT = 50_000;
  const options = (body: string) => `import "google/protobuf/descriptor.proto"; ${body}`;

  it.each([
    ['of one message', COUNT - 1, () => each(COUNT, () => 'message A {}')],
    ['of one field', 2 * (COUNT - 1), () => `message A {${each(COUNT, () => 'optional int32 a = 1;')}}`],
    ['of one enum value', 2 * (COUNT - 1), () => `enum A {${each(COUNT, () => 'A_A = 0;')}}`],
    ['of one option', COUNT - 1, () => each(COUNT, () => 'option java_package = "a";')],
    ['of one import', COUNT, () => each(COUNT, () => 'import "a.proto";')],
    ['of one extension', COUNT - 1, () => extended(() => 1)],
    ['of extensions, each in its block', 0, () => extended((i) => i + 1 + (i > 18_000 ? 2000 : 0))],
    [
      'that reserve overlapping ranges',
      COUNT,
      () => `message A { reserved ${each(COUNT, (i) => `1 to ${i + 2},`)}1; }`,
    ],
    [
      'of unknown types',
      COUNT,
      () => `message A {${each(COUNT, (i) => `repeated No${i} a${i} = ${i > 18_998 ? i + 1001 : i + 1};`)}}`,
    ],
    ['of unknown options', COUNT, () => each(COUNT, (i) => `option nothing_${i} = 1;`)],
    ['that hold each other', 0, () => each(COUNT, (i) => `message M${i} { optional M${(i + 1) % COUNT} m = 1; }`)],
    [
      'of methods that hide their types',
      2 * COUNT,
      () => `service S {${each(COUNT, (i) => `rpc M${i}(M${i}) returns (M${i});`)}}`,
    ],
    [
      'that set one repeated option',
      0,
      () =>
        options(
          `extend google.protobuf.FileOptions { repeated string o = 50000; } ${each(COUNT, () => 'option (o) = "x";')}`,
        ),
    ],
    [
      'of custom options on one field',
      0,
      () =>
        options(
          `extend google.protobuf.FieldOptions {${each(COUNT, (i) => `optional int32 o${i} = ${50_000 + i};`)}} message A { optional int32 a = 1 [${each(COUNT, (i) => `(o${i}) = 1,`)}deprecated = true]; }`,
        ),
    ],
    [
      'in one aggregate',
      0,
      () =>
        options(
          `message O { repeated O o = 1; } extend google.protobuf.FileOptions { optional O o = 50000; } option (o) = {${each(COUNT, () => 'o {} ')}};`,
        ),
    ],
  ])('%s', (_, findings, make) => {
    expect(linkText(`syntax = "proto2"; ${make()}`).findings).toHaveLength(findings);
  });

  function extended(number: (index: number) => number): string {
    return `message A { extensions 1 to max; } ${each(COUNT, (i) => `extend A { optional int32 e${i} = ${number(i)}; }`)}`;
  }
});

describe('10,000 files', () => {
  const COUNT = 10_000;

  function link(text: (index: number) => string): readonly string[] {
    const inputs = Array.from({ length: COUNT }, (_, i) => {
      const node = parseFile({ path: `f${i}.proto`, text: `syntax = "proto3"; ${text(i)}` });
      const imports = new Map(node.imports.map(({ path }) => [path.value, path.value]));
      return { node, importPath: `f${i}.proto`, imports };
    });
    return linkFiles(inputs).findings.map((finding) => finding.message);
  }

  const next = (i: number, modifier = '') => (i + 1 < COUNT ? `import ${modifier} "f${i + 1}.proto";` : '');

  it.each([
    [
      'in a chain of imports',
      (i: number) => `${next(i)} message M${i} { ${i + 1 < COUNT ? `M${i + 1} m = 1;` : ''} }`,
      0,
    ],
    ['in a chain of public imports', (i: number) => `${next(i, 'public')} message M${i} {}`, 0],
    ['that declare the same, without knowing of each other', () => 'message A {}', 0],
    [
      'that declare the same, with one import in common',
      (i: number) => `${i > 0 ? 'import "f0.proto";' : ''} message A {}`,
      COUNT - 1,
    ],
    ['in one package', (i: number) => `package a.b.c; message M${i} { a.b.c.M${i} a = 1; c.M${i} b = 2; }`, 0],
  ])('%s', (_, text, findings) => {
    expect(link(text)).toHaveLength(findings);
  });

  it('in a circle are told by its ends', () => {
    expect(link((i) => `import "f${(i + 1) % COUNT}.proto";`)).toEqual([
      'files import each other in a circle: f0.proto → f1.proto → f2.proto → f3.proto → … → f9996.proto → f9997.proto → f9998.proto → f9999.proto → f0.proto',
    ]);
  });
});
