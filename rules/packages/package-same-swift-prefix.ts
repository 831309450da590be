// The option swift_prefix within a package. What values its files have is a fact of model/package-options.

import { defineRule } from '../../src/engine/define-rule.ts';
import { filesOfPackage } from '../../src/model/package-names.ts';
import { optionSplit } from '../../src/model/package-options.ts';
import { listed } from '../../src/text/listed.ts';

const OPTION = 'swift_prefix';

export default defineRule({
  id: 'package-same-swift-prefix',
  group: 'packages',
  severity: 'error',
  presets: ['buf-basic', 'strict'],
  since: '0.1.0',
  fixable: 'no',
  summary: 'files of one package with several Swift prefixes name its messages in several ways',
  why:
    "The Swift generator puts this prefix before every name, or one made from the package's name where it is " +
    'missing. When the files of one package differ, so do the names of its messages in Swift, and one that moves ' +
    'to another file of the package is called something else.',
  aliases: { buf: 'PACKAGE_SAME_SWIFT_PREFIX' },
  messages: {
    differs: '{files} differ in swift_prefix: {values}',
  },
  visit: {
    file(file, ctx) {
      const split = optionSplit(ctx.workspace, file, OPTION);
      if (!split) return;
      ctx.report({
        message: 'differs',
        at: split.at,
        data: { files: filesOfPackage(file.package), values: listed(split.values) },
        help: `write the same 'option ${OPTION}' in every file of the package, or in none`,
        related: split.others,
      });
    },
  },
});
