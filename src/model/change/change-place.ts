// Where a change is to be seen: the smallest span that shows it, after and before. A file as a whole is its first offset.

import type { Place } from '../../diagnostics/finding.ts';
import type { Span } from '../../text/source-file.ts';
import type { Descriptor, MessageDescriptor } from '../proto/schema/descriptor.ts';
import type { OptionNode } from '../proto/syntax/ast.ts';
import type { Aspect, PackageFiles, SchemaChange } from './schema-change.ts';

/** The whole of an element; of a file or package its very beginning. */
export function placeOf(element: Descriptor | PackageFiles): Place {
  if (element.kind === 'package') return { path: element.files[0]?.path ?? '', start: 0, end: 0 };
  if (element.kind === 'file') return { path: element.path, start: 0, end: 0 };
  const { start, end } = element.kind === 'message' ? statementOf(element) : element.node;
  return { path: element.file.path, start, end };
}

/** A group begins with the label of its field. */
function statementOf(message: MessageDescriptor): Span {
  const { node, file, parent } = message;
  if (file.source.text[node.start] !== '{') return node;
  const fields = parent ? [...parent.fields, ...parent.extensions] : file.extensions;
  return fields.find((field) => field.message === message)?.node ?? node;
}

export function nameOf(element: Descriptor | PackageFiles): Place {
  if (element.kind === 'package' || element.kind === 'file') return placeOf(element);
  const { start, end } = element.kind === 'message' ? element.nameSpan : element.node.name;
  return { path: element.file.path, start, end };
}

/** The statement or bracketed option of that name, or the element where there is none: `features.enum_type`. */
export function optionPlace(element: Descriptor, name: string): Place {
  return writtenOptionPlace(element, name) ?? placeOf(element);
}

export function writtenOptionPlace(element: Descriptor, name: string): Place | undefined {
  const node = writtenOption(element, name);
  return node && { path: placeOf(element).path, start: node.start, end: node.end };
}

function writtenOption(element: Descriptor, name: string): OptionNode | undefined {
  const named = (node: OptionNode) =>
    node.name.map(({ text, isExtension }) => (isExtension ? `(${text.replace(/^\./, '')})` : text)).join('.');
  return writtenOptions(element).find((node) => named(node) === name);
}

/** Those written, `default` and `json_name` among them. */
function writtenOptions(element: Descriptor): readonly OptionNode[] {
  const { node } = element;
  if (element.kind === 'field' && element.parent?.isMapEntry) return [];
  if (node.kind === 'message' || node.kind === 'file' || node.kind === 'enum') return optionsIn(node.body);
  if (node.kind === 'service' || node.kind === 'method' || node.kind === 'oneof') return optionsIn(node.body);
  return node.options;
}

function optionsIn(body: readonly { readonly kind: string }[]): readonly OptionNode[] {
  return body.filter((statement): statement is OptionNode => statement.kind === 'option');
}

/** The type of a field, a group's keyword; of a map's key or value, the map field. */
export function typePlace(element: Descriptor): Place {
  if (element.kind !== 'field') return placeOf(element);
  if (element.parent?.isMapEntry) return placeOf(element);
  const { start, end } = element.node.type;
  return { path: element.file.path, start, end };
}

/** Where the change is now; what is gone, in the innermost element that is left of what was around it. */
export function placeAfter(change: SchemaChange): Place {
  if (change.after === undefined) {
    const { survivor } = change;
    if (survivor === undefined) return placeOf(change.before);
    return survivor.kind === 'file' ? placeOf(survivor) : nameOf(survivor);
  }
  return partPlace(change, change.after);
}

/** Where it was; nothing when there was nothing. */
export function placeBefore(change: SchemaChange): Place | undefined {
  return change.before && partPlace(change, change.before);
}

function partPlace(change: SchemaChange, element: Descriptor | PackageFiles): Place {
  if (!('aspect' in change) || element.kind === 'package') return nameOf(element);
  return aspectPlace(element, change.aspect, change.option) ?? nameOf(element);
}

function aspectPlace(element: Descriptor, aspect: Aspect, option: string | undefined): Place | undefined {
  if (option !== undefined) {
    return writtenOptionPlace(element, option);
  }
  if (aspect === 'type') return typePlace(element);
  if (aspect === 'default' || aspect === 'json-name') {
    return writtenOptionPlace(element, aspect === 'default' ? 'default' : 'json_name');
  }
  if (element.kind === 'method') return methodPart(element, aspect);
  if (element.kind === 'file') return filePart(element, aspect);
  return undefined;
}

function methodPart(method: Descriptor & { readonly kind: 'method' }, aspect: Aspect): Place | undefined {
  const { input, output } = method.node;
  const at = ({ start, end }: Span): Place => ({ path: method.file.path, start, end });
  if (aspect === 'request') return at(input.type);
  if (aspect === 'response') return at(output.type);
  if (aspect === 'client-streaming') return at(input.stream ?? input.type);
  if (aspect === 'server-streaming') return at(output.stream ?? output.type);
  return undefined;
}

function filePart(file: Descriptor & { readonly kind: 'file' }, aspect: Aspect): Place | undefined {
  const part = aspect === 'package' ? file.node.package : aspect === 'syntax' ? file.node.syntax : undefined;
  return part && { path: file.path, start: part.start, end: part.end };
}
