// Fields that joined or left a oneof in a way that loses data. One field alone in a new oneof is the same in bytes.

import { defineRule } from '../../src/engine/define-rule.ts';
import { placeOf } from '../../src/model/change/change-place.ts';

export default defineRule({
  id: 'risky-oneof-move',
  group: 'compatibility',
  severity: 'error',
  presets: ['breaking-wire', 'breaking-wire-json'],
  since: '0.2.0',
  fixable: 'no',
  summary: 'a field that joins a oneof of others may erase them, or be erased by them',
  why: 'A message of before may have several of the fields set; of a oneof, only the last one read is kept. A field that is moved into a new oneof of its own loses nothing. Leaving a oneof is as harmful: a reader that still has it drops what came first.',
  checksFrozen: true,
  messages: {
    joined: "field '{field}' moved into oneof '{oneof}', which has other fields",
    left: "field '{field}' moved out of oneof '{oneof}', which had other fields",
  },
  visit: {
    change(change, ctx) {
      if (change.kind !== 'field-changed' || change.aspect !== 'oneof') return;
      const { before, after } = change;
      const old = before.oneof?.fields ?? [];
      const fresh = after.oneof?.fields ?? [];
      // a oneof that was renamed as a whole
      const numbers = new Set(old.map(({ number }) => number));
      if (old.length > 0 && fresh.length > 0 && fresh.every(({ number }) => numbers.has(number))) return;
      const field = after.name;
      const known = new Set(before.parent?.fields.map(({ number }) => number));
      const others = fresh.filter(({ number }) => number !== after.number && known.has(number));
      if (after.oneof && others.length > 0) {
        ctx.report({ message: 'joined', data: { field, oneof: after.oneof.name }, at: placeOf(after) });
      } else if (before.oneof && old.length > 1) {
        ctx.report({ message: 'left', data: { field, oneof: before.oneof.name }, at: placeOf(after) });
      }
    },
  },
});
