// Numbers of enums that are gone, and may come back for something else.

import { defineRule } from '../../src/engine/define-rule.ts';
import { placeOf } from '../../src/model/change/change-place.ts';
import { lostNumber } from '../../src/model/change/enum-values.ts';

export default defineRule({
  id: 'enum-value-no-delete-unless-number-reserved',
  group: 'compatibility',
  severity: 'error',
  presets: ['breaking-wire', 'breaking-wire-json', 'buf-wire-json', 'buf-wire', 'buf-csr'],
  since: '0.2.0',
  fixable: 'no',
  summary: 'an enum value that is gone without its number being reserved may come back as something else',
  why: 'Bytes carry numbers. Unless the number is reserved, the next editor may give it to another value, and old bytes are then read as that.',
  aliases: { buf: 'ENUM_VALUE_NO_DELETE_UNLESS_NUMBER_RESERVED' },
  checksFrozen: true,
  messages: {
    lost: "value {number} ({names}) of enum '{name}' is gone, and its number is not reserved",
  },
  visit: {
    change(change, ctx) {
      const lost = lostNumber(change);
      if (!lost || lost.isNumberReserved) return;
      const { number, names, enumeration } = lost;
      ctx.report({
        message: 'lost',
        data: { number, names: names.join(', '), name: enumeration.fullName },
        at: placeOf(enumeration),
        help: `reserve what is gone: reserved ${number};`,
      });
    },
  },
});
