// Methods that return a stream of responses.

import { defineRule } from '../../src/engine/define-rule.ts';

export default defineRule({
  id: 'rpc-no-server-streaming',
  group: 'services',
  severity: 'warning',
  presets: ['buf-unary-rpc'],
  since: '0.1.0',
  fixable: 'no',
  summary: 'a stream of responses ties a client to one server for as long as it lasts',
  why:
    'A stream stays open across timeouts, deployments and load balancing: what is in between cuts it off after some ' +
    'minutes, a server cannot stop until it ends, and a client that loses it has to know how to go on from the middle. ' +
    'A plain call that returns a page and a token for the next one can be repeated, cached and balanced.',
  aliases: { buf: 'RPC_NO_SERVER_STREAMING' },
  messages: {
    streaming: "rpc '{name}' returns a stream",
  },
  visit: {
    method({ name, node, serverStreaming }, ctx) {
      if (!serverStreaming) return;
      ctx.report({
        message: 'streaming',
        at: { start: node.start, end: node.name.end },
        data: { name },
        help: 'return a page of results with a token for the next one, or let clients ask again',
      });
    },
  },
});
