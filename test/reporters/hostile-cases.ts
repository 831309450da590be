// Reports that break careless reporters; every format must stand all of them.

import type { Finding } from '../../src/diagnostics/finding.ts';
import type { Report } from '../../src/diagnostics/report.ts';
import { placeOf, type ReportParts, reportOf } from './sample-report.ts';

function at(path: string, start: number, end: number, more: Partial<Finding> = {}): Finding {
  return { rule: 'no-map-fields', severity: 'error', message: "map field 'labels'", path, start, end, ...more };
}

/** One finding on `needle` in `text`. */
function on(text: string, needle: string, more: Partial<Finding> = {}): ReportParts {
  const files = { 'a.proto': text };
  const place = placeOf(files, 'a.proto', needle);
  return { files, findings: [at('a.proto', place.start, place.end, more)] };
}

function said(message: string): ReportParts {
  return on('message A {}\n', 'A', {
    message,
    help: message,
    related: [{ path: 'a.proto', start: 0, end: 7, message }],
    fix: { title: message, kind: 'suggestion', edits: [{ path: 'a.proto', start: 8, end: 9, text: message }] },
  });
}

function inFile(path: string): ReportParts {
  return { files: { [path]: 'message A {}\n' }, findings: [at(path, 8, 9)] };
}

const rtl = '\u202e';
const cases: Readonly<Record<string, ReportParts>> = {
  'no findings': {},
  'no findings in many files': { fileCount: 7291 },
  'path with spaces': inFile('my contracts/v 1.proto'),
  'path in another script': inFile('verträge/中文/каталог.proto'),
  'path with a percent sign': inFile('100%/a%20b.proto'),
  'path with URI and property characters': inFile('a:b,c?d#e[f]&g=h.proto'),
  'path with a line break': inFile('a\n::error::b.proto'),
  'path with markup': inFile('<b>`a`|b</b>.proto'),
  'path with a lone surrogate': inFile('a\ud800.proto'),
  'message with a line break': said('first\nsecond\r\nthird'),
  'message with a workflow command': said('x\n::error file=a::injected\r::set-output name=a::b'),
  'message with a pipe and backticks': said('a | b `c` \\| d'),
  'message that ends CDATA': said('a ]]> b <![CDATA[ c'),
  'message with HTML': said('<script>alert(1)</script> & <img src=x>'),
  'message with ANSI escapes': said('\x1b[31mred\x1b[0m \x1b]8;;http://x\x07link\x1b]8;;\x07'),
  'message with a bidi override': said(`abc ${rtl}cba`),
  'message with a lone surrogate': said('\udc00 a \ud800'),
  'message that is empty': said(''),
  'message of a million characters': said('x'.repeat(1_000_000)),
  'source with ANSI escapes': on('option a = "\x1b[2J\x1b[H"; // \x9b31m\n', '\x1b[2J'),
  'source with NUL': on('a\0b\0c\n', 'b'),
  'source with a bidi override': on(`string a${rtl} = 1;\n`, 'string'),
  'finding at the end of the file': { files: { a: 'message A {' }, findings: [at('a', 11, 11)] },
  'finding behind the last line break': { files: { a: 'message A {\n' }, findings: [at('a', 12, 12)] },
  'finding past the end of the file': { files: { a: 'x' }, findings: [at('a', 900, 950)] },
  'finding in an empty file': { files: { a: '' }, findings: [at('a', 0, 0)] },
  'span of no width': { files: { a: 'message A {}\n' }, findings: [at('a', 8, 8)] },
  'span of a line break': { files: { a: 'a\nb\n' }, findings: [at('a', 1, 2)] },
  'span that ends with a line break': { files: { a: 'aaa\r\nb\r\n' }, findings: [at('a', 0, 5)] },
  'span that ends before it starts': { files: { a: 'abcdef\n' }, findings: [at('a', 4, 2)] },
  'span of a whole large file': { files: { a: 'x = 1;\n'.repeat(50_000) }, findings: [at('a', 0, 350_000)] },
  'file with CRLF': on('a\r\nmessage B {\r\n}\r\n', 'message B {\r\n}'),
  'file with lone CR': on('a\rb\rc\n', 'b'),
  'file with a byte order mark': on('\ufeffsyntax = "proto3";\n', 'syntax'),
  'finding on a byte order mark': { files: { a: '\ufeffx\n' }, findings: [at('a', 0, 1)] },
  'file with tabs': on('\t\tint32\ta = 1;\n', 'a'),
  'file with wide characters': on('string 名前 = 1; // 👩‍👩‍👧 e\u0301\n', '👩‍👩‍👧'),
  'very long line': on(`${'a '.repeat(50_000)}needle ${'b '.repeat(50_000)}`, 'needle'),
  'very long span on one line': on(`  ${'x'.repeat(10_000)} y`, 'x'.repeat(10_000)),
  'very long line of emoji': on(`${'👍🏽'.repeat(5_000)}x${'👍🏽'.repeat(5_000)}`, 'x'),
  'no source for the path': { findings: [at('gone.proto', 5, 9)] },
  'no source for related places and edits': on('message A {}\n', 'A', {
    related: [{ path: 'gone.proto', start: 3, end: 4, message: 'declared here' }],
    fix: { title: 'move it', kind: 'suggestion', edits: [{ path: 'gone.proto', start: 3, end: 4, text: 'x' }] },
  }),
  'edits that overlap': on('message A {}\n', 'A', {
    fix: {
      title: 'do both',
      kind: 'suggestion',
      edits: [
        { path: 'a.proto', start: 0, end: 9, text: 'x' },
        { path: 'a.proto', start: 8, end: 10, text: 'y' },
      ],
    },
  }),
  'fix without edits': on('message A {}\n', 'A', { fix: { title: 'nothing', kind: 'safe', edits: [] } }),
  'excused, with hostile words': on('message A {}\n', 'A', {
    excused: { by: 'comment', reason: 'a | b\n]]> \x1b[31m', owner: '<me>', until: '2027-01-31' },
  }),
  'excused without words': on('message A {}\n', 'A', { excused: { by: 'baseline', reason: '' } }),
};

export const hostileReports: readonly (readonly [string, Report])[] = Object.entries(cases).map(([name, parts]) => [
  name,
  reportOf(parts),
]);
