// Packages that are not called like their folder. Folders count from the import root, as import paths do.

import * as z from 'zod/mini';
import { defineRule } from '../../src/engine/define-rule.ts';
import { importFolder, isInImportFolder } from '../../src/model/folders.ts';

const PACKAGE_NAME = /^(?:\w+(?:\.\w+)*)?$/;

export default defineRule({
  id: 'package-directory-match',
  group: 'packages',
  severity: 'error',
  presets: ['buf-minimal'],
  since: '0.1.0',
  fixable: 'no',
  summary: 'a package that is not called like its folder cannot be found by its name',
  why:
    'Whoever meets acme.shop.v1.Order in code or in a log looks for it in acme/shop/v1. Generators look there too: ' +
    'Python and JavaScript make their module paths of import paths, other languages of package names, and only ' +
    'where both agree is a message in the same place in all of them.',
  aliases: { buf: 'PACKAGE_DIRECTORY_MATCH', apiLinter: 'core::0191::proto-package' },
  messages: {
    elsewhere: "package '{package}' is in folder '{folder}' instead of '{wanted}'",
  },
  options: z.strictObject({
    /** Package that stands for the import root itself: with `acme`, package `acme.shop.v1` belongs into `shop/v1`. */
    prefix: z._default(z.string().check(z.regex(PACKAGE_NAME, 'a prefix is a package name such as acme.shop')), ''),
  }),
  visit: {
    file(file, ctx) {
      const { package: name, node } = file;
      if (!node.package) return;
      const wanted = folderFor(name, ctx.options.prefix);
      if (isInImportFolder(ctx.workspace, file, wanted)) return;
      ctx.report({
        message: 'elsewhere',
        at: { start: node.package.start, end: node.package.end },
        data: { package: name, folder: importFolder(ctx.workspace, file), wanted },
        help: 'move the file or rename the package; folders count from contracts.root of leyline.yaml, or the module in buf.yaml',
      });
    },
  },
});

/** Packages outside the prefix are taken whole. */
function folderFor(name: string, prefix: string): string {
  if (name === prefix) return '.';
  const below = prefix !== '' && name.startsWith(`${prefix}.`) ? name.slice(prefix.length + 1) : name;
  return below.replaceAll('.', '/');
}
