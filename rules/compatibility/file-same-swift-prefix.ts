// The file option swift_prefix.

import { defineRule } from '../../src/engine/define-rule.ts';
import { fileOptionChange } from '../../src/model/change/file-option.ts';

export default defineRule({
  id: 'file-same-swift-prefix',
  group: 'compatibility',
  severity: 'error',
  presets: ['breaking-source', 'breaking-strict', 'buf-file', 'buf-package'],
  since: '0.2.0',
  fixable: 'no',
  summary: 'a file with another swift_prefix has other generated Swift code',
  why: 'The option decides the prefix of all types in generated Swift code. Code that was written against the old one no longer builds.',
  aliases: { buf: 'FILE_SAME_SWIFT_PREFIX' },
  checksFrozen: true,
  messages: {
    changed: "option 'swift_prefix' was '{from}' and is '{to}'",
  },
  visit: {
    change(change, ctx) {
      const option = fileOptionChange(change, 'swift_prefix', '');
      if (option) ctx.report({ message: 'changed', data: { from: option.from, to: option.to }, at: option.at });
    },
  },
});
