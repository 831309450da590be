// Repeated numbers that are written packed, or no longer.

import { defineRule } from '../../src/engine/define-rule.ts';
import { optionPlace } from '../../src/model/change/change-place.ts';
import { fieldChange, fieldTitle } from '../../src/model/change/field-change.ts';

export default defineRule({
  id: 'changed-packing',
  group: 'compatibility',
  severity: 'warning',
  presets: ['breaking-wire', 'breaking-wire-json', 'breaking-source', 'breaking-strict'],
  since: '0.2.0',
  fixable: 'no',
  summary: 'a repeated field with another packing has other bytes',
  why: 'Every parser reads both ways, so nothing fails. But the bytes of one and the same message change: golden files, signatures, hashes and caches that are keyed by them no longer agree.',
  checksFrozen: true,
  messages: {
    changed: '{field} was {from} and is {to}',
  },
  visit: {
    change(change, ctx) {
      const changed = fieldChange(change, 'packed');
      if (!changed) return;
      const { after, from = '', to = '' } = changed;
      ctx.report({
        message: 'changed',
        data: { field: fieldTitle(after), from, to },
        at: optionPlace(after, 'packed'),
      });
    },
  },
});
