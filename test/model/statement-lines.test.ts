// Which lines a statement owns: itself, and the comments that go where it goes.

import { describe, expect, it } from 'vitest';
import { parseFile } from '../../src/model/proto/syntax/parse-file.ts';
import { statementLines } from '../../src/model/proto/syntax/statement-lines.ts';

/** The text of the lines that the last import owns. */
function linesOf(text: string): string | undefined {
  const node = parseFile({ path: 'a.proto', text });
  const statement = node.imports.at(-1);
  const lines = statement && statementLines(node, statement);
  return lines && text.slice(lines.start, lines.end);
}

describe('the lines of a statement', () => {
  it.each([
    ['itself', 'package a;\nimport "b";\n', 'import "b";'],
    ['its indentation', 'package a;\n  import "b";  \n', '  import "b";  '],
    ['all its lines', 'import\n  "b"\n  "c";', 'import\n  "b"\n  "c";'],
    [
      'comments that touch it',
      'package a;\n// one\n/* two\n   three */\nimport "b";',
      '// one\n/* two\n   three */\nimport "b";',
    ],
    ['no comment above a blank line', '// one\n\n// two\nimport "b";', '// two\nimport "b";'],
    ['no comment of the statement above', 'package a; // one\nimport "b";', 'import "b";'],
    ['what trails it', 'import "b"; /* one */ // two\npackage a;', 'import "b"; /* one */ // two'],
    ['a comment that begins behind it', 'import "b"; /* one\n two */\npackage a;', 'import "b"; /* one\n two */'],
    ['an empty statement', 'import "b";;\npackage a;', 'import "b";;'],
    ['a comment below, when a blank line follows', 'import "b";\n// one\n\npackage a;', 'import "b";\n// one'],
    ['a comment below, when nothing follows', 'import "b";\n// one', 'import "b";\n// one'],
    ['no comment below that touches the next', 'import "b";\n// one\npackage a;', 'import "b";'],
    ['no comment below when one trails it', 'import "b"; // one\n// two\n\npackage a;', 'import "b"; // one'],
    ['no comment beyond a blank line', 'import "b";\n\n// one\n\npackage a;', 'import "b";'],
    ['no line break', 'package a;\r\n// one\r\nimport "b"; // two\r\n', '// one\r\nimport "b"; // two'],
    ['no byte order mark', '\uFEFF// one\nimport "b";', '// one\nimport "b";'],
  ])('are %s', (_, text, lines) => expect(linesOf(text)).toBe(lines));

  it.each([
    ['another statement', 'package a; import "b";'],
    ['the next statement', 'import "b"; package a;'],
    ['a comment before it', '/* one */ import "b";'],
    ['the next statement, after a comment', 'import "b"; /* one\n two */ package a;'],
  ])('are nobody’s when shared with %s', (_, text) => expect(linesOf(text)).toBeUndefined());
});
