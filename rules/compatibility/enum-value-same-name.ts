// Numbers of enums that lost a name. A further name for a number takes nothing away.

import { defineRule } from '../../src/engine/define-rule.ts';
import { valuesNumbered } from '../../src/model/change/enum-values.ts';

export default defineRule({
  id: 'enum-value-same-name',
  group: 'compatibility',
  severity: 'error',
  presets: [
    'breaking-wire-json',
    'breaking-source',
    'breaking-strict',
    'buf-file',
    'buf-package',
    'buf-wire-json',
    'buf-csr',
  ],
  since: '0.2.0',
  fixable: 'no',
  summary: 'an enum value with another name breaks JSON and the code that names it',
  why: 'JSON and text format carry the name, and generated code is written with it. Readers of the old JSON refuse it, and code does not build. An alias beside the old name is safe.',
  aliases: { buf: 'ENUM_VALUE_SAME_NAME' },
  checksFrozen: true,
  messages: {
    renamed: "value {number} of enum '{enum}' was called {before} and is called {after}",
  },
  visit: {
    change(change, ctx) {
      if (change.kind !== 'enum-value-removed' && change.kind !== 'enum-value-changed') return;
      if (change.kind === 'enum-value-changed' && change.aspect !== 'name') return;
      const enumeration = change.kind === 'enum-value-changed' ? change.after.parent : change.survivor;
      if (enumeration?.kind !== 'enum') return;
      const { number, parent } = change.before;
      const present = valuesNumbered(enumeration, number);
      const namesNow = new Set(present.map(({ name }) => name));
      const namesBefore = valuesNumbered(parent, number).map(({ name }) => name);
      if (present.length === 0 || namesBefore.every((name) => namesNow.has(name))) return;
      const data = {
        number,
        enum: enumeration.fullName,
        before: namesBefore.sort().join(', '),
        after: [...namesNow].sort().join(', '),
      };
      for (const { node, name, file } of present) {
        const { start, end } = node.number ?? node;
        ctx.report({
          message: 'renamed',
          data,
          at: { path: file.path, start, end },
          help: `call it as before, and keep '${name}' as an alias if need be`,
        });
      }
    },
  },
});
