// Methods without documentation. What counts as such is a fact of model/documentation.

import { defineRule } from '../../src/engine/define-rule.ts';
import { hasLeadingComment } from '../../src/model/documentation.ts';

const HELP = 'write one right above it, with no blank line between';

export default defineRule({
  id: 'comment-rpc',
  group: 'comments',
  severity: 'warning',
  presets: ['buf-comments', 'strict'],
  since: '0.1.0',
  fixable: 'no',
  summary: 'an rpc without a comment leaves its callers to guess what it does, and whether it can be repeated',
  why:
    'Callers need to know what a method changes, which errors it answers with and whether it is safe to call it ' +
    'twice. The comment above it is what generated clients show them; where it is missing, they find out in ' +
    'production.',
  aliases: { buf: 'COMMENT_RPC', protolint: 'RPCS_HAVE_COMMENT' },
  messages: {
    missing: "rpc '{name}' has no comment",
  },
  visit: {
    method({ node, name, file }, ctx) {
      if (hasLeadingComment(file.node, node)) return;
      ctx.report({ message: 'missing', at: { start: node.start, end: node.name.end }, data: { name }, help: HELP });
    },
  },
});
