// The file option go_package.

import { defineRule } from '../../src/engine/define-rule.ts';
import { fileOptionChange } from '../../src/model/change/file-option.ts';

export default defineRule({
  id: 'file-same-go-package',
  group: 'compatibility',
  severity: 'error',
  presets: ['breaking-source', 'breaking-strict', 'buf-file', 'buf-package'],
  since: '0.2.0',
  fixable: 'no',
  summary: 'a file with another go_package has other generated Go code',
  why: 'The option decides the import path and package in generated Go code. Code that was written against the old one no longer builds.',
  aliases: { buf: 'FILE_SAME_GO_PACKAGE' },
  checksFrozen: true,
  messages: {
    changed: "option 'go_package' was '{from}' and is '{to}'",
  },
  visit: {
    change(change, ctx) {
      const option = fileOptionChange(change, 'go_package', '');
      if (option) ctx.report({ message: 'changed', data: { from: option.from, to: option.to }, at: option.at });
    },
  },
});
