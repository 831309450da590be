// A file's canonical schema: `.proto` text without comments and style, a declaration a line, names in full. Files with the
// same descriptors have the same text, and the text compiles to those descriptors again.

import { stringLiteral } from './literal-text.ts';
import type {
  EnumOutline,
  ExtensionRangeOutline,
  FieldOutline,
  FileOutline,
  MessageOutline,
  OptionOutline,
  RangeOutline,
  ServiceOutline,
  Visibility,
} from './outline.ts';

const MAX_ENUM_NUMBER = 2 ** 31 - 1;
const MAX_FIELD_NUMBER = 2 ** 29 - 1;

/** The lines, without line ends. */
export function printSchema(file: FileOutline): readonly string[] {
  const printer = new Printer(file);
  printer.file(file);
  return printer.lines;
}

class Printer {
  readonly lines: string[] = [];
  readonly #isEdition: boolean;
  readonly #isProto2: boolean;
  #depth = 0;

  constructor({ syntax }: FileOutline) {
    this.#isEdition = syntax === 'editions';
    this.#isProto2 = syntax === 'proto2';
  }

  file(file: FileOutline): void {
    this.#line(this.#isEdition ? `edition = "${file.edition}";` : `syntax = "${file.syntax}";`);
    if (file.package !== '') this.#line(`package ${file.package};`);
    for (const { path, modifier } of file.imports) {
      this.#line(`import ${modifier === '' ? '' : `${modifier} `}${stringLiteral(path)};`);
    }
    this.#options(file.options);
    for (const enumeration of file.enums) this.#enum(enumeration);
    this.#members({ fields: [], oneofs: [], messages: file.messages, extensions: file.extensions });
    for (const service of file.services) this.#service(service);
  }

  #line(text: string): void {
    this.lines.push('  '.repeat(this.#depth) + text);
  }

  #block(head: string, body: () => void): void {
    const at = this.lines.length;
    this.#line(`${head} {`);
    this.#depth++;
    body();
    this.#depth--;
    if (this.lines.length === at + 1) this.lines[at] += '}';
    else this.#line('}');
  }

