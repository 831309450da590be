// Fields with another default value.

import { defineRule } from '../../src/engine/define-rule.ts';
import { optionPlace } from '../../src/model/change/change-place.ts';
import { effectiveDefault, fieldChange, fieldTitle, isSameDefault } from '../../src/model/change/field-change.ts';

export default defineRule({
  id: 'field-same-default',
  group: 'compatibility',
  severity: 'error',
  presets: [
    'breaking-wire',
    'breaking-wire-json',
    'breaking-source',
    'breaking-strict',
    'buf-file',
    'buf-package',
    'buf-wire-json',
    'buf-wire',
    'buf-csr',
  ],
  since: '0.2.0',
  fixable: 'no',
  summary: 'a field with another default means something else where it is not set',
  why: 'The default is not in the bytes: each side puts its own in place of what is missing. With two defaults, writer and reader see different values in one message.',
  aliases: { buf: 'FIELD_SAME_DEFAULT' },
  checksFrozen: true,
  messages: {
    changed: 'default of {field} was {from} and is {to}',
  },
  visit: {
    change(change, ctx) {
      const changed = fieldChange(change, 'default', 'type');
      if (!changed || isSameDefault(changed.before, changed.after)) return;
      const { before, after } = changed;
      const data = {
        field: fieldTitle(after),
        from: JSON.stringify(effectiveDefault(before)),
        to: JSON.stringify(effectiveDefault(after)),
      };
      ctx.report({ message: 'changed', data, at: optionPlace(after, 'default') });
    },
  },
});
