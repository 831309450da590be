// Fields whose type changed beyond what bytes forgive. Types of another name and the same shape are the same.

import { defineRule } from '../../src/engine/define-rule.ts';
import { typePlace } from '../../src/model/change/change-place.ts';
import { fieldTitle, retyped } from '../../src/model/change/field-change.ts';
import { typeText } from '../../src/model/change/type-text.ts';
import { haveSameShape } from '../../src/model/change/wire-shape.ts';

export default defineRule({
  id: 'incompatible-wire-type',
  group: 'compatibility',
  severity: 'error',
  presets: ['breaking-wire'],
  since: '0.2.0',
  fixable: 'no',
  summary: 'a field of another type is read wrongly from bytes',
  why: 'What is written with one type must mean the same when it is read with the other. What a type is called does not matter there: a message that was renamed with all its fields, or a list of entries in place of a map, is the same thing in bytes.',
  checksFrozen: true,
  messages: {
    changed: '{field} was {from} and is {to}, which bytes have in another way',
  },
  visit: {
    change(change, ctx) {
      const changed = retyped(change);
      if (!changed || haveSameShape(changed.before, changed.after, 'wire')) return;
      const { before, after } = changed;
      const data = { field: fieldTitle(after), from: typeText(before), to: typeText(after) };
      ctx.report({ message: 'changed', data, at: typePlace(after) });
    },
  },
});
