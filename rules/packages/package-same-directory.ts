// Packages scattered over folders. Folders count from the import root, so that two roots may share a package's folder.

import { defineRule } from '../../src/engine/define-rule.ts';
import { foldersOfPackage, importFolder, otherFile } from '../../src/model/folders.ts';
import { filesOfPackage, packagePlace } from '../../src/model/package-names.ts';
import { listed } from '../../src/text/listed.ts';

export default defineRule({
  id: 'package-same-directory',
  group: 'packages',
  severity: 'error',
  presets: ['buf-minimal', 'strict'],
  since: '0.1.0',
  fixable: 'no',
  summary: 'a package with files in several folders is never seen as a whole',
  why:
    'A package is released, versioned and generated as one thing. Spread over folders it is reviewed in parts, a name ' +
    'that is free in one folder is taken in another, and generators that write one language package per folder make ' +
    'several of it, which then import each other.',
  aliases: { buf: 'PACKAGE_SAME_DIRECTORY' },
  messages: {
    scattered: '{files} are in several folders: {folders}',
  },
  visit: {
    file(file, ctx) {
      const folders = foldersOfPackage(ctx.workspace, file);
      if (!folders) return;
      const other = otherFile(folders, importFolder(ctx.workspace, file));
      ctx.report({
        message: 'scattered',
        at: packagePlace(file),
        data: { files: filesOfPackage(file.package), folders: listed(folders.names) },
        help: 'keep them in one folder, or give each folder a package of its own',
        related: other && [{ ...packagePlace(other), message: 'another folder has this file' }],
      });
    },
  },
});
