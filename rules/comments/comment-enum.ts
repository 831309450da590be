// Enums without documentation. What counts as such is a fact of model/documentation.

import { defineRule } from '../../src/engine/define-rule.ts';
import { hasLeadingComment } from '../../src/model/documentation.ts';

const HELP = 'write one right above it, with no blank line between';

export default defineRule({
  id: 'comment-enum',
  group: 'comments',
  severity: 'warning',
  presets: ['buf-comments', 'strict'],
  since: '0.1.0',
  fixable: 'no',
  summary: 'an enum without a comment leaves its readers to guess what the choice is about',
  why:
    'Whoever writes against a contract reads it in generated code, where the comment above the enum is all there is ' +
    'to say what is chosen, by whom, and what a reader does with a value that it does not know. Without it they ' +
    'read the implementation instead, and come to depend on it.',
  aliases: { buf: 'COMMENT_ENUM', protolint: 'ENUMS_HAVE_COMMENT' },
  messages: {
    missing: "enum '{name}' has no comment",
  },
  visit: {
    enum({ node, name, file }, ctx) {
      if (hasLeadingComment(file.node, node)) return;
      ctx.report({ message: 'missing', at: { start: node.start, end: node.name.end }, data: { name }, help: HELP });
    },
  },
});
