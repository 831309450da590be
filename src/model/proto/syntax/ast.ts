// The syntax tree of a .proto file: what is written, and where. Plain objects, one shape per kind, no file reference.
// Nothing here knows what a name refers to; that is the schema's work.

import type { SourceFile, Span } from '../../../text/source-file.ts';

/** A name as written; type names and packages may be dotted, type names may begin with a dot. */
export interface Ident extends Span {
  readonly text: string;
}

export interface StringLiteral extends Span {
  readonly kind: 'string';
  /** The value after escapes, adjacent literals joined, bytes read as UTF-8. */
  readonly value: string;
  /** The exact bytes, where escapes made some that are not plain text. */
  readonly bytes: Uint8Array | undefined;
}

export interface IntLiteral extends Span {
  readonly kind: 'int';
  /** The digits as written, without sign, where the number is too large to be exact as `value`. */
  readonly digits: string | undefined;
  readonly negative: boolean;
  /** Signed; the nearest JavaScript number. */
  readonly value: number;
}

export interface FloatLiteral extends Span {
  readonly kind: 'float';
  readonly negative: boolean;
  /** Signed. */
  readonly value: number;
}

/** `true`, an enum value's name, `inf`, `nan`. */
export interface IdentLiteral extends Span {
  readonly kind: 'ident';
  readonly text: string;
  readonly negative: boolean;
}

export interface AggregateLiteral extends Span {
  readonly kind: 'aggregate';
  readonly fields: readonly AggregateField[];
}

export interface ListLiteral extends Span {
  readonly kind: 'list';
  readonly values: readonly Value[];
}

export type Value = StringLiteral | IntLiteral | FloatLiteral | IdentLiteral | AggregateLiteral | ListLiteral;

export interface AggregateField extends Span {
  /** `name`, the inside of `[extension.name]`, or the inside of `[type.url/full.Name]`. */
  readonly name: Ident;
  readonly nameKind: 'field' | 'extension' | 'any';
  readonly value: Value;
}

export interface OptionNamePart extends Ident {
  /** Written in parentheses; the span includes them, the text does not. */
  readonly isExtension: boolean;
}

export interface OptionNode extends Span {
  readonly kind: 'option';
  /** At least one part. */
  readonly name: readonly OptionNamePart[];
  readonly value: Value;
}

export interface SyntaxNode extends Span {
  readonly kind: 'syntax';
  readonly keyword: 'syntax' | 'edition';
  readonly value: StringLiteral;
}

export interface PackageNode extends Span {
  readonly kind: 'package';
  readonly name: Ident;
}

export interface ImportNode extends Span {
  readonly kind: 'import';
  /** `public`, `weak` or `option`. */
  readonly modifier: Ident | undefined;
  readonly path: StringLiteral;
}

export interface EmptyNode extends Span {
  readonly kind: 'empty';
}

export interface MapType extends Span {
  readonly kind: 'map';
  readonly key: Ident;
  readonly value: Ident;
}

export interface NamedType extends Ident {
  readonly kind: 'named';
}

export interface FieldNode extends Span {
  readonly kind: 'field';
  /** `optional`, `required` or `repeated`. */
  readonly label: Ident | undefined;
  /** For a group, the keyword `group`. */
  readonly type: NamedType | MapType;
  /** For a group, the name as written; the field is called by its lower-case form. */
  readonly name: Ident;
  readonly number: IntLiteral | undefined;
  readonly options: readonly OptionNode[];
  readonly group: MessageNode | undefined;
}

export interface RangeNode extends Span {
  readonly from: IntLiteral;
  /** The number after `to`; `'max'`; or nothing for a single number. */
  readonly to: IntLiteral | 'max' | undefined;
}

export interface ReservedNode extends Span {
  readonly kind: 'reserved';
  readonly ranges: readonly RangeNode[];
  readonly names: readonly (StringLiteral | IdentLiteral)[];
}

export interface ExtensionsNode extends Span {
  readonly kind: 'extensions';
  readonly ranges: readonly RangeNode[];
  readonly options: readonly OptionNode[];
}

export interface OneofNode extends Span {
  readonly kind: 'oneof';
  readonly name: Ident;
  readonly body: readonly (FieldNode | OptionNode)[];
}

export interface ExtendNode extends Span {
  readonly kind: 'extend';
  readonly extendee: NamedType;
  readonly body: readonly FieldNode[];
}

export type MessageElement =
  | FieldNode
  | OneofNode
  | MessageNode
  | EnumNode
  | ExtendNode
  | ReservedNode
  | ExtensionsNode
  | OptionNode
  | EmptyNode;

export interface MessageNode extends Span {
  readonly kind: 'message';
  /** `export` or `local` (edition 2024). */
  readonly visibility: Ident | undefined;
  readonly name: Ident;
  readonly body: readonly MessageElement[];
}

export interface EnumValueNode extends Span {
  readonly kind: 'enumValue';
  readonly name: Ident;
  readonly number: IntLiteral | undefined;
  readonly options: readonly OptionNode[];
}

export interface EnumNode extends Span {
  readonly kind: 'enum';
  readonly visibility: Ident | undefined;
  readonly name: Ident;
  readonly body: readonly (EnumValueNode | OptionNode | ReservedNode | EmptyNode)[];
}

export interface MethodTypeNode extends Span {
  readonly stream: Ident | undefined;
  readonly type: NamedType;
}

export interface MethodNode extends Span {
  readonly kind: 'method';
  readonly name: Ident;
  readonly input: MethodTypeNode;
  readonly output: MethodTypeNode;
  readonly body: readonly (OptionNode | EmptyNode)[];
}

export interface ServiceNode extends Span {
  readonly kind: 'service';
  readonly name: Ident;
  readonly body: readonly (MethodNode | OptionNode | EmptyNode)[];
}

export type FileElement =
  | SyntaxNode
  | PackageNode
  | ImportNode
  | OptionNode
  | MessageNode
  | EnumNode
  | ServiceNode
  | ExtendNode
  | EmptyNode;

export interface FileNode extends Span {
  readonly kind: 'file';
  readonly source: SourceFile;
  readonly syntax: SyntaxNode | undefined;
  readonly package: PackageNode | undefined;
  readonly imports: readonly ImportNode[];
  /** All statements in source order, those above included. */
  readonly body: readonly FileElement[];
  /** Start and end offsets of every comment, in pairs, in source order. */
  readonly comments: readonly number[];
  readonly errors: readonly SyntaxFlaw[];
}

/** A place where the text is not a .proto file; the rest of the file is still read. */
export interface SyntaxFlaw extends Span {
  readonly message: string;
  readonly help: string | undefined;
  /** The '{' or quote that is left open, where that is the flaw. */
  readonly opening: Span | undefined;
}

export type Node = FileNode | FileElement | MessageElement | EnumValueNode | MethodNode;

/** From the first part of an option's name to the last. */
export function optionNameSpan(option: OptionNode): Span {
  return { start: (option.name[0] as Span).start, end: (option.name.at(-1) as Span).end };
}
