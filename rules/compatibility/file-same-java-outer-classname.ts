// The file option java_outer_classname.

import { defineRule } from '../../src/engine/define-rule.ts';
import { fileOptionChange } from '../../src/model/change/file-option.ts';

export default defineRule({
  id: 'file-same-java-outer-classname',
  group: 'compatibility',
  severity: 'error',
  presets: ['breaking-source', 'breaking-strict', 'buf-file', 'buf-package'],
  since: '0.2.0',
  fixable: 'no',
  summary: 'a file with another java_outer_classname has other generated Java code',
  why: 'The option decides the outer class in generated Java code. Code that was written against the old one no longer builds.',
  aliases: { buf: 'FILE_SAME_JAVA_OUTER_CLASSNAME' },
  checksFrozen: true,
  messages: {
    changed: "option 'java_outer_classname' was '{from}' and is '{to}'",
  },
  visit: {
    change(change, ctx) {
      const option = fileOptionChange(change, 'java_outer_classname', '');
      if (option) ctx.report({ message: 'changed', data: { from: option.from, to: option.to }, at: option.at });
    },
  },
});
