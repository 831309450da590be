// What a file declares, in the terms of `FileDescriptorProto`, with options as text: the form that canonical schemas are
// printed from. Made from our own descriptors or from a descriptor set; types only.

import type { Label, ScalarType, Syntax } from '../schema/descriptor.ts';

/** An option as it is written: `deprecated` and `true`, `(acme.note)` and `{ text: "x" }`. */
export interface OptionOutline {
  readonly name: string;
  readonly value: string;
}

export interface ImportOutline {
  readonly path: string;
  readonly modifier: '' | 'public' | 'weak' | 'option';
}

/** Both ends inclusive. */
export interface RangeOutline {
  readonly start: number;
  readonly end: number;
}

export interface ExtensionRangeOutline extends RangeOutline {
  readonly options: readonly OptionOutline[];
}

export type Visibility = 'export' | 'local';

export interface FieldOutline {
  readonly name: string;
  /** With a leading dot; only extensions have one. */
  readonly extendee: string | undefined;
  readonly number: number;
  readonly label: Label;
  readonly type: ScalarType | 'message' | 'group' | 'enum';
  /** With a leading dot where the name is resolved; nothing for scalars. */
  readonly typeName: string | undefined;
  /** As descriptors write it: a string, whatever the type. */
  readonly defaultValue: string | undefined;
  /** Where it is not the one that protoc makes. */
  readonly jsonName: string | undefined;
  readonly isProto3Optional: boolean;
  /** Index into the message's oneofs. */
  readonly oneof: number | undefined;
  readonly options: readonly OptionOutline[];
}

export interface OneofOutline {
  readonly name: string;
  readonly options: readonly OptionOutline[];
}

export interface MessageOutline {
  readonly name: string;
  readonly isMapEntry: boolean;
  readonly visibility: Visibility | undefined;
  readonly fields: readonly FieldOutline[];
  readonly oneofs: readonly OneofOutline[];
  /** Map entries and groups are among them. */
  readonly messages: readonly MessageOutline[];
  readonly enums: readonly EnumOutline[];
  readonly extensions: readonly FieldOutline[];
  readonly extensionRanges: readonly ExtensionRangeOutline[];
  readonly reservedRanges: readonly RangeOutline[];
  readonly reservedNames: readonly string[];
  readonly options: readonly OptionOutline[];
}

export interface EnumValueOutline {
  readonly name: string;
  readonly number: number;
  readonly options: readonly OptionOutline[];
}

export interface EnumOutline {
  readonly name: string;
  readonly visibility: Visibility | undefined;
  readonly values: readonly EnumValueOutline[];
  readonly reservedRanges: readonly RangeOutline[];
  readonly reservedNames: readonly string[];
  readonly options: readonly OptionOutline[];
}

export interface MethodOutline {
  readonly name: string;
  readonly input: string;
  readonly output: string;
  readonly clientStreaming: boolean;
  readonly serverStreaming: boolean;
  readonly options: readonly OptionOutline[];
}

export interface ServiceOutline {
  readonly name: string;
  readonly methods: readonly MethodOutline[];
  readonly options: readonly OptionOutline[];
}

export interface FileOutline {
  readonly syntax: Syntax;
  /** `2023` or `2024`; 0 where the syntax is no edition. */
  readonly edition: number;
  readonly package: string;
  readonly imports: readonly ImportOutline[];
  readonly messages: readonly MessageOutline[];
  readonly enums: readonly EnumOutline[];
  readonly services: readonly ServiceOutline[];
  readonly extensions: readonly FieldOutline[];
  readonly options: readonly OptionOutline[];
}
