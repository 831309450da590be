// The source locations that protoc gives for a file, made from our syntax tree: for comparing every span and comment.
// A path is that of protoc's SourceCodeInfo: field numbers of descriptor.proto and indexes, from the file down.

import type { FileDescriptorProto } from '@bufbuild/protobuf/wkt';
import type {
  EnumDescriptor,
  FieldDescriptor,
  FileDescriptor,
  MessageDescriptor,
  ServiceDescriptor,
} from '../../../src/model/proto/schema/descriptor.ts';
import type { Options } from '../../../src/model/proto/schema/options.ts';
import type { FieldNode, OptionNode, RangeNode, ReservedNode } from '../../../src/model/proto/syntax/ast.ts';
import { commentsOf } from '../../../src/model/proto/syntax/comments.ts';
import type { Span } from '../../../src/text/source-file.ts';

export interface SourceLocation {
  readonly path: readonly number[];
  /** Line and column of both ends, from 0; columns as protoc counts them. */
  readonly span: readonly [number, number, number, number];
  readonly leading?: string;
  readonly trailing?: string;
  readonly detached?: readonly string[];
}

type Path = readonly number[];

/** The locations that a compiler gives, in the same form. */
export function fromSourceCodeInfo({ sourceCodeInfo }: FileDescriptorProto): SourceLocation[] {
  return (sourceCodeInfo?.location ?? []).map((location) => {
    const [line = 0, column = 0, third = 0, fourth] = location.span;
    const { leadingComments, trailingComments, leadingDetachedComments } = location;
    return {
      path: location.path,
      span: fourth === undefined ? [line, column, line, third] : [line, column, third, fourth],
      ...(leadingComments !== '' && { leading: leadingComments }),
      ...(trailingComments !== '' && { trailing: trailingComments }),
      ...(leadingDetachedComments.length > 0 && { detached: leadingDetachedComments }),
    };
  });
}

export function sourceLocations(file: FileDescriptor): SourceLocation[] {
  const { node } = file;
  const to = new Locations(file);
  const first = node.body[0];
  const last = node.body.at(-1);
  if (first && last) to.add([], { start: first.start, end: last.end });
  if (node.syntax) to.addStatement([12], node.syntax);
  if (node.package) to.addStatement([2], node.package);
  const kinds = { public: 0, weak: 0 };
  file.imports.forEach((imported, i) => {
    to.addStatement([3, i], imported.node);
    const { modifier } = imported.node;
    if (modifier?.text === 'public') to.add([10, kinds.public++], modifier);
    if (modifier?.text === 'weak') to.add([11, kinds.weak++], modifier);
  });
  optionLocations(to, [8], file.options);
  for (const [i, message] of file.messages.entries()) messageLocations(to, [4, i], message);
  for (const [i, enumeration] of file.enums.entries()) enumLocations(to, [5, i], enumeration);
  for (const [i, service] of file.services.entries()) serviceLocations(to, [6, i], service);
  extensionLocations(to, [7], node.body, file.extensions);
  return to.found;
}

class Locations {
  readonly found: SourceLocation[] = [];
  readonly #file: FileDescriptor;
  readonly #lines: readonly string[];
  readonly #starts: readonly number[];
  readonly #columns = new Map<number, readonly number[]>();

