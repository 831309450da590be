// Enum values that do not begin with the name of their enum. How a name gets its case is a fact of model/letter-case.

import { defineRule } from '../../src/engine/define-rule.ts';
import { upperSnakeCase } from '../../src/model/letter-case.ts';
import { renaming } from '../../src/model/rename.ts';

export default defineRule({
  id: 'enum-value-prefix',
  group: 'naming',
  severity: 'warning',
  presets: ['buf-standard', 'strict'],
  since: '0.1.0',
  fixable: 'suggestion',
  summary: "an enum value without its enum's name takes the name from everything around",
  why:
    'The scope of an enum value is the one that its enum stands in: two enums of a package cannot both have a value ' +
    'ACTIVE, and in C and C++ a value ERROR or IN meets the macros of system headers. With the name of the enum before ' +
    'it a value is unique, and says in a log or in JSON what it is a value of. Languages with scoped enums lose ' +
    'nothing, as their generators take the prefix off again.',
  aliases: { buf: 'ENUM_VALUE_PREFIX', protolint: 'ENUM_FIELD_NAMES_PREFIX' },
  messages: {
    prefix: "enum value '{name}' does not begin with '{prefix}'",
  },
  visit: {
    enum(enumeration, ctx) {
      const prefix = `${upperSnakeCase(enumeration.name)}_`;
      for (const value of enumeration.values) {
        const { name, node } = value;
        if (name.startsWith(prefix)) continue;
        ctx.report({
          message: 'prefix',
          at: node.name,
          data: { name, prefix },
          ...renaming(ctx.workspace, value, prefixed(name, prefix)),
        });
      }
    },
  },
});

/** The prefix before the name, where the name does not begin with it in part or with other underscores. */
function prefixed(name: string, prefix: string): string {
  const upper = upperSnakeCase(withoutPrefix(name, prefix));
  for (let at = 0; at < prefix.length; at = prefix.indexOf('_', at) + 1) {
    if (upper.startsWith(prefix.slice(at))) return prefix.slice(0, at) + upper;
  }
  return prefix + upper;
}

/** In `HTTPMethod`, `HTTPMETHOD_GET` has a prefix too. */
function withoutPrefix(name: string, prefix: string): string {
  let at = 0;
  for (const letter of prefix) {
    if (letter === '_') continue;
    while (name.charAt(at) === '_') at += 1;
    if (name.charAt(at).toUpperCase() !== letter) return name;
    at += 1;
  }
  return name.charAt(at) === '_' && at < name.length - 1 ? name.slice(at + 1) : name;
}
