// The file option java_package.

import { defineRule } from '../../src/engine/define-rule.ts';
import { fileOptionChange } from '../../src/model/change/file-option.ts';

export default defineRule({
  id: 'file-same-java-package',
  group: 'compatibility',
  severity: 'error',
  presets: ['breaking-source', 'breaking-strict', 'buf-file', 'buf-package'],
  since: '0.2.0',
  fixable: 'no',
  summary: 'a file with another java_package has other generated Java code',
  why: 'The option decides the package in generated Java code. Code that was written against the old one no longer builds.',
  aliases: { buf: 'FILE_SAME_JAVA_PACKAGE' },
  checksFrozen: true,
  messages: {
    changed: "option 'java_package' was '{from}' and is '{to}'",
  },
  visit: {
    change(change, ctx) {
      const option = fileOptionChange(change, 'java_package', '');
      if (option) ctx.report({ message: 'changed', data: { from: option.from, to: option.to }, at: option.at });
    },
  },
});
