// Shows every element of a file to the hooks, once, in source order, outer before inner.

import type {
  EnumDescriptor,
  FieldDescriptor,
  FileDescriptor,
  MessageDescriptor,
  OneofDescriptor,
  ServiceDescriptor,
} from '../model/proto/schema/descriptor.ts';
import type { Hook, Hooks } from './hooks.ts';

type Declaration = MessageDescriptor | EnumDescriptor | ServiceDescriptor | FieldDescriptor | OneofDescriptor;

export function walkFile(file: FileDescriptor, hooks: Hooks): void {
  show(hooks.file, file);
  for (const imported of file.imports) show(hooks.import, imported);
  for (const declaration of inSourceOrder([...file.messages, ...file.enums, ...file.services, ...file.extensions])) {
    walk(declaration, hooks);
  }
}

// messages cannot nest deeper than the parser allows, so recursion is safe
function walk(declaration: Declaration, hooks: Hooks): void {
  switch (declaration.kind) {
    case 'field':
      show(hooks.field, declaration);
      break;
    case 'message':
      walkMessage(declaration, hooks);
      break;
    case 'oneof':
      show(hooks.oneof, declaration);
      break;
    case 'enum':
      show(hooks.enum, declaration);
      for (const value of declaration.values) show(hooks.enumValue, value);
      break;
    case 'service':
      show(hooks.service, declaration);
      for (const method of declaration.methods) show(hooks.method, method);
      break;
  }
}

function walkMessage(message: MessageDescriptor, hooks: Hooks): void {
  if (message.isMapEntry) return;
  show(hooks.message, message);
  const { fields, oneofs, messages, enums, extensions } = message;
  const others = oneofs.length + messages.length + enums.length + extensions.length;
  const inner = others === 0 ? fields : inSourceOrder([...fields, ...oneofs, ...messages, ...enums, ...extensions]);
  for (const declaration of inner) walk(declaration, hooks);
}

function inSourceOrder(declarations: Declaration[]): Declaration[] {
  return declarations.sort((a, b) => a.node.start - b.node.start);
}

function show(hooks: readonly Hook[], element: Parameters<Hook>[0]): void {
  for (const hook of hooks) hook(element);
}
