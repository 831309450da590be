// Zero values of enums that do not say that nothing was said. Which number comes first is another rule's business.

import * as z from 'zod/mini';
import { defineRule } from '../../src/engine/define-rule.ts';
import { upperSnakeCase } from '../../src/model/letter-case.ts';
import type { EnumValueDescriptor } from '../../src/model/proto/schema/descriptor.ts';
import { renaming } from '../../src/model/rename.ts';

/** Words for having no value; `NONE`, `DEFAULT` and `OK` are left out: mostly they are values. */
const PLACEHOLDERS = [
  ...['UNSPECIFIED', 'UNSPEC', 'UNKNOWN', 'UNDEFINED', 'UNDEF', 'UNSET', 'NOT_SET', 'NOTSET', 'NOT_SPECIFIED'],
  ...['INVALID', 'NULL', 'NIL'],
];

export default defineRule({
  id: 'enum-zero-value-suffix',
  group: 'naming',
  severity: 'warning',
  presets: ['buf-standard', 'strict'],
  since: '0.1.0',
  fixable: 'suggestion',
  summary: 'a zero value with a meaning is what everybody says who said nothing',
  why:
    'Zero is what a reader gets for an enum field that nobody set, be it that the writer forgot it or is older than ' +
    'the field. If zero means OK or EUR, all these messages say OK or EUR, and nobody can tell them from those that ' +
    'mean it. A zero value that is only there to say that nothing was said makes the difference visible.',
  aliases: {
    buf: 'ENUM_ZERO_VALUE_SUFFIX',
    protolint: 'ENUM_FIELD_NAMES_ZERO_VALUE_END_WITH',
    apiLinter: 'core::0126::unspecified',
  },
  messages: {
    suffix: "zero value '{name}' does not end with '{suffix}'",
  },
  options: z.strictObject({
    /** What the name of a zero value ends with. */
    suffix: z._default(z.string(), '_UNSPECIFIED'),
  }),
  visit: {
    enumValue(value, ctx) {
      const { suffix } = ctx.options;
      const { name, number } = value;
      if (number !== 0 || name.endsWith(suffix)) return;
      const wanted = renamed(value, suffix);
      ctx.report({
        message: 'suffix',
        at: value.node.name,
        data: { name, suffix },
        ...(wanted === undefined
          ? { help: `where 0 has a meaning, give that another number and 0 to a value ending with '${suffix}'` }
          : renaming(ctx.workspace, value, wanted)),
      });
    },
  },
});

/** The name with the suffix for its last words, where these mean as little. */
function renamed({ name, parent }: EnumValueDescriptor, suffix: string): string | undefined {
  const upper = upperSnakeCase(name);
  const prefix = upperSnakeCase(parent.name);
  const ending = suffix.startsWith('_') ? suffix : `_${suffix}`;
  if (upper === prefix) return prefix + ending;
  for (const word of PLACEHOLDERS) {
    if (upper === word) return prefix + ending;
    if (upper.endsWith(`_${word}`)) return upper.slice(0, -word.length - 1) + ending;
  }
  return undefined;
}
