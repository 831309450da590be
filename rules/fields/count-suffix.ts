// Counters named `num_things` or `number_of_things` instead of `thing_count`.

import { defineRule } from '../../src/engine/define-rule.ts';
import { singular } from '../../src/model/plural.ts';
import { PREPOSITIONS } from '../../src/model/prepositions.ts';
import type { FieldType } from '../../src/model/proto/schema/descriptor.ts';
import { renaming } from '../../src/model/rename.ts';

const INTEGERS = new Set<FieldType>([
  ...(['int32', 'int64', 'uint32', 'uint64', 'sint32', 'sint64'] as const),
  ...(['fixed32', 'fixed64', 'sfixed32', 'sfixed64'] as const),
]);

/** They tie the noun to something else. */
const NOT_ALONE = new Set([...PREPOSITIONS, 'per']);

const PREFIX = /^(?:num|number_of|no_of)_(?=[a-z])/;

export default defineRule({
  id: 'count-suffix',
  group: 'fields',
  severity: 'warning',
  presets: [],
  since: '0.1.0',
  fixable: 'suggestion',
  summary: 'counters named in two ways are found by neither',
  why:
    '`num_nodes`, `number_of_nodes` and `node_count` are one thing under three names, and a contract that has them all ' +
    'makes its users look each one up. With the suffix, what is counted comes first, next to the other fields ' +
    'about it when names are sorted, and no name can be read as a number in the sense of an identifier.',
  aliases: { apiLinter: 'core::0141::count-suffix' },
  messages: {
    prefix: "counter '{name}' does not end in '_count'",
  },
  visit: {
    field(field, ctx) {
      const { name, type, label, node } = field;
      if (name.charCodeAt(0) !== 0x6e /* n */ || label === 'repeated' || !INTEGERS.has(type)) return;
      const prefix = PREFIX.exec(name)?.[0];
      if (prefix === undefined) return;
      const wanted = countName(name.slice(prefix.length));
      const data = { name };
      const help = "begin with what is counted and end in '_count'";
      if (wanted === undefined) ctx.report({ message: 'prefix', at: node.name, data, help });
      else ctx.report({ message: 'prefix', at: node.name, data, ...renaming(ctx.workspace, field, wanted) });
    },
  },
});

/** Nothing where more is said than what is counted: `results_per_page`. */
function countName(counted: string): string | undefined {
  const words = counted.split('_');
  if (words.some((word) => NOT_ALONE.has(word))) return undefined;
  return `${counted.slice(0, counted.lastIndexOf('_') + 1)}${singular(words.at(-1) ?? '')}_count`;
}
