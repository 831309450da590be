// Maps that are new in messages that travel between planes.

import { defineRule } from '../../src/engine/define-rule.ts';
import { nameOf } from '../../src/model/change/change-place.ts';
import { crossingOf } from '../../src/model/crossing.ts';

export default defineRule({
  id: 'map-added-to-cross-plane-message',
  group: 'compatibility',
  severity: 'error',
  presets: ['breaking-strict'],
  since: '0.2.0',
  fixable: 'no',
  summary: 'a map in a message between planes makes its bytes differ from run to run',
  why: 'The order of a map is up to each language and run. A message that was the same bytes for the same content no longer is, and golden files, signatures and deduplication fail with it. That is a break, though every reader copes.',
  source: 'I5, §8.4',
  checksFrozen: true,
  messages: {
    added: "map '{field}' is new in '{name}', which travels between planes",
  },
  visit: {
    change(change, ctx) {
      const { after } = change;
      const isNew = change.kind === 'field-added' || (change.kind === 'field-changed' && change.to === 'map');
      if (!isNew || after?.kind !== 'field' || !after.isMap || !after.parent) return;
      if (!crossingOf(ctx.workspace, after.parent)) return;
      const help = 'use a repeated message with a key and a value, sorted by key';
      ctx.report({
        message: 'added',
        data: { field: after.name, name: after.parent.fullName },
        at: nameOf(after),
        help,
      });
    },
  },
});
