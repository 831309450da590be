// Files of another syntax. Without a statement, a file is proto2.

import { defineRule } from '../../src/engine/define-rule.ts';

export default defineRule({
  id: 'file-same-syntax',
  group: 'compatibility',
  severity: 'error',
  presets: ['breaking-source', 'breaking-strict', 'buf-file', 'buf-package', 'buf-csr'],
  since: '0.2.0',
  fixable: 'no',
  summary: 'a file of another syntax has other presence, other enums and other packing',
  why: 'Presence, packing, open enums and UTF-8 checks have other defaults in proto2, proto3 and editions. Generated code changes, and often the bytes do, too.',
  aliases: { buf: 'FILE_SAME_SYNTAX' },
  checksFrozen: true,
  messages: {
    changed: 'the syntax was {from} and is {to}',
  },
  visit: {
    change(change, ctx) {
      if (change.kind !== 'file-changed' || change.aspect !== 'syntax') return;
      const { before, after, from = '', to = '' } = change;
      if (before.syntax === after.syntax) return;
      const { start, end } = after.node.syntax ?? { start: 0, end: 0 };
      ctx.report({ message: 'changed', data: { from, to }, at: { path: after.path, start, end } });
    },
  },
});
