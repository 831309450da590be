// The option java_multiple_files within a package. What values its files have is a fact of model/package-options.

import { defineRule } from '../../src/engine/define-rule.ts';
import { filesOfPackage } from '../../src/model/package-names.ts';
import { optionSplit } from '../../src/model/package-options.ts';
import { listed } from '../../src/text/listed.ts';

const OPTION = 'java_multiple_files';

export default defineRule({
  id: 'package-same-java-multiple-files',
  group: 'packages',
  severity: 'error',
  presets: ['buf-basic', 'strict'],
  since: '0.1.0',
  fixable: 'no',
  summary: 'files of one package that differ in java_multiple_files give its messages two shapes in Java',
  why:
    'With this option each message is a Java class of its own, without it all messages of a file are nested in an ' +
    'outer class. When the files of one package differ, its messages are imported in two ways, and one that moves ' +
    'to another file of the package breaks every import of it in Java.',
  aliases: { buf: 'PACKAGE_SAME_JAVA_MULTIPLE_FILES' },
  messages: {
    differs: '{files} differ in java_multiple_files: {values}',
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
