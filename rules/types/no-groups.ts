// Groups: a field and a message in one statement, as proto2 has them.

import { defineRule } from '../../src/engine/define-rule.ts';

export default defineRule({
  id: 'no-groups',
  group: 'types',
  severity: 'warning',
  presets: ['strict'],
  since: '0.1.0',
  fixable: 'no',
  summary: 'groups are deprecated, and many runtimes read them slowly or not at all',
  why:
    'A group is a field and a message under one name in two spellings, with a wire format of its own that has no ' +
    'length in front: a reader who does not know it has to read through it to skip it. proto3 and editions have no ' +
    'groups; a file that uses them cannot be converted without changing the wire or saying so in a feature.',
  aliases: { protolint: 'PROTO3_GROUPS_AVOID' },
  messages: {
    group: "field '{name}' is a group",
  },
  visit: {
    field({ name, node }, ctx) {
      if (!node.group) return;
      const help =
        'write a message and a field of it; this changes the wire, so a released group stays until it is reserved';
      ctx.report({ message: 'group', at: { start: node.type.start, end: node.name.end }, data: { name }, help });
    },
  },
});
