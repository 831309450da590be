// The linked schema: what the names mean. One descriptor per declaration, as protobuf itself speaks of them,
// each with the syntax it came from. Built by the linker; read-only to everybody else.

import type { SourceFile, Span } from '../../../text/source-file.ts';
import type {
  EnumNode,
  EnumValueNode,
  ExtensionsNode,
  FieldNode,
  FileNode,
  Ident,
  ImportNode,
  MessageNode,
  MethodNode,
  OneofNode,
  RangeNode,
  ServiceNode,
} from '../syntax/ast.ts';
import type { FeatureSet } from './features.ts';
import type { Options } from './options.ts';

export type Syntax = 'proto2' | 'proto3' | 'editions';

export interface ImportDescriptor {
  readonly kind: 'import';
  readonly node: ImportNode;
  /** As written. */
  readonly path: string;
  readonly isPublic: boolean;
  readonly isWeak: boolean;
  /** `import option` (edition 2024): only options may use it. */
  readonly isOption: boolean;
  /** Nothing when the file was not found. */
  readonly file: FileDescriptor | undefined;
  /** Some name of this file comes through the import; only known once the file is linked. */
  readonly isUsed: boolean;
}

export interface FileDescriptor {
  readonly kind: 'file';
  /** Posix path relative to the project root, or `google/protobuf/…` for built-in files. */
  readonly path: string;
  /** The name by which others import it: relative to its import root. */
  readonly importPath: string;
  readonly source: SourceFile;
  readonly node: FileNode;
  readonly syntax: Syntax;
  /** `2023` or `2024` for editions, 0 otherwise. */
  readonly edition: number;
  /** Empty when none is declared. */
  readonly package: string;
  readonly imports: readonly ImportDescriptor[];
  /** Top-level declarations in source order. */
  readonly messages: readonly MessageDescriptor[];
  readonly enums: readonly EnumDescriptor[];
  readonly services: readonly ServiceDescriptor[];
  readonly extensions: readonly FieldDescriptor[];
  readonly options: Options;
  readonly features: FeatureSet;
}

/** A range of numbers; `end` is inclusive. */
export interface NumberRange {
  readonly start: number;
  readonly end: number;
  readonly node: RangeNode;
}

export interface ReservedName {
  readonly name: string;
  readonly span: Span;
}

export interface ExtensionRange extends NumberRange {
  readonly statement: ExtensionsNode;
  readonly options: Options;
}

export interface MessageDescriptor {
  readonly kind: 'message';
  readonly name: string;
  /** Without a leading dot. */
  readonly fullName: string;
  readonly file: FileDescriptor;
  readonly parent: MessageDescriptor | undefined;
  /** For the entry of a map, the map field. */
  readonly node: MessageNode | FieldNode;
  readonly nameSpan: Ident;
  /** The synthetic message behind a `map<>` field. */
  readonly isMapEntry: boolean;
  /** Fields of oneofs and groups included, in source order. */
  readonly fields: readonly FieldDescriptor[];
  /** Written ones only; `optional` in proto3 makes none here. */
  readonly oneofs: readonly OneofDescriptor[];
  /** Nested messages in source order, synthetic map entries and groups included. */
  readonly messages: readonly MessageDescriptor[];
  readonly enums: readonly EnumDescriptor[];
  readonly extensions: readonly FieldDescriptor[];
  readonly extensionRanges: readonly ExtensionRange[];
  readonly reservedRanges: readonly NumberRange[];
  readonly reservedNames: readonly ReservedName[];
  readonly options: Options;
  readonly features: FeatureSet;
}

export type ScalarType =
  | 'double'
  | 'float'
  | 'int32'
  | 'int64'
  | 'uint32'
  | 'uint64'
  | 'sint32'
  | 'sint64'
  | 'fixed32'
  | 'fixed64'
  | 'sfixed32'
  | 'sfixed64'
  | 'bool'
  | 'string'
  | 'bytes';

/** `unresolved`: the name refers to nothing that is known; a finding says so. */
export type FieldType = ScalarType | 'message' | 'group' | 'enum' | 'unresolved';

export type Label = 'optional' | 'required' | 'repeated';

export interface FieldDescriptor {
  readonly kind: 'field';
  readonly name: string;
  readonly fullName: string;
  readonly file: FileDescriptor;
  /** The message that has the field; for an extension, the message it is declared inside, if any. */
  readonly parent: MessageDescriptor | undefined;
  readonly node: FieldNode;
  /** 0 when it could not be read. */
  readonly number: number;
  readonly label: Label;
  readonly type: FieldType;
  readonly message: MessageDescriptor | undefined;
  readonly enum: EnumDescriptor | undefined;
  /** A `map<>` field: `message` is then its entry, `label` is `repeated`. */
  readonly isMap: boolean;
  readonly isExtension: boolean;
  /** The message that an extension extends. */
  readonly extendee: MessageDescriptor | undefined;
  readonly oneof: OneofDescriptor | undefined;
  /** `optional` written in a proto3 file. */
  readonly isProto3Optional: boolean;
  /** Whether an absent value can be told from a default one. */
  readonly hasPresence: boolean;
  /** A repeated scalar that is written packed. */
  readonly isPacked: boolean;
  readonly options: Options;
  readonly features: FeatureSet;
}

export interface OneofDescriptor {
  readonly kind: 'oneof';
  readonly name: string;
  readonly fullName: string;
  readonly file: FileDescriptor;
  readonly parent: MessageDescriptor;
  readonly node: OneofNode;
  readonly fields: readonly FieldDescriptor[];
  readonly options: Options;
  readonly features: FeatureSet;
}

export interface EnumDescriptor {
  readonly kind: 'enum';
  readonly name: string;
  readonly fullName: string;
  readonly file: FileDescriptor;
  readonly parent: MessageDescriptor | undefined;
  readonly node: EnumNode;
  readonly values: readonly EnumValueDescriptor[];
  readonly reservedRanges: readonly NumberRange[];
  readonly reservedNames: readonly ReservedName[];
  readonly options: Options;
  readonly features: FeatureSet;
}

export interface EnumValueDescriptor {
  readonly kind: 'enumValue';
  readonly name: string;
  /** As protobuf scopes it: beside the enum, not inside it. */
  readonly fullName: string;
  readonly file: FileDescriptor;
  readonly parent: EnumDescriptor;
  readonly node: EnumValueNode;
  readonly number: number;
  readonly options: Options;
  readonly features: FeatureSet;
}

export interface ServiceDescriptor {
  readonly kind: 'service';
  readonly name: string;
  readonly fullName: string;
  readonly file: FileDescriptor;
  readonly node: ServiceNode;
  readonly methods: readonly MethodDescriptor[];
  readonly options: Options;
  readonly features: FeatureSet;
}

export interface MethodDescriptor {
  readonly kind: 'method';
  readonly name: string;
  readonly fullName: string;
  readonly file: FileDescriptor;
  readonly parent: ServiceDescriptor;
  readonly node: MethodNode;
  readonly input: MessageDescriptor | undefined;
  readonly output: MessageDescriptor | undefined;
  readonly clientStreaming: boolean;
  readonly serverStreaming: boolean;
  readonly options: Options;
  readonly features: FeatureSet;
}

export type Descriptor =
  | FileDescriptor
  | MessageDescriptor
  | FieldDescriptor
  | OneofDescriptor
  | EnumDescriptor
  | EnumValueDescriptor
  | ServiceDescriptor
  | MethodDescriptor;
