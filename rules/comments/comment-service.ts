// Services without documentation. What counts as such is a fact of model/documentation.

import { defineRule } from '../../src/engine/define-rule.ts';
import { hasLeadingComment } from '../../src/model/documentation.ts';

const HELP = 'write one right above it, with no blank line between';

export default defineRule({
  id: 'comment-service',
  group: 'comments',
  severity: 'warning',
  presets: ['buf-comments', 'strict'],
  since: '0.1.0',
  fixable: 'no',
  summary: 'a service without a comment leaves its callers to guess what it is responsible for',
  why:
    'The comment above a service is the first thing that its callers read, in generated clients and in ' +
    'documentation: what the service is responsible for, who runs it, what is left to others. Without it each team ' +
    'draws that line for itself.',
  aliases: { buf: 'COMMENT_SERVICE', protolint: 'SERVICES_HAVE_COMMENT' },
  messages: {
    missing: "service '{name}' has no comment",
  },
  visit: {
    service({ node, name, file }, ctx) {
      if (hasLeadingComment(file.node, node)) return;
      ctx.report({ message: 'missing', at: { start: node.start, end: node.name.end }, data: { name }, help: HELP });
    },
  },
});
