// Where the schema's declarations are named: the tokens that a rename has to change. Computed once, when first asked for.

import type { Place } from '../diagnostics/finding.ts';
import type { Span } from '../text/source-file.ts';
import type {
  Descriptor,
  EnumDescriptor,
  FieldDescriptor,
  FileDescriptor,
  MessageDescriptor,
  MethodDescriptor,
  ServiceDescriptor,
} from './proto/schema/descriptor.ts';
import { isWellKnownPath } from './proto/schema/link.ts';
import { NO_OPTIONS, type Options } from './proto/schema/options.ts';
import type { AggregateField, Ident, Value } from './proto/syntax/ast.ts';
import type { Workspace } from './workspace.ts';

export type Renamable = Exclude<Descriptor, FileDescriptor>;

/** A name that was looked up: of a type, or of an extension in an option. */
export interface NameUse extends Place {
  /** Without blanks and comments; with the leading dot, if one is written. */
  readonly text: string;
  /** Full name of the message or package in which the lookup begins; empty for the root. */
  readonly scope: string;
  readonly target: MessageDescriptor | EnumDescriptor | FieldDescriptor;
}

interface References {
  readonly places: Map<Renamable, Place[]>;
  readonly uses: NameUse[];
}

const known = new WeakMap<Workspace, References>();

/** Every token that names the declaration elsewhere; the declaration's own name is not among them. */
export function referencesTo(workspace: Workspace, declaration: Renamable): readonly Place[] {
  return referencesIn(workspace).places.get(declaration) ?? [];
}

export function nameUses(workspace: Workspace): readonly NameUse[] {
  return referencesIn(workspace).uses;
}

function referencesIn(workspace: Workspace): References {
  let references = known.get(workspace);
  if (!references) {
    references = { places: new Map(), uses: [] };
    const named = namedInText(workspace);
    for (const file of workspace.schema.values()) {
      if (!isWellKnownPath(file.path)) new FileReferences(file, named, references).read();
    }
    known.set(workspace, references);
  }
  return references;
}

/** What aggregate values name in brackets, by full name. */
type NamedInText = ReadonlyMap<string, MessageDescriptor | FieldDescriptor>;

function namedInText(workspace: Workspace): NamedInText {
  const named = new Map<string, MessageDescriptor | FieldDescriptor>();
  const add = (messages: readonly MessageDescriptor[], extensions: readonly FieldDescriptor[]): void => {
    for (const extension of extensions) named.set(extension.fullName, extension);
    for (const message of messages) {
      named.set(message.fullName, message);
      add(message.messages, message.extensions);
    }
  };
  for (const { messages, extensions } of workspace.schema.values()) add(messages, extensions);
  return named;
}

class FileReferences {
  readonly #file: FileDescriptor;
  readonly #named: NamedInText;
  readonly #to: References;

  constructor(file: FileDescriptor, named: NamedInText, to: References) {
    this.#file = file;
    this.#named = named;
    this.#to = to;
  }

  read(): void {
    const file = this.#file;
    this.#options(file.options, undefined);
    for (const message of file.messages) this.#message(message);
    for (const enumeration of file.enums) this.#enum(enumeration);
    for (const extension of file.extensions) this.#field(extension);
    for (const service of file.services) this.#service(service);
    this.#extendees(file.extensions);
  }

