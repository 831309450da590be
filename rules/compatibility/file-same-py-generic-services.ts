// The file option py_generic_services.

import { defineRule } from '../../src/engine/define-rule.ts';
import { fileOptionChange } from '../../src/model/change/file-option.ts';

export default defineRule({
  id: 'file-same-py-generic-services',
  group: 'compatibility',
  severity: 'error',
  presets: ['breaking-source', 'breaking-strict', 'buf-file', 'buf-package'],
  since: '0.2.0',
  fixable: 'no',
  summary: 'a file with another py_generic_services has other generated Python code',
  why: 'The option decides generic services in generated Python code. Code that was written against the old one no longer builds.',
  aliases: { buf: 'FILE_SAME_PY_GENERIC_SERVICES' },
  checksFrozen: true,
  messages: {
    changed: "option 'py_generic_services' was '{from}' and is '{to}'",
  },
  visit: {
    change(change, ctx) {
      const option = fileOptionChange(change, 'py_generic_services', 'false');
      if (option) ctx.report({ message: 'changed', data: { from: option.from, to: option.to }, at: option.at });
    },
  },
});
