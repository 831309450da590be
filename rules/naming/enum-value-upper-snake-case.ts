// Names of enum values that are not in UPPER_SNAKE_CASE. How that is spelt is a fact of model/letter-case.

import { defineRule } from '../../src/engine/define-rule.ts';
import { upperSnakeCase } from '../../src/model/letter-case.ts';
import { renaming } from '../../src/model/rename.ts';

export default defineRule({
  id: 'enum-value-upper-snake-case',
  group: 'naming',
  severity: 'error',
  presets: ['buf-basic', 'strict'],
  since: '0.1.0',
  fixable: 'suggestion',
  summary: 'an enum value that is not in UPPER_SNAKE_CASE reads like a field or a type',
  why:
    'Enum values are constants in every language, and ProtoJSON carries their names as they are written. Capitals ' +
    "say so wherever the name appears. Generators also strip the enum's name from those of its values and change " +
    'the case of the rest, which works on words that underscores separate and on nothing else.',
  aliases: {
    buf: 'ENUM_VALUE_UPPER_SNAKE_CASE',
    protolint: 'ENUM_FIELD_NAMES_UPPER_SNAKE_CASE',
    apiLinter: 'core::0126::upper-snake-values',
  },
  messages: {
    case: "enum value '{name}' is not UPPER_SNAKE_CASE",
  },
  visit: {
    enumValue(value, ctx) {
      const { name } = value;
      const wanted = upperSnakeCase(name);
      if (name === wanted) return;
      ctx.report({ message: 'case', at: value.node.name, data: { name }, ...renaming(ctx.workspace, value, wanted) });
    },
  },
});
