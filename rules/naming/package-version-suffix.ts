// Packages without a version. What counts as one is a fact of model/package-version.

import { defineRule } from '../../src/engine/define-rule.ts';
import { stabilityOf } from '../../src/model/package-version.ts';

export default defineRule({
  id: 'package-version-suffix',
  group: 'naming',
  severity: 'warning',
  presets: ['buf-standard', 'strict'],
  since: '0.1.0',
  fixable: 'no',
  summary: 'a package without a version can never be changed in a way that breaks its users',
  why:
    'A change that breaks users needs a second package beside the first one, for as long as both have users. With the ' +
    'version in the name, `acme.shop.v1` and `acme.shop.v2` live side by side from the first day, in one program too, ' +
    'and `v1beta1` says that nothing is promised yet. A package without one leaves no such way: its full names are in ' +
    'type URLs, in RPC paths and in generated code, and would all have to change first.',
  aliases: { buf: 'PACKAGE_VERSION_SUFFIX', apiLinter: 'core::0215::versioned-packages' },
  messages: {
    unversioned: "package '{name}' does not end with a version",
  },
  visit: {
    file({ package: name, node }, ctx) {
      if (!node.package || stabilityOf(name) !== undefined) return;
      ctx.report({
        message: 'unversioned',
        at: { start: node.package.start, end: node.package.end },
        data: { name },
        help: `call it '${name}.v1', or '${name}.v1beta1' as long as it may change, and its folder like it`,
      });
    },
  },
});
