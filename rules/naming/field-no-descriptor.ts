// Fields whose name generated code needs for itself.

import { defineRule } from '../../src/engine/define-rule.ts';

const NAME = /^_*descriptor_*$/i;

export default defineRule({
  id: 'field-no-descriptor',
  group: 'naming',
  severity: 'warning',
  presets: [],
  since: '0.1.0',
  fixable: 'no',
  summary: "a field called 'descriptor' meets a member that generated classes have already",
  why:
    'Generated messages of most languages carry their own description under this name: `descriptor()` in C++, ' +
    '`getDescriptor()` in Java, `Descriptor` in C# and Go, `DESCRIPTOR` in Python. A field of that name is renamed ' +
    'there by the generator, hides the description, or does not compile.',
  aliases: { buf: 'FIELD_NO_DESCRIPTOR' },
  messages: {
    name: "field '{name}' is called like the description that generated messages carry",
  },
  visit: {
    field({ name, node }, ctx) {
      if (name.length < 10 || !NAME.test(name)) return;
      ctx.report({
        message: 'name',
        at: node.name,
        data: { name },
        help: "say what it describes: 'type_descriptor', or another word such as 'schema'",
      });
    },
  },
});
