// Messages that are gone from their package. Moving one between files of the package is no loss.

import { defineRule } from '../../src/engine/define-rule.ts';
import { lostFromPackage } from '../../src/model/change/losses.ts';

export default defineRule({
  id: 'package-message-no-delete',
  group: 'compatibility',
  severity: 'error',
  presets: ['buf-package'],
  since: '0.2.0',
  fixable: 'no',
  summary: 'a message that is gone from its package is gone for everybody who used it',
  why: 'Who depends on the package names the message by its full name. Within the package it may move from file to file; once no file has it, code does not build and messages name a type that nobody knows.',
  aliases: { buf: 'PACKAGE_MESSAGE_NO_DELETE' },
  checksFrozen: true,
  messages: {
    lost: "message '{name}' is gone from package '{package}'",
  },
  visit: {
    change(change, ctx, comparison) {
      const loss = lostFromPackage(change, 'message', comparison);
      if (loss) ctx.report({ message: 'lost', data: { name: loss.name, package: loss.package }, at: loss.at });
    },
  },
});
