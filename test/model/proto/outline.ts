// A syntax tree as text: one line per node, with the very text that its span covers. Test support.

import type {
  EnumDescriptor,
  EnumValueDescriptor,
  FieldDescriptor,
  MessageDescriptor,
} from '../../../src/model/proto/schema/descriptor.ts';
import type { FileNode } from '../../../src/model/proto/syntax/ast.ts';
import { parseFile } from '../../../src/model/proto/syntax/parse-file.ts';
import { fileOf, linkText } from './link-tree.ts';

/** `text` must be free of syntax errors. */
export function outline(text: string): string[] {
  const node = parseFile({ path: 'test.proto', text });
  if (node.errors.length > 0) throw new Error(node.errors.map((error) => error.message).join('; '));
  return node.body.flatMap((element) => lines(element.kind, element, node, 0));
}

/** Told by the line's text, not by numbers. */
const SHOWN: ReadonlySet<string> = new Set([
  'text',
  'value',
  'negative',
  'digits',
  'bytes',
  'isExtension',
  'nameKind',
  'keyword',
]);

function lines(label: string, value: object, file: FileNode, depth: number): string[] {
  const { start, end } = value as { start: number; end: number };
  const own: string[] = [];
  const inner: string[] = [];
  for (const [key, item] of Object.entries(value)) {
    if (item === undefined || item === false) continue;
    if (isNode(item)) inner.push(...lines(key, item, file, depth + 1));
    else if (Array.isArray(item))
      inner.push(...item.flatMap((each) => lines(labelOf(key, each), each, file, depth + 1)));
    else if (SHOWN.has(key) && String(item) !== file.source.text.slice(start, end)) own.push(`${key}=${String(item)}`);
  }
  const slice = file.source.text.slice(start, end).replaceAll('\n', '⏎');
  return [`${'  '.repeat(depth)}${label} «${slice}»${own.length > 0 ? ` ${own.join(' ')}` : ''}`, ...inner];
}

function isNode(item: unknown): item is object {
  return typeof item === 'object' && item !== null && 'start' in item;
}

function labelOf(key: string, item: { readonly kind?: string }): string {
  return key === 'body' ? (item.kind ?? key) : key;
}

/** Full names of all that a text declares, fields and values with their numbers. */
export function declaredIn(text: string): string[] {
  const { messages, enums, services, extensions } = fileOf(linkText(text), 'test.proto');
  return [
    ...messages.flatMap(inMessage),
    ...enums.flatMap(inEnum),
    ...services.flatMap((service) => [service.fullName, ...service.methods.map((method) => method.fullName)]),
    ...extensions.map(numbered),
  ];
}

function inMessage(message: MessageDescriptor): string[] {
  if (message.isMapEntry) return [];
  const { fullName, fields, oneofs, messages, enums } = message;
  return [
    fullName,
    ...fields.map(numbered),
    ...oneofs.map((oneof) => oneof.fullName),
    ...messages.flatMap(inMessage),
    ...enums.flatMap(inEnum),
  ];
}

function inEnum({ fullName, values }: EnumDescriptor): string[] {
  return [fullName, ...values.map(numbered)];
}

function numbered({ fullName, number, node }: FieldDescriptor | EnumValueDescriptor): string {
  return node.number ? `${fullName}=${number}` : fullName;
}
