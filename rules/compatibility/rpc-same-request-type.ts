// Methods whose request has a type of another name.

import { defineRule } from '../../src/engine/define-rule.ts';
import { placeAfter } from '../../src/model/change/change-place.ts';

export default defineRule({
  id: 'rpc-same-request-type',
  group: 'compatibility',
  severity: 'error',
  presets: ['breaking-source', 'breaking-strict', 'buf-file', 'buf-package', 'buf-wire-json', 'buf-wire', 'buf-csr'],
  since: '0.2.0',
  fixable: 'no',
  summary: 'an rpc with another request type does not fit its clients',
  why: 'Callers do not build with another type. Whether bytes still fit depends on what the two types have in common; this rule compares their names.',
  aliases: { buf: 'RPC_SAME_REQUEST_TYPE' },
  checksFrozen: true,
  messages: {
    changed: "the request of rpc '{name}' was {from} and is {to}",
  },
  visit: {
    change(change, ctx) {
      if (change.kind !== 'method-changed' || change.aspect !== 'request') return;
      const { after, from = '', to = '' } = change;
      ctx.report({ message: 'changed', data: { name: after.fullName, from, to }, at: placeAfter(change) });
    },
  },
});
