// Types that subsystems share without a contract. Who imports what is a fact of the register; this file only judges.

import { defineRule } from '../../src/engine/define-rule.ts';

const MOST_NAMED = 6;

export default defineRule({
  id: 'shared-type-outside-contracts',
  group: 'governance',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  fixable: 'no',
  summary: 'a data type that several subsystems import stands outside the contracts',
  why: "A dataclass or interface that three subsystems import is a contract that nobody versions: a changed field breaks all of them at once, no golden fixture notices, and each message is wrapped once more on its way. 'leyline register' finds such types; how many subsystems are several is set by 'register.threshold'.",
  source: 'ADR-006',
  messages: { shared: "'{name}' is imported by {count} other subsystems: {subsystems}" },
  visit: {
    sharedType({ name, importedBy, contract, imports, path, start, end }, ctx) {
      const more = importedBy.length - MOST_NAMED;
      const named = [...importedBy.slice(0, MOST_NAMED), ...(more > 0 ? [`and ${more} more`] : [])];
      ctx.report({
        message: 'shared',
        data: { name, count: importedBy.length, subsystems: named.join(', ') },
        at: { path, start, end },
        help:
          contract === undefined
            ? 'declare it in the contracts and import the generated binding instead'
            : `import the generated binding of ${contract}, which it repeats`,
        related: imports.slice(0, MOST_NAMED),
      });
    },
  },
});
