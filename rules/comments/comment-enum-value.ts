// Enum values without documentation. What counts as such is a fact of model/documentation.

import * as z from 'zod/mini';
import { defineRule } from '../../src/engine/define-rule.ts';
import { hasLeadingComment, hasTrailingComment } from '../../src/model/documentation.ts';

const HELP = 'write one right above it, with no blank line between';

export default defineRule({
  id: 'comment-enum-value',
  group: 'comments',
  severity: 'warning',
  presets: ['buf-comments'],
  since: '0.1.0',
  fixable: 'no',
  summary: 'an enum value without a comment leaves its readers to guess when it applies',
  why:
    'The name of a value is two or three words, and what sets it apart from its neighbours is rarely among them: ' +
    'who sets it, when, and what its reader has to do. Where no comment says so, two services written by different ' +
    'people answer these questions differently.',
  aliases: { buf: 'COMMENT_ENUM_VALUE', protolint: 'ENUM_FIELDS_HAVE_COMMENT' },
  messages: {
    missing: "enum value '{name}' has no comment",
  },
  options: z.strictObject({
    /** A comment behind the declaration will do as well. */
    trailing: z._default(z.boolean(), false),
  }),
  visit: {
    enumValue({ node, name, file }, ctx) {
      if (hasLeadingComment(file.node, node)) return;
      if (ctx.options.trailing && hasTrailingComment(file.node, node)) return;
      ctx.report({ message: 'missing', at: { start: node.start, end: node.name.end }, data: { name }, help: HELP });
    },
  },
});
