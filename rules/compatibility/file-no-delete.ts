// Files that are gone.

import { defineRule } from '../../src/engine/define-rule.ts';
import { placeOf } from '../../src/model/change/change-place.ts';

export default defineRule({
  id: 'file-no-delete',
  group: 'compatibility',
  severity: 'error',
  presets: ['breaking-source', 'breaking-strict', 'buf-file', 'buf-csr'],
  since: '0.2.0',
  fixable: 'no',
  summary: 'a file that is gone breaks every import of it',
  why: 'Other files import it by its path, and generated code is laid out by it. Even when all that was in it has moved elsewhere, imports and includes of the old path fail.',
  aliases: { buf: 'FILE_NO_DELETE' },
  checksFrozen: true,
  messages: {
    gone: "file '{path}' is gone",
  },
  visit: {
    change(change, ctx) {
      if (change.kind !== 'file-removed') return;
      ctx.report({ message: 'gone', data: { path: change.before.path }, at: placeOf(change.before) });
    },
  },
});
