// Messages without documentation, groups among them. What counts as such is a fact of model/documentation.

import { defineRule } from '../../src/engine/define-rule.ts';
import { hasLeadingComment } from '../../src/model/documentation.ts';

const HELP = 'write one right above it, with no blank line between';

export default defineRule({
  id: 'comment-message',
  group: 'comments',
  severity: 'warning',
  presets: ['buf-comments', 'strict'],
  since: '0.1.0',
  fixable: 'no',
  summary: 'a message without a comment leaves its readers to guess what it stands for',
  why:
    'Whoever writes against a contract reads it in generated code, where the comment above the message is all there ' +
    'is to say what it stands for, who sends it and when. Without it they read the implementation instead, and come ' +
    'to depend on it.',
  aliases: { buf: 'COMMENT_MESSAGE', protolint: 'MESSAGES_HAVE_COMMENT' },
  messages: {
    missing: "message '{name}' has no comment",
  },
  visit: {
    message({ node, nameSpan, name, file }, ctx) {
      // a group's message begins with its body, behind the name; it is judged with its field
      if (nameSpan.start < node.start || hasLeadingComment(file.node, node)) return;
      ctx.report({ message: 'missing', at: { start: node.start, end: nameSpan.end }, data: { name }, help: HELP });
    },
    field({ node, file }, ctx) {
      if (!node.group || hasLeadingComment(file.node, node)) return;
      const { text, end } = node.name;
      ctx.report({ message: 'missing', at: { start: node.start, end }, data: { name: text }, help: HELP });
    },
  },
});
