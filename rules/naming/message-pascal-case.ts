// Names of messages that are not in PascalCase. How that is spelt is a fact of model/letter-case.

import { defineRule } from '../../src/engine/define-rule.ts';
import { pascalCase, pascalCaseOfWords } from '../../src/model/letter-case.ts';
import { renaming } from '../../src/model/rename.ts';

export default defineRule({
  id: 'message-pascal-case',
  group: 'naming',
  severity: 'error',
  presets: ['buf-basic', 'strict'],
  since: '0.1.0',
  fixable: 'suggestion',
  summary: 'a message that is not in PascalCase gets another name in every language',
  why:
    'Generators make class and struct names of message names. What already is in PascalCase stays the same in all ' +
    'of them; the rest is kept in one language, capitalised in the next and stripped of its underscores in a ' +
    'third. Underscores also stand for nesting in C++ and Go: `Order_Item` is what a message Item inside Order is ' +
    'called there, and two messages can come to have one name.',
  aliases: { buf: 'MESSAGE_PASCAL_CASE', protolint: 'MESSAGE_NAMES_UPPER_CAMEL_CASE' },
  messages: {
    case: "message '{name}' is not PascalCase",
  },
  visit: {
    message(message, ctx) {
      const { name } = message;
      if (name === pascalCase(name)) return;
      const wanted = pascalCaseOfWords(name);
      ctx.report({
        message: 'case',
        at: message.nameSpan,
        data: { name },
        ...renaming(ctx.workspace, message, wanted),
      });
    },
  },
});
