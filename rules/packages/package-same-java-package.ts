// The option java_package within a package. What values its files have is a fact of model/package-options.

import { defineRule } from '../../src/engine/define-rule.ts';
import { filesOfPackage } from '../../src/model/package-names.ts';
import { optionSplit } from '../../src/model/package-options.ts';
import { listed } from '../../src/text/listed.ts';

const OPTION = 'java_package';

export default defineRule({
  id: 'package-same-java-package',
  group: 'packages',
  severity: 'error',
  presets: ['buf-basic', 'strict'],
  since: '0.1.0',
  fixable: 'no',
  summary: 'files of one package with several Java packages scatter it in Java',
  why:
    "The Java generator takes each file's package from this option, or from the protobuf package where it is " +
    'missing. When the files of one package differ, its messages end up in several Java packages, and one that ' +
    'moves to another file breaks every import of it in Java.',
  aliases: { buf: 'PACKAGE_SAME_JAVA_PACKAGE' },
  messages: {
    differs: '{files} differ in java_package: {values}',
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
