// Files that are in another package.

import { defineRule } from '../../src/engine/define-rule.ts';
import { placeAfter } from '../../src/model/change/change-place.ts';

export default defineRule({
  id: 'file-same-package',
  group: 'compatibility',
  severity: 'error',
  presets: [
    'breaking-wire',
    'breaking-wire-json',
    'breaking-source',
    'breaking-strict',
    'buf-file',
    'buf-package',
    'buf-wire-json',
    'buf-wire',
    'buf-csr',
  ],
  since: '0.2.0',
  fixable: 'no',
  summary: 'a file in another package gives all that it holds another full name',
  why: 'RPC routes, Any messages and the code of every language use full names. With the package, all of them change at once.',
  aliases: { buf: 'FILE_SAME_PACKAGE' },
  checksFrozen: true,
  messages: {
    changed: "the package was '{from}' and is '{to}'",
  },
  visit: {
    change(change, ctx) {
      if (change.kind !== 'file-changed' || change.aspect !== 'package') return;
      const { after, from = '', to = '' } = change;
      const at = after.node.package ? placeAfter(change) : { path: after.path, start: 0, end: 0 };
      ctx.report({ message: 'changed', data: { from, to }, at });
    },
  },
});
