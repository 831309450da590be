// Interpreted options: what an element's options say once names are resolved against descriptor.proto and extensions.

import type { OptionNode } from '../syntax/ast.ts';
import type { FieldDescriptor } from './descriptor.ts';

export interface OptionField {
  readonly field: FieldDescriptor;
  readonly value: OptionValue;
}

/** A message value: its set fields, each once, in the order they were first set. */
export interface OptionMessage {
  readonly fields: readonly OptionField[];
}

/** A `google.protobuf.Any` written as `[type.url/full.Name] { … }`. */
export interface AnyValue {
  readonly typeUrl: string;
  readonly message: OptionMessage;
}

/** 64-bit integers are bigint, enums their value's name, bytes Uint8Array, repeated fields arrays. */
export type OptionValue =
  | string
  | number
  | bigint
  | boolean
  | Uint8Array
  | OptionMessage
  | AnyValue
  | readonly OptionValue[];

export interface SetOption {
  readonly node: OptionNode;
  /** The fields named from the options message down; empty when the name did not resolve. */
  readonly path: readonly FieldDescriptor[];
}

export interface Options extends OptionMessage {
  /** One entry per option statement, in source order. */
  readonly set: readonly SetOption[];
}

export const NO_OPTIONS: Options = { fields: [], set: [] };

/** The name as protobuf writes it in full: `deprecated`, `(acme.note).text`. */
export function optionName({ node, path }: SetOption): string {
  return node.name
    .map((part, i) => (part.isExtension ? `(${path[i]?.fullName ?? part.text.replace(/^\./, '')})` : part.text))
    .join('.');
}

/** The value of a standard option such as `deprecated` or `go_package`; nothing when not set. */
export function standardOption(options: Options, name: string): OptionValue | undefined {
  for (const { field, value } of options.fields) if (!field.isExtension && field.name === name) return value;
  return undefined;
}

/** Where a standard option is set, for findings that point at it. */
export function optionNode(options: Options, name: string): OptionNode | undefined {
  for (const { node } of options.set) {
    const [only, ...rest] = node.name;
    if (only?.text === name && !only.isExtension && rest.length === 0) return node;
  }
  return undefined;
}
