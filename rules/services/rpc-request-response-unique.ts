// Messages that several methods share as request or response. Which methods use a message is a fact of model/message-uses.

import * as z from 'zod/mini';
import type { RelatedPlace } from '../../src/diagnostics/finding.ts';
import { defineRule } from '../../src/engine/define-rule.ts';
import { type MethodUses, methodUses } from '../../src/model/message-uses.ts';
import type { MethodDescriptor } from '../../src/model/proto/schema/descriptor.ts';

const EMPTY = 'google.protobuf.Empty';
const HELP = 'give each rpc a request and a response message of its own';
const MOST_RELATED = 3;

export default defineRule({
  id: 'rpc-request-response-unique',
  group: 'services',
  severity: 'warning',
  presets: ['buf-standard'],
  since: '0.1.0',
  fixable: 'no',
  summary: 'a message that two rpcs share cannot be changed for one of them',
  why:
    'Sooner or later one rpc needs a field that makes no sense in the other: a page size, a reason, a warning beside ' +
    'the result. In a message of its own that is a field more. In a shared one the field is there for both, and its ' +
    'comment explains when to leave it empty; in google.protobuf.Empty it cannot be added at all, and every client has ' +
    'to change to another type.',
  aliases: { buf: 'RPC_REQUEST_RESPONSE_UNIQUE' },
  messages: {
    same: "rpc '{name}' has '{type}' as request and as response",
    shared: "'{type}' is the request or response of {count} rpcs, '{name}' among them",
    request: "'{type}' is the request of {count} rpcs, '{name}' among them",
    response: "'{type}' is the response of {count} rpcs, '{name}' among them",
  },
  options: z.strictObject({
    /** One message may be both request and response of the same rpc. */
    allowSameRequestResponse: z._default(z.boolean(), false),
    /** Several rpcs may take google.protobuf.Empty. */
    allowEmptyRequests: z._default(z.boolean(), false),
    /** Several rpcs may return google.protobuf.Empty. */
    allowEmptyResponses: z._default(z.boolean(), false),
  }),
  visit: {
    method(method, ctx) {
      const { name, node, input, output } = method;
      const { allowSameRequestResponse, allowEmptyRequests, allowEmptyResponses } = ctx.options;
      const at = { start: node.start, end: node.name.end };
      const allowsEmpty = allowEmptyRequests && allowEmptyResponses;
      const isSame = input !== undefined && input.fullName === output?.fullName;
      if (isSame && !allowSameRequestResponse && !(allowsEmpty && input.fullName === EMPTY)) {
        ctx.report({ message: 'same', at, data: { name, type: input.fullName }, help: HELP });
      }
      const uses = methodUses(ctx.workspace);
      for (const message of isSame ? [input] : [input, output]) {
        const type = message?.fullName ?? '';
        for (const [use, users] of sharedUses(method, type, uses.get(type), ctx.options)) {
          const data = { name, type, count: users.length };
          ctx.report({ message: use, at, data, help: HELP, related: otherUsers(users, method) });
        }
      }
    },
  },
});

type Shared = readonly ['shared' | 'request' | 'response', readonly MethodDescriptor[]];
const NONE: readonly Shared[] = [];

/** Where Empty is allowed on one side only, what counts are the uses on the other side. */
function sharedUses(
  { input, output }: MethodDescriptor,
  type: string,
  uses: MethodUses | undefined,
  { allowEmptyRequests, allowEmptyResponses }: { allowEmptyRequests: boolean; allowEmptyResponses: boolean },
): readonly Shared[] {
  if (!uses || uses.either.length < 2) return NONE;
  if (type !== EMPTY || !(allowEmptyRequests || allowEmptyResponses)) return [['shared', uses.either]];
  const { requests, responses } = uses;
  if (!allowEmptyRequests && input?.fullName === EMPTY && requests.length > 1) return [['request', requests]];
  if (!allowEmptyResponses && output?.fullName === EMPTY && responses.length > 1) return [['response', responses]];
  return NONE;
}

function otherUsers(users: readonly MethodDescriptor[], method: MethodDescriptor): RelatedPlace[] {
  const others = users.slice(0, MOST_RELATED + 1).filter((user) => user !== method);
  return others.slice(0, MOST_RELATED).map(({ file, node, fullName }) => {
    const { start, end } = node.name;
    return { path: file.path, start, end, message: `'${fullName}' uses it too` };
  });
}
