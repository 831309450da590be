// Options of a descriptor set as text. Custom ones are found among the extensions of the set itself; an option that none
// of its files declares has no name and is left out.

import { bytesLiteral, floatLiteral, stringLiteral } from '../print/literal-text.ts';
import { aggregate } from '../print/option-text.ts';
import type { FieldOutline, FileOutline, MessageOutline, OptionOutline } from '../print/outline.ts';
import { outlineOf } from '../print/outline-of.ts';
import { DESCRIPTOR_PROTO, linkFiles, wellKnownFile } from '../schema/link.ts';
import { packedValues, WireError, type WireValue, wireFields } from './wire-fields.ts';

interface KnownField {
  readonly outline: FieldOutline;
  /** Of an extension. */
  readonly fullName: string | undefined;
}

/** By full name, without a leading dot. */
export interface OptionTypes {
  readonly messages: ReadonlyMap<string, ReadonlyMap<number, KnownField>>;
  readonly enums: ReadonlyMap<string, ReadonlyMap<number, string>>;
}

interface Member {
  readonly field: KnownField;
  readonly value: string;
}

const DEEPEST_VALUE = 100;
const FEATURE_SET = 'google.protobuf.FeatureSet';

export function optionTypes(files: readonly FileOutline[]): OptionTypes {
  const messages = new Map<string, Map<number, KnownField>>();
  const enums = new Map<string, Map<number, string>>();
  const fieldsOf = (name: string) => {
    const known = messages.get(name) ?? new Map<number, KnownField>();
    messages.set(name, known);
    return known;
  };
  const add = (scope: string, holder: Pick<MessageOutline, 'messages' | 'enums' | 'extensions'>): void => {
    const prefix = scope === '' ? '' : `${scope}.`;
    for (const { name, values } of holder.enums) {
      // Of several names for a number the first counts.
      enums.set(prefix + name, new Map([...values].reverse().map((value) => [value.number, value.name])));
    }
    for (const extension of holder.extensions) {
      const known = { outline: extension, fullName: prefix + extension.name };
      fieldsOf(bare(extension.extendee ?? '')).set(extension.number, known);
    }
    for (const message of holder.messages) {
      const fields = fieldsOf(prefix + message.name);
      for (const field of message.fields) fields.set(field.number, { outline: field, fullName: undefined });
      add(prefix + message.name, message);
    }
  };
  const builtIn = builtInOptions();
  for (const file of builtIn ? [builtIn, ...files] : files) add(file.package, file);
  return { messages, enums };
}

function builtInOptions(): FileOutline | undefined {
  const node = wellKnownFile(DESCRIPTOR_PROTO);
  const linked = node && linkFiles([{ node, importPath: DESCRIPTOR_PROTO, imports: new Map() }]);
  const [file] = linked?.files.values() ?? [];
  return file && outlineOf(file);
}

export function optionsText(parts: readonly Uint8Array[], type: string, types: OptionTypes): readonly OptionOutline[] {
  const features = messageParts(wireFields(joined(parts)).get(featuresOf(type, types)) ?? []);
  return members(parts, type, types, 0).flatMap(({ field, value }) => {
    const name = optionName(field);
    if (name !== 'features') return [{ name, value }];
    const inner = members(features, FEATURE_SET, types, 1);
    return inner.map((feature) => ({ name: `features.${optionName(feature.field)}`, value: feature.value }));
  });
}

/** The number of `features` in a message of options. */
function featuresOf(type: string, types: OptionTypes): number {
  for (const [number, { outline }] of types.messages.get(type) ?? []) if (outline.name === 'features') return number;
  return 0;
}

function optionName({ outline, fullName }: KnownField): string {
  return fullName === undefined ? outline.name : `(${fullName})`;
}

/** In the order in which options are printed. */
function members(parts: readonly Uint8Array[], type: string, types: OptionTypes, depth: number): readonly Member[] {
  if (depth > DEEPEST_VALUE) throw new WireError('the value of an option is nested too deep');
  const known = types.messages.get(type);
  const found: Member[] = [];
  for (const [number, values] of wireFields(joined(parts))) {
    const field = known?.get(number);
    if (!field || field.outline.name === 'uninterpreted_option') continue;
    for (const value of valueTexts(field.outline, values, types, depth)) found.push({ field, value });
  }
  return found.sort(byNumber);
}

