// Names of packages, part by part. How lower_snake_case is spelt is a fact of model/letter-case.

import { defineRule } from '../../src/engine/define-rule.ts';
import { lowerSnakeCasePackage } from '../../src/model/letter-case.ts';
import { renamePackageFix } from '../../src/model/rename-package.ts';

export default defineRule({
  id: 'package-lower-snake-case',
  group: 'naming',
  severity: 'error',
  presets: ['buf-basic', 'strict'],
  since: '0.1.0',
  fixable: 'suggestion',
  summary: 'a package that is not in lower_snake_case looks like a type',
  why:
    'In `Acme.Shop.Order` nobody can see where the package ends and the messages begin; lower-case parts show it. ' +
    'Packages become folders, modules and namespaces as well, and folders that differ in case only are one on macOS ' +
    'and Windows.',
  aliases: { buf: 'PACKAGE_LOWER_SNAKE_CASE', protolint: 'PACKAGE_NAME_LOWER_CASE' },
  messages: {
    case: "package '{name}' is not lower_snake_case",
  },
  visit: {
    file({ package: name, node }, ctx) {
      if (!node.package) return;
      const wanted = lowerSnakeCasePackage(name);
      if (name === wanted) return;
      ctx.report({
        message: 'case',
        at: { start: node.package.start, end: node.package.end },
        data: { name },
        help: `call it '${wanted}', and its folder like it`,
        fix: renamePackageFix(ctx.workspace, name, wanted),
      });
    },
  },
});
