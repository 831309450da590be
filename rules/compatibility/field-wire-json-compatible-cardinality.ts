// Fields whose cardinality changed beyond what bytes and JSON forgive.

import { defineRule } from '../../src/engine/define-rule.ts';
import { placeOf } from '../../src/model/change/change-place.ts';
import { fieldChange, fieldTitle } from '../../src/model/change/field-change.ts';
import { cardinalityOf } from '../../src/model/change/type-text.ts';

export default defineRule({
  id: 'field-wire-json-compatible-cardinality',
  group: 'compatibility',
  severity: 'error',
  presets: ['breaking-wire-json', 'buf-wire-json', 'buf-csr'],
  since: '0.2.0',
  fixable: 'no',
  summary: 'a field of another cardinality is read wrongly from JSON',
  why: 'JSON writes one value, a list and a map in three ways, and a required field that is missing fails the whole message. Only explicit and implicit presence can be exchanged.',
  aliases: { buf: 'FIELD_WIRE_JSON_COMPATIBLE_CARDINALITY' },
  checksFrozen: true,
  messages: {
    changed: '{field} was {from} and is {to}',
  },
  visit: {
    change(change, ctx) {
      const changed = fieldChange(change, 'cardinality');
      if (!changed) return;
      const { before, after } = changed;
      const data = { field: fieldTitle(after), from: cardinalityOf(before), to: cardinalityOf(after) };
      ctx.report({ message: 'changed', data, at: placeOf(after) });
    },
  },
});
