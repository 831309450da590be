// Files that leave their syntax to be guessed.

import { defineRule } from '../../src/engine/define-rule.ts';
import type { FileNode } from '../../src/model/proto/syntax/ast.ts';
import { commentIndex } from '../../src/model/proto/syntax/comments.ts';
import { lineBreakOf } from '../../src/text/lines.ts';

export default defineRule({
  id: 'syntax-specified',
  group: 'files',
  severity: 'error',
  presets: ['buf-basic', 'strict'],
  since: '0.1.0',
  fixable: 'safe',
  summary: 'a file that does not name its syntax is proto2, whether its author meant that or not',
  why:
    'Without a syntax or edition the compiler takes a file for proto2 and at most prints a warning. Its enums are then ' +
    'closed, its fields have presence, its repeated numbers are not packed and its strings may hold anything: all of ' +
    'it other than in the proto3 that most authors have in mind, and much of it visible on the wire.',
  aliases: { buf: 'SYNTAX_SPECIFIED' },
  messages: {
    missing: 'file names no syntax and is read as proto2',
  },
  visit: {
    file({ node, path, source }, ctx) {
      if (node.syntax) return;
      const at = placeFor(node);
      const newline = lineBreakOf(source.text);
      ctx.report({
        message: 'missing',
        at: { start: 0, end: 0 },
        help: `write 'syntax = "proto2";' above everything else, or the syntax that is meant`,
        // a syntax that could not be read may be among the errors
        fix:
          node.errors.length === 0
            ? {
                title: 'say that the syntax is proto2',
                kind: 'safe',
                edits: [{ path, start: at, end: at, text: `syntax = "proto2";${newline}${newline}` }],
              }
            : undefined,
      });
    },
  },
});

/** Before the first statement and the comments that touch it, so that these stay its own; below a header. */
function placeFor(file: FileNode): number {
  const { source, body, comments } = file;
  let at = body[0]?.start ?? source.text.length;
  for (let i = commentIndex(file, at) - 2; i >= 0; i -= 2) {
    if (/\n[^\S\n]*\n/.test(source.text.slice(comments[i + 1], at))) break;
    at = comments[i] as number;
  }
  return at;
}
