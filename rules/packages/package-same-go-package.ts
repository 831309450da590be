// The option go_package within a package. What values its files have is a fact of model/package-options.

import { defineRule } from '../../src/engine/define-rule.ts';
import { filesOfPackage } from '../../src/model/package-names.ts';
import { optionSplit } from '../../src/model/package-options.ts';
import { listed } from '../../src/text/listed.ts';

const OPTION = 'go_package';

export default defineRule({
  id: 'package-same-go-package',
  group: 'packages',
  severity: 'error',
  presets: ['buf-basic', 'strict'],
  since: '0.1.0',
  fixable: 'no',
  summary: 'files of one package with several Go packages make Go packages that import each other',
  why:
    'In Go a package is a folder that compiles as a whole. When files of one protobuf package name several Go ' +
    'packages, they are generated into different ones that import each other, and as soon as the references go ' +
    'both ways, that is an import cycle which does not compile. A file without the option is not generated at ' +
    'all, unless a flag fills in for it.',
  aliases: { buf: 'PACKAGE_SAME_GO_PACKAGE' },
  messages: {
    differs: '{files} differ in go_package: {values}',
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
