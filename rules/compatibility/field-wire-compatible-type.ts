// Fields whose type changed beyond what bytes forgive; messages are compared by name.

import { defineRule } from '../../src/engine/define-rule.ts';
import { typePlace } from '../../src/model/change/change-place.ts';
import { fieldTitle, isSameEncoding, retyped } from '../../src/model/change/field-change.ts';
import { typeText } from '../../src/model/change/type-text.ts';

export default defineRule({
  id: 'field-wire-compatible-type',
  group: 'compatibility',
  severity: 'error',
  presets: ['buf-wire'],
  since: '0.2.0',
  fixable: 'no',
  summary: 'a field of another type is read wrongly from bytes',
  why: 'Only types with one encoding can be exchanged: the plain integers and bool, the zigzag ones, the fixed ones of one size, and a string read as bytes. All others are lost, or read as another value.',
  aliases: { buf: 'FIELD_WIRE_COMPATIBLE_TYPE' },
  checksFrozen: true,
  messages: {
    changed: '{field} was {from} and is {to}, which bytes have in another way',
  },
  visit: {
    change(change, ctx) {
      const changed = retyped(change);
      if (!changed || isSameEncoding(changed.before, changed.after, 'wire')) return;
      const { before, after } = changed;
      const data = { field: fieldTitle(after), from: typeText(before), to: typeText(after) };
      ctx.report({ message: 'changed', data, at: typePlace(after) });
    },
  },
});
