// The schema as golden bytes need it: messages by name, extensions by what they extend, and the descriptors that other
// implementations of protobuf are made from.

import type {
  EnumDescriptor,
  FieldDescriptor,
  FileDescriptor,
  MessageDescriptor,
} from '../model/proto/schema/descriptor.ts';
import { toDescriptorJson } from '../model/proto/schema/descriptor-json.ts';
import type { JsonObject } from '../model/proto/schema/option-json.ts';
import { nearest } from '../text/nearest.ts';
import { fieldByNumber } from './message-value.ts';

export interface GoldenSchema {
  /** Every message but the entries of maps, by full name, in the order of the files. */
  readonly messages: ReadonlyMap<string, MessageDescriptor>;
  readonly enums: ReadonlyMap<string, EnumDescriptor>;
  /** By full name. */
  readonly extensions: ReadonlyMap<string, FieldDescriptor>;
  /** The field or extension that a number means in a message. */
  fieldOf(message: MessageDescriptor, number: number): FieldDescriptor | undefined;
  /**
   * A `google.protobuf.FileDescriptorSet` in ProtoJSON, imports first: the files that these messages need, and no others,
   * since an implementation that cannot take one file takes none.
   */
  descriptorSet(messages: Iterable<string>): JsonObject;
}

export function goldenSchema(files: Iterable<FileDescriptor>): GoldenSchema {
  const ordered = importsFirst(files);
  const messages = new Map<string, MessageDescriptor>();
  const enums = new Map<string, EnumDescriptor>();
  const extensions = new Map<string, FieldDescriptor>();
  const byExtendee = new Map<MessageDescriptor, Map<number, FieldDescriptor>>();

  function addExtensions(fields: readonly FieldDescriptor[]): void {
    for (const field of fields) {
      extensions.set(field.fullName, field);
      if (!field.extendee) continue;
      const known = byExtendee.get(field.extendee);
      if (known) known.set(field.number, field);
      else byExtendee.set(field.extendee, new Map([[field.number, field]]));
    }
  }

  function addMessage(message: MessageDescriptor): void {
    if (!message.isMapEntry) messages.set(message.fullName, message);
    for (const enumeration of message.enums) enums.set(enumeration.fullName, enumeration);
    addExtensions(message.extensions);
    for (const nested of message.messages) addMessage(nested);
  }

  for (const file of ordered) {
    for (const message of file.messages) addMessage(message);
    for (const enumeration of file.enums) enums.set(enumeration.fullName, enumeration);
    addExtensions(file.extensions);
  }
  return {
    messages,
    enums,
    extensions,
    fieldOf: (message, number) => fieldByNumber(message, number) ?? byExtendee.get(message)?.get(number),
    descriptorSet: (names) => {
      const files = [...names].flatMap((name) => messages.get(name)?.file ?? []);
      return { file: filesFor(files, ordered).map(toDescriptorJson) };
    },
  };
}

/** The message that was probably meant: called so in another package, or nearly so. */
export function nearestMessage(name: string, { messages }: Pick<GoldenSchema, 'messages'>): string | undefined {
  const ownName = (full: string) => full.slice(full.lastIndexOf('.') + 1);
  const names = [...messages.keys()];
  const called = (own: string) => names.filter((full) => ownName(full) === own);
  const same = called(ownName(name));
  const near = same.length > 0 ? undefined : nearest(ownName(name), names.map(ownName));
  const meant = near === undefined ? same : called(near);
  return nearest(name, meant) ?? meant[0];
}

/** What is imported, what extends that, and everything where an Any may hold it. */
function filesFor(files: readonly FileDescriptor[], all: readonly FileDescriptor[]): readonly FileDescriptor[] {
  const needed = importsFirst(files);
  if (needed.some(({ importPath }) => importPath === 'google/protobuf/any.proto')) return all;
  const extending = all.filter((file) => extendsOneOf(file, needed));
  return extending.every((file) => needed.includes(file)) ? needed : filesFor([...needed, ...extending], all);
}

function extendsOneOf(file: FileDescriptor, targets: readonly FileDescriptor[]): boolean {
  const extensionsIn = ({ extensions, messages }: Pick<MessageDescriptor, 'extensions' | 'messages'>): boolean =>
    extensions.some(({ extendee }) => extendee && targets.includes(extendee.file)) || messages.some(extensionsIn);
  return extensionsIn(file);
}

function importsFirst(files: Iterable<FileDescriptor>): readonly FileDescriptor[] {
  const ordered = new Set<FileDescriptor>();
  const entered = new Set<FileDescriptor>();
  // A chain of imports may be longer than the stack is deep.
  const pending = [...files].reverse();
  for (let file = pending.at(-1); file; file = pending.at(-1)) {
    if (entered.has(file)) {
      pending.pop();
      ordered.add(file);
      continue;
    }
    entered.add(file);
    for (const { file: imported } of file.imports) if (imported && !entered.has(imported)) pending.push(imported);
  }
  return [...ordered];
}
