// Responses that are not called like their method.

import * as z from 'zod/mini';
import { defineRule } from '../../src/engine/define-rule.ts';
import { pascalCase } from '../../src/model/letter-case.ts';
import { isOnlyUsedBy } from '../../src/model/message-uses.ts';
import { renameFix } from '../../src/model/rename.ts';

export default defineRule({
  id: 'rpc-response-standard-name',
  group: 'services',
  severity: 'warning',
  presets: ['buf-standard'],
  since: '0.1.0',
  fixable: 'suggestion',
  summary: 'a response that is not called like its rpc ties the rpc to something else',
  why:
    'A response called like its rpc belongs to it, and can get a token for the next page, a warning or a second result ' +
    'when the rpc needs one. An rpc that returns the thing itself, `Order`, has no place for what is true of the answer ' +
    'and not of the order; the first such field means another type for every client.',
  aliases: { buf: 'RPC_RESPONSE_STANDARD_NAME' },
  messages: {
    name: "response of rpc '{rpc}' is called '{name}'",
  },
  options: z.strictObject({
    /** google.protobuf.Empty will do. */
    allowEmptyResponses: z._default(z.boolean(), false),
  }),
  visit: {
    method(method, ctx) {
      const { output: message, parent, node } = method;
      if (!message) return;
      const wanted = `${pascalCase(method.name)}Response`;
      const longer = pascalCase(parent.name) + wanted;
      if (message.name === wanted || message.name === longer) return;
      if (ctx.options.allowEmptyResponses && message.fullName === 'google.protobuf.Empty') return;
      const isOwn = isOnlyUsedBy(ctx.workspace, message, method);
      ctx.report({
        message: 'name',
        at: node.output.type,
        data: { rpc: method.name, name: message.name },
        help: `${isOwn ? 'rename it to' : 'give it a message of its own called'} '${wanted}' or '${longer}'`,
        fix: isOwn ? renameFix(ctx.workspace, message, wanted) : undefined,
      });
    },
  },
});
