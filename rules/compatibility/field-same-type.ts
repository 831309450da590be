// Fields of another type, or of a type of another name.

import { defineRule } from '../../src/engine/define-rule.ts';
import { typePlace } from '../../src/model/change/change-place.ts';
import { fieldTitle, retyped } from '../../src/model/change/field-change.ts';
import { typeText } from '../../src/model/change/type-text.ts';

export default defineRule({
  id: 'field-same-type',
  group: 'compatibility',
  severity: 'error',
  presets: ['breaking-source', 'breaking-strict', 'buf-file', 'buf-package', 'buf-csr'],
  since: '0.2.0',
  fixable: 'no',
  summary: 'a field of another type does not fit the code that uses it',
  why: 'Generated code gives the field another type, so callers do not build; and unless both types have one encoding, old bytes are read as something else.',
  aliases: { buf: 'FIELD_SAME_TYPE' },
  checksFrozen: true,
  messages: {
    changed: '{field} was {from} and is {to}',
  },
  visit: {
    change(change, ctx) {
      const changed = retyped(change);
      if (!changed) return;
      const { before, after } = changed;
      const data = { field: fieldTitle(after), from: typeText(before), to: typeText(after) };
      ctx.report({ message: 'changed', data, at: typePlace(after) });
    },
  },
});
