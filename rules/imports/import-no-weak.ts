// Weak imports.

import { defineRule } from '../../src/engine/define-rule.ts';

export default defineRule({
  id: 'import-no-weak',
  group: 'imports',
  severity: 'warning',
  presets: ['strict'],
  since: '0.1.0',
  fixable: 'suggestion',
  summary: 'a weak import means something only inside the company that invented it',
  why:
    'Weak imports allow a program to be linked without the imported file. Only generators that were never published ' +
    'do anything of the kind; the public ones treat the import as a plain one, warn about it or refuse it, and from ' +
    'edition 2024 on it is an error.',
  aliases: { buf: 'IMPORT_NO_WEAK' },
  messages: {
    weak: "import of '{path}' is weak",
  },
  visit: {
    file(file, ctx) {
      for (const { isWeak, node, path } of file.imports) {
        if (!isWeak || !node.modifier) continue;
        const start = node.modifier.start;
        const end = node.path.start;
        const isPlain = file.source.text.slice(start, end).trim() === 'weak';
        ctx.report({
          message: 'weak',
          at: { start: node.start, end: node.end },
          data: { path },
          help: 'import it plainly',
          fix: isPlain
            ? {
                title: "remove 'weak' (changes generated code where weak imports are supported)",
                kind: 'suggestion',
                edits: [{ path: file.path, start, end, text: '' }],
              }
            : undefined,
        });
      }
    },
  },
});
