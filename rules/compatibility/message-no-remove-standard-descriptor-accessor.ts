// Messages whose generated code no longer has the descriptor accessor.

import { defineRule } from '../../src/engine/define-rule.ts';
import { optionPlace } from '../../src/model/change/change-place.ts';

export default defineRule({
  id: 'message-no-remove-standard-descriptor-accessor',
  group: 'compatibility',
  severity: 'error',
  presets: ['breaking-source', 'breaking-strict', 'buf-file', 'buf-package', 'buf-csr'],
  since: '0.2.0',
  fixable: 'no',
  summary: 'a message without the standard descriptor accessor breaks the code that calls it',
  why: 'The option no_standard_descriptor_accessor takes the method descriptor() out of generated code. Callers no longer build.',
  aliases: { buf: 'MESSAGE_NO_REMOVE_STANDARD_DESCRIPTOR_ACCESSOR' },
  checksFrozen: true,
  messages: {
    changed: "message '{name}' no longer has the standard descriptor accessor",
  },
  visit: {
    change(change, ctx) {
      if (change.kind !== 'message-changed' || change.option !== 'no_standard_descriptor_accessor') return;
      if (change.to !== 'true') return;
      const at = optionPlace(change.after, 'no_standard_descriptor_accessor');
      ctx.report({ message: 'changed', data: { name: change.after.fullName }, at });
    },
  },
});
