// Numbers of enums that have no value any more.

import { defineRule } from '../../src/engine/define-rule.ts';
import { placeOf } from '../../src/model/change/change-place.ts';
import { lostNumber } from '../../src/model/change/enum-values.ts';

export default defineRule({
  id: 'enum-value-no-delete',
  group: 'compatibility',
  severity: 'error',
  presets: ['breaking-source', 'breaking-strict', 'buf-file', 'buf-package', 'buf-csr'],
  since: '0.2.0',
  fixable: 'no',
  summary: 'an enum value that is gone leaves its number without a meaning',
  why: 'Stored messages and peers that were not updated still send the number. Code that names the value does not build, and JSON with its name is refused.',
  aliases: { buf: 'ENUM_VALUE_NO_DELETE' },
  checksFrozen: true,
  messages: {
    lost: "value {number} ({names}) of enum '{name}' is gone",
  },
  visit: {
    change(change, ctx) {
      const lost = lostNumber(change);
      if (!lost) return;
      const { number, names, enumeration } = lost;
      const data = { number, names: names.join(', '), name: enumeration.fullName };
      ctx.report({ message: 'lost', data, at: placeOf(enumeration) });
    },
  },
});
