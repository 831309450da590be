// What a walk over wire bytes finds: fields with their offsets, and what is wrong with them. Data only.

import type { FieldDescriptor, MessageDescriptor } from '../../model/proto/schema/descriptor.ts';

export const VARINT = 0;
export const I64 = 1;
export const LEN = 2;
export const START_GROUP = 3;
export const END_GROUP = 4;
export const I32 = 5;

export const WIRE_TYPE_NAMES: readonly string[] = ['VARINT', 'I64', 'LEN', 'SGROUP', 'EGROUP', 'I32'];

/** One value of a packed field. */
export interface PackedItem {
  readonly start: number;
  readonly end: number;
  readonly raw: bigint;
}

export interface WireField {
  readonly number: number;
  readonly wireType: number;
  /** Nothing when the message has no such field, or when the wire type cannot be one of its values. */
  readonly field: FieldDescriptor | undefined;
  /** Of the tag. */
  readonly start: number;
  readonly tagEnd: number;
  /** Behind the length prefix where there is one. */
  readonly valueStart: number;
  /** Of the value; a group ends before its end tag. */
  readonly valueEnd: number;
  readonly end: number;
  /** A number as it stands on the wire; nothing for what has a length. */
  readonly raw: bigint | undefined;
  /** Of a message or group. */
  readonly children: readonly WireField[] | undefined;
  readonly packed: readonly PackedItem[] | undefined;
}

export type FlawKind =
  // What no decoder takes
  | 'truncated'
  | 'length-beyond-end'
  | 'overlong-varint'
  | 'bad-field-number'
  | 'bad-wire-type'
  | 'stray-end-group'
  | 'unterminated-group'
  | 'too-deep'
  | 'too-many-fields'
  | 'message-set'
  // What decoders take and encoders do not write
  | 'non-minimal-varint'
  | 'explicit-default'
  | 'field-order'
  | 'repeated-singular'
  | 'unpacked'
  | 'packed'
  | 'split-packed'
  | 'empty-packed'
  | 'invalid-utf8'
  | 'out-of-range'
  | 'incomplete-map-entry'
  | 'wrong-wire-type'
  // Where implementations may differ; see `zones.ts`
  | 'unknown-field'
  | 'unknown-enum-value'
  | 'duplicate-map-key'
  | 'map-order'
  | 'map-key-order'
  | 'nan-bits'
  | 'repeated-oneof'
  | 'go-order';

export interface WireFlaw {
  readonly kind: FlawKind;
  readonly start: number;
  readonly end: number;
  /** A clause that says what is so, without the field's name. */
  readonly words: string;
}

export interface WireTree {
  readonly bytes: Uint8Array;
  readonly message: MessageDescriptor;
  readonly fields: readonly WireField[];
  /** By offset. */
  readonly flaws: readonly WireFlaw[];
  /** Some flaw keeps every decoder from reading the bytes. */
  readonly isMalformed: boolean;
}

const MALFORMED: ReadonlySet<FlawKind> = new Set<FlawKind>([
  'truncated',
  'length-beyond-end',
  'overlong-varint',
  'bad-field-number',
  'bad-wire-type',
  'stray-end-group',
  'unterminated-group',
  'too-deep',
  'too-many-fields',
  'message-set',
]);

export function isMalformed(kind: FlawKind): boolean {
  return MALFORMED.has(kind);
}
