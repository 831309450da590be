// 64-bit fields that JavaScript sees in another type.

import { defineRule } from '../../src/engine/define-rule.ts';
import { optionPlace } from '../../src/model/change/change-place.ts';
import { fieldChange, fieldTitle } from '../../src/model/change/field-change.ts';

const LARGE: ReadonlySet<string> = new Set(['int64', 'uint64', 'sint64', 'fixed64', 'sfixed64']);

export default defineRule({
  id: 'field-same-jstype',
  group: 'compatibility',
  severity: 'error',
  presets: ['breaking-source', 'breaking-strict', 'buf-file', 'buf-package'],
  since: '0.2.0',
  fixable: 'no',
  summary: 'a 64-bit field with another jstype is another type in JavaScript',
  why: 'The option decides whether generated JavaScript has a number, which loses digits beyond 2^53, or a string. Code written for one does not work with the other.',
  aliases: { buf: 'FIELD_SAME_JSTYPE' },
  checksFrozen: true,
  messages: {
    changed: 'jstype of {field} was {from} and is {to}',
  },
  visit: {
    change(change, ctx) {
      const changed = fieldChange(change, 'option');
      if (changed?.option !== 'jstype') return;
      const { before, after, from = 'JS_NORMAL', to = 'JS_NORMAL' } = changed;
      if (from === to || !LARGE.has(before.type) || !LARGE.has(after.type)) return;
      ctx.report({
        message: 'changed',
        data: { field: fieldTitle(after), from, to },
        at: optionPlace(after, 'jstype'),
      });
    },
  },
});
