// Numbers that mean something else: a field of quite another name, or one that was reserved.

import { defineRule } from '../../src/engine/define-rule.ts';
import { nameOf } from '../../src/model/change/change-place.ts';

export default defineRule({
  id: 'reused-field-number',
  group: 'compatibility',
  severity: 'error',
  presets: ['breaking-wire', 'breaking-wire-json'],
  since: '0.2.0',
  fixable: 'no',
  summary: 'a field number that is used again is read as what it was before',
  why: 'Stored bytes and peers of before still have the number with its old meaning. A new name that has no word in common with the old one is another meaning; a reserved number was reserved for this very reason.',
  checksFrozen: true,
  messages: {
    reused: "number {number} was '{from}' and is '{to}'",
    reserved: "field '{to}' uses number {number}, which was reserved",
  },
  visit: {
    change(change, ctx) {
      if (change.kind !== 'field-number-reused') return;
      const { before, after } = change;
      const help = 'give the new field a number that was never used';
      const { number, name: to } = after;
      if (before) ctx.report({ message: 'reused', data: { number, from: before.name, to }, at: nameOf(after), help });
      else ctx.report({ message: 'reserved', data: { number, to }, at: nameOf(after), help });
    },
  },
});
