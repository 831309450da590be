// The schema as a graph: messages, and the fields by which one holds another. Facts about reachability walk it.

import type {
  FieldDescriptor,
  FileDescriptor,
  MessageDescriptor,
  MethodDescriptor,
} from './proto/schema/descriptor.ts';
import type { Workspace } from './workspace.ts';

export interface SchemaEdge {
  readonly field: FieldDescriptor;
  /** The field's message; for a map, the message its values are. */
  readonly target: MessageDescriptor;
}

export interface SchemaGraph {
  /** All messages, nested ones after their parent, ordered by file; map entries are left out. */
  readonly messages: readonly MessageDescriptor[];
  readonly methods: readonly MethodDescriptor[];
  /** Every message of that full name; more than one only in a broken schema. */
  named(fullName: string): readonly MessageDescriptor[];
  /** Own fields in source order, then extensions of the message. */
  edges(message: MessageDescriptor): readonly SchemaEdge[];
}

/** The scalar, message or enum that a field holds: for a map, the value field of its entry. */
export function valueField(field: FieldDescriptor): FieldDescriptor {
  return (field.isMap ? field.message?.fields[1] : undefined) ?? field;
}

export function schemaGraph(workspace: Workspace): SchemaGraph {
  const messages: MessageDescriptor[] = [];
  const methods: MethodDescriptor[] = [];
  const extensions = new Map<MessageDescriptor, FieldDescriptor[]>();
  const byName = new Map<string, MessageDescriptor[]>();
  const addExtensions = (fields: readonly FieldDescriptor[]): void => {
    for (const field of fields) if (field.extendee) append(extensions, field.extendee, field);
  };
  const addMessage = (message: MessageDescriptor): void => {
    if (message.isMapEntry) return;
    messages.push(message);
    append(byName, message.fullName, message);
    addExtensions(message.extensions);
    for (const nested of message.messages) addMessage(nested);
  };
  for (const file of inOrder(workspace.schema)) {
    for (const message of file.messages) addMessage(message);
    addExtensions(file.extensions);
    for (const service of file.services) methods.push(...service.methods);
  }

  const edgesOf = new Map<MessageDescriptor, readonly SchemaEdge[]>();
  const edges = (message: MessageDescriptor): readonly SchemaEdge[] => {
    let known = edgesOf.get(message);
    if (!known) {
      known = [...edgesAlong(message.fields), ...edgesAlong(extensions.get(message) ?? [])];
      edgesOf.set(message, known);
    }
    return known;
  };
  return { messages, methods, named: (fullName) => byName.get(fullName) ?? [], edges };
}

function edgesAlong(fields: readonly FieldDescriptor[]): SchemaEdge[] {
  const edges: SchemaEdge[] = [];
  for (const field of fields) {
    const target = valueField(field).message;
    if (target) edges.push({ field, target });
  }
  return edges;
}

function inOrder(schema: ReadonlyMap<string, FileDescriptor>): FileDescriptor[] {
  return [...schema.keys()].sort().map((path) => schema.get(path) as FileDescriptor);
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
