// Fields without documentation. A group has one comment for its field and its message, which counts as the message's.

import * as z from 'zod/mini';
import { defineRule } from '../../src/engine/define-rule.ts';
import { hasLeadingComment, hasTrailingComment } from '../../src/model/documentation.ts';

const HELP = 'write one right above it, with no blank line between';

export default defineRule({
  id: 'comment-field',
  group: 'comments',
  severity: 'warning',
  presets: ['buf-comments'],
  since: '0.1.0',
  fixable: 'no',
  summary: 'a field without a comment leaves its readers to guess unit, range and meaning of absence',
  why:
    'Neither the name nor the type of a field tells in which unit it counts, which values are allowed, what it ' +
    'means when it is absent and who fills it in. Both sides of a contract need the same answer, and the comment ' +
    'above the field is the one place that all of them see, in the schema as in generated code.',
  aliases: { buf: 'COMMENT_FIELD', protolint: 'FIELDS_HAVE_COMMENT' },
  messages: {
    missing: "field '{name}' has no comment",
  },
  options: z.strictObject({
    /** A comment behind the declaration will do as well. */
    trailing: z._default(z.boolean(), false),
  }),
  visit: {
    field({ node, name, file }, ctx) {
      if (node.group || hasLeadingComment(file.node, node)) return;
      if (ctx.options.trailing && hasTrailingComment(file.node, node)) return;
      ctx.report({ message: 'missing', at: { start: node.start, end: node.name.end }, data: { name }, help: HELP });
    },
  },
});
