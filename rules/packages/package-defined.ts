// Files without a package.

import { defineRule } from '../../src/engine/define-rule.ts';

export default defineRule({
  id: 'package-defined',
  group: 'packages',
  severity: 'error',
  presets: ['buf-minimal', 'strict'],
  since: '0.1.0',
  fixable: 'no',
  summary: 'a file without a package puts its names where everybody else puts theirs',
  why:
    'Without a package a message called Event is known to the whole world as Event. The second file with one cannot ' +
    'be linked into the same program: runtimes keep one registry of names and stop, some at start-up, when a name ' +
    'comes twice. And nothing in the name says whose message it is, or of which version.',
  aliases: { buf: 'PACKAGE_DEFINED' },
  messages: {
    missing: 'file declares no package',
  },
  visit: {
    file(file, ctx) {
      if (file.package !== '') return;
      const help = "write 'package <organisation>.<name>.v1;' below the syntax";
      ctx.report({ message: 'missing', at: { start: 0, end: 0 }, help });
    },
  },
});
