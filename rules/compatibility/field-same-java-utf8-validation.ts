// String fields that Java checks for UTF-8, or no longer.

import { defineRule } from '../../src/engine/define-rule.ts';
import { placeOf, writtenOptionPlace } from '../../src/model/change/change-place.ts';
import { fieldChange, fieldTitle } from '../../src/model/change/field-change.ts';

export default defineRule({
  id: 'field-same-java-utf8-validation',
  group: 'compatibility',
  severity: 'error',
  presets: ['breaking-source', 'breaking-strict', 'buf-file', 'buf-package'],
  since: '0.2.0',
  fixable: 'no',
  summary: 'a string that Java begins to check, or stops checking, is refused or let through where it was not',
  why: 'With the check, Java refuses a message whose string is not UTF-8; without it, the bytes go through. Old messages that were accepted may fail, and new ones may hold what others refuse.',
  aliases: { buf: 'FIELD_SAME_JAVA_UTF8_VALIDATION' },
  checksFrozen: true,
  messages: {
    changed: 'UTF-8 validation of {field} in Java was {from} and is {to}',
  },
  visit: {
    change(change, ctx) {
      const changed = fieldChange(change, 'java-utf8-validation');
      if (!changed) return;
      const { after, from = '', to = '' } = changed;
      const option =
        after.file.syntax === 'editions'
          ? writtenOptionPlace(after, 'features.(pb.java).utf8_validation')
          : writtenOptionPlace(after.file, 'java_string_check_utf8');
      const at = option ?? placeOf(after);
      ctx.report({ message: 'changed', data: { field: fieldTitle(after), from, to }, at });
    },
  },
});
