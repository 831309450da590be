// Numbers of enums that are gone, and whose names may come back for something else.

import { defineRule } from '../../src/engine/define-rule.ts';
import { placeOf } from '../../src/model/change/change-place.ts';
import { lostNumber } from '../../src/model/change/enum-values.ts';

export default defineRule({
  id: 'enum-value-no-delete-unless-name-reserved',
  group: 'compatibility',
  severity: 'error',
  presets: ['breaking-wire-json', 'buf-wire-json', 'buf-csr'],
  since: '0.2.0',
  fixable: 'no',
  summary: 'an enum value that is gone without its name being reserved may come back as something else',
  why: 'JSON carries names. Unless the name is reserved, the next editor may give it to another number, and old JSON is then read as the wrong value.',
  aliases: { buf: 'ENUM_VALUE_NO_DELETE_UNLESS_NAME_RESERVED' },
  checksFrozen: true,
  messages: {
    lost: "value {number} of enum '{name}' is gone, and not all of its names ({names}) are reserved",
  },
  visit: {
    change(change, ctx) {
      const lost = lostNumber(change);
      if (!lost || lost.areNamesReserved) return;
      const { number, names, enumeration } = lost;
      ctx.report({
        message: 'lost',
        data: { number, names: names.join(', '), name: enumeration.fullName },
        at: placeOf(enumeration),
        help: `reserve what is gone: reserved ${names.map((name) => `"${name}"`).join(', ')};`,
      });
    },
  },
});
