// Fields whose type changed beyond what bytes and JSON forgive; messages are compared by name.

import { defineRule } from '../../src/engine/define-rule.ts';
import { typePlace } from '../../src/model/change/change-place.ts';
import { fieldTitle, isSameEncoding, retyped } from '../../src/model/change/field-change.ts';
import { typeText } from '../../src/model/change/type-text.ts';

export default defineRule({
  id: 'field-wire-json-compatible-type',
  group: 'compatibility',
  severity: 'error',
  presets: ['buf-wire-json', 'buf-csr'],
  since: '0.2.0',
  fixable: 'no',
  summary: 'a field of another type is read wrongly from bytes or from JSON',
  why: 'Only types with the same bytes and the same JSON can be exchanged, such as int32 and uint32. 64-bit integers are strings in JSON, and 32-bit ones numbers.',
  aliases: { buf: 'FIELD_WIRE_JSON_COMPATIBLE_TYPE' },
  checksFrozen: true,
  messages: {
    changed: '{field} was {from} and is {to}, which bytes or JSON have in another way',
  },
  visit: {
    change(change, ctx) {
      const changed = retyped(change);
      if (!changed || isSameEncoding(changed.before, changed.after, 'json')) return;
      const { before, after } = changed;
      const data = { field: fieldTitle(after), from: typeText(before), to: typeText(after) };
      ctx.report({ message: 'changed', data, at: typePlace(after) });
    },
  },
});
