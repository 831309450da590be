// Services that are gone. Which file has one does not matter here.

import { defineRule } from '../../src/engine/define-rule.ts';
import { placeAfter } from '../../src/model/change/change-place.ts';

export default defineRule({
  id: 'deleted-service',
  group: 'compatibility',
  severity: 'error',
  presets: ['breaking-wire', 'breaking-wire-json'],
  since: '0.2.0',
  fixable: 'no',
  summary: 'a service that is gone fails every client that calls it',
  why: 'Clients that were not updated get UNIMPLEMENTED for each of its methods, although every message still means the same.',
  checksFrozen: true,
  messages: {
    lost: "service '{name}' is gone",
  },
  visit: {
    change(change, ctx) {
      if (change.kind !== 'service-removed') return;
      ctx.report({ message: 'lost', data: { name: change.before.fullName }, at: placeAfter(change) });
    },
  },
});
