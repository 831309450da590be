// Reserved numbers and names of messages that are free again.

import { defineRule } from '../../src/engine/define-rule.ts';
import { placeOf } from '../../src/model/change/change-place.ts';

export default defineRule({
  id: 'reserved-message-no-delete',
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
  summary: 'what a message no longer reserves may come back as something else',
  why: 'A number or name is reserved since old bytes or old JSON still have it. Taking the reservation away lets the next editor give it another meaning.',
  aliases: { buf: 'RESERVED_MESSAGE_NO_DELETE' },
  checksFrozen: true,
  messages: {
    range: "message '{name}' reserved {range}, and now {left} of it",
    name: "message '{name}' no longer reserves the name '{reserved}'",
  },
  visit: {
    change(change, ctx) {
      if (change.kind !== 'message-changed' || change.from === undefined) return;
      const { after, from, to = 'nothing' } = change;
      const at = placeOf(after);
      if (change.aspect === 'reserved-range') {
        ctx.report({ message: 'range', data: { name: after.fullName, range: from, left: to }, at });
      } else if (change.aspect === 'reserved-name') {
        ctx.report({ message: 'name', data: { name: after.fullName, reserved: from }, at });
      }
    },
  },
});
