// Names of enums that are not in PascalCase. How that is spelt is a fact of model/letter-case.

import { defineRule } from '../../src/engine/define-rule.ts';
import { pascalCase, pascalCaseOfWords } from '../../src/model/letter-case.ts';
import { renaming } from '../../src/model/rename.ts';

export default defineRule({
  id: 'enum-pascal-case',
  group: 'naming',
  severity: 'error',
  presets: ['buf-basic', 'strict'],
  since: '0.1.0',
  fixable: 'suggestion',
  summary: 'an enum that is not in PascalCase gets another name in every language',
  why:
    'Generators make type names of enum names. What already is in PascalCase stays the same in all of them; the ' +
    'rest is kept in one language, capitalised in the next and stripped of its underscores in a third, so that ' +
    "nobody who searches for the type finds all of its uses. The prefix of the enum's values follows from its " +
    'name too, and words that run together there cannot be told apart.',
  aliases: { buf: 'ENUM_PASCAL_CASE', protolint: 'ENUM_NAMES_UPPER_CAMEL_CASE' },
  messages: {
    case: "enum '{name}' is not PascalCase",
  },
  visit: {
    enum(enumeration, ctx) {
      const { name } = enumeration;
      if (name === pascalCase(name)) return;
      const wanted = pascalCaseOfWords(name);
      ctx.report({
        message: 'case',
        at: enumeration.node.name,
        data: { name },
        ...renaming(ctx.workspace, enumeration, wanted),
      });
    },
  },
});
