// Field numbers that are gone, and whose name may come back for something else.

import { defineRule } from '../../src/engine/define-rule.ts';
import { placeOf } from '../../src/model/change/change-place.ts';

export default defineRule({
  id: 'field-no-delete-unless-name-reserved',
  group: 'compatibility',
  severity: 'error',
  presets: ['breaking-wire-json', 'buf-wire-json', 'buf-csr'],
  since: '0.2.0',
  fixable: 'no',
  summary: 'a field that is gone without its name being reserved may come back as something else',
  why: 'JSON carries names. Unless the name is reserved, the next editor may give it to a field of another meaning, and old JSON is read as that.',
  aliases: { buf: 'FIELD_NO_DELETE_UNLESS_NAME_RESERVED' },
  checksFrozen: true,
  messages: {
    lost: "field '{field}' ({number}) is gone from message '{name}', and its name is not reserved",
  },
  visit: {
    change(change, ctx) {
      if (change.kind !== 'field-removed' || change.survivor?.kind !== 'message') return;
      const { before, survivor } = change;
      if (survivor.reservedNames.some(({ name }) => name === before.name)) return;
      const data = { field: before.name, number: before.number, name: survivor.fullName };
      ctx.report({
        message: 'lost',
        data,
        at: placeOf(survivor),
        help: `reserve what is gone: reserved "${before.name}";`,
      });
    },
  },
});
