// Fields whose cardinality changed beyond what bytes forgive. A map is a list of entries there.

import { defineRule } from '../../src/engine/define-rule.ts';
import { placeOf } from '../../src/model/change/change-place.ts';
import { fieldChange, fieldTitle } from '../../src/model/change/field-change.ts';
import { cardinalityOf } from '../../src/model/change/type-text.ts';

export default defineRule({
  id: 'field-wire-compatible-cardinality',
  group: 'compatibility',
  severity: 'error',
  presets: ['breaking-wire', 'buf-wire'],
  since: '0.2.0',
  fixable: 'no',
  summary: 'a field of another cardinality is read wrongly from bytes',
  why: 'Of many values a reader that expects one keeps the last, packed numbers are not read at all where one is expected, and a required field that is missing fails the whole message. A map and a list of its entries have the same bytes.',
  aliases: { buf: 'FIELD_WIRE_COMPATIBLE_CARDINALITY' },
  checksFrozen: true,
  messages: {
    changed: '{field} was {from} and is {to}',
  },
  visit: {
    change(change, ctx) {
      const changed = fieldChange(change, 'cardinality');
      if (!changed) return;
      const { before, after } = changed;
      if (before.label === after.label) return;
      const data = { field: fieldTitle(after), from: cardinalityOf(before), to: cardinalityOf(after) };
      ctx.report({ message: 'changed', data, at: placeOf(after) });
    },
  },
});
