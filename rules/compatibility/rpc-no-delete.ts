// Methods that are gone from their service.

import { defineRule } from '../../src/engine/define-rule.ts';
import { placeOf } from '../../src/model/change/change-place.ts';

export default defineRule({
  id: 'rpc-no-delete',
  group: 'compatibility',
  severity: 'error',
  presets: ['breaking-wire', 'breaking-wire-json', 'breaking-source', 'breaking-strict', 'buf-file', 'buf-package'],
  since: '0.2.0',
  fixable: 'no',
  summary: 'an rpc that is gone fails every client that calls it',
  why: 'Clients that were not updated get UNIMPLEMENTED at run time; those that are rebuilt do not compile.',
  aliases: { buf: 'RPC_NO_DELETE' },
  checksFrozen: true,
  messages: {
    lost: "rpc '{method}' is gone from service '{name}'",
  },
  visit: {
    change(change, ctx) {
      if (change.kind !== 'method-removed' || change.survivor?.kind !== 'service') return;
      const { before, survivor } = change;
      ctx.report({ message: 'lost', data: { method: before.name, name: survivor.fullName }, at: placeOf(survivor) });
    },
  },
});
