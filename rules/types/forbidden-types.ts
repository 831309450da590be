// Types that the configuration forbids. Without options nothing is.

import * as z from 'zod/mini';
import { defineRule } from '../../src/engine/define-rule.ts';
import type { FieldDescriptor, MessageDescriptor } from '../../src/model/proto/schema/descriptor.ts';
import { valueField } from '../../src/model/schema-graph.ts';

const FORBIDDEN = z.union([
  z.string(),
  z.strictObject({
    type: z.string(),
    /** Why it is forbidden, or what to use instead; shown with each finding. */
    reason: z.string(),
  }),
]);
type Forbidden = z.output<typeof FORBIDDEN>;

export default defineRule({
  id: 'forbidden-types',
  group: 'types',
  severity: 'error',
  presets: [],
  since: '0.1.0',
  fixable: 'no',
  summary: 'types that this project has agreed not to use',
  why:
    'Some types work everywhere except in the languages that a project has: unsigned 64-bit integers are signed in ' +
    'Java and inexact in JavaScript, fixed widths surprise who expects a varint, Any moves every check to run time. ' +
    'Which of them a project avoids is its own decision; written down here, it holds for all contracts.',
  aliases: { apiLinter: 'core::0141::forbidden-types' },
  messages: {
    field: "field '{name}' has the forbidden type {type}",
    key: "map '{name}' has keys of the forbidden type {type}",
    value: "map '{name}' has values of the forbidden type {type}",
    request: "method '{name}' takes the forbidden type {type}",
    response: "method '{name}' returns the forbidden type {type}",
  },
  options: z.strictObject({
    /** Scalars (`uint32`) and full names of messages and enums (`google.protobuf.Any`), alone or with a reason. */
    types: z._default(z.array(FORBIDDEN), []),
  }),
  visit: {
    field(field, ctx) {
      const { types } = ctx.options;
      if (types.length === 0) return;
      const { name } = field;
      const written = field.node.type;
      if (written.kind === 'map') {
        const [key] = field.message?.fields ?? [];
        const forbiddenKey = key && forbidden(types, key.type);
        if (forbiddenKey) ctx.report({ message: 'key', at: written.key, ...saying(forbiddenKey, name) });
      }
      const found = forbidden(types, typeName(valueField(field)));
      if (!found) return;
      if (written.kind === 'map') ctx.report({ message: 'value', at: written.value, ...saying(found, name) });
      else ctx.report({ message: 'field', at: written, ...saying(found, name) });
    },
    method({ name, node, input, output }, ctx) {
      const { types } = ctx.options;
      if (types.length === 0) return;
      const taken = forbiddenMessage(types, input);
      if (taken) ctx.report({ message: 'request', at: node.input.type, ...saying(taken, name) });
      const returned = forbiddenMessage(types, output);
      if (returned) ctx.report({ message: 'response', at: node.output.type, ...saying(returned, name) });
    },
  },
});

function typeName(field: FieldDescriptor): string {
  return (field.message ?? field.enum)?.fullName ?? field.type;
}

function forbiddenMessage(types: readonly Forbidden[], message: MessageDescriptor | undefined) {
  return message && forbidden(types, message.fullName);
}

const setOf = new WeakMap<readonly Forbidden[], ReadonlyMap<string, Forbidden>>();

function forbidden(types: readonly Forbidden[], name: string): Forbidden | undefined {
  let byName = setOf.get(types);
  if (!byName) {
    byName = new Map(types.map((each) => [(typeof each === 'string' ? each : each.type).replace(/^\./, ''), each]));
    setOf.set(types, byName);
  }
  return byName.get(name);
}

function saying(found: Forbidden, name: string) {
  const type = typeof found === 'string' ? found : found.type;
  const help =
    typeof found === 'string' ? 'use another type; this project has agreed not to use this one' : found.reason;
  return { data: { name, type }, help };
}
