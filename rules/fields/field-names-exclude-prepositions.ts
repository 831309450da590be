// Fields with a preposition in their name. Which words are prepositions is a fact of model/prepositions.

import * as z from 'zod/mini';
import { defineRule } from '../../src/engine/define-rule.ts';
import { findPreposition, PREPOSITIONS } from '../../src/model/prepositions.ts';

export default defineRule({
  id: 'field-names-exclude-prepositions',
  group: 'fields',
  severity: 'warning',
  presets: [],
  since: '0.1.0',
  fixable: 'no',
  summary: 'a preposition in a field name says in three words what two can say',
  why:
    '`reason_for_error` and `error_reason` are the same, and where both habits meet in one contract nobody can guess ' +
    'a name. Without prepositions the noun comes last and what qualifies it comes first, so that names sort and ' +
    'read alike. A preposition can also be a sign that the field belongs into a message of its own.',
  aliases: { protolint: 'FIELD_NAMES_EXCLUDE_PREPOSITIONS', apiLinter: 'core::0140::prepositions' },
  messages: {
    preposition: "field '{name}' has the preposition '{word}' in its name",
  },
  options: z.strictObject({
    /** The words to look for. */
    prepositions: z._default(z.array(z.string()), [...PREPOSITIONS]),
    /** Phrases that may be part of any name. */
    allow: z._default(z.array(z.string()), ['order_by', 'group_by', 'sort_by', 'day_of_week', 'hour_of_day']),
  }),
  visit: {
    field({ name, node }, ctx) {
      const word = findPreposition(name, ctx.options);
      if (word === undefined) return;
      const help = 'put what qualifies before what it qualifies, as in error_reason for reason_for_error';
      ctx.report({ message: 'preposition', at: node.name, data: { name, word }, help });
    },
  },
});