/** A message that comes in parts is what its parts are in a row. */
function joined(parts: readonly Uint8Array[]): Uint8Array {
  const [only = new Uint8Array(), ...others] = parts;
  if (others.length === 0) return only;
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

function byNumber(a: Member, b: Member): number {
  const isExtension = ({ field }: Member) => Number(field.fullName !== undefined);
  return isExtension(a) - isExtension(b) || a.field.outline.number - b.field.outline.number;
}

function messageParts(values: readonly WireValue[]): readonly Uint8Array[] {
  return values.map((value) => {
    if (value.kind === 'bytes') return value.bytes;
    throw new WireError('an option is a number where a message belongs');
  });
}

function valueTexts(
  field: FieldOutline,
  values: readonly WireValue[],
  types: OptionTypes,
  depth: number,
): readonly string[] {
  const isRepeated = field.label === 'repeated';
  if (field.type === 'message' || field.type === 'group') {
    const parts = messageParts(values);
    const each = isRepeated ? parts.map((part) => [part]) : [parts];
    return each.map((part) => messageText(part, bare(field.typeName ?? ''), types, depth + 1));
  }
  const all = values.flatMap((value) => unpacked(field, value));
  const wanted = isRepeated ? all : all.slice(-1);
  return wanted.map((value) => scalarText(field, value, types));
}

function messageText(parts: readonly Uint8Array[], type: string, types: OptionTypes, depth: number): string {
  const any = type === 'google.protobuf.Any' ? anyText(parts, types, depth) : undefined;
  if (any !== undefined) return any;
  return aggregate(
    members(parts, type, types, depth).map(({ field, value }) => {
      const { outline, fullName } = field;
      const own = outline.type === 'group' ? bare(outline.typeName ?? '').replace(/^.*\./, '') : outline.name;
      return `${fullName === undefined ? own : `[${fullName}]`}: ${value}`;
    }),
  );
}

/** As it is written where the type inside is known. */
function anyText(parts: readonly Uint8Array[], types: OptionTypes, depth: number): string | undefined {
  const fields = wireFields(joined(parts));
  const urls = messageParts(fields.get(1) ?? []);
  const url = new TextDecoder().decode(urls.at(-1) ?? new Uint8Array());
  const type = url.slice(url.lastIndexOf('/') + 1);
  if (!types.messages.has(type) || !/^[\w.-]+(?:\/[\w.-]+)+$/.test(url)) return undefined;
  const inner = messageParts(fields.get(2) ?? []).slice(-1);
  return aggregate([`[${url}]: ${messageText(inner, type, types, depth + 1)}`]);
}

function unpacked({ type }: FieldOutline, value: WireValue): readonly WireValue[] {
  if (value.kind === 'bits' || type === 'string' || type === 'bytes') return [value];
  return packedValues(value.bytes, widthOf(type));
}

function widthOf(type: FieldOutline['type']): 0 | 32 | 64 {
  if (/^s?fixed32$|^float$/.test(type)) return 32;
  return /^s?fixed64$|^double$/.test(type) ? 64 : 0;
}

function scalarText(field: FieldOutline, value: WireValue, types: OptionTypes): string {
  const { type } = field;
  if (value.kind === 'bytes') {
    if (type === 'bytes') return bytesLiteral(value.bytes);
    return stringLiteral(new TextDecoder('utf-8', { ignoreBOM: true }).decode(value.bytes));
  }
  const { bits } = value;
  if (type === 'string' || type === 'bytes') throw new WireError(`option '${field.name}' is a number, not text`);
  if (type === 'bool') return String(bits !== 0n);
  if (type === 'enum') return enumText(Number(BigInt.asIntN(32, bits)), field, types);
  if (type === 'float' || type === 'double') return floatLiteral(floatOf(bits, type));
  if (type.startsWith('sint')) return String((bits >> 1n) ^ -(bits & 1n));
  const width = type.endsWith('64') ? 64 : 32;
  return String(
    type.startsWith('u') || type.startsWith('fixed') ? BigInt.asUintN(width, bits) : BigInt.asIntN(width, bits),
  );
}

function enumText(number: number, { typeName }: FieldOutline, types: OptionTypes): string {
  return types.enums.get(bare(typeName ?? ''))?.get(number) ?? String(number);
}

function floatOf(bits: bigint, type: 'float' | 'double'): number {
  const view = new DataView(new ArrayBuffer(8));
  if (type === 'float') view.setUint32(0, Number(BigInt.asUintN(32, bits)));
  else view.setBigUint64(0, bits);
  return type === 'float' ? view.getFloat32(0) : view.getFloat64(0);
}

function bare(name: string): string {
  return name.replace(/^\./, '');
}
