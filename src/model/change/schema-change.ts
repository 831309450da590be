// What differs between two schemas, as data: every difference, good or bad, with both places. No severity and no level;
// rules, levels and change lists are made from these facts elsewhere.

import type {
  Descriptor,
  EnumDescriptor,
  EnumValueDescriptor,
  FieldDescriptor,
  FileDescriptor,
  MessageDescriptor,
  MethodDescriptor,
  OneofDescriptor,
  ServiceDescriptor,
} from '../proto/schema/descriptor.ts';

/** All files of one package. */
export interface PackageFiles {
  readonly kind: 'package';
  /** Empty for the files that declare none. */
  readonly name: string;
  /** At least one; sorted by path. */
  readonly files: readonly FileDescriptor[];
}

/** Descriptors by the word that begins a fact's kind. An extension is a field. */
export interface ElementOf {
  readonly package: PackageFiles;
  readonly file: FileDescriptor;
  readonly message: MessageDescriptor;
  readonly field: FieldDescriptor;
  readonly extension: FieldDescriptor;
  readonly oneof: OneofDescriptor;
  readonly enum: EnumDescriptor;
  readonly 'enum-value': EnumValueDescriptor;
  readonly service: ServiceDescriptor;
  readonly method: MethodDescriptor;
}

export type ElementKind = keyof ElementOf;

/** What makes it likely that two elements are the same one under another name, number or in another place. */
export interface Succession<Element> {
  readonly element: Element;
  /** `name`: same name elsewhere; `shape`: same members; `number`: same number and type. */
  readonly evidence: readonly ('name' | 'shape' | 'number')[];
  /** 0 to 1: the share of members that agree; 1 where there are none to compare. */
  readonly likeness: number;
}

/** A pair of elements is compared when its parents are paired: by name or number, or since one succeeds the other. */
export type Pairing = 'identity' | 'succession';

interface Fact {
  /** How the elements around were paired. What looks at names only passes over `succession`. */
  readonly pairing: Pairing;
}

/**
 * There now, and not before: files by path; messages, enums and services by full name in any file; fields by number,
 * extensions by extended message and number, enum values by number and name, oneofs and methods by name.
 */
export interface Added<Kind extends ElementKind = ElementKind> extends Fact {
  readonly kind: `${Kind}-added`;
  readonly element: Kind;
  readonly before: undefined;
  readonly after: ElementOf[Kind];
  /** What it was before, when it seems to have been renamed, renumbered or moved. */
  readonly origin: Succession<ElementOf[Kind]> | undefined;
  /** Of enum values: it stands before one that was there before. */
  readonly isInserted?: boolean;
}

/** There before, and not now. */
export interface Removed<Kind extends ElementKind = ElementKind> extends Fact {
  readonly kind: `${Kind}-removed`;
  readonly element: Kind;
  readonly before: ElementOf[Kind];
  readonly after: undefined;
  /** What it became, when it seems to have been renamed, renumbered or moved. */
  readonly successor: Succession<ElementOf[Kind]> | undefined;
  /** The innermost element around it that is still there: where a finding about the loss belongs. Its file at last. */
  readonly survivor: Descriptor | undefined;
}

/** Same name, other file. */
export interface Moved<Kind extends 'message' | 'enum' | 'service' | 'extension' = 'message' | 'enum' | 'service'>
  extends Fact {
  readonly kind: `${Kind}-moved`;
  readonly element: Kind;
  readonly before: ElementOf[Kind];
  readonly after: ElementOf[Kind];
}

/** What can differ in a pair of elements. */
export type Aspect =
  | 'name'
  | 'package'
  | 'syntax'
  | 'import'
  | 'type'
  /** `optional`, `required`, `repeated` or `map`. */
  | 'cardinality'
  /** `implicit` or `explicit`, of fields that are optional before and after. */
  | 'presence'
  /** `packed` or `expanded`, of fields that are repeated before and after. */
  | 'packed'
  | 'oneof'
  | 'json-name'
  | 'default'
  /** One option as written; `option` is its name. */
  | 'option'
  /** One feature as written; `option` is its name. */
  | 'feature'
  /** `open` or `closed`. */
  | 'openness'
  /** `ALLOW` or `LEGACY_BEST_EFFORT`, as it is in effect. */
  | 'json-format'
  /** `VERIFY` or `NONE`, as it is in effect on a string. */
  | 'utf8-validation'
  /** The same for Java, which has ways of its own to switch it on. */
  | 'java-utf8-validation'
  /** `STRING`, `CORD`, `STRING_PIECE` or `VIEW`, as it is in effect on a string or bytes field. */
  | 'cpp-string-type'
  /** `export`, `local` or nothing. */
  | 'visibility'
  | 'reserved-range'
  | 'reserved-name'
  | 'extension-range'
  /** Of ranges that are the same before and after; `option` says which one, and of which range. */
  | 'extension-range-option'
  /** Its place in the order of the enum's values that were there before. */
  | 'position'
  | 'request'
  | 'response'
  /** `stream` or nothing. */
  | 'client-streaming'
  | 'server-streaming'
  | 'comment';

/** One aspect of an element that is there before and after. */
export interface Changed<Kind extends ElementKind = ElementKind> extends Fact {
  readonly kind: `${Kind}-changed`;
  readonly element: Kind;
  readonly aspect: Aspect;
  readonly before: ElementOf[Kind];
  readonly after: ElementOf[Kind];
  /** The value of the aspect as one would write it; nothing where there was none. */
  readonly from: string | undefined;
  readonly to: string | undefined;
  /** For `option` and `feature`: its name as written in a file, `deprecated` or `(my.option)`. */
  readonly option?: string;
}

/** Two or more fields of a message have exchanged their numbers: each name stands at a number that another one had. */
export interface Swapped extends Fact {
  readonly kind: 'field-swapped';
  readonly element: 'field';
  /** One name, before and after. */
  readonly before: FieldDescriptor;
  readonly after: FieldDescriptor;
  /** The field that has the old number now. */
  readonly successor: FieldDescriptor;
}

/** A number that meant something else: reserved before, or a field whose name has nothing in common with the new one. */
export interface Reused extends Fact {
  readonly kind: 'field-number-reused';
  readonly element: 'field';
  /** Nothing when the number was reserved. */
  readonly before: FieldDescriptor | undefined;
  readonly after: FieldDescriptor;
}

/** An integer type that cannot hold all that the one before could; told beside the change of type. */
export interface Narrowed extends Fact {
  readonly kind: 'field-narrowed';
  readonly element: 'field';
  readonly before: FieldDescriptor;
  readonly after: FieldDescriptor;
}

type OfEach<Kind extends ElementKind> = Kind extends ElementKind ? Added<Kind> | Removed<Kind> | Changed<Kind> : never;
type MovedEach<Kind extends 'message' | 'enum' | 'service' | 'extension'> = Kind extends Kind ? Moved<Kind> : never;

export type SchemaChange =
  | OfEach<ElementKind>
  | MovedEach<'message' | 'enum' | 'service' | 'extension'>
  | Swapped
  | Reused
  | Narrowed;
