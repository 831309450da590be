// Names of oneofs that are not in lower_snake_case. How that is spelt is a fact of model/letter-case.

import { defineRule } from '../../src/engine/define-rule.ts';
import { lowerSnakeCase } from '../../src/model/letter-case.ts';
import { renaming } from '../../src/model/rename.ts';

export default defineRule({
  id: 'oneof-lower-snake-case',
  group: 'naming',
  severity: 'error',
  presets: ['buf-basic', 'strict'],
  since: '0.1.0',
  fixable: 'suggestion',
  summary: 'a oneof that is not in lower_snake_case gets names that nobody wrote',
  why:
    'A oneof is not on the wire, but it is in generated code: an accessor, an enum of its cases, an interface. ' +
    'Generators make these names of words separated by underscores, as they do for fields, and the oneof stands ' +
    'among the fields of its message. In another case it looks like a type and is taken apart differently in ' +
    'every language.',
  aliases: { buf: 'ONEOF_LOWER_SNAKE_CASE' },
  messages: {
    case: "oneof '{name}' is not lower_snake_case",
  },
  visit: {
    oneof(oneof, ctx) {
      const { name } = oneof;
      const wanted = lowerSnakeCase(name);
      if (name === wanted) return;
      ctx.report({ message: 'case', at: oneof.node.name, data: { name }, ...renaming(ctx.workspace, oneof, wanted) });
    },
  },
});
