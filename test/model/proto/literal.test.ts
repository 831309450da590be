// Strings as protobuf reads them: escapes, bytes, neighbours.

import { describe, expect, it } from 'vitest';
import type { StringLiteral } from '../../../src/model/proto/syntax/ast.ts';
import { parseFile } from '../../../src/model/proto/syntax/parse-file.ts';

/** The value of an option that is written so. */
function stringOf(written: string): StringLiteral {
  const { body, errors } = parseFile({ path: 'test.proto', text: `option a = ${written};` });
  expect(errors).toEqual([]);
  const [option] = body;
  if (option?.kind !== 'option' || option.value.kind !== 'string') throw new Error('no string');
  return option.value;
}

describe('a string', () => {
  it.each([
    ['""', ''],
    ["'it''s'", 'its'],
    ['"it\'s"', "it's"],
    ['"a" "b"\n/* between */ \'c\'', 'abc'],
    ['"\\a\\b\\f\\n\\r\\t\\v\\\\\\\'\\"\\?"', '\x07\b\f\n\r\t\v\\\'"?'],
    ['"\\101\\1018\\x41\\x4g"', 'AA8A\x04g'],
    ['"\\u00e9\\U0001F331\\ud83c\\udf31"', 'é🌱🌱'],
    ['"grüße 🌱"', 'grüße 🌱'],
    ['"// no comment /* here */"', '// no comment /* here */'],
    ['"\\xef\\xbb\\xbfa"', '\ufeffa'],
    ['"\\xc3\\xa9"', 'é'],
    ['"\\xc3" "\\xa9"', 'é'],
    ['"\ufeff"', '\ufeff'],
  ])('%s', (written, value) => {
    expect(stringOf(written).value).toBe(value);
  });

  it.each([
    ['"plain"', undefined],
    ['"é"', undefined],
    ['"\\n"', undefined],
    ['"\\xff"', [0xff]],
    ['"\\377\\0"', [0xff, 0]],
    ['"a" "\\xff" "é"', [0x61, 0xff, 0xc3, 0xa9]],
  ])('%s keeps its bytes, where escapes make some that are no text', (written, bytes) => {
    expect(stringOf(written).bytes).toEqual(bytes && Uint8Array.from(bytes));
  });
});

describe('an escape that is unknown', () => {
  it.each([
    ['"\\q"', 11],
    ['"ab\\8"', 13],
    ['"\\x"', 11],
    ['"\\X41"', 11],
    ['"\\u12g4"', 11],
    ['"\\U00200000"', 11],
    ['"fine" "\\q"', 18],
  ])('%s is told at its place', (written, column) => {
    const { errors } = parseFile({ path: 'test.proto', text: `option a = ${written};` });
    expect(errors.map(({ start, message }) => [start - 1, message])).toEqual([[column, 'unknown escape in string']]);
  });
});

describe('a string that is not closed', () => {
  it.each([
    ['"abc', 1],
    ['"abc\\', 2],
    ['\'abc"', 1],
  ])('%j ends with its line', (written, errors) => {
    const node = parseFile({ path: 'test.proto', text: `option a = ${written}\nmessage A {}` });
    expect(node.errors).toHaveLength(errors);
    expect(node.errors[0]).toMatchObject({ start: 11, message: 'string is not closed on its line' });
    expect(node.body.map((element) => element.kind)).toEqual(['option', 'message']);
  });
});
