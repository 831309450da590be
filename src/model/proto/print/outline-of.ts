// The outline of a linked file. Says the same as `toDescriptorJson`, in the form that is printed.

import { defaultValue } from '../schema/default-value.ts';
import type {
  EnumDescriptor,
  FieldDescriptor,
  FileDescriptor,
  ImportDescriptor,
  MessageDescriptor,
  ServiceDescriptor,
} from '../schema/descriptor.ts';
import { camelCase, jsonName } from '../schema/json-name.ts';
import { optionOutlines } from './option-text.ts';
import type {
  EnumOutline,
  FieldOutline,
  FileOutline,
  ImportOutline,
  MessageOutline,
  ServiceOutline,
  Visibility,
} from './outline.ts';

export function outlineOf(file: FileDescriptor): FileOutline {
  const { syntax, edition, package: name, imports, messages, enums, services, extensions, options } = file;
  return {
    syntax,
    edition,
    package: name,
    imports: imports.map(importOutline),
    messages: messages.map(messageOutline),
    enums: enums.map(enumOutline),
    services: services.map(serviceOutline),
    extensions: extensions.map((field) => fieldOutline(field, undefined)),
    options: optionOutlines(options),
  };
}

function importOutline({ path, isPublic, isWeak, isOption }: ImportDescriptor): ImportOutline {
  return { path, modifier: isPublic ? 'public' : isWeak ? 'weak' : isOption ? 'option' : '' };
}

function messageOutline(message: MessageDescriptor): MessageOutline {
  const { name, isMapEntry, node, fields, oneofs, messages, enums, extensions } = message;
  const indexOf = new Map(oneofs.flatMap((oneof, i) => oneof.fields.map((field) => [field, i] as const)));
  return {
    name,
    isMapEntry,
    visibility: node.kind === 'message' ? visibilityOf(node) : undefined,
    fields: fields.map((field) => fieldOutline(field, indexOf.get(field))),
    oneofs: oneofs.map((oneof) => ({ name: oneof.name, options: optionOutlines(oneof.options) })),
    messages: messages.map(messageOutline),
    enums: enums.map(enumOutline),
    extensions: extensions.map((field) => fieldOutline(field, undefined)),
    extensionRanges: message.extensionRanges.map(({ start, end, options }) => ({
      start,
      end,
      options: optionOutlines(options),
    })),
    reservedRanges: message.reservedRanges,
    reservedNames: message.reservedNames.map((reserved) => reserved.name),
    options: isMapEntry ? [] : optionOutlines(message.options),
  };
}

function visibilityOf({ visibility }: { readonly visibility: { readonly text: string } | undefined }) {
  return visibility?.text as Visibility | undefined;
}

function fieldOutline(field: FieldDescriptor, oneof: number | undefined): FieldOutline {
  const { name, number, file, node, type, extendee } = field;
  const target = field.message ?? field.enum;
  const json = jsonName(field);
  const isNamed = type === 'unresolved' && node.type.kind === 'named';
  return {
    name,
    extendee: field.isExtension ? extendeeName(extendee) : undefined,
    number,
    // `required` and groups are features in editions, and stand among the options.
    label: file.syntax === 'editions' && field.label === 'required' ? 'optional' : field.label,
    type: type === 'unresolved' || (type === 'group' && file.syntax === 'editions') ? 'message' : type,
    typeName: target ? `.${target.fullName}` : isNamed ? node.type.text : undefined,
    defaultValue: defaultValue(field),
    jsonName: json === camelCase(name) || field.isExtension ? undefined : json,
    isProto3Optional: field.isProto3Optional,
    oneof,
    options: optionOutlines(field.options),
  };
}

function extendeeName(extendee: MessageDescriptor | undefined): string {
  return extendee ? `.${extendee.fullName}` : '';
}

function enumOutline(enumeration: EnumDescriptor): EnumOutline {
  return {
    name: enumeration.name,
    visibility: visibilityOf(enumeration.node),
    values: enumeration.values.map(({ name, number, options }) => ({ name, number, options: optionOutlines(options) })),
    reservedRanges: enumeration.reservedRanges,
    reservedNames: enumeration.reservedNames.map(({ name }) => name),
    options: optionOutlines(enumeration.options),
  };
}

function serviceOutline(service: ServiceDescriptor): ServiceOutline {
  return {
    name: service.name,
    methods: service.methods.map((method) => ({
      name: method.name,
      input: method.input ? `.${method.input.fullName}` : method.node.input.type.text,
      output: method.output ? `.${method.output.fullName}` : method.node.output.type.text,
      clientStreaming: method.clientStreaming,
      serverStreaming: method.serverStreaming,
      options: optionOutlines(method.options),
    })),
    options: optionOutlines(service.options),
  };
}
