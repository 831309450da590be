// Oneofs without documentation. What counts as such is a fact of model/documentation.

import { defineRule } from '../../src/engine/define-rule.ts';
import { hasLeadingComment } from '../../src/model/documentation.ts';

const HELP = 'write one right above it, with no blank line between';

export default defineRule({
  id: 'comment-oneof',
  group: 'comments',
  severity: 'warning',
  presets: ['buf-comments'],
  since: '0.1.0',
  fixable: 'no',
  summary: 'a oneof without a comment leaves its readers to guess what the choice is, and whether none is one',
  why:
    'A oneof is a decision of its writer that every reader has to follow. What decides, whether it may be unset and ' +
    'what a reader does with an alternative that it does not know yet stands nowhere but in the comment above it.',
  aliases: { buf: 'COMMENT_ONEOF' },
  messages: {
    missing: "oneof '{name}' has no comment",
  },
  visit: {
    oneof({ node, name, file }, ctx) {
      if (hasLeadingComment(file.node, node)) return;
      ctx.report({ message: 'missing', at: { start: node.start, end: node.name.end }, data: { name }, help: HELP });
    },
  },
});
