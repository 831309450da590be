// Messages with a preposition in their name. Which words are prepositions is a fact of model/prepositions.

import * as z from 'zod/mini';
import { defineRule } from '../../src/engine/define-rule.ts';
import { findPreposition, PREPOSITIONS } from '../../src/model/prepositions.ts';

export default defineRule({
  id: 'message-names-exclude-prepositions',
  group: 'messages',
  severity: 'warning',
  presets: [],
  since: '0.1.0',
  fixable: 'no',
  summary: 'a preposition in a message name says in three words what two can say',
  why:
    'A message is a thing, and `AccountForAdmin` is a thing together with a story about who uses it. The next reader ' +
    'needs it for somebody else and makes another one. A name without prepositions names what the message holds: ' +
    '`AdminAccount`. It also keeps the noun at the end, where readers look for it.',
  aliases: { protolint: 'MESSAGE_NAMES_EXCLUDE_PREPOSITIONS' },
  messages: {
    preposition: "message '{name}' has the preposition '{word}' in its name",
  },
  options: z.strictObject({
    /** The words to look for. */
    prepositions: z._default(z.array(z.string()), [...PREPOSITIONS]),
    /** Phrases that may be part of any name. */
    allow: z._default(z.array(z.string()), ['DayOfWeek', 'TimeOfDay', 'PointInTime']),
  }),
  visit: {
    message({ name, nameSpan }, ctx) {
      const word = findPreposition(name, ctx.options);
      if (word === undefined) return;
      const help = 'put what qualifies before what it qualifies, as in AdminAccount for AccountForAdmin';
      ctx.report({ message: 'preposition', at: nameSpan, data: { name, word }, help });
    },
  },
});
