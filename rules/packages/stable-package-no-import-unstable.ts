// Stable packages that lean on unstable ones. How stable a package is, its name says.

import { defineRule } from '../../src/engine/define-rule.ts';
import { stabilityOf } from '../../src/model/package-version.ts';

export default defineRule({
  id: 'stable-package-no-import-unstable',
  group: 'packages',
  severity: 'warning',
  presets: ['strict'],
  since: '0.1.0',
  fixable: 'no',
  summary: 'a stable package that imports an unstable one is no more stable than that',
  why:
    'The name v1 promises that a message keeps its shape, v1beta1 that it may not. A v1 message with a v1beta1 field ' +
    'breaks whenever that package makes use of its freedom, and once v1beta1 is taken down, so is v1. Promises made ' +
    'to users of the stable package are then kept by nobody.',
  aliases: { buf: 'STABLE_PACKAGE_NO_IMPORT_UNSTABLE' },
  messages: {
    unstable: "stable package '{package}' imports {stability} package '{imported}'",
  },
  visit: {
    file(file, ctx) {
      if (stabilityOf(file.package) !== 'stable') return;
      for (const { file: imported, isOption, node } of file.imports) {
        // options leave nothing behind that could change under the package
        if (!imported || isOption) continue;
        const stability = stabilityOf(imported.package);
        if (stability === undefined || stability === 'stable') continue;
        ctx.report({
          message: 'unstable',
          at: { start: node.start, end: node.end },
          data: { package: file.package, stability, imported: imported.package },
          help: 'import a stable version, or keep a copy of what is needed in a stable package',
        });
      }
    },
  },
});
