// Packages of which no file is left.

import { defineRule } from '../../src/engine/define-rule.ts';
import { placeOf } from '../../src/model/change/change-place.ts';

export default defineRule({
  id: 'package-no-delete',
  group: 'compatibility',
  severity: 'error',
  presets: ['buf-package'],
  since: '0.2.0',
  fixable: 'no',
  summary: 'a package that is gone takes all of its full names with it',
  why: 'Full names are what Any messages, RPC routes and the code of other packages use. A package without files leaves all of them dangling, also where its messages live on under another package.',
  aliases: { buf: 'PACKAGE_NO_DELETE' },
  checksFrozen: true,
  messages: {
    gone: "package '{name}' is gone",
  },
  visit: {
    change(change, ctx) {
      if (change.kind !== 'package-removed') return;
      ctx.report({ message: 'gone', data: { name: change.before.name }, at: placeOf(change.before) });
    },
  },
});
