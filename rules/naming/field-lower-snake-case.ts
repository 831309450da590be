// Names of fields, extensions among them, that are not in lower_snake_case. How that is spelt is a fact of model/letter-case.

import { defineRule } from '../../src/engine/define-rule.ts';
import { lowerSnakeCase } from '../../src/model/letter-case.ts';
import { renaming } from '../../src/model/rename.ts';

export default defineRule({
  id: 'field-lower-snake-case',
  group: 'naming',
  severity: 'error',
  presets: ['buf-basic', 'strict'],
  since: '0.1.0',
  fixable: 'suggestion',
  summary: 'a field that is not in lower_snake_case gets names that nobody wrote',
  why:
    "Every generator makes its own spelling of a field's name: `userId` in JSON and TypeScript, `user_id` in " +
    'Python, `UserId` in Go. All of them start from words separated by underscores. A name that has no ' +
    'underscores, two in a row or one at the end is taken apart differently in each, and two such names can ' +
    'become one.',
  aliases: {
    buf: 'FIELD_LOWER_SNAKE_CASE',
    protolint: 'FIELD_NAMES_LOWER_SNAKE_CASE',
    apiLinter: 'core::0140::lower-snake',
  },
  messages: {
    case: "field '{name}' is not lower_snake_case",
  },
  visit: {
    field(field, ctx) {
      const { name } = field;
      const wanted = lowerSnakeCase(name);
      if (name === wanted) return;
      ctx.report({ message: 'case', at: field.node.name, data: { name }, ...renaming(ctx.workspace, field, wanted) });
    },
  },
});
