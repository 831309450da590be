// Fields that moved into, out of or between oneofs.

import { defineRule } from '../../src/engine/define-rule.ts';
import { placeOf } from '../../src/model/change/change-place.ts';

export default defineRule({
  id: 'field-same-oneof',
  group: 'compatibility',
  severity: 'error',
  presets: ['breaking-source', 'breaking-strict', 'buf-file', 'buf-package', 'buf-wire-json', 'buf-wire', 'buf-csr'],
  since: '0.2.0',
  fixable: 'no',
  summary: 'a field that changes its oneof clears, or no longer clears, its neighbours',
  why: 'Of the members of a oneof only the last one read survives. A field that joins one may erase others in messages written before; generated code changes as well.',
  aliases: { buf: 'FIELD_SAME_ONEOF' },
  checksFrozen: true,
  messages: {
    joined: "field '{field}' moved into oneof '{to}'",
    left: "field '{field}' moved out of oneof '{from}'",
    switched: "field '{field}' moved from oneof '{from}' to '{to}'",
  },
  visit: {
    change(change, ctx) {
      if (change.kind !== 'field-changed' || change.aspect !== 'oneof') return;
      const { after, from, to } = change;
      const field = after.name;
      const at = placeOf(after);
      if (from === undefined) ctx.report({ message: 'joined', data: { field, to: to ?? '' }, at });
      else if (to === undefined) ctx.report({ message: 'left', data: { field, from }, at });
      else ctx.report({ message: 'switched', data: { field, from, to }, at });
    },
  },
});
