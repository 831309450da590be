// Enums that became open or closed.

import { defineRule } from '../../src/engine/define-rule.ts';
import { optionPlace } from '../../src/model/change/change-place.ts';

export default defineRule({
  id: 'enum-same-type',
  group: 'compatibility',
  severity: 'error',
  presets: ['breaking-source', 'breaking-strict', 'buf-file', 'buf-package'],
  since: '0.2.0',
  fixable: 'no',
  summary: 'an enum that turns from open to closed, or back, treats unknown values in another way',
  why: 'An open enum keeps a value that it does not know; a closed one puts it among the unknown fields, and the field seems unset. Old and new code then see different messages in the same bytes.',
  aliases: { buf: 'ENUM_SAME_TYPE' },
  checksFrozen: true,
  messages: {
    changed: "enum '{name}' was {from} and is {to}",
  },
  visit: {
    change(change, ctx) {
      if (change.kind !== 'enum-changed' || change.aspect !== 'openness') return;
      const { after, from = '', to = '' } = change;
      const at = optionPlace(after, 'features.enum_type');
      ctx.report({ message: 'changed', data: { name: after.fullName, from, to }, at });
    },
  },
});
