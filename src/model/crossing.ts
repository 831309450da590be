// Which messages travel between planes, and why. A fact of the whole workspace, computed once when first asked for,
// in time linear in its fields. It gives no verdict: what crossing forbids is the rules' matter.

import type { ContractSet, Plane, Topic } from './contract-set.ts';
import { isDeclaredInternal, planeOfPackage, planeOfSubsystem } from './plane.ts';
import type { FieldDescriptor, MessageDescriptor, MethodDescriptor } from './proto/schema/descriptor.ts';
import { type SchemaGraph, schemaGraph } from './schema-graph.ts';
import type { Workspace } from './workspace.ts';

export type CrossingReason =
  /** No planes are configured, so every message counts. */
  | { readonly kind: 'no-planes' }
  /** Payload of a topic whose publishers and consumers are not all in one plane; no plane at all is outside. */
  | { readonly kind: 'topic'; readonly topic: Topic }
  /** A message in a package of another plane has a field of this type. */
  | { readonly kind: 'field'; readonly field: FieldDescriptor; readonly plane: Plane }
  /** Request or response of an rpc in a package of another plane or of none. */
  | { readonly kind: 'method'; readonly method: MethodDescriptor; readonly plane: Plane | undefined }
  /** The message's package belongs to no plane. */
  | { readonly kind: 'no-plane' }
  /** Nothing shows that the message stays inside its plane. */
  | { readonly kind: 'unproven'; readonly plane: Plane };

export interface Crossing {
  /** Why `root` crosses. */
  readonly reason: CrossingReason;
  /** The message itself, or the one from which a shortest path of fields leads to it. */
  readonly root: MessageDescriptor;
  /** The last fields of that path, first to last; empty when the message crosses by itself. */
  readonly path: readonly FieldDescriptor[];
  /** How many fields of the path stand before those. */
  readonly skipped: number;
}

/** Longest path that is told in full; a hostile schema has chains of any length. */
const PATH_LIMIT = 8;

const NO_PLANES: CrossingReason = { kind: 'no-planes' };
const NO_PLANE: CrossingReason = { kind: 'no-plane' };

/**
 * Why the message crosses planes, or nothing when it is proven to stay inside one.
 *
 * Facts come first: a topic between planes, another plane's field or rpc. They hold whatever is declared. A message
 * without them crosses too, unless its plane lists it as `internal`, or topics carry it and all of those run inside
 * one plane. What a crossing message reaches through its fields crosses with it, internal or not.
 */
export function crossingOf(workspace: Workspace, message: MessageDescriptor): Crossing | undefined {
  if (workspace.contracts.planes.length === 0) return { reason: NO_PLANES, root: message, path: [], skipped: 0 };
  const steps = stepsOf(workspace);
  const last = steps.get(message);
  if (!last) return undefined;
  const path: FieldDescriptor[] = [];
  for (let step = last; step.from && path.length < PATH_LIMIT; step = step.from) path.unshift(step.via);
  return { reason: last.reason, root: last.root, path, skipped: last.depth - path.length };
}

/** How the search came to a message; without `from` the message is a root. */
type Step = { readonly reason: CrossingReason; readonly root: MessageDescriptor; readonly depth: number } & (
  | { readonly from: undefined }
  | { readonly from: Step; readonly via: FieldDescriptor }
);

type Steps = ReadonlyMap<MessageDescriptor, Step>;

const known = new WeakMap<Workspace, Steps>();

function stepsOf(workspace: Workspace): Steps {
  let steps = known.get(workspace);
  if (!steps) {
    steps = search(workspace);
    known.set(workspace, steps);
  }
  return steps;
}

