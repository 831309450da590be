// A `FileDescriptorSet`, as `protoc -o` and `buf build` write it, as outlines by file name. What cannot be a schema is a
// WireError; nothing else is thrown, whatever the bytes are.

import type {
  EnumOutline,
  FieldOutline,
  FileOutline,
  ImportOutline,
  MessageOutline,
  OptionOutline,
  RangeOutline,
  ServiceOutline,
  Visibility,
} from '../print/outline.ts';
import type { Label } from '../schema/descriptor.ts';
import { camelCase } from '../schema/json-name.ts';
import { type OptionTypes, optionsText, optionTypes } from './option-bytes.ts';
import { WireError, type WireFields, type WireValue, wireFields } from './wire-fields.ts';

const DEEPEST_NESTING = 64;
const FIELD_TYPES = (
  'double float int64 uint64 int32 fixed64 fixed32 bool string group message bytes uint32 enum sfixed32 sfixed64 ' +
  'sint32 sint64'
).split(' ') as readonly FieldOutline['type'][];
const LABELS: readonly Label[] = ['optional', 'required', 'repeated'];
const EDITIONS: ReadonlyMap<number, number> = new Map([
  [1000, 2023],
  [1001, 2024],
]);

export function readDescriptorSet(bytes: Uint8Array): ReadonlyMap<string, FileOutline> {
  const files = bytesOf(wireFields(bytes), 1);
  // Options can be read only once every extension is known.
  const bare = files.map((file) => new Reader(undefined).file(file));
  const types = optionTypes(bare.map(({ outline }) => outline));
  const read = files.map((file) => new Reader(types).file(file));
  return new Map(read.map(({ name, outline }) => [name, outline]));
}

class Reader {
  readonly #types: OptionTypes | undefined;
  #depth = 0;

  constructor(types: OptionTypes | undefined) {
    this.#types = types;
  }

