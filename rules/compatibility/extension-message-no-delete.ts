// Extension ranges that shrank.

import { defineRule } from '../../src/engine/define-rule.ts';
import { placeOf } from '../../src/model/change/change-place.ts';

export default defineRule({
  id: 'extension-message-no-delete',
  group: 'compatibility',
  severity: 'error',
  presets: ['breaking-source', 'breaking-strict', 'buf-file', 'buf-package', 'buf-csr'],
  since: '0.2.0',
  fixable: 'no',
  summary: 'an extension range that shrinks shuts out extensions that use its numbers',
  why: 'Extensions live in files that this one may not know. When the range that holds their numbers shrinks, they no longer compile, and the numbers may be given to fields.',
  aliases: { buf: 'EXTENSION_MESSAGE_NO_DELETE' },
  checksFrozen: true,
  messages: {
    range: "message '{name}' left {range} to extensions, and now {left} of it",
  },
  visit: {
    change(change, ctx) {
      if (change.kind !== 'message-changed' || change.aspect !== 'extension-range' || change.from === undefined) return;
      const { after, from, to = 'nothing' } = change;
      ctx.report({ message: 'range', data: { name: after.fullName, range: from, left: to }, at: placeOf(after) });
    },
  },
});
