// Integers that hold fewer numbers than before, though their encoding is the same.

import { defineRule } from '../../src/engine/define-rule.ts';
import { typePlace } from '../../src/model/change/change-place.ts';
import { isSameEncoding } from '../../src/model/change/field-change.ts';

export default defineRule({
  id: 'narrowed-integer',
  group: 'compatibility',
  severity: 'error',
  presets: ['breaking-wire'],
  since: '0.2.0',
  fixable: 'no',
  summary: 'an integer of a smaller type cuts off what does not fit',
  why: 'Bytes of int64 are read as int32 without an error: the upper bits are gone. Negative numbers become huge ones where the new type has no sign.',
  checksFrozen: true,
  messages: {
    narrowed: "field '{field}' was {from} and is {to}, which holds fewer numbers",
  },
  visit: {
    change(change, ctx) {
      if (change.kind !== 'field-narrowed' || !isSameEncoding(change.before, change.after, 'wire')) return;
      const { before, after } = change;
      ctx.report({
        message: 'narrowed',
        data: { field: after.name, from: before.type, to: after.type },
        at: typePlace(after),
      });
    },
  },
});
