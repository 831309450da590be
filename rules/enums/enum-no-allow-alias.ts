// Enums that let two values share a number.

import { defineRule } from '../../src/engine/define-rule.ts';
import { NO_OPTIONS, optionNode, standardOption } from '../../src/model/proto/schema/options.ts';

export default defineRule({
  id: 'enum-no-allow-alias',
  group: 'enums',
  severity: 'error',
  presets: ['buf-basic', 'strict'],
  since: '0.1.0',
  fixable: 'no',
  summary: 'enum values with one number cannot be told apart once they were sent',
  why:
    'Only the number is on the wire. Of two values that share it, a reader sees the one that is declared first, whatever ' +
    'the writer meant; ProtoJSON writes that one too. Some languages make two constants of them, others drop one, and ' +
    'a switch over all values does not compile in those that keep both.',
  aliases: { buf: 'ENUM_NO_ALLOW_ALIAS' },
  messages: {
    alias: "enum '{name}' allows several values of one number",
  },
  visit: {
    enum({ name, options }, ctx) {
      if (options === NO_OPTIONS || standardOption(options, 'allow_alias') !== true) return;
      const node = optionNode(options, 'allow_alias');
      if (!node) return;
      ctx.report({
        message: 'alias',
        at: { start: node.start, end: node.end },
        data: { name },
        help: 'keep one value for each number; to rename one, reserve the old name',
      });
    },
  },
});
