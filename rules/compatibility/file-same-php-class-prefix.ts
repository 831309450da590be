// The file option php_class_prefix.

import { defineRule } from '../../src/engine/define-rule.ts';
import { fileOptionChange } from '../../src/model/change/file-option.ts';

export default defineRule({
  id: 'file-same-php-class-prefix',
  group: 'compatibility',
  severity: 'error',
  presets: ['breaking-source', 'breaking-strict', 'buf-file', 'buf-package'],
  since: '0.2.0',
  fixable: 'no',
  summary: 'a file with another php_class_prefix has other generated PHP code',
  why: 'The option decides the prefix of all classes in generated PHP code. Code that was written against the old one no longer builds.',
  aliases: { buf: 'FILE_SAME_PHP_CLASS_PREFIX' },
  checksFrozen: true,
  messages: {
    changed: "option 'php_class_prefix' was '{from}' and is '{to}'",
  },
  visit: {
    change(change, ctx) {
      const option = fileOptionChange(change, 'php_class_prefix', '');
      if (option) ctx.report({ message: 'changed', data: { from: option.from, to: option.to }, at: option.at });
    },
  },
});
