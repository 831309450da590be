// The file option csharp_namespace.

import { defineRule } from '../../src/engine/define-rule.ts';
import { fileOptionChange } from '../../src/model/change/file-option.ts';

export default defineRule({
  id: 'file-same-csharp-namespace',
  group: 'compatibility',
  severity: 'error',
  presets: ['breaking-source', 'breaking-strict', 'buf-file', 'buf-package'],
  since: '0.2.0',
  fixable: 'no',
  summary: 'a file with another csharp_namespace has other generated C# code',
  why: 'The option decides the namespace in generated C# code. Code that was written against the old one no longer builds.',
  aliases: { buf: 'FILE_SAME_CSHARP_NAMESPACE' },
  checksFrozen: true,
  messages: {
    changed: "option 'csharp_namespace' was '{from}' and is '{to}'",
  },
  visit: {
    change(change, ctx) {
      const option = fileOptionChange(change, 'csharp_namespace', '');
      if (option) ctx.report({ message: 'changed', data: { from: option.from, to: option.to }, at: option.at });
    },
  },
});
