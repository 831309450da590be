// Fields and enum values whose numbers do not ascend. The members of a oneof are compared among themselves.

import { defineRule } from '../../src/engine/define-rule.ts';
import type { FieldDescriptor, OneofDescriptor } from '../../src/model/proto/schema/descriptor.ts';

export default defineRule({
  id: 'field-numbers-ascending',
  group: 'fields',
  severity: 'info',
  presets: [],
  since: '0.1.0',
  fixable: 'no',
  summary: 'numbers in no order make the next free one hard to see',
  why:
    'Whoever adds a field looks at the last one and takes the next number. Where the numbers do not ascend, that ' +
    'number may be in use above, or have been in use once. The order makes no difference on the wire, so a ' +
    'message that groups its fields by meaning may well do without.',
  aliases: { protolint: 'FIELD_NUMBERS_ORDER_ASCENDING' },
  messages: {
    field: "number {number} of field '{name}' stands below {before}",
    enumValue: "number {number} of enum value '{name}' stands below {before}",
  },
  visit: {
    message({ fields }, ctx) {
      let last: FieldDescriptor | undefined;
      let lastInOneof: FieldDescriptor | undefined;
      let around: OneofDescriptor | undefined;
      for (const field of fields) {
        const { oneof, number, name, node } = field;
        const before = oneof === undefined ? last : oneof === around ? lastInOneof : undefined;
        if (before && number < before.number && number > 0) {
          const data = { number, name, before: before.number };
          ctx.report({ message: 'field', at: node.number ?? node.name, data });
        }
        if (oneof === undefined) last = field;
        else lastInOneof = field;
        around = oneof;
      }
    },
    enum({ values }, ctx) {
      let last = 0;
      for (const { number, name, node } of values) {
        // negative numbers have to stand below the zero
        if (number >= 0 && number < last) {
          ctx.report({ message: 'enumValue', at: node.number ?? node.name, data: { number, name, before: last } });
        }
        last = number;
      }
    },
  },
});
