// Names of files, without their folders. How lower_snake_case is spelt is a fact of model/letter-case.

import { defineRule } from '../../src/engine/define-rule.ts';
import { lowerSnakeCase } from '../../src/model/letter-case.ts';

export default defineRule({
  id: 'file-lower-snake-case',
  group: 'naming',
  severity: 'warning',
  presets: ['buf-standard', 'strict'],
  since: '0.1.0',
  fixable: 'no',
  summary: 'a file that is not in lower_snake_case has no sure name in generated code',
  why:
    'Generators make file, module and class names of file names, each in its own way: a hyphen becomes an underscore ' +
    'or goes, a capital stays or not, and what then is no name of the language gets changed again. Two names that ' +
    'differ in case only are one file on macOS and Windows. In lower_snake_case a name stays as it is.',
  aliases: {
    buf: 'FILE_LOWER_SNAKE_CASE',
    protolint: 'FILE_NAMES_LOWER_SNAKE_CASE',
    apiLinter: 'core::0191::filenames',
  },
  messages: {
    case: "file name '{name}' is not lower_snake_case",
  },
  visit: {
    file({ path }, ctx) {
      const name = path.slice(path.lastIndexOf('/') + 1);
      const dot = name.lastIndexOf('.');
      const stem = dot === -1 ? name : name.slice(0, dot);
      const wanted = lowerSnakeCase(stem);
      if (stem === wanted) return;
      ctx.report({
        message: 'case',
        at: { start: 0, end: 0 },
        data: { name },
        help: `call it '${wanted}${name.slice(stem.length)}', also where it is imported`,
      });
    },
  },
});