  #message(message: MessageDescriptor): void {
    if (message.isMapEntry) return;
    this.#options(message.options, message);
    for (const range of message.extensionRanges) this.#options(range.options, message);
    for (const field of message.fields) this.#field(field);
    for (const extension of message.extensions) this.#field(extension);
    for (const oneof of message.oneofs) this.#options(oneof.options, message);
    for (const nested of message.messages) this.#message(nested);
    for (const nested of message.enums) this.#enum(nested);
    this.#extendees(message.extensions);
  }

  #field(field: FieldDescriptor): void {
    this.#options(field.options, field.parent);
    const { type } = field.node;
    if (type.kind === 'map') {
      const value = field.message?.fields[1];
      const target = value?.message ?? value?.enum;
      if (target) this.#name(type.value, target, this.#scope(field.parent));
    } else if (field.node.group === undefined) {
      const target = field.message ?? field.enum;
      if (target) this.#name(type, target, this.#scope(field.parent));
    }
    for (const option of field.node.options) {
      const [name, ...rest] = option.name;
      const isDefault = name?.text === 'default' && !name.isExtension && rest.length === 0;
      if (isDefault) this.#value(field, option.value, field.parent);
    }
  }

  #enum(enumeration: EnumDescriptor): void {
    this.#options(enumeration.options, enumeration.parent);
    for (const value of enumeration.values) this.#options(value.options, enumeration.parent);
  }

  #service(service: ServiceDescriptor): void {
    this.#options(service.options, undefined);
    for (const method of service.methods) this.#method(method);
  }

  #method(method: MethodDescriptor): void {
    this.#options(method.options, undefined);
    if (method.input) this.#name(method.node.input.type, method.input, this.#scope());
    if (method.output) this.#name(method.node.output.type, method.output, this.#scope());
  }

  /** Extensions of one `extend` block share the name of what they extend. */
  #extendees(extensions: readonly FieldDescriptor[]): void {
    const named = new Set<Ident>();
    for (const element of extensions) {
      const block = extendBlock(element);
      if (!block || !element.extendee || named.has(block)) continue;
      named.add(block);
      this.#name(block, element.extendee, this.#scope(element.parent));
    }
  }

  #options(options: Options, scope: MessageDescriptor | undefined): void {
    if (options === NO_OPTIONS) return;
    for (const { node, path } of options.set) {
      node.name.forEach((part, i) => {
        const field = path[i];
        if (!field) return;
        if (part.isExtension) this.#name(part, field, this.#scope(scope));
        else this.#add(field, part);
      });
      const last = path.at(-1);
      if (last && path.length === node.name.length) this.#value(last, node.value, scope);
    }
  }

  #value(field: FieldDescriptor, value: Value, scope: MessageDescriptor | undefined): void {
    if (value.kind === 'list') {
      for (const item of value.values) this.#value(field, item, scope);
    } else if (value.kind === 'ident' && field.enum) {
      const named = field.enum.values.find(({ name }) => name === value.text);
      if (named) this.#add(named, value);
    } else if (value.kind === 'aggregate' && field.message) {
      for (const each of value.fields) this.#aggregateField(field.message, each, scope);
    }
  }

  #aggregateField(message: MessageDescriptor, written: AggregateField, scope: MessageDescriptor | undefined): void {
    const { name, nameKind, value } = written;
    if (nameKind === 'any') {
      const text = name.text.slice(name.text.lastIndexOf('/') + 1);
      const target = this.#named.get(text);
      if (target?.kind !== 'message') return;
      const start = name.start + this.#text(name).lastIndexOf('/') + 1;
      this.#name({ text, start, end: name.end }, target, '');
      if (value.kind === 'aggregate') for (const each of value.fields) this.#aggregateField(target, each, scope);
      return;
    }
    const field = nameKind === 'field' ? memberNamed(message, name.text) : this.#extension(name.text, scope);
    if (!field) return;
    if (nameKind === 'field') this.#add(field, name);
    else this.#name(name, field, this.#scope(scope));
    this.#value(field, value, scope);
  }

  #extension(name: string, scope: MessageDescriptor | undefined): FieldDescriptor | undefined {
    let outer = `${this.#scope(scope)}.`;
    for (;;) {
      const named = this.#named.get((outer + name).replace(/^\./, ''));
      if (named?.kind === 'field') return named;
      if (outer === '.' || outer === '') return undefined;
      outer = outer.slice(0, outer.lastIndexOf('.', outer.length - 2) + 1);
    }
  }

  /** The last part of a dotted name is the declaration, the part before it the one around, and so on. */
  #name(ident: Ident, target: NameUse['target'], scope: string): void {
    const { path } = this.#file;
    const parts = [...this.#text(ident).matchAll(/^\W*\.|\w+/g)];
    const first = parts[0];
    const last = parts.at(-1);
    if (!first || !last) return;
    const start = ident.start + first.index + (first[0].endsWith('.') ? first[0].length - 1 : 0);
    const end = ident.start + last.index + last[0].length;
    this.#to.uses.push({ path, start, end, text: ident.text, scope, target });
    let declaration: NameUse['target'] | undefined = target;
    for (const part of parts.reverse()) {
      if (!declaration) return;
      const at = ident.start + part.index;
      if (part[0] === declaration.name) this.#add(declaration, { start: at, end: at + part[0].length });
      declaration = declaration.parent;
    }
  }

  #scope(message?: MessageDescriptor): string {
    return message?.fullName ?? this.#file.package;
  }

  /** Comments inside a name are as good as blanks. */
  #text({ start, end }: Span): string {
    const text = this.#file.source.text.slice(start, end);
    if (!/\/[/*]/.test(text)) return text;
    return text.replace(/\/\*.*?\*\/|\/\/[^\n]*/gs, (comment) => ' '.repeat(comment.length));
  }

  #add(declaration: Renamable, { start, end }: Span): void {
    const place = { path: this.#file.path, start, end };
    const places = this.#to.places.get(declaration);
    if (places) places.push(place);
    else this.#to.places.set(declaration, [place]);
  }
}

/** A field as an aggregate value names it; a group by its type. */
function memberNamed(message: MessageDescriptor, name: string): FieldDescriptor | undefined {
  return message.fields.find((field) => field.name === name || (field.node.group && field.node.name.text === name));
}

/** The name after `extend` in the block that declares the extension. */
function extendBlock(extension: FieldDescriptor): Ident | undefined {
  const around = extension.parent?.node ?? extension.file.node;
  if (around.kind === 'field') return undefined;
  for (const element of around.body) {
    if (element.kind === 'extend' && element.start <= extension.node.start && extension.node.end <= element.end) {
      return element.extendee;
    }
  }
  return undefined;
}

/** The edits that give a declaration another name, here and wherever it is named. */
export function renameEdits(
  workspace: Workspace,
  declaration: Renamable,
  name: string,
): readonly (Place & { readonly text: string })[] {
  const own = declaration.kind === 'message' ? declaration.nameSpan : declaration.node.name;
  const places = [
    { path: declaration.file.path, start: own.start, end: own.end },
    ...referencesTo(workspace, declaration),
  ];
  return places.map((place) => ({ ...place, text: name }));
}
