// A file as the `google.protobuf.FileDescriptorProto` that protoc makes of it, in ProtoJSON: for other runtimes.

import { defaultValue } from './default-value.ts';
import type {
  EnumDescriptor,
  FieldDescriptor,
  FileDescriptor,
  MessageDescriptor,
  MethodDescriptor,
  ServiceDescriptor,
} from './descriptor.ts';
import { jsonName } from './json-name.ts';
import { type JsonObject, type JsonValue, messageJson } from './option-json.ts';
import type { Options } from './options.ts';

export function toDescriptorJson(file: FileDescriptor): JsonObject {
  const dependencies = file.imports.filter((imported) => !imported.isOption);
  return compact({
    name: file.importPath,
    package: file.package || undefined,
    dependency: dependencies.map((imported) => imported.path),
    publicDependency: indexes(dependencies, (imported) => imported.isPublic),
    weakDependency: indexes(dependencies, (imported) => imported.isWeak),
    optionDependency: file.imports.filter((imported) => imported.isOption).map((imported) => imported.path),
    messageType: file.messages.map(messageDescriptor),
    enumType: file.enums.map(enumDescriptor),
    service: file.services.map(serviceDescriptor),
    extension: file.extensions.map((field) => fieldDescriptor(field, undefined)),
    options: optionsJson(file.options),
    syntax: file.syntax === 'proto2' ? undefined : file.syntax,
    edition: file.syntax === 'editions' ? `EDITION_${file.edition}` : undefined,
  });
}

/** Without what is not set: a descriptor has no empty lists. */
function compact(members: Readonly<Record<string, JsonValue | undefined>>): JsonObject {
  const kept: JsonObject = {};
  for (const [key, value] of Object.entries(members)) {
    if (value === undefined || (Array.isArray(value) && value.length === 0)) continue;
    kept[key] = value;
  }
  return kept;
}

function indexes<T>(elements: readonly T[], isWanted: (element: T) => boolean): number[] {
  return elements.flatMap((element, i) => (isWanted(element) ? [i] : []));
}

function optionsJson(options: Options): JsonObject | undefined {
  return options.fields.length > 0 ? messageJson(options) : undefined;
}

function messageDescriptor(message: MessageDescriptor): JsonObject {
  const oneofs = oneofsOf(message);
  return compact({
    name: message.name,
    field: message.fields.map((field) => fieldDescriptor(field, oneofs.indexOf.get(field))),
    extension: message.extensions.map((field) => fieldDescriptor(field, undefined)),
    nestedType: message.messages.map(messageDescriptor),
    enumType: message.enums.map(enumDescriptor),
    extensionRange: message.extensionRanges.map(({ start, end, options }) =>
      compact({ start, end: end + 1, options: optionsJson(options) }),
    ),
    oneofDecl: oneofs.declared,
    options: message.isMapEntry ? { mapEntry: true } : optionsJson(message.options),
    reservedRange: message.reservedRanges.map(({ start, end }) => ({ start, end: end + 1 })),
    reservedName: message.reservedNames.map(({ name }) => name),
    visibility: message.node.kind === 'message' ? visibilityOf(message.node) : undefined,
  });
}

function visibilityOf({ visibility }: { readonly visibility: { readonly text: string } | undefined }) {
  return visibility && `VISIBILITY_${visibility.text.toUpperCase()}`;
}

interface Oneofs {
  readonly declared: readonly JsonObject[];
  readonly indexOf: ReadonlyMap<FieldDescriptor, number>;
}

/** The written oneofs, and after them one for every `optional` field of proto3. */
function oneofsOf(message: MessageDescriptor): Oneofs {
  const declared: JsonObject[] = [];
  const indexOf = new Map<FieldDescriptor, number>();
  for (const oneof of message.oneofs) {
    for (const field of oneof.fields) indexOf.set(field, declared.length);
    declared.push(compact({ name: oneof.name, options: optionsJson(oneof.options) }));
  }
  const synthetic = message.fields.filter((field) => field.isProto3Optional);
  if (synthetic.length === 0) return { declared, indexOf };
  const taken = new Set([...message.fields, ...message.oneofs].map(({ name }) => name));
  for (const field of synthetic) {
    let name = field.name.startsWith('_') ? field.name : `_${field.name}`;
    while (taken.has(name)) name = `X${name}`;
    taken.add(name);
    indexOf.set(field, declared.length);
    declared.push({ name });
  }
  return { declared, indexOf };
}

function fieldDescriptor(field: FieldDescriptor, oneofIndex: number | undefined): JsonObject {
  return compact({
    name: field.name,
    extendee: field.isExtension ? extendeeName(field) : undefined,
    number: field.number,
    label: `LABEL_${labelName(field).toUpperCase()}`,
    type: typeName(field),
    typeName: referenceName(field),
    defaultValue: defaultValue(field),
    oneofIndex,
    jsonName: jsonName(field),
    options: optionsJson(field.options),
    proto3Optional: field.isProto3Optional || undefined,
  });
}

/** `required` and groups are features in editions; the descriptor keeps to what was written. */
function labelName({ file, label }: FieldDescriptor): string {
  return file.syntax === 'editions' && label === 'required' ? 'optional' : label;
}

function typeName({ file, type }: FieldDescriptor): string | undefined {
  if (type === 'unresolved') return undefined;
  return `TYPE_${(file.syntax === 'editions' && type === 'group' ? 'message' : type).toUpperCase()}`;
}

/** With a leading dot; as written where it refers to nothing. */
function referenceName(field: FieldDescriptor): string | undefined {
  const target = field.message ?? field.enum;
  if (target) return `.${target.fullName}`;
  return field.type === 'unresolved' && field.node.type.kind === 'named' ? field.node.type.text : undefined;
}

function extendeeName({ extendee }: FieldDescriptor): string | undefined {
  return extendee && `.${extendee.fullName}`;
}

function enumDescriptor(enumeration: EnumDescriptor): JsonObject {
  return compact({
    name: enumeration.name,
    value: enumeration.values.map(({ name, number, options }) =>
      compact({ name, number, options: optionsJson(options) }),
    ),
    options: optionsJson(enumeration.options),
    reservedRange: enumeration.reservedRanges.map(({ start, end }) => ({ start, end })),
    reservedName: enumeration.reservedNames.map(({ name }) => name),
    visibility: visibilityOf(enumeration.node),
  });
}

function serviceDescriptor(service: ServiceDescriptor): JsonObject {
  return compact({
    name: service.name,
    method: service.methods.map(methodDescriptor),
    options: optionsJson(service.options),
  });
}

function methodDescriptor(method: MethodDescriptor): JsonObject {
  const { input, output, node } = method;
  return compact({
    name: method.name,
    inputType: input ? `.${input.fullName}` : node.input.type.text,
    outputType: output ? `.${output.fullName}` : node.output.type.text,
    options: optionsJson(method.options),
    clientStreaming: method.clientStreaming || undefined,
    serverStreaming: method.serverStreaming || undefined,
  });
}
