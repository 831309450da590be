// The file option cc_generic_services.

import { defineRule } from '../../src/engine/define-rule.ts';
import { fileOptionChange } from '../../src/model/change/file-option.ts';

export default defineRule({
  id: 'file-same-cc-generic-services',
  group: 'compatibility',
  severity: 'error',
  presets: ['breaking-source', 'breaking-strict', 'buf-file', 'buf-package'],
  since: '0.2.0',
  fixable: 'no',
  summary: 'a file with another cc_generic_services has other generated C++ code',
  why: 'The option decides generic services in generated C++ code. Code that was written against the old one no longer builds.',
  aliases: { buf: 'FILE_SAME_CC_GENERIC_SERVICES' },
  checksFrozen: true,
  messages: {
    changed: "option 'cc_generic_services' was '{from}' and is '{to}'",
  },
  visit: {
    change(change, ctx) {
      const option = fileOptionChange(change, 'cc_generic_services', 'false');
      if (option) ctx.report({ message: 'changed', data: { from: option.from, to: option.to }, at: option.at });
    },
  },
});
