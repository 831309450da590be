// The option csharp_namespace within a package. What values its files have is a fact of model/package-options.

import { defineRule } from '../../src/engine/define-rule.ts';
import { filesOfPackage } from '../../src/model/package-names.ts';
import { optionSplit } from '../../src/model/package-options.ts';
import { listed } from '../../src/text/listed.ts';

const OPTION = 'csharp_namespace';

export default defineRule({
  id: 'package-same-csharp-namespace',
  group: 'packages',
  severity: 'error',
  presets: ['buf-basic', 'strict'],
  since: '0.1.0',
  fixable: 'no',
  summary: 'files of one package with several C# namespaces scatter it in C#',
  why:
    "The C# generator takes each file's namespace from this option, or makes one from the package's name where it " +
    'is missing. When the files of one package differ, its messages end up in several namespaces: users need a ' +
    "'using' for each, and a message that moves to another file of the package changes its full name in C#.",
  aliases: { buf: 'PACKAGE_SAME_CSHARP_NAMESPACE' },
  messages: {
    differs: '{files} differ in csharp_namespace: {values}',
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
