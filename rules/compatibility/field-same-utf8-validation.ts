// String fields that are checked for UTF-8, or no longer.

import { defineRule } from '../../src/engine/define-rule.ts';
import { optionPlace } from '../../src/model/change/change-place.ts';
import { fieldChange, fieldTitle } from '../../src/model/change/field-change.ts';

export default defineRule({
  id: 'field-same-utf8-validation',
  group: 'compatibility',
  severity: 'error',
  presets: ['breaking-source', 'breaking-strict', 'buf-file', 'buf-package'],
  since: '0.2.0',
  fixable: 'no',
  summary: 'a string that begins to be checked for UTF-8, or stops, is refused or let through where it was not',
  why: 'With the check, parsers refuse a message whose string is not UTF-8. Turning it on fails old messages; turning it off lets through what others refuse.',
  aliases: { buf: 'FIELD_SAME_UTF8_VALIDATION' },
  checksFrozen: true,
  messages: {
    changed: 'UTF-8 validation of {field} was {from} and is {to}',
  },
  visit: {
    change(change, ctx) {
      const changed = fieldChange(change, 'utf8-validation');
      if (!changed) return;
      const { after, from = '', to = '' } = changed;
      const at = optionPlace(after, 'features.utf8_validation');
      ctx.report({ message: 'changed', data: { field: fieldTitle(after), from, to }, at });
    },
  },
});
