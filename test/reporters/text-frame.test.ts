import { describe, expect, it } from 'vitest';
import { block, blockOf, finding } from './text-block.ts';

describe('the code frame', () => {
  it('puts a caret where a span has no width, at the end of the file too', () => {
    const files = { 'a.proto': 'message A {' };
    expect(blockOf({ files, findings: [{ ...finding, path: 'a.proto', start: 11, end: 11 }] })).toBe(`
error[no-map-fields]: map field 'labels'
 --> a.proto:1:12
  |
1 | message A {
  |            ^
`);
  });

  it('draws a bar beside several lines, from the middle of the first', () => {
    expect(block('option (a) = {\n  b: 1\n};\n', '{\n  b: 1\n}')).toBe(`
error[no-map-fields]: map field 'labels'
 --> a.proto:1:14
  |
1 |   option (a) = {
  |  ______________^
2 | |   b: 1
3 | | };
  | |_^
`);
  });

  it('leaves out the middle of many lines', () => {
    const body = Array.from({ length: 97 }, (_, i) => `  int32 f${i} = ${i};\n`).join('');
    expect(block(`\nmessage A {\n${body}}\n`, `message A {\n${body}}`)).toBe(`
error[no-map-fields]: map field 'labels'
   --> a.proto:2:1
    |
  2 | / message A {
  3 | |   int32 f0 = 0;
    | | ...
100 | | }
    | |_^
`);
  });

  it('shows tabs as four spaces and counts columns without CRLF and byte order mark', () => {
    expect(block('\ufeff\tint32\tcount = 1;\r\n', 'count')).toBe(`
error[no-map-fields]: map field 'labels'
 --> a.proto:1:8
  |
1 |     int32    count = 1;
  |              ^^^^^
`);
  });

  it('measures wide, combined and joined characters as a terminal does', () => {
    expect(block('// 名前 e\u0301 👩‍👩‍👧 ここ end', 'ここ')).toBe(`
error[no-map-fields]: map field 'labels'
 --> a.proto:1:19
  |
1 | // 名前 e\u0301 👩‍👩‍👧 ここ end
  |              ^^^^
`);
  });

  it('shows control characters escaped and marks the escape', () => {
    expect(block('string a = "\x1b[31m\u202e";', '\x1b[31m')).toBe(`
error[no-map-fields]: map field 'labels'
 --> a.proto:1:13
  |
1 | string a = "\\x1b[31m\\u{202e}";
  |             ^^^^^^^^
`);
  });

  it('cuts a long line around the span', () => {
    const line = `${'abcdefghi '.repeat(30)}here ${'jklmnopqr '.repeat(30)}`;
    const left = 'abcdefghi '.repeat(4);
    const right = `${'jklmnopqr '.repeat(11)}jklmn`;
    expect(block(line, 'here')).toBe(`
error[no-map-fields]: map field 'labels'
 --> a.proto:1:301
  |
1 | …${left}here ${right}…
  |  ${' '.repeat(40)}^^^^
`);
  });

  it('names only the file when its text is not at hand', () => {
    expect(blockOf({ findings: [{ ...finding, path: 'golden/v1/a.bin', start: 0, end: 0 }] })).toBe(`
error[no-map-fields]: map field 'labels'
 --> golden/v1/a.bin
`);
  });
});
