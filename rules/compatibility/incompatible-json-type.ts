// Fields whose type changed beyond what bytes and JSON forgive. Types of another name and the same shape are the same.

import { defineRule } from '../../src/engine/define-rule.ts';
import { typePlace } from '../../src/model/change/change-place.ts';
import { fieldTitle, retyped } from '../../src/model/change/field-change.ts';
import { typeText } from '../../src/model/change/type-text.ts';
import { haveSameShape } from '../../src/model/change/wire-shape.ts';

export default defineRule({
  id: 'incompatible-json-type',
  group: 'compatibility',
  severity: 'error',
  presets: ['breaking-wire-json'],
  since: '0.2.0',
  fixable: 'no',
  summary: 'a field of another type is read wrongly from bytes or from JSON',
  why: 'What is written with one type must mean the same when it is read with the other, in bytes and in JSON. What a type is called does not matter there: a message that was renamed with all its fields is the same thing.',
  checksFrozen: true,
  messages: {
    changed: '{field} was {from} and is {to}, which JSON has in another way',
  },
  visit: {
    change(change, ctx) {
      const changed = retyped(change);
      if (!changed || haveSameShape(changed.before, changed.after, 'json')) return;
      const { before, after } = changed;
      const data = { field: fieldTitle(after), from: typeText(before), to: typeText(after) };
      ctx.report({ message: 'changed', data, at: typePlace(after) });
    },
  },
});
