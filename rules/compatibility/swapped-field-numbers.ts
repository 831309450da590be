// Fields that have exchanged their numbers.

import { defineRule } from '../../src/engine/define-rule.ts';
import { nameOf } from '../../src/model/change/change-place.ts';

export default defineRule({
  id: 'swapped-field-numbers',
  group: 'compatibility',
  severity: 'error',
  presets: ['breaking-wire'],
  since: '0.2.0',
  fixable: 'no',
  summary: 'fields that exchange their numbers are read as each other',
  why: 'Bytes carry numbers and no names. With the same types, a reader of before takes the one for the other without any error: the worst kind of break, since nothing fails.',
  checksFrozen: true,
  messages: {
    swapped: "field '{field}' has number {to}, and number {from}, which it had, is '{other}' now",
  },
  visit: {
    change(change, ctx) {
      if (change.kind !== 'field-swapped') return;
      const { before, after, successor } = change;
      const data = { field: after.name, from: before.number, to: after.number, other: successor.name };
      ctx.report({ message: 'swapped', data, at: nameOf(after), help: 'give each the number that it had' });
    },
  },
});
