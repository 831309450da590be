// Methods that take a stream of requests.

import { defineRule } from '../../src/engine/define-rule.ts';

export default defineRule({
  id: 'rpc-no-client-streaming',
  group: 'services',
  severity: 'warning',
  presets: ['buf-unary-rpc'],
  since: '0.1.0',
  fixable: 'no',
  summary: 'a stream of requests does not get through everything that calls pass on their way',
  why:
    'Browsers cannot send such a stream, HTTP/1.1 cannot carry one beside its response, and many proxies, gateways and ' +
    'load balancers hold back or refuse what they cannot buffer. A stream has no retry either: when it breaks, nobody ' +
    'knows how much of it arrived. Several plain calls, each with a part and a number, can be repeated.',
  aliases: { buf: 'RPC_NO_CLIENT_STREAMING' },
  messages: {
    streaming: "rpc '{name}' takes a stream",
  },
  visit: {
    method({ name, node, clientStreaming }, ctx) {
      if (!clientStreaming) return;
      ctx.report({
        message: 'streaming',
        at: { start: node.start, end: node.name.end },
        data: { name },
        help: 'take one request with a repeated field, or let clients call several times',
      });
    },
  },
});
