// Fields that can tell unset from zero, or no longer.

import { defineRule } from '../../src/engine/define-rule.ts';
import { placeOf } from '../../src/model/change/change-place.ts';
import { fieldChange, fieldTitle } from '../../src/model/change/field-change.ts';

export default defineRule({
  id: 'changed-presence',
  group: 'compatibility',
  severity: 'warning',
  presets: ['breaking-wire', 'breaking-wire-json'],
  since: '0.2.0',
  fixable: 'no',
  summary: 'a field with another presence is written when it was not, or no longer',
  why: 'With implicit presence a zero is not written; with explicit presence it is, once it is set. Readers understand both, but the bytes change, and whether a zero was sent on purpose can be told by one side only.',
  checksFrozen: true,
  messages: {
    changed: 'presence of {field} was {from} and is {to}',
  },
  visit: {
    change(change, ctx) {
      const changed = fieldChange(change, 'presence');
      if (!changed || changed.before.oneof || changed.after.oneof) return;
      const { after, from = '', to = '' } = changed;
      ctx.report({ message: 'changed', data: { field: fieldTitle(after), from, to }, at: placeOf(after) });
    },
  },
});
