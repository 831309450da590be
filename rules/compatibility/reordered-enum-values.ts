// Enum values that changed places, and new ones that do not stand at the end.

import { defineRule } from '../../src/engine/define-rule.ts';
import { nameOf } from '../../src/model/change/change-place.ts';

export default defineRule({
  id: 'reordered-enum-values',
  group: 'compatibility',
  severity: 'error',
  presets: ['breaking-strict'],
  since: '0.2.0',
  fixable: 'no',
  summary: 'an enum value that is not added at the end moves those behind it',
  why: 'Code that goes by position, such as ordinals in Java, tables and generated documentation, reads every value behind it as its neighbour. New values go to the end; old ones stay where they are.',
  source: '§8.4',
  checksFrozen: true,
  messages: {
    moved: "value '{name}' stood {from} and stands {to}",
    inserted: "new value '{name}' stands before values of the version before",
  },
  visit: {
    change(change, ctx) {
      if (change.kind === 'enum-value-added' && change.isInserted) {
        const { after } = change;
        ctx.report({ message: 'inserted', data: { name: after.name }, at: nameOf(after), help: 'move it to the end' });
      } else if (change.kind === 'enum-value-changed' && change.aspect === 'position') {
        const { after, from = '', to = '' } = change;
        ctx.report({ message: 'moved', data: { name: after.name, from, to }, at: nameOf(after) });
      }
    },
  },
});
