// Public imports.

import { defineRule } from '../../src/engine/define-rule.ts';

export default defineRule({
  id: 'import-no-public',
  group: 'imports',
  severity: 'error',
  presets: ['buf-basic', 'strict'],
  since: '0.1.0',
  fixable: 'no',
  summary: 'a public import hands on names of which nobody can see where they come from',
  why:
    'Whoever imports this file gets everything of the publicly imported one too, and uses it without an import that ' +
    'says so. From then on neither file can drop, move or replace the import without breaking users it does not know ' +
    'of. The generators for Java, Kotlin and TypeScript do not pass anything on.',
  aliases: { buf: 'IMPORT_NO_PUBLIC' },
  messages: {
    public: "import of '{path}' is public",
  },
  visit: {
    import({ isPublic, node, path }, ctx) {
      if (!isPublic) return;
      ctx.report({
        message: 'public',
        at: { start: node.start, end: node.end },
        data: { path },
        help: 'import it plainly, and have those who use its names import it themselves',
      });
    },
  },
});
