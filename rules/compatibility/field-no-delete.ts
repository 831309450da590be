// Field numbers that are gone.

import { defineRule } from '../../src/engine/define-rule.ts';
import { placeOf } from '../../src/model/change/change-place.ts';

export default defineRule({
  id: 'field-no-delete',
  group: 'compatibility',
  severity: 'error',
  presets: ['breaking-source', 'breaking-strict', 'buf-file', 'buf-package', 'buf-csr'],
  since: '0.2.0',
  fixable: 'no',
  summary: 'a field that is gone is lost to everybody who reads or writes it',
  why: 'Code that uses the field no longer builds; peers that still send it are no longer heard, and peers that wait for it get nothing.',
  aliases: { buf: 'FIELD_NO_DELETE' },
  checksFrozen: true,
  messages: {
    lost: "field '{field}' ({number}) is gone from message '{name}'",
  },
  visit: {
    change(change, ctx) {
      if (change.kind !== 'field-removed' || change.survivor?.kind !== 'message') return;
      const { before, survivor } = change;
      const data = { field: before.name, number: before.number, name: survivor.fullName };
      ctx.report({ message: 'lost', data, at: placeOf(survivor), help: 'keep it and set its option deprecated' });
    },
  },
});