  file(bytes: Uint8Array): { readonly name: string; readonly outline: FileOutline } {
    const fields = wireFields(bytes);
    const name = filePath(textOf(fields, 1));
    const written = textOf(fields, 12);
    const syntax = written === '' ? 'proto2' : written;
    if (syntax !== 'proto2' && syntax !== 'proto3' && syntax !== 'editions') {
      throw new WireError(`${name} has the unknown syntax '${syntax.slice(0, 40)}'`);
    }
    const edition = syntax === 'editions' ? EDITIONS.get(numberOf(fields, 14)) : 0;
    if (edition === undefined) throw new WireError(`${name} has an edition that is not known`);
    return {
      name,
      outline: {
        syntax,
        edition,
        package: dottedName(textOf(fields, 2)),
        imports: imports(fields),
        messages: bytesOf(fields, 4).map((message) => this.#message(message)),
        enums: bytesOf(fields, 5).map((enumeration) => this.#enum(enumeration)),
        services: bytesOf(fields, 6).map((service) => this.#service(service)),
        extensions: bytesOf(fields, 7).map((field) => this.#field(field)),
        options: this.#options(fields, 8, 'FileOptions'),
      },
    };
  }

  #message(bytes: Uint8Array): MessageOutline {
    if (++this.#depth > DEEPEST_NESTING) throw new WireError('messages are nested too deep');
    const fields = wireFields(bytes);
    const optionBytes = bytesOf(fields, 7);
    const isMapEntry = optionBytes.some((options) => numberOf(wireFields(options), 7) === 1);
    const message: MessageOutline = {
      name: identifier(textOf(fields, 1)),
      isMapEntry,
      visibility: visibilityOf(fields, 11),
      fields: bytesOf(fields, 2).map((field) => this.#field(field)),
      messages: bytesOf(fields, 3).map((nested) => this.#message(nested)),
      enums: bytesOf(fields, 4).map((enumeration) => this.#enum(enumeration)),
      extensionRanges: bytesOf(fields, 5).map((range) => {
        const row = wireFields(range);
        return { ...halfOpen(row), options: this.#options(row, 3, 'ExtensionRangeOptions') };
      }),
      extensions: bytesOf(fields, 6).map((field) => this.#field(field)),
      oneofs: [],
      reservedRanges: bytesOf(fields, 9).map((range) => halfOpen(wireFields(range))),
      reservedNames: textsOf(fields, 10),
      options: isMapEntry ? [] : this.#options(fields, 7, 'MessageOptions'),
    };
    this.#depth--;
    const oneofs = bytesOf(fields, 8).map((oneof) => {
      const row = wireFields(oneof);
      return { name: identifier(textOf(row, 1)), options: this.#options(row, 2, 'OneofOptions') };
    });
    return { ...message, oneofs };
  }

  #field(bytes: Uint8Array): FieldOutline {
    const fields = wireFields(bytes);
    const name = identifier(textOf(fields, 1));
    const isExtension = fields.has(2);
    const type = FIELD_TYPES[numberOf(fields, 5) - 1];
    const label = LABELS[numberOf(fields, 4) - 1] ?? 'optional';
    const typeName = fields.has(6) ? dottedName(textOf(fields, 6)) : undefined;
    const json = textOf(fields, 10);
    const isProto3Optional = numberOf(fields, 17) === 1;
    if (!type && typeName === undefined) throw new WireError(`field '${name}' has no type`);
    return {
      name,
      extendee: isExtension ? dottedName(textOf(fields, 2)) : undefined,
      number: numberOf(fields, 3),
      label,
      type: type ?? 'message',
      typeName,
      defaultValue: fields.has(7) ? defaultOf(textOf(fields, 7), type ?? 'message') : undefined,
      jsonName: !fields.has(10) || json === camelCase(name) || isExtension ? undefined : json,
      isProto3Optional,
      // The oneof of an `optional` field in proto3 is not written.
      oneof: fields.has(9) && !isProto3Optional ? numberOf(fields, 9) : undefined,
      options: this.#options(fields, 8, 'FieldOptions'),
    };
  }

  #enum(bytes: Uint8Array): EnumOutline {
    const fields = wireFields(bytes);
    return {
      name: identifier(textOf(fields, 1)),
      visibility: visibilityOf(fields, 6),
      values: bytesOf(fields, 2).map((value) => {
        const row = wireFields(value);
        const options = this.#options(row, 3, 'EnumValueOptions');
        return { name: identifier(textOf(row, 1)), number: numberOf(row, 2), options };
      }),
      reservedRanges: bytesOf(fields, 4).map((range) => {
        const row = wireFields(range);
        return { start: numberOf(row, 1), end: numberOf(row, 2) };
      }),
      reservedNames: textsOf(fields, 5),
      options: this.#options(fields, 3, 'EnumOptions'),
    };
  }

  #service(bytes: Uint8Array): ServiceOutline {
    const fields = wireFields(bytes);
    return {
      name: identifier(textOf(fields, 1)),
      methods: bytesOf(fields, 2).map((method) => {
        const row = wireFields(method);
        return {
          name: identifier(textOf(row, 1)),
          input: dottedName(textOf(row, 2)),
          output: dottedName(textOf(row, 3)),
          clientStreaming: numberOf(row, 5) === 1,
          serverStreaming: numberOf(row, 6) === 1,
          options: this.#options(row, 4, 'MethodOptions'),
        };
      }),
      options: this.#options(fields, 3, 'ServiceOptions'),
    };
  }

  #options(fields: WireFields, number: number, type: string): readonly OptionOutline[] {
    return this.#types ? optionsText(bytesOf(fields, number), `google.protobuf.${type}`, this.#types) : [];
  }
}

function imports(fields: WireFields): ImportOutline[] {
  const indexes = (number: number) => new Set((fields.get(number) ?? []).flatMap(indexValues));
  const [publics, weaks] = [indexes(10), indexes(11)];
  const plain = textsOf(fields, 3).map((path, i): ImportOutline => {
    return { path, modifier: publics.has(i) ? 'public' : weaks.has(i) ? 'weak' : '' };
  });
  return [...plain, ...textsOf(fields, 15).map((path): ImportOutline => ({ path, modifier: 'option' }))];
}

/** Lists of indexes are small; packed they are a byte each. */
function indexValues(value: WireValue): number[] {
  return value.kind === 'bits' ? [Number(value.bits)] : [...value.bytes];
}

function visibilityOf(fields: WireFields, number: number): Visibility | undefined {
  return ([undefined, 'local', 'export'] as const)[numberOf(fields, number)];
}

function halfOpen(fields: WireFields): RangeOutline {
  return { start: numberOf(fields, 1), end: numberOf(fields, 2) - 1 };
}

function bytesOf(fields: WireFields, number: number): readonly Uint8Array[] {
  return (fields.get(number) ?? []).map((value) => {
    if (value.kind !== 'bytes') throw new WireError(`field ${number} is a number where a message or text belongs`);
    return value.bytes;
  });
}

function textsOf(fields: WireFields, number: number): readonly string[] {
  return bytesOf(fields, number).map((bytes) => new TextDecoder().decode(bytes));
}

function textOf(fields: WireFields, number: number): string {
  return textsOf(fields, number).at(-1) ?? '';
}

/** An int32. */
function numberOf(fields: WireFields, number: number): number {
  const value = fields.get(number)?.at(-1);
  if (value?.kind === 'bytes') throw new WireError(`field ${number} is a message or text where a number belongs`);
  return value ? Number(BigInt.asIntN(32, value.bits)) : 0;
}

/** Names become part of a text: nothing but a name may get there. */
function identifier(name: string): string {
  if (/^[A-Za-z_]\w*$/.test(name)) return name;
  throw new WireError(`'${name.slice(0, 40)}' is no name`);
}

function dottedName(name: string): string {
  if (/^(?:|\.?[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)$/.test(name)) return name;
  throw new WireError(`'${name.slice(0, 40)}' is no name`);
}

function defaultOf(text: string, type: FieldOutline['type']): string {
  const isWord = /^[-+\w.]+$/.test(text);
  const isEscaped = type === 'bytes' && /^(?:[^"\\\n]|\\.)*$/.test(text);
  if (type === 'string' || isEscaped || isWord) return text;
  throw new WireError(`'${text.slice(0, 40)}' is no default`);
}

function filePath(name: string): string {
  if (name !== '' && !/(?:^|\/)\.{0,2}(?:\/|$)|[\\\0]/.test(name)) return name;
  throw new WireError(`'${name.slice(0, 40)}' is no path of a file`);
}
