// The file option php_metadata_namespace.

import { defineRule } from '../../src/engine/define-rule.ts';
import { fileOptionChange } from '../../src/model/change/file-option.ts';

export default defineRule({
  id: 'file-same-php-metadata-namespace',
  group: 'compatibility',
  severity: 'error',
  presets: ['breaking-source', 'breaking-strict', 'buf-file', 'buf-package'],
  since: '0.2.0',
  fixable: 'no',
  summary: 'a file with another php_metadata_namespace has other generated PHP code',
  why: 'The option decides the namespace of the metadata in generated PHP code. Code that was written against the old one no longer builds.',
  aliases: { buf: 'FILE_SAME_PHP_METADATA_NAMESPACE' },
  checksFrozen: true,
  messages: {
    changed: "option 'php_metadata_namespace' was '{from}' and is '{to}'",
  },
  visit: {
    change(change, ctx) {
      const option = fileOptionChange(change, 'php_metadata_namespace', '');
      if (option) ctx.report({ message: 'changed', data: { from: option.from, to: option.to }, at: option.at });
    },
  },
});
