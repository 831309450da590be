// Who uses a message: the methods that take or return it, the fields that hold it. Counted once per workspace.

import type { FieldDescriptor, MessageDescriptor, MethodDescriptor } from './proto/schema/descriptor.ts';
import { valueField } from './schema-graph.ts';
import type { Workspace } from './workspace.ts';

export interface MethodUses {
  /** In order of files and places, each method once in each list. */
  readonly requests: readonly MethodDescriptor[];
  readonly responses: readonly MethodDescriptor[];
  readonly either: readonly MethodDescriptor[];
}

const methodUsesOf = new WeakMap<Workspace, ReadonlyMap<string, MethodUses>>();

/** The methods under check by the full name of what they take or return: a name means one type, wherever it is declared. */
export function methodUses(workspace: Workspace): ReadonlyMap<string, MethodUses> {
  const known = methodUsesOf.get(workspace);
  if (known) return known;
  const uses = new Map<string, Record<keyof MethodUses, MethodDescriptor[]>>();
  const usesOf = ({ fullName }: MessageDescriptor) => {
    const use = uses.get(fullName) ?? { requests: [], responses: [], either: [] };
    uses.set(fullName, use);
    return use;
  };
  for (const { services } of workspace.files) {
    for (const method of services.flatMap(({ methods }) => methods)) {
      const { input, output } = method;
      if (input) usesOf(input).requests.push(method);
      if (output) usesOf(output).responses.push(method);
      if (input) usesOf(input).either.push(method);
      if (output && output.fullName !== input?.fullName) usesOf(output).either.push(method);
    }
  }
  methodUsesOf.set(workspace, uses);
  return uses;
}

/** Nothing but the one method takes or returns the message, and no field holds it. */
export function isOnlyUsedBy(workspace: Workspace, message: MessageDescriptor, method: MethodDescriptor): boolean {
  const users = methodUses(workspace).get(message.fullName)?.either ?? [];
  const isShared = users.length > 1 || method.input === method.output || heldMessages(workspace).has(message.fullName);
  return !isShared && message.file.package === method.file.package;
}

const heldMessagesOf = new WeakMap<Workspace, ReadonlySet<string>>();

/** Full names of the messages that some field holds, in any file. */
function heldMessages(workspace: Workspace): ReadonlySet<string> {
  const known = heldMessagesOf.get(workspace);
  if (known) return known;
  const held = new Set<string>();
  const addAll = (fields: readonly FieldDescriptor[]) => {
    for (const field of fields) if (field.message) held.add((valueField(field).message ?? field.message).fullName);
  };
  const walk = (messages: readonly MessageDescriptor[]) => {
    for (const { fields, extensions, messages: nested } of messages) {
      addAll(fields);
      addAll(extensions);
      walk(nested);
    }
  };
  for (const { messages, extensions } of workspace.schema.values()) {
    addAll(extensions);
    walk(messages);
  }
  heldMessagesOf.set(workspace, held);
  return held;
}