  constructor(file: FileDescriptor) {
    this.#file = file;
    this.#lines = file.source.text.split('\n');
    let at = 0;
    this.#starts = this.#lines.map((line) => {
      const start = at;
      at += line.length + 1;
      return start;
    });
  }

  get text(): string {
    return this.#file.source.text;
  }

  add(path: Path, { start, end }: Span): void {
    this.found.push({ path, span: [...this.#position(start), ...this.#position(end)] });
  }

  /** What ends with ';' or has a body: comments belong to it. */
  addStatement(path: Path, node: Span): void {
    const { leading, trailing, detached } = commentsOf(this.#file.node, node);
    this.found.push({
      path,
      span: [...this.#position(node.start), ...this.#position(node.end)],
      ...(leading && { leading }),
      ...(trailing && { trailing }),
      ...(detached.length > 0 && { detached }),
    });
  }

  /** protoc counts bytes, and tabs as the way to the next multiple of eight. */
  #position(offset: number): [number, number] {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((this.#starts[middle] as number) <= offset) low = middle;
      else high = middle - 1;
    }
    return [low, this.#columnsOf(low)[offset - (this.#starts[low] as number)] as number];
  }

  /** By code unit of the line; a line may be as long as the file. */
  #columnsOf(line: number): readonly number[] {
    const known = this.#columns.get(line);
    if (known) return known;
    const columns: number[] = [];
    let column = 0;
    for (const char of this.#lines[line] as string) {
      for (let i = 0; i < char.length; i++) columns.push(column);
      column += char === '\t' ? 8 - (column % 8) : Buffer.byteLength(char);
    }
    columns.push(column);
    this.#columns.set(line, columns);
    return columns;
  }
}

function isField(node: { readonly kind: string }): node is FieldNode {
  return node.kind === 'field';
}

function messageLocations(to: Locations, path: Path, message: MessageDescriptor): void {
  const { node } = message;
  if (message.isMapEntry) return;
  // A group is a field and a message at once: both span the whole.
  to.addStatement(path, message.node.kind === 'field' ? node : (outerOf(message) ?? node));
  to.add([...path, 1], message.nameSpan);
  for (const [i, field] of message.fields.entries()) fieldLocations(to, [...path, 2, i], field);
  for (const [i, inner] of message.messages.entries()) messageLocations(to, [...path, 3, i], inner);
  for (const [i, inner] of message.enums.entries()) enumLocations(to, [...path, 4, i], inner);
  const body = message.node.kind === 'message' ? message.node.body : [];
  extensionLocations(to, [...path, 6], body, message.extensions);
  let index = 0;
  let range = 0;
  let name = 0;
  for (const element of body) {
    if (element.kind === 'extensions') {
      to.addStatement([...path, 5], element);
      for (const part of element.ranges) {
        rangeLocations(to, [...path, 5, index], part);
        const { options } = message.extensionRanges[index] ?? {};
        if (options)
          bracketLocations(to, [...path, 5, index, 3], element.ranges.at(-1)?.end ?? 0, options, element.options);
        index += 1;
      }
    } else if (element.kind === 'reserved') {
      [range, name] = reservedLocations(to, path, [9, 10], element, range, name);
    }
  }
  message.oneofs.forEach((oneof, i) => {
    to.addStatement([...path, 8, i], oneof.node);
    to.add([...path, 8, i, 1], oneof.node.name);
    optionLocations(to, [...path, 8, i, 2], oneof.options);
  });
  optionLocations(to, [...path, 7], message.options);
}

/** The field node whose group the message is. */
function outerOf(message: MessageDescriptor): FieldNode | undefined {
  const fields = [...(message.parent?.fields ?? []), ...(message.parent?.extensions ?? []), ...message.file.extensions];
  return fields.find((field) => field.node.group === message.node)?.node;
}

function fieldLocations(to: Locations, path: Path, field: FieldDescriptor): void {
  const { node } = field;
  if (node.group) to.add(path, node);
  else to.addStatement(path, node);
  if (node.label) to.add([...path, 4], node.label);
  const isReference = node.type.kind === 'map' || (!node.group && (field.message ?? field.enum) !== undefined);
  to.add([...path, isReference ? 6 : 5], node.type);
  to.add([...path, 1], node.name);
  if (node.number) to.add([...path, 3], node.number);
  if (node.group) to.add([...path, 6], node.name);
  for (const option of node.options) {
    const [only] = option.name;
    if (only?.text === 'default' && !only.isExtension) to.add([...path, 7], option.value);
    if (only?.text === 'json_name' && !only.isExtension) {
      to.add([...path, 10], option);
      to.add([...path, 10], option.value);
    }
  }
  bracketLocations(to, [...path, 8], node.number?.end ?? 0, field.options, node.options);
}

/** `[ … ]`, and each option inside. */
function bracketLocations(
  to: Locations,
  path: Path,
  from: number,
  options: Options,
  nodes: readonly OptionNode[],
): void {
  const last = nodes.at(-1);
  if (!last) return;
  to.add(path, { start: skipTo('[', to.text, from), end: skipTo(']', to.text, last.end) + 1 });
  for (const [interpreted, node] of interpretedPaths(options)) to.add([...path, ...interpreted], node);
}

/** No comment between an option and its bracket is longer. */
const MAX_GAP = 5000;

function skipTo(char: string, text: string, from: number): number {
  const blanked = text
    .slice(from, from + MAX_GAP)
    .replace(/\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (comment) => ' '.repeat(comment.length));
  return from + blanked.indexOf(char);
}

/** `option …;` statements: the holder of options has a location for each, and so has the option. */
function optionLocations(to: Locations, path: Path, options: Options): void {
  for (const [interpreted, node] of interpretedPaths(options)) {
    to.add(path, node);
    to.addStatement([...path, ...interpreted], node);
  }
}

function* interpretedPaths(options: Options): Iterable<[Path, OptionNode]> {
  const seen = new Map<string, number>();
  for (const { node, path } of options.set) {
    if (path.length === 0) continue;
    const numbers = path.map((field) => field.number);
    if (path.at(-1)?.label === 'repeated') {
      const index = seen.get(numbers.join()) ?? 0;
      seen.set(numbers.join(), index + 1);
      numbers.push(index);
    }
    yield [numbers, node];
  }
}

function rangeLocations(to: Locations, path: Path, range: RangeNode): void {
  to.add(path, range);
  to.add([...path, 1], range.from);
  if (range.to === 'max') to.add([...path, 2], { start: range.end - 3, end: range.end });
  else to.add([...path, 2], range.to ?? range.from);
}

function reservedLocations(
  to: Locations,
  path: Path,
  [ranges, names]: readonly [number, number],
  node: ReservedNode,
  firstRange: number,
  firstName: number,
): [number, number] {
  to.addStatement([...path, node.ranges.length > 0 ? ranges : names], node);
  for (const [i, range] of node.ranges.entries()) rangeLocations(to, [...path, ranges, firstRange + i], range);
  for (const [i, name] of node.names.entries()) to.add([...path, names, firstName + i], name);
  return [firstRange + node.ranges.length, firstName + node.names.length];
}

function extensionLocations(
  to: Locations,
  path: Path,
  body: readonly { readonly kind: string }[],
  extensions: readonly FieldDescriptor[],
): void {
  let index = 0;
  for (const element of body) {
    if (element.kind !== 'extend') continue;
    const extend = element as Extract<FileDescriptor['node']['body'][number], { kind: 'extend' }>;
    to.addStatement(path, extend);
    for (const _ of extend.body.filter(isField)) {
      const field = extensions[index];
      if (field) fieldLocations(to, [...path, index], field);
      to.add([...path, index, 2], extend.extendee);
      index += 1;
    }
  }
}

function enumLocations(to: Locations, path: Path, enumeration: EnumDescriptor): void {
  to.addStatement(path, enumeration.node);
  to.add([...path, 1], enumeration.node.name);
  enumeration.values.forEach((value, i) => {
    const { node } = value;
    to.addStatement([...path, 2, i], node);
    to.add([...path, 2, i, 1], node.name);
    if (node.number) to.add([...path, 2, i, 2], node.number);
    bracketLocations(to, [...path, 2, i, 3], node.number?.end ?? 0, value.options, node.options);
  });
  let range = 0;
  let name = 0;
  for (const element of enumeration.node.body) {
    if (element.kind === 'reserved') [range, name] = reservedLocations(to, path, [4, 5], element, range, name);
  }
  optionLocations(to, [...path, 3], enumeration.options);
}

function serviceLocations(to: Locations, path: Path, service: ServiceDescriptor): void {
  to.addStatement(path, service.node);
  to.add([...path, 1], service.node.name);
  service.methods.forEach((method, i) => {
    const { node } = method;
    const at = [...path, 2, i];
    to.addStatement(at, node);
    to.add([...at, 1], node.name);
    to.add([...at, 2], node.input.type);
    to.add([...at, 3], node.output.type);
    if (node.input.stream) to.add([...at, 5], node.input.stream);
    if (node.output.stream) to.add([...at, 6], node.output.stream);
    optionLocations(to, [...at, 4], method.options);
  });
  optionLocations(to, [...path, 3], service.options);
}
