// Enums that do not begin with zero. What the zero value is called is another rule's business.

import { defineRule } from '../../src/engine/define-rule.ts';

export default defineRule({
  id: 'enum-first-value-zero',
  group: 'enums',
  severity: 'error',
  presets: ['buf-basic', 'strict'],
  since: '0.1.0',
  fixable: 'no',
  summary: 'an enum that does not begin with zero has another default in every syntax',
  why:
    'The default of an enum field is the first value where enums are closed, as in proto2, and zero where they are ' +
    'open, as in proto3, which does not accept another first value at all. With zero first both are the same value, ' +
    'and the file can move on to a newer syntax. Otherwise a field that nobody set reads as whatever happens to stand ' +
    'first, and moving a line changes what old messages mean.',
  aliases: { buf: 'ENUM_FIRST_VALUE_ZERO' },
  messages: {
    first: "first value '{name}' of the enum is {number} instead of 0",
  },
  visit: {
    enum({ values }, ctx) {
      const first = values[0];
      if (!first || first.number === 0) return;
      const { name, number, node } = first;
      ctx.report({
        message: 'first',
        at: node.number ?? node.name,
        data: { name, number },
        help: 'put a value with number 0 first, such as one that stands for no value',
      });
    },
  },
});
