// What the first half of linking makes of a file, and leaves for the second: descriptors that are still being written,
// and notes of the names and options in them that wait for all files to be declared.

import type { Ident, NamedType, OptionNode } from '../syntax/ast.ts';
import type {
  EnumDescriptor,
  EnumValueDescriptor,
  FieldDescriptor,
  FileDescriptor,
  ImportDescriptor,
  MessageDescriptor,
  MethodDescriptor,
  ServiceDescriptor,
} from './descriptor.ts';

export type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

export type DraftFile = Writable<FileDescriptor>;
export type DraftMessage = Writable<MessageDescriptor>;
export type DraftField = Writable<FieldDescriptor>;
export type DraftMethod = Writable<MethodDescriptor>;
export type DraftImport = Writable<ImportDescriptor>;

/** What names in other files can refer to, and what stands in their way: values of top-level enums. */
export type SymbolDescriptor =
  | MessageDescriptor
  | EnumDescriptor
  | EnumValueDescriptor
  | FieldDescriptor
  | ServiceDescriptor;

/** Names of the messages in descriptor.proto that describe options. */
export type OptionsType =
  | 'FileOptions'
  | 'MessageOptions'
  | 'FieldOptions'
  | 'OneofOptions'
  | 'EnumOptions'
  | 'EnumValueOptions'
  | 'ServiceOptions'
  | 'MethodOptions'
  | 'ExtensionRangeOptions';

export interface OptionHolder {
  readonly type: OptionsType;
  readonly nodes: readonly OptionNode[];
  /** Names in options are looked up from around the element, as protobuf does. */
  readonly scope: MessageDescriptor | undefined;
  readonly holder: { options: FileDescriptor['options'] };
}

export interface TypeUse {
  readonly field: DraftField;
  readonly name: Ident;
  readonly scope: MessageDescriptor | undefined;
}

export interface ExtendeeUse {
  readonly name: NamedType;
  readonly scope: MessageDescriptor | undefined;
  readonly fields: readonly DraftField[];
}

export interface Declarations {
  readonly file: DraftFile;
  readonly imports: readonly DraftImport[];
  readonly symbols: readonly SymbolDescriptor[];
  readonly typeUses: readonly TypeUse[];
  readonly extendees: readonly ExtendeeUse[];
  readonly methods: readonly DraftMethod[];
  readonly options: readonly OptionHolder[];
  /** Simple names of types and extensions declared inside messages; no other name can mean something nested. */
  readonly nestedNames: ReadonlySet<string>;
}

/** The same while the file is being declared. */
export interface Declaring {
  readonly file: DraftFile;
  readonly symbols: SymbolDescriptor[];
  readonly typeUses: TypeUse[];
  readonly extendees: ExtendeeUse[];
  readonly methods: DraftMethod[];
  readonly options: OptionHolder[];
  readonly nestedNames: Set<string>;
}

export function noteOptions(
  to: Declaring,
  type: OptionsType,
  nodes: readonly OptionNode[],
  scope: MessageDescriptor | undefined,
  holder: OptionHolder['holder'],
): void {
  if (nodes.length > 0) to.options.push({ type, nodes, scope, holder });
}

export function qualify(to: Declaring, parent: MessageDescriptor | undefined, name: string): string {
  if (parent) return `${parent.fullName}.${name}`;
  return to.file.package === '' ? name : `${to.file.package}.${name}`;
}

export const NONE: readonly never[] = [];

/** Grown arrays have room for many more: large schemas live on arrays of exact size, and on one empty one. */
export function kept<T>(grown: readonly T[]): readonly T[] {
  return grown.length === 0 ? NONE : grown.slice();
}

export function optionsIn(body: readonly { readonly kind: string }[]): readonly OptionNode[] {
  let options: OptionNode[] | undefined;
  for (const element of body) {
    if (element.kind !== 'option') continue;
    options ??= [];
    options.push(element as OptionNode);
  }
  return options ?? NONE;
}

/** Whether the options set this one to `true`: for what shapes descriptors before options are interpreted. */
export function isSetTrue(options: readonly OptionNode[], name: string): boolean {
  for (const { name: parts, value } of options) {
    const [only] = parts;
    if (parts.length !== 1 || only?.text !== name || only.isExtension) continue;
    if (value.kind === 'ident' && value.text === 'true') return true;
  }
  return false;
}

export function isMessageSet({ node }: MessageDescriptor): boolean {
  return node.kind === 'message' && isSetTrue(optionsIn(node.body), 'message_set_wire_format');
}
