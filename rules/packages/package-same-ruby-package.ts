// The option ruby_package within a package. What values its files have is a fact of model/package-options.

import { defineRule } from '../../src/engine/define-rule.ts';
import { filesOfPackage } from '../../src/model/package-names.ts';
import { optionSplit } from '../../src/model/package-options.ts';
import { listed } from '../../src/text/listed.ts';

const OPTION = 'ruby_package';

export default defineRule({
  id: 'package-same-ruby-package',
  group: 'packages',
  severity: 'error',
  presets: ['buf-basic', 'strict'],
  since: '0.1.0',
  fixable: 'no',
  summary: 'files of one package with several Ruby modules scatter it in Ruby',
  why:
    "The Ruby generator takes each file's module from this option, or makes one from the package's name where it " +
    'is missing. When the files of one package differ, even only by a capital letter, its messages end up in ' +
    'several modules, and one that moves to another file of the package changes its full name in Ruby.',
  aliases: { buf: 'PACKAGE_SAME_RUBY_PACKAGE' },
  messages: {
    differs: '{files} differ in ruby_package: {values}',
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
