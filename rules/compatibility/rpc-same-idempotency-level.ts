// Methods that promise more or less about being repeated.

import { defineRule } from '../../src/engine/define-rule.ts';
import { writtenOptionPlace } from '../../src/model/change/change-place.ts';

const UNKNOWN = 'IDEMPOTENCY_UNKNOWN';

export default defineRule({
  id: 'rpc-same-idempotency-level',
  group: 'compatibility',
  severity: 'error',
  presets: [
    'breaking-wire',
    'breaking-wire-json',
    'breaking-source',
    'breaking-strict',
    'buf-file',
    'buf-package',
    'buf-wire-json',
    'buf-wire',
    'buf-csr',
  ],
  since: '0.2.0',
  fixable: 'no',
  summary: 'an rpc with another idempotency level may be repeated, or cached, when it must not be',
  why: 'Clients and proxies retry or use GET for a method that says it is idempotent or has no side effects. When that promise changes, some of them act on the old one.',
  aliases: { buf: 'RPC_SAME_IDEMPOTENCY_LEVEL' },
  checksFrozen: true,
  messages: {
    changed: "idempotency level of rpc '{name}' was {from} and is {to}",
  },
  visit: {
    change(change, ctx) {
      if (change.kind !== 'method-changed' || change.option !== 'idempotency_level') return;
      const { after, from = UNKNOWN, to = UNKNOWN } = change;
      if (from === to) return;
      const at = writtenOptionPlace(after, 'idempotency_level') ?? { path: after.file.path, start: 0, end: 0 };
      ctx.report({ message: 'changed', data: { name: after.fullName, from, to }, at });
    },
  },
});
