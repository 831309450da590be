// Required fields, by keyword in proto2 or by feature in editions.

import { defineRule } from '../../src/engine/define-rule.ts';

export default defineRule({
  id: 'field-not-required',
  group: 'messages',
  severity: 'error',
  presets: ['buf-basic', 'strict'],
  since: '0.1.0',
  fixable: 'no',
  summary: 'a required field can never be removed, and never be added',
  why:
    'A reader refuses the whole message when a required field is missing, and with it everything that the message is ' +
    'part of. To drop the field, all readers everywhere have to be updated before the first writer; to add one, all ' +
    'writers before the first reader. Stored messages and servers that only pass messages on make that impossible. ' +
    'Whether a field has to be there is for the code to check that needs it.',
  aliases: { buf: 'FIELD_NOT_REQUIRED', protolint: 'PROTO3_FIELDS_AVOID_REQUIRED' },
  messages: {
    required: "field '{name}' is required",
  },
  visit: {
    field({ name, node, label, file }, ctx) {
      if (label !== 'required') return;
      ctx.report({
        message: 'required',
        at: node.name,
        data: { name },
        help:
          file.syntax === 'editions'
            ? 'leave the feature away, once no reader demands the field any more'
            : "write 'optional', once no reader demands the field any more",
      });
    },
  },
});
