// First half of linking: one file's syntax becomes descriptors with names, scopes, numbers and features.
// Types, extendees and options are only noted; the second half resolves them once all files are declared.

import type { FileNode, ServiceNode } from '../syntax/ast.ts';
import {
  type Declarations,
  type Declaring,
  type DraftFile,
  type DraftImport,
  type DraftMethod,
  noteOptions,
  optionsIn,
  qualify,
  type Writable,
} from './declarations.ts';
import { declareEnum } from './declare-enum.ts';
import { declareExtend, declareMessage } from './declare-message.ts';
import type {
  EnumDescriptor,
  FieldDescriptor,
  MessageDescriptor,
  MethodDescriptor,
  ServiceDescriptor,
  Syntax,
} from './descriptor.ts';
import { withFeatures } from './feature-options.ts';
import { defaultFeatures, EDITIONS } from './features.ts';
import { NO_OPTIONS } from './options.ts';

export function declareFile(node: FileNode, importPath: string): Declarations {
  const { syntax, edition } = syntaxOf(node);
  const fileOptions = optionsIn(node.body);
  const imports = node.imports.map(declareImport);
  const file: DraftFile = {
    kind: 'file',
    path: node.source.path,
    importPath,
    source: node.source,
    node,
    syntax,
    edition,
    package: node.package?.name.text ?? '',
    imports,
    messages: [],
    enums: [],
    services: [],
    extensions: [],
    options: NO_OPTIONS,
    features: withFeatures(defaultFeatures(syntax, edition), fileOptions),
  };
  const to: Declaring = {
    file,
    symbols: [],
    typeUses: [],
    extendees: [],
    methods: [],
    options: [],
    nestedNames: new Set(),
  };
  noteOptions(to, 'FileOptions', fileOptions, undefined, file);
  const messages: MessageDescriptor[] = [];
  const enums: EnumDescriptor[] = [];
  const services: ServiceDescriptor[] = [];
  const extensions: FieldDescriptor[] = [];
  for (const element of node.body) {
    if (element.kind === 'message') messages.push(declareMessage(to, element, undefined, file.features));
    else if (element.kind === 'enum') enums.push(declareEnum(to, element, undefined, file.features));
    else if (element.kind === 'service') services.push(declareService(to, element));
    else if (element.kind === 'extend') declareExtend(to, element, undefined, file.features, extensions, messages);
  }
  file.messages = messages;
  file.enums = enums;
  file.services = services;
  file.extensions = extensions;
  return { ...to, imports };
}

/** What is unknown, and was reported as such, is taken for what it most likely is. */
function syntaxOf({ syntax: declared }: FileNode): { syntax: Syntax; edition: number } {
  if (!declared) return { syntax: 'proto2', edition: 0 };
  const { keyword, value } = declared;
  if (keyword === 'syntax') return { syntax: value.value === 'proto2' ? 'proto2' : 'proto3', edition: 0 };
  const edition = Number(value.value);
  const newest = EDITIONS.at(-1) as number;
  return { syntax: 'editions', edition: EDITIONS.includes(edition) ? edition : edition > newest ? newest : 2023 };
}

function declareImport(node: FileNode['imports'][number]): DraftImport {
  const modifier = node.modifier?.text;
  return {
    kind: 'import',
    node,
    path: node.path.value,
    isPublic: modifier === 'public',
    isWeak: modifier === 'weak',
    isOption: modifier === 'option',
    file: undefined,
    isUsed: false,
  };
}

function declareService(to: Declaring, node: ServiceNode): ServiceDescriptor {
  const optionNodes = optionsIn(node.body);
  const methods: MethodDescriptor[] = [];
  const service: Writable<ServiceDescriptor> = {
    kind: 'service',
    name: node.name.text,
    fullName: qualify(to, undefined, node.name.text),
    file: to.file,
    node,
    methods,
    options: NO_OPTIONS,
    features: withFeatures(to.file.features, optionNodes),
  };
  to.symbols.push(service);
  noteOptions(to, 'ServiceOptions', optionNodes, undefined, service);
  for (const element of node.body) {
    if (element.kind !== 'method') continue;
    const methodOptions = optionsIn(element.body);
    const method: DraftMethod = {
      kind: 'method',
      name: element.name.text,
      fullName: `${service.fullName}.${element.name.text}`,
      file: to.file,
      parent: service,
      node: element,
      input: undefined,
      output: undefined,
      clientStreaming: element.input.stream !== undefined,
      serverStreaming: element.output.stream !== undefined,
      options: NO_OPTIONS,
      features: withFeatures(service.features, methodOptions),
    };
    methods.push(method);
    to.methods.push(method);
    noteOptions(to, 'MethodOptions', methodOptions, undefined, method);
  }
  return service;
}
