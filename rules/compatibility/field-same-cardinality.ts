// Fields that are single, repeated, required or maps, and were not.

import { defineRule } from '../../src/engine/define-rule.ts';
import { placeOf } from '../../src/model/change/change-place.ts';
import { fieldChange, fieldTitle, fullCardinality } from '../../src/model/change/field-change.ts';

export default defineRule({
  id: 'field-same-cardinality',
  group: 'compatibility',
  severity: 'error',
  presets: ['breaking-source', 'breaking-strict', 'buf-file', 'buf-package'],
  since: '0.2.0',
  fixable: 'no',
  summary: 'a field of another cardinality has other code, and may have other bytes',
  why: 'From one to many, from optional to required, from implicit to explicit presence: generated code changes its types and accessors, and what is written for an unset field changes, too.',
  aliases: { buf: 'FIELD_SAME_CARDINALITY' },
  checksFrozen: true,
  messages: {
    changed: '{field} was {from} and is {to}',
  },
  visit: {
    change(change, ctx) {
      const changed = fieldChange(change, 'cardinality', 'presence');
      if (!changed) return;
      const { before, after } = changed;
      const data = { field: fieldTitle(after), from: fullCardinality(before), to: fullCardinality(after) };
      ctx.report({ message: 'changed', data, at: placeOf(after) });
    },
  },
});
