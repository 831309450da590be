// Golden fixtures larger than the budget for messages. Sizes are facts of the contract set; this file only judges.

import { defineRule } from '../../src/engine/define-rule.ts';

export default defineRule({
  id: 'message-over-budget',
  group: 'governance',
  severity: 'error',
  presets: ['recommended'],
  since: '0.1.0',
  fixable: 'no',
  summary: 'a golden fixture is larger than the declared budget',
  why:
    'A budget for the size of a message holds only while somebody measures real ones, and golden fixtures are that. A ' +
    'message that grows past its budget does so one harmless field at a time. A fixture that is large on purpose says so ' +
    'with a `budget` of its own in the manifest. Frozen versions cannot shrink any more and are not measured.',
  source: '§8.0.5, message-contracts',
  messages: {
    total: "golden fixture '{fixture}' has {size} bytes, over the budget of {budget}",
    own: "golden fixture '{fixture}' has {size} bytes, over its own budget of {budget}",
  },
  visit: {
    workspace({ contracts }, ctx) {
      const { golden = [], manifest, maxMessageSize } = contracts;
      for (const { version, rows } of golden) {
        const status = manifest?.versions.find(({ name }) => name.value === version)?.status.value;
        if (status === 'frozen') continue;
        for (const { name, size, budget } of rows) {
          const most = budget?.value ?? maxMessageSize;
          if (!size || most === undefined || size.value <= most) continue;
          ctx.report({
            message: budget ? 'own' : 'total',
            data: { fixture: `${version}/${name.value}`, size: size.value, budget: most },
            at: size.place,
            help: "make the message smaller, or give the fixture a 'budget' of its own",
          });
        }
      }
    },
  },
});
