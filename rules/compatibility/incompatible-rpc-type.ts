// Methods whose request or response has another shape. A type of another name and the same shape is the same.

import { defineRule } from '../../src/engine/define-rule.ts';
import { placeAfter } from '../../src/model/change/change-place.ts';
import { haveSameMessageShape } from '../../src/model/change/wire-shape.ts';

export default defineRule({
  id: 'incompatible-rpc-type',
  group: 'compatibility',
  severity: 'error',
  presets: ['breaking-wire', 'breaking-wire-json'],
  since: '0.2.0',
  fixable: 'no',
  summary: 'an rpc whose request or response has another shape is not understood by the other side',
  why: 'Neither bytes nor JSON carry the name of the type. A type that was renamed with all its fields changes nothing for a client of before; a type with other fields does.',
  checksFrozen: true,
  messages: {
    changed: "the {part} of rpc '{name}' was {from} and is {to}, which has another shape",
  },
  visit: {
    change(change, ctx) {
      if (change.kind !== 'method-changed') return;
      if (change.aspect !== 'request' && change.aspect !== 'response') return;
      const { before, after, aspect: part, from = '', to = '' } = change;
      const [old, fresh] = part === 'request' ? [before.input, after.input] : [before.output, after.output];
      if (old && fresh && haveSameMessageShape(old, fresh, 'json')) return;
      ctx.report({ message: 'changed', data: { part, name: after.fullName, from, to }, at: placeAfter(change) });
    },
  },
});
