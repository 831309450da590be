// Oneofs that are gone from their message.

import { defineRule } from '../../src/engine/define-rule.ts';
import { placeOf } from '../../src/model/change/change-place.ts';

export default defineRule({
  id: 'oneof-no-delete',
  group: 'compatibility',
  severity: 'error',
  presets: ['breaking-source', 'breaking-strict', 'buf-file', 'buf-package', 'buf-csr'],
  since: '0.2.0',
  fixable: 'no',
  summary: 'a oneof that is gone breaks the code that asks which member is set',
  why: 'Generated code has a case or a discriminated union for each oneof. Without it, callers do not build, and what excluded each other no longer does.',
  aliases: { buf: 'ONEOF_NO_DELETE' },
  checksFrozen: true,
  messages: {
    lost: "oneof '{oneof}' is gone from message '{name}'",
  },
  visit: {
    change(change, ctx) {
      if (change.kind !== 'oneof-removed' || change.survivor?.kind !== 'message') return;
      const { before, survivor } = change;
      ctx.report({ message: 'lost', data: { oneof: before.name, name: survivor.fullName }, at: placeOf(survivor) });
    },
  },
});
