// Requests that are not called like their method.

import * as z from 'zod/mini';
import { defineRule } from '../../src/engine/define-rule.ts';
import { pascalCase } from '../../src/model/letter-case.ts';
import { isOnlyUsedBy } from '../../src/model/message-uses.ts';
import { renameFix } from '../../src/model/rename.ts';

export default defineRule({
  id: 'rpc-request-standard-name',
  group: 'services',
  severity: 'warning',
  presets: ['buf-standard'],
  since: '0.1.0',
  fixable: 'suggestion',
  summary: 'a request that is not called like its rpc ties the rpc to something else',
  why:
    'A request called like its rpc belongs to it, and everybody sees that: it can get a field when the rpc needs one, ' +
    'and is found in code by the name of the call. A request that is called like a thing, `Order` or `Filter`, is soon ' +
    'used for other purposes too, and then no field can be added for the rpc alone.',
  aliases: { buf: 'RPC_REQUEST_STANDARD_NAME' },
  messages: {
    name: "request of rpc '{rpc}' is called '{name}'",
  },
  options: z.strictObject({
    /** google.protobuf.Empty will do. */
    allowEmptyRequests: z._default(z.boolean(), false),
  }),
  visit: {
    method(method, ctx) {
      const { input: message, parent, node } = method;
      if (!message) return;
      const wanted = `${pascalCase(method.name)}Request`;
      const longer = pascalCase(parent.name) + wanted;
      if (message.name === wanted || message.name === longer) return;
      if (ctx.options.allowEmptyRequests && message.fullName === 'google.protobuf.Empty') return;
      const isOwn = isOnlyUsedBy(ctx.workspace, message, method);
      ctx.report({
        message: 'name',
        at: node.input.type,
        data: { rpc: method.name, name: message.name },
        help: `${isOwn ? 'rename it to' : 'give it a message of its own called'} '${wanted}' or '${longer}'`,
        fix: isOwn ? renameFix(ctx.workspace, message, wanted) : undefined,
      });
    },
  },
});
