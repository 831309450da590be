// Services whose name does not say that they are one.

import * as z from 'zod/mini';
import { defineRule } from '../../src/engine/define-rule.ts';
import { renaming } from '../../src/model/rename.ts';

export default defineRule({
  id: 'service-suffix',
  group: 'naming',
  severity: 'warning',
  presets: ['buf-standard'],
  since: '0.1.0',
  fixable: 'suggestion',
  summary: 'a service without the common ending takes the name of the thing that it serves',
  why:
    'A service and the message that it serves would both like to be called `Order`, and one of them has to give way. ' +
    'With one ending for all services the plain name is free for the message, and clients, servers, logs and access ' +
    'rules show at a glance what is called and what is sent.',
  aliases: { buf: 'SERVICE_SUFFIX', protolint: 'SERVICE_NAMES_END_WITH' },
  messages: {
    suffix: "service '{name}' does not end with '{suffix}'",
  },
  options: z.strictObject({
    /** What the name of a service ends with. */
    suffix: z._default(z.string(), 'Service'),
  }),
  visit: {
    service(service, ctx) {
      const { suffix } = ctx.options;
      const { name, node } = service;
      if (name.endsWith(suffix)) return;
      ctx.report({
        message: 'suffix',
        at: node.name,
        data: { name, suffix },
        ...renaming(ctx.workspace, service, suffixed(name, suffix)),
      });
    },
  },
});

/** `Rankservice` and `RankServices` have the ending nearly; it is not added to them. */
function suffixed(name: string, suffix: string): string {
  const lower = name.toLowerCase();
  const ending = [suffix, `${suffix}s`].find((near) => lower.endsWith(near.toLowerCase()));
  return name.slice(0, name.length - (ending?.length ?? 0)) + suffix;
}
