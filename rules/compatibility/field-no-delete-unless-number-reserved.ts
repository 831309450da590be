// Field numbers that are gone, and may come back for something else.

import { defineRule } from '../../src/engine/define-rule.ts';
import { placeOf } from '../../src/model/change/change-place.ts';
import { isReserved } from '../../src/model/change/ranges.ts';

export default defineRule({
  id: 'field-no-delete-unless-number-reserved',
  group: 'compatibility',
  severity: 'error',
  presets: ['breaking-wire', 'breaking-wire-json', 'buf-wire-json', 'buf-wire', 'buf-csr'],
  since: '0.2.0',
  fixable: 'no',
  summary: 'a field that is gone without its number being reserved may come back as something else',
  why: 'Bytes carry numbers. Unless the number is reserved, the next editor may give it to a field of another meaning, and old bytes are read as that.',
  aliases: { buf: 'FIELD_NO_DELETE_UNLESS_NUMBER_RESERVED' },
  checksFrozen: true,
  messages: {
    lost: "field '{field}' ({number}) is gone from message '{name}', and its number is not reserved",
  },
  visit: {
    change(change, ctx) {
      if (change.kind !== 'field-removed' || change.survivor?.kind !== 'message') return;
      const { before, survivor } = change;
      if (isReserved(survivor.reservedRanges, before.number)) return;
      const data = { field: before.name, number: before.number, name: survivor.fullName };
      ctx.report({
        message: 'lost',
        data,
        at: placeOf(survivor),
        help: `reserve what is gone: reserved ${before.number};`,
      });
    },
  },
});
