// Folders that mix packages. Folders are those of the project, whatever imports call them.

import { defineRule } from '../../src/engine/define-rule.ts';
import { folderOf, otherFile, packagesBeside } from '../../src/model/folders.ts';
import { packagePlace } from '../../src/model/package-names.ts';
import { listed } from '../../src/text/listed.ts';

export default defineRule({
  id: 'directory-same-package',
  group: 'packages',
  severity: 'error',
  presets: ['buf-minimal'],
  since: '0.1.0',
  fixable: 'no',
  summary: 'a folder with files of several packages hides what belongs together',
  why:
    'Most generators write one folder of code per folder of schemas, and in Go, Java and others such a folder is one ' +
    'package of the language. Two protobuf packages in one folder then share a package that neither asked for, names ' +
    'of one collide with names of the other, and nobody can tell from an import which package it brings.',
  aliases: { buf: 'DIRECTORY_SAME_PACKAGE' },
  messages: {
    mixed: "folder '{folder}' has files of several packages: {packages}",
  },
  visit: {
    file(file, ctx) {
      const packages = packagesBeside(ctx.workspace, file);
      if (!packages) return;
      const other = otherFile(packages, file.package);
      ctx.report({
        message: 'mixed',
        at: packagePlace(file),
        data: { folder: folderOf(file.path), packages: listed(packages.names) },
        help: 'give each package a folder of its own',
        related: other && [{ ...packagePlace(other), message: 'another package is here' }],
      });
    },
  },
});
