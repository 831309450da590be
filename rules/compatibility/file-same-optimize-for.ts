// The file option optimize_for.

import { defineRule } from '../../src/engine/define-rule.ts';
import { fileOptionChange } from '../../src/model/change/file-option.ts';

export default defineRule({
  id: 'file-same-optimize-for',
  group: 'compatibility',
  severity: 'error',
  presets: ['breaking-source', 'breaking-strict', 'buf-file', 'buf-package'],
  since: '0.2.0',
  fixable: 'no',
  summary: 'a file with another optimize_for has other generated C++ and Java code',
  why: 'The option decides what the code is optimized for, and which methods it has in generated C++ and Java code. Code that was written against the old one no longer builds.',
  aliases: { buf: 'FILE_SAME_OPTIMIZE_FOR' },
  checksFrozen: true,
  messages: {
    changed: "option 'optimize_for' was '{from}' and is '{to}'",
  },
  visit: {
    change(change, ctx) {
      const option = fileOptionChange(change, 'optimize_for', 'SPEED');
      if (option) ctx.report({ message: 'changed', data: { from: option.from, to: option.to }, at: option.at });
    },
  },
});
