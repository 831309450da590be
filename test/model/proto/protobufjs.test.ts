// Our schema against protobufjs's, over every valid fixture: names, numbers, types, labels and oneofs.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import protobuf from 'protobufjs';
import { describe, expect, it } from 'vitest';
import type {
  EnumDescriptor,
  FieldDescriptor,
  FileDescriptor,
  MessageDescriptor,
} from '../../../src/model/proto/schema/descriptor.ts';
import type { LinkedSchema } from '../../../src/model/proto/schema/link.ts';
import { fileOf, linkTexts, linkTree } from './link-tree.ts';

const fixtures = fileURLToPath(new URL('../../../fixtures/parser/', import.meta.url));
const contracts = fileURLToPath(new URL('../../../contracts/', import.meta.url));

interface Fault {
  readonly path: string;
  readonly reason: string;
  /** Takes out what protobufjs cannot read, though it is well written. */
  readonly without: (text: string) => string;
}

const FAULTS: readonly Fault[] = [
  {
    path: 'groups.proto',
    reason:
      'no options before the body of a group, no extension ranges and oneofs inside, no groups in a oneof; lowers one letter only',
    without: (text) =>
      text
        .replace('MANY_words = 2 [deprecated = true] {', 'Many = 2 {')
        .replace('    extensions 10 to 20;\n    oneof inside { int32 x = 1; }', '')
        .replace(/group Chosen = 4 \{[^}]*\}/, 'int32 chosen = 4;'),
  },
  {
    path: 'numbers.proto',
    reason: 'no capital X in hexadecimal numbers',
    without: (text) => text.replaceAll('0X', '0x'),
  },
  {
    path: 'options.proto',
    reason: 'no angle brackets in aggregate values',
    without: (text) => text.replace(/^ {2}option \((message_shape|well_known)\) = \{[\s\S]*?^ {2}\};/gm, ''),
  },
  {
    path: 'proto3.proto',
    reason: 'the oneof that it makes for an optional field clashes with a written one',
    without: (text) => text.replace('oneof _taken', 'oneof not_taken'),
  },
  {
    path: 'spacing.proto',
    reason: 'no comments that touch a word, and none inside names',
    without: (text) => text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, ' ').replace(/(?<!stream)\s*\.\s*(?=[a-zA-Z])/g, '.'),
  },
];

function protosBelow(root: string): string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.proto'));
}

const validRoot = join(fixtures, 'valid');

describe.each([
  ['proto2 and proto3', validRoot],
  ['editions', join(fixtures, 'editions')],
  ['the contracts', contracts],
])('%s', (_, root) => {
  it.each(protosBelow(root))('%s', (path) => {
    const fault = root === validRoot ? FAULTS.find((each) => each.path === path) : undefined;
    const text = readFileSync(join(root, path), 'utf8');
    const schema = linkTexts({ [path]: fault ? fault.without(text) : text }, [root]);
    expect(schema.findings).toEqual([]);
    const theirs = describeRoot(loadByProtobufjs(schema));
    expect(theirs).toEqual(expect.arrayContaining(describeFile(fileOf(schema, path))));
  });
});

it.each(FAULTS.map(({ path, reason }) => [path, reason]))('%s: protobufjs knows %s', (path = '') => {
  const schema = linkTree([validRoot], [path]);
  expect(schema.findings).toEqual([]);
  expect(() => loadByProtobufjs(schema)).toThrow();
});

/** One line per declaration, the same from both sides. */
function describeFile(file: FileDescriptor): string[] {
  const { messages, enums, services } = file;
  return [
    ...messages.flatMap(describeMessage),
    ...enums.flatMap(describeEnum),
    ...services.flatMap((service) =>
      service.methods.map(({ fullName, input, output, clientStreaming, serverStreaming }) =>
        methodLine(fullName, [clientStreaming, serverStreaming], input?.fullName, output?.fullName),
      ),
    ),
  ];
}

function describeMessage(message: MessageDescriptor): string[] {
  if (message.isMapEntry) return [];
  return [
    ...message.fields.map((field) =>
      fieldLine(message.fullName, field.name, field.number, labelOf(field), typeOf(field), field.oneof?.name),
    ),
    ...message.messages.flatMap(describeMessage),
    ...message.enums.flatMap(describeEnum),
  ];
}

function labelOf({ isMap, label }: FieldDescriptor): string {
  return isMap ? 'optional' : label;
}

function typeOf(field: FieldDescriptor): string {
  const [key, value] = field.isMap ? (field.message?.fields ?? []) : [];
  if (key && value) return `map<${typeOf(key)}, ${typeOf(value)}>`;
  return field.message?.fullName ?? field.enum?.fullName ?? field.type;
}

function describeEnum({ fullName, values }: EnumDescriptor): string[] {
  return values.map((value) => `${fullName}: ${value.name} = ${value.number}`);
}

function fieldLine(
  message: string,
  name: string,
  number: number,
  label: string,
  type: string,
  oneof: string | undefined,
): string {
  return `${message}: ${label} ${type} ${name} = ${number}${oneof ? ` in ${oneof}` : ''}`;
}

function methodLine(name: string, [client, server]: readonly [boolean, boolean], input = '', output = ''): string {
  return `${name}(${client ? 'stream ' : ''}${input}): ${server ? 'stream ' : ''}${output}`;
}

/** All files of the schema in one root, imported ones first. */
function loadByProtobufjs(schema: LinkedSchema): protobuf.Root {
  const root = new protobuf.Root();
  const done = new Set<FileDescriptor>();
  const add = (file: FileDescriptor): void => {
    if (done.has(file)) return;
    done.add(file);
    for (const imported of file.imports) if (imported.file) add(imported.file);
    protobuf.parse(file.source.text, root, { keepCase: true });
  };
  for (const file of schema.files.values()) add(file);
  root.resolveAll();
  return root;
}

function describeRoot(within: protobuf.NamespaceBase): string[] {
  return within.nestedArray.flatMap((object) => {
    if (object instanceof protobuf.Enum) {
      const name = object.fullName.slice(1);
      return Object.entries(object.values).map(([value, number]) => `${name}: ${value} = ${number}`);
    }
    if (object instanceof protobuf.Service) return object.methodsArray.map(describeMethod);
    if (!(object instanceof protobuf.Namespace)) return [];
    const fields = object instanceof protobuf.Type ? object.fieldsArray.map(describeField) : [];
    return [...fields, ...describeRoot(object)];
  });
}

function describeMethod(method: protobuf.Method): string {
  const { fullName, requestStream, responseStream, resolvedRequestType, resolvedResponseType } = method;
  const streams = [requestStream === true, responseStream === true] as const;
  return methodLine(
    fullName.slice(1),
    streams,
    resolvedRequestType?.fullName.slice(1),
    resolvedResponseType?.fullName.slice(1),
  );
}

function describeField(field: protobuf.Field): string {
  const type = field.resolvedType?.fullName.slice(1) ?? field.type;
  const label = field.required ? 'required' : field.repeated ? 'repeated' : 'optional';
  const isSynthetic = field.options?.['proto3_optional'] === true;
  const shown = field instanceof protobuf.MapField ? `map<${field.keyType}, ${type}>` : type;
  const message = field.parent?.fullName.slice(1) ?? '';
  return fieldLine(message, field.name, field.id, label, shown, isSynthetic ? undefined : field.partOf?.name);
}