  #options(options: readonly OptionOutline[]): void {
    for (const { name, value } of options) this.#line(`option ${name} = ${value};`);
  }

  #message(message: MessageOutline): void {
    this.#block(`${visible(message.visibility)}message ${message.name}`, () => this.#body(message));
  }

  #body(message: MessageOutline): void {
    this.#options(message.options);
    this.#reserved(message.reservedRanges, message.reservedNames, MAX_FIELD_NUMBER);
    for (const range of message.extensionRanges) this.#extensionRange(range);
    for (const enumeration of message.enums) this.#enum(enumeration);
    this.#members(message);
  }

  #reserved(ranges: readonly RangeOutline[], names: readonly string[], max: number): void {
    for (const range of ranges) this.#line(`reserved ${rangeText(range, max)};`);
    for (const name of names) this.#line(`reserved ${this.#isEdition ? name : stringLiteral(name)};`);
  }

  #extensionRange(range: ExtensionRangeOutline): void {
    this.#line(`extensions ${rangeText(range, MAX_FIELD_NUMBER)}${bracketed(range.options)};`);
  }

  #enum(enumeration: EnumOutline): void {
    this.#block(`${visible(enumeration.visibility)}enum ${enumeration.name}`, () => {
      this.#options(enumeration.options);
      this.#reserved(enumeration.reservedRanges, enumeration.reservedNames, MAX_ENUM_NUMBER);
      for (const { name, number, options } of enumeration.values) {
        this.#line(`${name} = ${number}${bracketed(options)};`);
      }
    });
  }

  #service(service: ServiceOutline): void {
    this.#block(`service ${service.name}`, () => {
      this.#options(service.options);
      for (const { name, input, output, clientStreaming, serverStreaming, options } of service.methods) {
        const takes = `${clientStreaming ? 'stream ' : ''}${input}`;
        const gives = `${serverStreaming ? 'stream ' : ''}${output}`;
        const head = `rpc ${name}(${takes}) returns (${gives})`;
        if (options.length === 0) this.#line(`${head};`);
        else this.#block(head, () => this.#options(options));
      }
    });
  }

  /**
   * A map or a group declares a field and a message at once. Both lists keep their order when each such message waits for
   * its field, and the fields before that go first.
   */
  #members(scope: Pick<MessageOutline, 'fields' | 'oneofs' | 'messages' | 'extensions'>): void {
    const { fields, messages, extensions } = scope;
    const own = new Map<string, MessageOutline>();
    for (const message of messages) own.set(message.name, message);
    const fieldOf = ownersOf(fields, own);
    const extensionOf = ownersOf(extensions, own);
    const nextField = this.#fields(scope, own);
    const nextExtension = this.#extensions(extensions, own);
    for (const message of messages) {
      const field = fieldOf.get(message);
      const extension = extensionOf.get(message);
      if (field !== undefined) nextField(field);
      else if (extension !== undefined) nextExtension(extension);
      else this.#message(message);
    }
    nextField(fields.length - 1);
    nextExtension(extensions.length - 1);
  }

  /** Prints the fields up to the one asked for; a oneof at once. */
  #fields({ fields, oneofs }: Pick<MessageOutline, 'fields' | 'oneofs'>, own: ReadonlyMap<string, MessageOutline>) {
    let next = 0;
    return (last: number): void => {
      while (next <= last) {
        const first = fields[next];
        if (!first) return;
        if (first.oneof === undefined) {
          this.#field(first, own, this.#labelOf(first));
          next++;
          continue;
        }
        const oneof = oneofs[first.oneof];
        this.#block(`oneof ${oneof?.name}`, () => {
          this.#options(oneof?.options ?? []);
          for (; fields[next]?.oneof === first.oneof; next++) this.#field(fields[next] as FieldOutline, own, '');
        });
      }
    };
  }

  #extensions(extensions: readonly FieldOutline[], own: ReadonlyMap<string, MessageOutline>) {
    let next = 0;
    return (last: number): void => {
      while (next <= last) {
        const first = extensions[next];
        if (!first) return;
        this.#block(`extend ${first.extendee}`, () => {
          for (; next <= last && extensions[next]?.extendee === first.extendee; next++) {
            const extension = extensions[next] as FieldOutline;
            this.#field(extension, own, this.#labelOf(extension));
          }
        });
      }
    };
  }

  #labelOf({ label, isProto3Optional }: FieldOutline): string {
    if (label === 'optional' && !this.#isProto2 && !isProto3Optional) return '';
    return `${label} `;
  }

  #field(field: FieldOutline, own: ReadonlyMap<string, MessageOutline>, label: string): void {
    const { name, number, type, typeName = '' } = field;
    const message = ownMessage(field, own);
    const entry = message?.isMapEntry ? message.fields : undefined;
    const options = bracketed([...pseudoOptions(field), ...field.options]);
    if (entry) this.#line(`map<${entry.map(typeText).join(', ')}> ${name} = ${number}${options};`);
    else if (message) this.#block(`${label}group ${message.name} = ${number}${options}`, () => this.#body(message));
    else this.#line(`${label}${typeName === '' ? type : typeName} ${name} = ${number}${options};`);
  }
}

function visible(visibility: Visibility | undefined): string {
  return visibility === undefined ? '' : `${visibility} `;
}

function typeText({ type, typeName }: FieldOutline): string {
  return typeName ?? type;
}

/** Indexes of fields by the message that each declares. */
function ownersOf(fields: readonly FieldOutline[], own: ReadonlyMap<string, MessageOutline>) {
  const owners = new Map<MessageOutline, number>();
  fields.forEach((field, i) => {
    const message = ownMessage(field, own);
    if (message) owners.set(message, i);
  });
  return owners;
}

/** The map entry or group that a field declares. */
function ownMessage({ type, typeName, label }: FieldOutline, own: ReadonlyMap<string, MessageOutline>) {
  const message = own.get(typeName?.slice(typeName.lastIndexOf('.') + 1) ?? '');
  if (type === 'group') return message;
  return type === 'message' && label === 'repeated' && message?.isMapEntry ? message : undefined;
}

function pseudoOptions({ type, defaultValue, jsonName }: FieldOutline): OptionOutline[] {
  const options: OptionOutline[] = [];
  if (defaultValue !== undefined) options.push({ name: 'default', value: defaultText(type, defaultValue) });
  if (jsonName !== undefined) options.push({ name: 'json_name', value: stringLiteral(jsonName) });
  return options;
}

function defaultText(type: FieldOutline['type'], value: string): string {
  if (type === 'string') return stringLiteral(value);
  // Descriptors have bytes escaped already.
  return type === 'bytes' ? `"${value}"` : value;
}

function bracketed(options: readonly OptionOutline[]): string {
  return options.length === 0 ? '' : ` [${options.map(({ name, value }) => `${name} = ${value}`).join(', ')}]`;
}

function rangeText({ start, end }: RangeOutline, max: number): string {
  if (start === end) return String(start);
  return `${start} to ${end >= max ? 'max' : end}`;
}