function search(workspace: Workspace): Steps {
  const graph = schemaGraph(workspace);
  const { contracts } = workspace;
  const carriers = carriersOf(graph, contracts);
  const ownerOf = (message: MessageDescriptor): Plane | undefined => planeOfPackage(contracts, message.file.package);
  const isProven = (message: MessageDescriptor): boolean =>
    typeof carriers.get(message) === 'object' || isDeclaredInternal(contracts, message.fullName, ownerOf(message));

  const steps = new Map<MessageDescriptor, Step>();
  const queue: MessageDescriptor[] = [];
  const begin = (message: MessageDescriptor, reason: CrossingReason): void => {
    steps.set(message, { reason, root: message, depth: 0, from: undefined });
    queue.push(message);
  };
  let done = 0;
  const spread = (): void => {
    for (; done < queue.length; done += 1) {
      const message = queue[done] as MessageDescriptor;
      const from = steps.get(message) as Step;
      for (const { field, target } of graph.edges(message)) {
        if (steps.has(target)) continue;
        steps.set(target, { reason: from.reason, root: from.root, depth: from.depth + 1, from, via: field });
        queue.push(target);
      }
    }
  };

  // Roots in order of weight: of two paths of equal length the one from the weightier root is told.
  for (const [message, reason] of factsAbout(graph, contracts)) begin(message, reason);
  for (const message of graph.messages) {
    // Protobuf's own messages are no root: what extends its options would seem to travel with every field.
    if (message.file.package === 'google.protobuf') continue;
    if (!steps.has(message) && !ownerOf(message) && !isProven(message)) begin(message, NO_PLANE);
  }
  spread();
  // Only what no evidence reached is left to suspicion, so that the reason given is the best there is.
  for (const message of graph.messages) {
    const plane = ownerOf(message);
    if (plane && !steps.has(message) && !isProven(message)) begin(message, { kind: 'unproven', plane });
  }
  spread();
  return steps;
}

/** Messages that are seen to cross, with the first reason in order of weight: topic, then field or rpc. */
function factsAbout(graph: SchemaGraph, contracts: ContractSet): Map<MessageDescriptor, CrossingReason> {
  const facts = new Map<MessageDescriptor, CrossingReason>();
  const note = (message: MessageDescriptor | undefined, reason: CrossingReason): void => {
    if (message && !facts.has(message)) facts.set(message, reason);
  };
  for (const topic of contracts.topics) {
    if (planeOfTopic(contracts, topic) !== 'outside') continue;
    for (const message of graph.named(topic.payload.value)) note(message, { kind: 'topic', topic });
  }
  for (const message of graph.messages) {
    for (const { field, target } of graph.edges(message)) {
      const plane = planeOfPackage(contracts, field.file.package);
      const owner = planeOfPackage(contracts, target.file.package);
      if (plane && owner && plane !== owner) note(target, { kind: 'field', field, plane });
    }
  }
  for (const method of graph.methods) {
    const plane = planeOfPackage(contracts, method.file.package);
    for (const message of [method.input, method.output]) {
      if (!message) continue;
      const owner = planeOfPackage(contracts, message.file.package);
      if (owner && plane !== owner) note(message, { kind: 'method', method, plane });
    }
  }
  return facts;
}

/** The plane that holds all publishers and consumers; `unknown` when there are none. */
function planeOfTopic(contracts: ContractSet, topic: Topic): Plane | 'outside' | 'unknown' {
  const subsystems = [...topic.publishers, ...topic.consumers];
  if (subsystems.length === 0) return 'unknown';
  const planes = new Set(subsystems.map((subsystem) => planeOfSubsystem(contracts, subsystem.value)));
  const [only] = planes;
  return planes.size === 1 && only ? only : 'outside';
}

/** For each message that a topic carries, as payload or inside one: the plane of all those topics, or `many`. */
function carriersOf(graph: SchemaGraph, contracts: ContractSet): Map<MessageDescriptor, Plane | 'many'> {
  const carriers = new Map<MessageDescriptor, Plane | 'many'>();
  const queue: MessageDescriptor[] = [];
  // A message's carrier changes at most twice, from nothing to a plane to `many`: the work stays linear.
  const carry = (message: MessageDescriptor, carrier: Plane | 'many'): void => {
    const before = carriers.get(message);
    if (before === carrier || before === 'many') return;
    carriers.set(message, before ? 'many' : carrier);
    queue.push(message);
  };
  for (const topic of contracts.topics) {
    const plane = planeOfTopic(contracts, topic);
    if (plane === 'unknown') continue;
    for (const message of graph.named(topic.payload.value)) carry(message, plane === 'outside' ? 'many' : plane);
  }
  for (let message = queue.pop(); message; message = queue.pop()) {
    const carrier = carriers.get(message) as Plane | 'many';
    for (const { target } of graph.edges(message)) carry(target, carrier);
  }
  return carriers;
}
