// Required fields that are new or gone.

import { defineRule } from '../../src/engine/define-rule.ts';
import { placeOf } from '../../src/model/change/change-place.ts';

export default defineRule({
  id: 'message-same-required-fields',
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
  summary: 'a required field that is new or gone makes one side refuse what the other writes',
  why: 'A message without one of its required fields is not parsed at all. Whoever does not know that the field is required, or still thinks so, fails on every message of the other side.',
  aliases: { buf: 'MESSAGE_SAME_REQUIRED_FIELDS' },
  checksFrozen: true,
  messages: {
    added: "message '{name}' now requires field '{field}' ({number})",
    removed: "message '{name}' no longer requires field '{field}' ({number})",
  },
  visit: {
    change(change, ctx) {
      if (change.kind === 'field-added' && change.after.label === 'required') {
        const { name: field, number, parent } = change.after;
        ctx.report({
          message: 'added',
          data: { name: parent?.fullName ?? '', field, number },
          at: placeOf(change.after),
        });
      } else if (change.kind === 'field-removed' && change.before.label === 'required' && change.survivor) {
        const { name: field, number, parent } = change.before;
        ctx.report({
          message: 'removed',
          data: { name: parent?.fullName ?? '', field, number },
          at: placeOf(change.survivor),
        });
      } else if (change.kind === 'field-changed' && change.aspect === 'cardinality') {
        const { name: field, number, parent } = change.after;
        const data = { name: parent?.fullName ?? '', field, number };
        if (change.to === 'required') ctx.report({ message: 'added', data, at: placeOf(change.after) });
        if (change.from === 'required' && parent) ctx.report({ message: 'removed', data, at: placeOf(parent) });
      }
    },
  },
});
