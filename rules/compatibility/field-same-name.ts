// Field numbers that have another name.

import { defineRule } from '../../src/engine/define-rule.ts';
import { nameOf } from '../../src/model/change/change-place.ts';
import { fieldChange } from '../../src/model/change/field-change.ts';

export default defineRule({
  id: 'field-same-name',
  group: 'compatibility',
  severity: 'error',
  presets: [
    'breaking-wire-json',
    'breaking-source',
    'breaking-strict',
    'buf-file',
    'buf-package',
    'buf-wire-json',
    'buf-csr',
  ],
  since: '0.2.0',
  fixable: 'no',
  summary: 'a field of another name breaks JSON and the code that names it',
  why: 'JSON, text format, field masks and generated code all use the name. Bytes do not: who only exchanges bytes may rename.',
  aliases: { buf: 'FIELD_SAME_NAME' },
  checksFrozen: true,
  messages: {
    renamed: "number {number} was '{from}' and is '{to}'",
  },
  visit: {
    change(change, ctx) {
      const changed = fieldChange(change, 'name');
      if (!changed) return;
      const { after, from = '', to = '' } = changed;
      ctx.report({ message: 'renamed', data: { number: after.number, from, to }, at: nameOf(after) });
    },
  },
});
