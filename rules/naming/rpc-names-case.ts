// Names of methods that are not in the case that the options demand. Without options every case will do.

import * as z from 'zod/mini';
import { defineRule } from '../../src/engine/define-rule.ts';
import { lowerSnakeCase, pascalCaseOfWords, upperSnakeCase } from '../../src/model/letter-case.ts';
import { renaming } from '../../src/model/rename.ts';

const CASES = {
  lowerCamelCase: (name: string) => {
    const pascal = pascalCaseOfWords(name);
    return pascal.charAt(0).toLowerCase() + pascal.slice(1);
  },
  lower_snake_case: lowerSnakeCase,
  UPPER_SNAKE_CASE: upperSnakeCase,
} as const;

export default defineRule({
  id: 'rpc-names-case',
  group: 'naming',
  severity: 'error',
  presets: [],
  since: '0.1.0',
  fixable: 'suggestion',
  summary: 'methods in several cases cannot be guessed by whoever calls them',
  why:
    'Some trees, often older than the style guide, write methods in another case than PascalCase, and their paths on ' +
    'the wire cannot be changed any more. What such a tree can still have is one case for all: new methods are then ' +
    "called as their neighbours are. Nothing is found until 'case' says which. Leave 'rpc-pascal-case' off beside it.",
  aliases: { protolint: 'RPC_NAMES_CASE' },
  messages: {
    case: "rpc '{name}' is not {wanted}",
  },
  options: z.strictObject({
    /** How all methods are to be written; without it, nothing is checked. */
    case: z.optional(z.enum(['lowerCamelCase', 'lower_snake_case', 'UPPER_SNAKE_CASE'])),
  }),
  visit: {
    method(method, ctx) {
      const wanted = ctx.options.case;
      if (!wanted) return;
      const { name } = method;
      const cased = CASES[wanted](name);
      if (name === cased) return;
      const fix = renaming(ctx.workspace, method, cased);
      ctx.report({ message: 'case', at: method.node.name, data: { name, wanted }, ...fix });
    },
  },
});
