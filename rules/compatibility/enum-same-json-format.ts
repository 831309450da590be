// Enums that lost full support for JSON.

import { defineRule } from '../../src/engine/define-rule.ts';
import { optionPlace } from '../../src/model/change/change-place.ts';

export default defineRule({
  id: 'enum-same-json-format',
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
  summary: 'an enum whose JSON falls back to best effort may not be read from JSON any more',
  why: 'With the legacy format, names may clash and readers may refuse or drop what they accepted before. The other direction only adds guarantees.',
  aliases: { buf: 'ENUM_SAME_JSON_FORMAT' },
  checksFrozen: true,
  messages: {
    changed: "JSON support of enum '{name}' fell from {from} to {to}",
  },
  visit: {
    change(change, ctx) {
      if (change.kind !== 'enum-changed' || change.aspect !== 'json-format' || change.from !== 'ALLOW') return;
      const { after, from, to = '' } = change;
      const at = optionPlace(after, 'features.json_format');
      ctx.report({ message: 'changed', data: { name: after.fullName, from, to }, at });
    },
  },
});
