// Methods whose client streams, or no longer.

import { defineRule } from '../../src/engine/define-rule.ts';
import { placeOf } from '../../src/model/change/change-place.ts';

export default defineRule({
  id: 'rpc-same-client-streaming',
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
  summary: 'an rpc whose client begins or stops to stream cannot be called by clients of before',
  why: 'Whether one message or many are sent is part of how a call runs. Old clients and new servers wait for each other, or break off.',
  aliases: { buf: 'RPC_SAME_CLIENT_STREAMING' },
  checksFrozen: true,
  messages: {
    changed: "rpc '{name}' {verb} a stream of requests",
  },
  visit: {
    change(change, ctx) {
      if (change.kind !== 'method-changed' || change.aspect !== 'client-streaming') return;
      const { after, to } = change;
      const verb = to === undefined ? 'no longer takes' : 'now takes';
      ctx.report({ message: 'changed', data: { name: after.fullName, verb }, at: placeOf(after) });
    },
  },
});
