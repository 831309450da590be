// Fields with another name in JSON, written or derived.

import { defineRule } from '../../src/engine/define-rule.ts';
import { optionPlace } from '../../src/model/change/change-place.ts';

export default defineRule({
  id: 'field-same-json-name',
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
  summary: 'a field with another JSON name is not found in JSON any more',
  why: 'Readers of JSON take the JSON name or the original one; all else is an unknown field, refused by default. Writers send the new name to readers that do not know it.',
  aliases: { buf: 'FIELD_SAME_JSON_NAME' },
  checksFrozen: true,
  messages: {
    renamed: "field '{field}' was '{from}' in JSON and is '{to}'",
  },
  visit: {
    change(change, ctx) {
      if (change.kind !== 'field-changed' || change.aspect !== 'json-name') return;
      const { after, from = '', to = '' } = change;
      ctx.report({ message: 'renamed', data: { field: after.name, from, to }, at: optionPlace(after, 'json_name') });
    },
  },
});
