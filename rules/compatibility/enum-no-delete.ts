// Enums that are gone from their file, moved or not.

import { defineRule } from '../../src/engine/define-rule.ts';
import { lostFromFile } from '../../src/model/change/losses.ts';

export default defineRule({
  id: 'enum-no-delete',
  group: 'compatibility',
  severity: 'error',
  presets: ['breaking-source', 'breaking-strict', 'buf-file', 'buf-csr'],
  since: '0.2.0',
  fixable: 'no',
  summary: 'an enum that is gone from its file breaks the code that was generated for that file',
  why: 'Generated code has an enum where its file says: code that includes, imports or names it from there no longer builds. Moving it into another file of the same package breaks C++, Python and TypeScript imports as surely as deleting it.',
  aliases: { buf: 'ENUM_NO_DELETE' },
  checksFrozen: true,
  messages: {
    lost: "enum '{name}' is gone from {path}",
  },
  visit: {
    change(change, ctx, comparison) {
      const loss = lostFromFile(change, 'enum', comparison);
      if (loss) ctx.report({ message: 'lost', data: { name: loss.name, path: loss.path }, at: loss.at });
    },
  },
});
